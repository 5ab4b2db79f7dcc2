#include "kit/audit_list.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "embedded/kit_migrations.hpp"

namespace homeport::kit {
namespace {

constexpr std::array kSorts{SortChoice{"at", "a.id", false}};
constexpr std::array kPermissions{
    Permission{kAuditPermission, "Read the audit trail", "查看操作日志"},
    Permission{kMarginPermission, "See cost, margin and profit points", "查看成本、毛利和利润积分"},
};

std::optional<std::string> as_text(const boost::json::value& value) {
  if (value.is_null()) return std::nullopt;
  if (value.is_string()) return std::string(value.get_string());
  return boost::json::serialize(value);
}

// What changed, without margin fields for those who may not see them.
std::vector<AuditItemChange> visible_changes(std::string_view stored, View view) {
  std::vector<AuditItemChange> changes;
  const auto parsed = boost::json::parse(boost::json::string_view(stored.data(), stored.size()));
  for (const auto& item : parsed.as_array()) {
    const auto& change = item.as_object();
    if (change.contains("is_margin") && !view.margin) continue;
    changes.push_back(
        {std::string(change.at("field").as_string()), as_text(change.at("before")), as_text(change.at("after"))});
  }
  return changes;
}

template <class IdType>
std::optional<IdType> unless_zero(std::int64_t value) {
  return value == 0 ? std::nullopt : std::optional<IdType>(IdType{value});
}

AuditItem read_item(const db::Rows& rows, View view) {
  AuditItem item;
  item.id.value = rows.integer(0);
  item.at.us = rows.integer(1);
  item.actor_staff_id = unless_zero<StaffId>(rows.integer(2));
  item.actor_name = rows.string(3);
  item.action = rows.string(4);
  item.subject_kind = rows.string(5);
  item.subject_id = unless_zero<Id<SubjectTag>>(rows.integer(6));
  item.subject_label = rows.string(7);
  item.changes = visible_changes(rows.text(8), view);
  item.request_id = rows.string(9);
  item.source_address = rows.string(10);
  return item;
}

Result<ListQuery> build_query(const Read& read, const Call& call) {
  ListQuery query(
      "SELECT a.id, a.at, a.actor_staff_id, a.actor_name, a.action, a.subject_kind, a.subject_id, a.subject_label, "
      "a.changes, a.request_id, a.source_address FROM audit_entry a WHERE 1 = 1");
  query.where_in_reach(read.actor, "a.org_unit_id", "a.actor_staff_id");
  TRY(const auto staff, call.query_id<StaffId>("actor_staff_id"));
  if (staff) query.where_equal("a.actor_staff_id", staff->value);
  TRY(const auto subject, call.query_integer("subject_id"));
  if (subject) query.where_equal("a.subject_id", *subject);
  if (const auto module = call.query_text("module")) query.where_equal("a.module", *module);
  if (const auto kind = call.query_text("subject_kind")) query.where_equal("a.subject_kind", *kind);
  TRY(const auto from, call.query_time("from"));
  if (from) query.text(" AND a.at >= ").bind(from->us);
  TRY(const auto to, call.query_time("to"));
  if (to) query.text(" AND a.at < ").bind(to->us);
  if (const auto q = call.query_text("q")) {
    query.text(" AND (").contains("a.subject_label", *q).text(" OR ").contains("a.actor_name", *q);
    query.text(" OR ").contains("a.action", *q).text(")");
  }
  return query;
}

Result<Answer> list_audit(Read& read, const Call& call) {
  TRY(const auto page, page_of(call.request(), kSorts, true));
  TRY(auto query, build_query(read, call));
  ListAnswer list(page);
  list.set_count(count_rows(read.tx, query));
  query.page(page, "a.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto item = read_item(rows, read.view());
    if (!list.add(to_json(item, read.view()), cursor_after_integer(item.id.value, item.id.value))) break;
  }
  return Answer{list.take()};
}

}  // namespace

Module module(Outbox& outbox) {
  Module made;
  made.name = "kit";
  made.permissions.assign(kPermissions.begin(), kPermissions.end());
  made.migrations = embedded::kit_migrations();
  made.add_routes = [](Endpoints& endpoints) {
    RouteSpec spec;
    spec.operation_id = "list_audit";
    spec.summary = "The audit trail, newest first.";
    spec.permission = kAuditPermission;
    spec.answer = &table_of<AuditItem>();
    spec.answer_is_list = true;
    spec.query = {{"actor_staff_id", "who did it", FieldKind::id},
                  {"module", "in which module"},
                  {"subject_kind", "to what kind of record"},
                  {"subject_id", "to which record", FieldKind::integer},
                  {"from", "not before", FieldKind::time},
                  {"to", "before", FieldKind::time},
                  {"q", "part of the record's name, the person's name or the action"}};
    endpoints.read("/v1/audit", spec, list_audit);
  };
  made.add_jobs = [&outbox](Jobs& jobs) {
    jobs.every("kit.outbox", 1, [&outbox](Runtime& runtime) {
      while (outbox.deliver_batch(runtime) == kOutboxBatch) {
      }
    });
  };
  made.invariants.push_back(
      {"kit.no_parked_news", "No event in the outbox has used up its attempts.", [](db::Transaction& tx) {
         static const db::Sql kParked{"SELECT id, topic FROM outbox WHERE attempts >= $1 ORDER BY id LIMIT 20"};
         std::vector<std::string> violations;
         for (auto rows = tx.query(kParked, kOutboxAttemptLimit); rows.next();) {
           violations.push_back("event " + std::to_string(rows.integer(0)) + " of " + rows.string(1) + " was given up");
         }
         return violations;
       }});
  return made;
}

}  // namespace homeport::kit
