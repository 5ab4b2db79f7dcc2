// The routes of incentives and selections.

#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/grading/module.hpp"
#include "modules/grading/store.hpp"

namespace homeport::grading {
namespace {

constexpr std::string_view kIncentives = "/v1/grading/incentives";
constexpr std::string_view kSelections = "/v1/grading/selections";
constexpr kit::SortChoice kByEarned{"earned_at", "g.earned_at", false};
constexpr kit::SortChoice kByCustomer{"customer_id", "s.customer_id", false};

Result<kit::Answer> list_grants(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<IncentiveId>("incentive_id"));
  TRY(const auto page, kit::page_of(call.request(), std::span(&kByEarned, 1), true));
  auto query = store::grants_of(id);
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "g.customer_id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto grant = db::read_record<Grant>(rows);
    const auto cursor = kit::cursor_after_integer(grant.earned_at.us, grant.customer_id.value);
    if (!answer.add(to_json(grant, read.view()), cursor)) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

Result<kit::Answer> list_selected(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<SelectionId>("selection_id"));
  TRY(const auto page, kit::page_of(call.request(), std::span(&kByCustomer, 1), false));
  auto query = store::selected_of(id);
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "s.customer_id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const SelectedCustomer item{rows.id<CustomerId>(0), rows.integer(1) == 1};
    const auto cursor = kit::cursor_after_integer(item.customer_id.value, item.customer_id.value);
    if (!answer.add(to_json(item, read.view()), cursor)) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

void add_incentive_routes(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  auto list = kit::spec_of<Incentive>("list_incentives", "What a first purchase brings.", kReadPermission);
  list.answer_is_list = true;
  endpoints.read(std::string(kIncentives), list, [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
    return kit::whole_list(store::load_incentives(read.tx), read.view());
  });
  auto create = kit::spec_of<Incentive>(
      "create_incentive", "Adds an incentive; one that gives vouchers also needs rewards.issue.", kWritePermission,
      {"grading.too_many_incentives", "grading.nothing_given", "grading.vouchers_unsupported", "rewards.series_unknown",
       "rewards.series_disabled", "rewards.no_longer_valid"});
  create.success_status = 201;
  endpoints.write<Incentive>(
      http::Method::post, std::string(kIncentives), create,
      [hooks](kit::Write& write, const kit::Call&, const Incentive& body) -> Result<kit::Answer> {
        TRY(const auto made, create_incentive(write, *hooks, body));
        return kit::answer_with(made, write.view(), 201);
      });
  const std::string path = std::string(kIncentives) + "/{incentive_id}";
  endpoints.edit<Incentive>(
      path,
      kit::spec_of<Incentive>("edit_incentive", "Changes the fields given.", kWritePermission,
                              {"grading.incentive_unknown", "grading.nothing_given", "grading.vouchers_unsupported",
                               "rewards.series_unknown", "rewards.series_disabled", "rewards.no_longer_valid"}),
      [hooks](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<IncentiveId>("incentive_id"));
        TRY(const auto version, call.if_match_version());
        TRY(const auto made, edit_incentive(write, *hooks, id, version, call.request().body));
        return kit::answer_with(made, write.view());
      });
  auto grants = kit::spec_of<Grant>("list_incentive_grants", "Who earned an incentive.", kReadPermission);
  grants.answer_is_list = true;
  endpoints.read(path + "/grants", grants, list_grants);
}

}  // namespace

void add_selection_routes(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  add_incentive_routes(endpoints, hooks);
  auto list =
      kit::spec_of<Selection>("list_selections", "Customers chosen by condition, newest first.", kReadPermission);
  list.answer_is_list = true;
  endpoints.read(std::string(kSelections), list, [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
    return kit::whole_list(store::load_selections(read.tx), read.view());
  });
  auto create = kit::spec_of<Selection>("create_selection", "Chooses the customers for whom the conditions hold now.",
                                        kWritePermission, {"grading.too_many_selections"});
  create.success_status = 201;
  endpoints.write<NewSelection>(
      http::Method::post, std::string(kSelections), create,
      [](kit::Write& write, const kit::Call&, const NewSelection& body) -> Result<kit::Answer> {
        TRY(const auto made, create_selection(write, body));
        return kit::answer_with(made, write.view(), 201);
      });
  const std::string path = std::string(kSelections) + "/{selection_id}";
  auto customers = kit::spec_of<SelectedCustomer>("list_selected_customers", "Who was chosen.", kReadPermission);
  customers.answer_is_list = true;
  endpoints.read(path + "/customers", customers, list_selected);
  endpoints.write<SelectionAssign>(
      http::Method::post, path + "/assign",
      kit::spec_of<SelectionAssigned>("assign_selection",
                                      "Gives the next of them to people in turn; repeat while some "
                                      "remain.",
                                      pool::kAssignPermission, {"grading.selection_unknown"}),
      [](kit::Write& write, const kit::Call& call, const SelectionAssign& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<SelectionId>("selection_id"));
        TRY(const auto done, assign_selection(write, id, body));
        return kit::answer_with(done, write.view());
      });
  auto remove = kit::spec_of<Selection>("delete_selection", "Forgets a selection.", kWritePermission,
                                        {"grading.selection_unknown"});
  remove.answer = nullptr;
  remove.success_status = 204;
  endpoints.action(http::Method::del, path, remove,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<SelectionId>("selection_id"));
                     TRY_DONE(delete_selection(write, id));
                     return kit::no_content();
                   });
}

}  // namespace homeport::grading
