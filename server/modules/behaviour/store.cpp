#include "modules/behaviour/store.hpp"

#include <array>

#include "db/record_sql.hpp"

namespace homeport::behaviour::store {
namespace {

const std::string kInsertKindText =
    db::insert_text("behaviour_kind", table_of<Kind>()) + " ON CONFLICT (code) DO NOTHING";
const db::Sql kInsertKind{kInsertKindText};
const std::string kUpdateKindText =
    db::update_text("behaviour_kind", table_of<Kind>(), 1) + " AND version = CAST($9 AS BIGINT) - 1";
const db::Sql kUpdateKind{kUpdateKindText};
const std::string kSelectKind = "SELECT " + db::columns_of(table_of<Kind>()) + " FROM behaviour_kind ";
const std::string kLoadKindText = kSelectKind + "WHERE id = $1";
const db::Sql kLoadKind{kLoadKindText};
const std::string kFindKindText = kSelectKind + "WHERE code = $1";
const db::Sql kFindKind{kFindKindText};
const std::string kLoadKindsText = kSelectKind + "ORDER BY id";
const db::Sql kLoadKinds{kLoadKindsText};

const std::string kRuleColumns = db::columns_of(table_of<Rule>(), "r.");
const std::string kInsertRuleText = db::insert_text("behaviour_rule", table_of<Rule>());
const db::Sql kInsertRule{kInsertRuleText};
const std::string kLoadRuleText = "SELECT " + kRuleColumns + " FROM behaviour_rule r WHERE r.id = $1";
const db::Sql kLoadRule{kLoadRuleText};
const std::string kLatestRuleText =
    "SELECT " + kRuleColumns +
    " FROM behaviour_rule r WHERE r.code = $1 ORDER BY r.effective_from DESC, r.id DESC "
    "LIMIT 1";
const db::Sql kLatestRule{kLatestRuleText};
// No other version of its code that had begun then came after it.
const std::string kRulesInForceText =
    "SELECT " + kRuleColumns +
    " FROM behaviour_rule r WHERE r.kind_id = $1 AND r.effective_from <= $2 AND NOT EXISTS ("
    "SELECT 1 FROM behaviour_rule n WHERE n.code = r.code AND n.effective_from <= $2 "
    "AND (n.effective_from, n.id) > (r.effective_from, r.id)) ORDER BY r.code";
const db::Sql kRulesInForce{kRulesInForceText};
const db::Sql kCountRules{"SELECT count(*) FROM behaviour_rule"};

const db::Sql kInsertSource{
    "INSERT INTO behaviour_source (source_ref, source, customer_id, event_id) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT DO NOTHING"};
const db::Sql kFindSource{"SELECT customer_id, event_id FROM behaviour_source WHERE source_ref = $1 AND source = $2"};
const db::Sql kLockMember{
    "INSERT INTO behaviour_member (customer_id, event_count) VALUES ($1, $2) ON CONFLICT (customer_id) DO UPDATE "
    "SET event_count = behaviour_member.event_count + excluded.event_count"};
const db::Sql kCountEvents{
    "SELECT CAST(coalesce(sum(CASE WHEN e.occurred_at >= $4 AND e.occurred_at < $5 THEN 1 ELSE 0 END), 0) AS BIGINT), "
    "CAST(coalesce(sum(CASE WHEN e.occurred_at >= $6 AND e.occurred_at < $7 THEN 1 ELSE 0 END), 0) AS BIGINT), "
    "count(*), max(CASE WHEN e.occurred_at <= $8 THEN e.occurred_at END), "
    "min(CASE WHEN e.occurred_at > $8 THEN e.occurred_at END) FROM behaviour_event e "
    "WHERE e.customer_id = $1 AND e.rule_code = $2 AND e.id <> $3 AND e.state IN ('waiting', 'granted')"};

const std::string kEventColumns = db::columns_of(table_of<Event>());
const std::string kInsertEventText = db::insert_text("behaviour_event", table_of<Event>());
const db::Sql kInsertEvent{kInsertEventText};
const std::string kUpdateEventText = db::update_text("behaviour_event", table_of<Event>(), 2);
const db::Sql kUpdateEvent{kUpdateEventText};
const std::string kLoadEventText =
    "SELECT " + kEventColumns + " FROM behaviour_event WHERE customer_id = $1 AND id = $2";
const db::Sql kLoadEvent{kLoadEventText};
const std::string kEventsBeforeText = "SELECT " + kEventColumns +
                                      " FROM behaviour_event WHERE customer_id = $1 AND (occurred_at, id) < ($2, $3) "
                                      "ORDER BY occurred_at DESC, id DESC LIMIT $4";
const db::Sql kEventsBefore{kEventsBeforeText};
const db::Sql kMarkSums{
    "SELECT dimension, CAST(sum(marks) AS BIGINT), CAST(sum(CASE WHEN marks > 0 THEN marks ELSE 0 END) AS BIGINT), "
    "CAST(sum(CASE WHEN marks < 0 THEN marks ELSE 0 END) AS BIGINT), count(*), max(occurred_at) FROM behaviour_event "
    "WHERE customer_id = $1 AND state = 'granted' AND marks <> 0 GROUP BY dimension ORDER BY dimension"};

constexpr std::array kKindSorts{kit::SortChoice{"created_at", "k.created_at", false}};
constexpr std::array kRuleSorts{kit::SortChoice{"effective_from", "r.effective_from", false}};
constexpr std::array kEventSorts{kit::SortChoice{"occurred_at", "e.occurred_at", false}};

std::optional<Time> maybe_time(const db::Rows& rows, int column) {
  const auto value = rows.maybe_integer(column);
  return value ? std::optional(Time{*value}) : std::nullopt;
}

}  // namespace

bool insert(db::Transaction& tx, const Kind& kind) { return db::execute_record(tx, kInsertKind, kind) == 1; }

bool update(db::Transaction& tx, const Kind& kind) { return db::execute_record(tx, kUpdateKind, kind) == 1; }

std::optional<Kind> load(db::Transaction& tx, KindId id) { return db::read_one<Kind>(tx.query(kLoadKind, id)); }

std::optional<Kind> find_kind(db::Transaction& tx, std::string_view code) {
  return db::read_one<Kind>(tx.query(kFindKind, code));
}

kit::ListQuery kind_rows() {
  return kit::ListQuery("SELECT " + db::columns_of(table_of<Kind>(), "k.") + " FROM behaviour_kind k WHERE 1 = 1");
}

std::span<const kit::SortChoice> kind_sorts() { return kKindSorts; }

std::vector<Kind> load_kinds(db::Transaction& tx) { return db::read_all<Kind>(tx.query(kLoadKinds)); }

void insert(db::Transaction& tx, const Rule& rule) { db::send_record(tx, kInsertRule, rule); }

std::optional<Rule> load(db::Transaction& tx, RuleId id) { return db::read_one<Rule>(tx.query(kLoadRule, id)); }

std::optional<Rule> latest_rule(db::Transaction& tx, std::string_view code) {
  return db::read_one<Rule>(tx.query(kLatestRule, code));
}

std::vector<Rule> rules_in_force(db::Transaction& tx, KindId kind_id, Time at) {
  return db::read_all<Rule>(tx.query(kRulesInForce, kind_id, at));
}

std::int64_t count_rules(db::Transaction& tx) {
  auto rows = tx.query(kCountRules);
  CHECK(rows.next());
  return rows.integer(0);
}

kit::ListQuery rule_rows(const std::optional<KindId>& kind_id, const std::optional<std::string>& code,
                         const std::optional<Time>& in_force_at) {
  kit::ListQuery query("SELECT " + kRuleColumns + " FROM behaviour_rule r WHERE 1 = 1");
  if (kind_id) query.where_equal("r.kind_id", kind_id->value);
  if (code) query.where_equal("r.code", *code);
  if (in_force_at) {
    query.text(" AND r.effective_from <= ").bind(in_force_at->us);
    query.text(" AND NOT EXISTS (SELECT 1 FROM behaviour_rule n WHERE n.code = r.code AND n.effective_from <= ");
    query.bind(in_force_at->us).text(" AND (n.effective_from, n.id) > (r.effective_from, r.id))");
  }
  return query;
}

std::span<const kit::SortChoice> rule_sorts() { return kRuleSorts; }

bool insert_source(db::Transaction& tx, std::string_view source, std::string_view source_ref, const EventPlace& place) {
  return tx.execute(kInsertSource, source_ref, source, place.customer_id, place.id) == 1;
}

std::optional<EventPlace> find_source(db::Transaction& tx, std::string_view source, std::string_view source_ref) {
  auto rows = tx.query(kFindSource, source_ref, source);
  if (!rows.next()) return std::nullopt;
  return EventPlace{rows.id<CustomerId>(0), rows.id<EventId>(1)};
}

void lock_member(db::Transaction& tx, CustomerId customer_id, std::int64_t added) {
  tx.execute(kLockMember, customer_id, added);
}

Counted count_events(db::Transaction& tx, CustomerId customer_id, std::string_view rule_code, EventId but, Time at,
                     const Calendar& calendar) {
  auto rows = tx.query(kCountEvents, customer_id, rule_code, but, calendar.day_from, calendar.day_to,
                       calendar.month_from, calendar.month_to, at);
  CHECK(rows.next());
  return {rows.integer(0), rows.integer(1), rows.integer(2), maybe_time(rows, 3), maybe_time(rows, 4)};
}

void insert(db::Transaction& tx, const Event& event) { db::send_record(tx, kInsertEvent, event); }

void update(db::Transaction& tx, const Event& event) { db::send_record(tx, kUpdateEvent, event); }

std::optional<Event> load(db::Transaction& tx, const EventPlace& place) {
  return db::read_one<Event>(tx.query(kLoadEvent, place.customer_id, place.id));
}

kit::ListQuery event_rows(const kit::Actor& actor, const EventConditions& conditions) {
  kit::ListQuery query("SELECT " + db::columns_of(table_of<Event>(), "e.") + " FROM behaviour_event e WHERE 1 = 1");
  query.where_in_reach(actor, "e.store_id", "e.recorded_by");
  if (!conditions.customer_ids.empty()) {
    query.text(" AND e.customer_id IN (");
    for (std::size_t i = 0; i < conditions.customer_ids.size(); ++i) {
      if (i != 0) query.text(", ");
      query.bind(conditions.customer_ids[i].value);
    }
    query.text(")");
  }
  if (conditions.kind_id) query.where_equal("e.kind_id", conditions.kind_id->value);
  if (conditions.store_id) query.where_equal("e.store_id", conditions.store_id->value);
  if (conditions.state) {
    // A constant word, so that the partial index of what waits is used.
    if (*conditions.state == EventState::waiting) {
      query.text(" AND e.state = 'waiting'");
    } else {
      query.where_equal("e.state", word_of(*conditions.state));
    }
  }
  if (conditions.from) query.text(" AND e.occurred_at >= ").bind(conditions.from->us);
  if (conditions.to) query.text(" AND e.occurred_at < ").bind(conditions.to->us);
  return query;
}

std::span<const kit::SortChoice> event_sorts() { return kEventSorts; }

std::vector<Event> events_before(db::Transaction& tx, CustomerId customer_id, Time at, std::int64_t id,
                                 std::int64_t limit) {
  return db::read_all<Event>(tx.query(kEventsBefore, customer_id, at, id, limit));
}

std::vector<MarkSum> mark_sums(db::Transaction& tx, CustomerId customer_id) {
  std::vector<MarkSum> sums;
  for (auto rows = tx.query(kMarkSums, customer_id); rows.next();) {
    sums.push_back(
        {rows.string(0), rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4), Time{rows.integer(5)}});
  }
  return sums;
}

}  // namespace homeport::behaviour::store
