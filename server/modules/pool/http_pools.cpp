// The routes of pools: what they are, who belongs to them, their rules, and what comes into them.

#include "modules/pool/http.hpp"
#include "modules/pool/moving.hpp"
#include "modules/pool/reports.hpp"

namespace homeport::pool {
namespace {

constexpr std::string_view kPoolPath = "/v1/pools/{pool_id}";

bool sees(const kit::Read& read, Book& book, PoolId id) {
  return book.administers(read.actor, id) || book.belongs(read.actor, id);
}

Pool shown(const kit::Read& read, Book& book, PoolId id) {
  Pool pool = book.of(id).pool;
  pool.mine.is_member = book.belongs(read.actor, id);
  const auto* me = book.person(read.actor.staff_id);
  pool.mine.is_administrator = me != nullptr && is_administrator(book.of(id).members, *me);
  pool.counts = store::count_customers(read.tx, id);
  return pool;
}

Result<kit::Answer> show_pool(const kit::Read& read, PoolId id, int status = 200) {
  Book book(read.tx);
  TRY_DONE(book.find(id));
  if (!sees(read, book, id)) {
    return refuse(RefusalKind::not_found, "access.out_of_scope", "this pool is not within your reach");
  }
  return kit::answer_with(shown(read, book, id), read.view(), status);
}

// Whoever manages pools, and whoever runs this one.
Outcome check_runs(kit::Write& write, PoolId id) {
  Book book(write.tx);
  TRY_DONE(book.find(id));
  if (book.administers(write.actor, id)) return Done{};
  return refuse(RefusalKind::forbidden, "access.permission_missing", "this needs the permission pool.manage");
}

void add_record_routes(kit::Endpoints& endpoints) {
  auto list =
      kit::spec_of<Pool>("list_pools", "Pools one belongs to, or all for whoever manages them.", kReadPermission);
  list.answer_is_list = true;
  endpoints.read("/v1/pools", list, [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
    Book book(read.tx);
    std::vector<Pool> pools;
    for (const auto& pool : store::load_pools(read.tx)) {
      if (sees(read, book, pool.id)) pools.push_back(shown(read, book, pool.id));
    }
    return kit::whole_list(pools, read.view());
  });
  const std::vector<std::string> refusals{"pool.name_taken", "pool.unit_unknown", "identity.staff_unknown"};
  auto create = kit::spec_of<Pool>("create_pool", "Adds a pool.", kManagePermission, refusals);
  create.success_status = 201;
  endpoints.write<Pool>(http::Method::post, "/v1/pools", create,
                        [](kit::Write& write, const kit::Call&, const Pool& body) -> Result<kit::Answer> {
                          TRY(const auto pool, create_pool(write, body));
                          return show_pool(write.as_read(), pool.id, 201);
                        });
  endpoints.read(std::string(kPoolPath), kit::spec_of<Pool>("get_pool", "One pool.", kReadPermission, {"pool.unknown"}),
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<PoolId>("pool_id"));
                   return show_pool(read, id);
                 });
  auto edit = kit::spec_of<Pool>("edit_pool", "Changes the fields given.", kManagePermission, refusals);
  edit.refusals.emplace_back("pool.has_customers");
  endpoints.edit<Pool>(std::string(kPoolPath), edit,
                       [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                         TRY(const auto id, call.path_id<PoolId>("pool_id"));
                         TRY(const auto version, call.if_match_version());
                         TRY_DONE(edit_pool(write, id, version, call.request().body));
                         return show_pool(write.as_read(), id);
                       });
  auto remove = kit::spec_of<Pool>("delete_pool", "Removes a pool without customers.", kManagePermission,
                                   {"pool.unknown", "pool.has_customers"});
  remove.answer = nullptr;
  remove.success_status = 204;
  endpoints.action(http::Method::del, std::string(kPoolPath), remove,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<PoolId>("pool_id"));
                     TRY_DONE(delete_pool(write, id));
                     return kit::no_content();
                   });
}

void add_member_routes(kit::Endpoints& endpoints) {
  const std::string path = std::string(kPoolPath) + "/members";
  endpoints.read(path, kit::spec_of<Members>("list_pool_members", "Who belongs to a pool.", kReadPermission),
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<PoolId>("pool_id"));
                   TRY_DONE(show_pool(read, id));
                   TRY(const auto members, load_members(read, id));
                   return kit::answer_with(members, read.view());
                 });
  endpoints.write<Members>(
      http::Method::post, path,
      kit::spec_of<Members>(
          "set_pool_members", "Who belongs to a pool, in place of all there are.", kManagePermission,
          {"pool.member_twice", "pool.member_unknown", "pool.shift_backwards", "pool.weekdays_unknown"}),
      [](kit::Write& write, const kit::Call& call, const Members& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<PoolId>("pool_id"));
        TRY(const auto members, set_members(write, id, body));
        return kit::answer_with(members, write.view());
      });
}

void add_arrival_routes(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  const std::string path(kPoolPath);
  auto leads =
      kit::spec_of<LeadsAnswer>("bring_leads", "People from elsewhere into a pool; each row answers for itself.",
                                kManagePermission, {"pool.unknown", "pool.switched_off"});
  leads.body_limit_bytes = 4 * 1024 * 1024;
  endpoints.write<Leads>(http::Method::post, path + "/leads", leads,
                         [](kit::Write& write, const kit::Call& call, const Leads& body) -> Result<kit::Answer> {
                           TRY(const auto id, call.path_id<PoolId>("pool_id"));
                           TRY(const auto answer, bring_leads(write, id, body.items));
                           return kit::answer_with(answer, write.view());
                         });
  endpoints.action(http::Method::post, path + "/take_in",
                   kit::spec_of<Moved>("take_customers_in",
                                       "Customers in no pool whom this one matches; repeat while some "
                                       "remain.",
                                       kManagePermission, {"pool.unknown"}),
                   [hooks](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<PoolId>("pool_id"));
                     TRY(const auto moved, take_in(*hooks, write, id));
                     return kit::answer_with(moved, write.view());
                   });
  endpoints.write<MoveAll>(
      http::Method::post, path + "/move_all",
      kit::spec_of<Moved>("move_pool_customers", "Moves a pool's customers to another; repeat while some remain.",
                          kManagePermission, {"pool.unknown", "pool.switched_off"}),
      [](kit::Write& write, const kit::Call& call, const MoveAll& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<PoolId>("pool_id"));
        TRY(const auto moved, move_all(write, id, body.to_pool_id));
        return kit::answer_with(moved, write.view());
      });
  endpoints.action(http::Method::post, path + "/assign_waiting",
                   kit::spec_of<EngineRun>("run_pool_engine", "Gives waiting customers to those whose turn it is.",
                                           kAssignPermission, {"pool.unknown", "pool.no_engine"}),
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<PoolId>("pool_id"));
                     TRY_DONE(check_runs(write, id));
                     TRY(const auto run, run_engine(write, id));
                     return kit::answer_with(run, write.view());
                   });
  auto fairness = kit::spec_of<Fairness>("pool_fairness", "Who got, kept and won what in a period, and what looks odd.",
                                         kReportPermission, {"pool.unknown", "pool.report_too_long"});
  fairness.query = {{"from", "first day; default 30 days ago", FieldKind::date},
                    {"to", "last day; default today", FieldKind::date}};
  endpoints.read(path + "/fairness", fairness, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    TRY(const auto id, call.path_id<PoolId>("pool_id"));
    TRY(const auto from, call.query_date("from"));
    TRY(const auto to, call.query_date("to"));
    const Date today = date_in_utc(read.now);
    const Date last = to.value_or(today);
    TRY(const auto report, load_fairness(read, id, from.value_or(plus_days(last, -30)), last));
    return kit::answer_with(report, read.view());
  });
}

}  // namespace

void add_pool_routes(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  add_record_routes(endpoints);
  add_member_routes(endpoints);
  add_arrival_routes(endpoints, hooks);
}

void add_rule_routes(kit::Endpoints& endpoints) {
  const std::string path = std::string(kPoolPath) + "/rules";
  auto list =
      kit::spec_of<RuleVersion>("list_pool_rules", "Versions of a pool's rules, newest first.", kReadPermission);
  list.answer_is_list = true;
  endpoints.read(path, list, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    TRY(const auto id, call.path_id<PoolId>("pool_id"));
    TRY_DONE(show_pool(read, id));
    return kit::whole_list(store::load_rules(read.tx, id, 200), read.view());
  });
  endpoints.read(path + "/current", kit::spec_of<RuleVersion>("get_pool_rules", "The rules in force.", kReadPermission),
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<PoolId>("pool_id"));
                   TRY_DONE(show_pool(read, id));
                   Book book(read.tx);
                   return kit::answer_with(book.of(id).rule, read.view());
                 });
  const std::vector<std::string> refusals{"pool.rule_contradicts", "pool.grade_twice", "pool.role_twice",
                                          "pool.reminders_not_descending"};
  auto create = kit::spec_of<RuleVersion>("set_pool_rules", "A new version of the rules, in force at once.",
                                          kManagePermission, refusals);
  create.success_status = 201;
  endpoints.write<Rule>(http::Method::post, path, create,
                        [](kit::Write& write, const kit::Call& call, const Rule& body) -> Result<kit::Answer> {
                          TRY(const auto id, call.path_id<PoolId>("pool_id"));
                          TRY(const auto version, create_rule(write, id, body));
                          return kit::answer_with(version, write.view(), 201);
                        });
  // Reads every tracked customer of the pool: not on the thread that writes.
  auto dry = kit::spec_of<DryRun>("try_pool_rules", "What would go back within a day by these rules; writes nothing.",
                                  kManagePermission, refusals);
  dry.weight = kit::Weight::heavy;
  endpoints.blocking(http::Method::post, path + "/dry_run", dry, &table_of<Rule>(), http::BodyKind::json,
                     [](kit::Blocking& blocking) -> Result<kit::Answer> {
                       const auto id = parse_id_as<PoolId>(blocking.request.parameter("pool_id"));
                       if (!id) return refuse(RefusalKind::invalid, "request.wrong_type", "must be an id", "pool_id");
                       TRY(const auto rule, record_from_json<Rule>(blocking.request.body, blocking.view()));
                       auto result = blocking.runtime.database.read([&](db::Transaction& tx) {
                         return dry_run(kit::Read{tx, *blocking.actor, blocking.now}, *id, rule);
                       });
                       TRY(const auto answer, std::move(result));
                       return kit::answer_with(answer, blocking.view());
                     });
}

}  // namespace homeport::pool
