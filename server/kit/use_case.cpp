#include "kit/use_case.hpp"

#include "kit/jobs.hpp"

namespace homeport::kit {
namespace {

const db::Sql kInsertAudit{
    "INSERT INTO audit_entry (customer_id, id, at, actor_kind, actor_staff_id, actor_name, module, action, "
    "subject_kind, "
    "subject_id, subject_label, org_unit_id, changes, request_id, source_address) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) /*in_any_order*/"};

const db::Sql kInsertOutbox{
    "INSERT INTO outbox (customer_id, id, at, topic, subject_id, org_unit_id, payload, attempts, next_attempt_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8) /*in_any_order*/"};

std::string changes_json(const std::vector<AuditChange>& changes) {
  if (changes.empty()) return "[]";
  JsonWriter json;
  json.begin_array();
  for (const auto& change : changes) {
    json.begin_object().key("field").text(change.field);
    json.key("before").raw(change.before_json).key("after").raw(change.after_json);
    if (change.is_margin) json.key("is_margin").boolean(true);
    json.end_object();
  }
  return json.end_array().take();
}

}  // namespace

void Write::audit(const AuditEntry& entry) {
  ++audit_count_;
  const std::string_view action = entry.action;
  CHECK(action.find('.') != std::string_view::npos);
  tx.send(kInsertAudit, entry.customer_id, runtime_.ids.next(), now,
          actor.kind == Actor::Kind::staff ? "staff" : "system", actor.staff_id, actor.name,
          action.substr(0, action.find('.')), action, entry.subject_kind, entry.subject_id, entry.subject_label,
          entry.org_unit_id, changes_json(entry.changes),
          request_ != nullptr ? std::string_view(request_->request_id) : std::string_view{},
          request_ != nullptr ? std::string_view(request_->source_address) : std::string_view{});
}

void Write::publish(const Event& event) {
  tx.send(kInsertOutbox, event.customer_id, runtime_.ids.next(), now, event.topic, event.subject_id, event.org_unit_id,
          event.payload_json, now);
}

void Write::tell_live(http::LiveEvent event) {
  if (runtime_.events == nullptr) return;
  tx.after_commit([events = runtime_.events, event = std::move(event)] { events->publish(event); });
}

void Write::wake_jobs_after_commit() {
  if (runtime_.jobs == nullptr) return;
  tx.after_commit([jobs = runtime_.jobs] { jobs->wake(); });
}

}  // namespace homeport::kit
