#pragma once

// SQL of behaviour and nothing else; one statement to a function.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/behaviour/rules.hpp"

namespace homeport::behaviour::store {

// --- Kinds ----------------------------------------------------------------------------------------------------------

// False when the code is taken.
[[nodiscard]] bool insert(db::Transaction& tx, const Kind& kind);
// False when it is no longer at the version before.
[[nodiscard]] bool update(db::Transaction& tx, const Kind& kind);
[[nodiscard]] std::optional<Kind> load(db::Transaction& tx, KindId id);
[[nodiscard]] std::optional<Kind> find_kind(db::Transaction& tx, std::string_view code);
[[nodiscard]] kit::ListQuery kind_rows();
[[nodiscard]] std::span<const kit::SortChoice> kind_sorts();
[[nodiscard]] std::vector<Kind> load_kinds(db::Transaction& tx);  // by id: in the order they were made

// --- Rules ----------------------------------------------------------------------------------------------------------

void insert(db::Transaction& tx, const Rule& rule);
[[nodiscard]] std::optional<Rule> load(db::Transaction& tx, RuleId id);
// The latest version of a code, whether it has begun or not.
[[nodiscard]] std::optional<Rule> latest_rule(db::Transaction& tx, std::string_view code);
// Of each code of a kind the version that was in force then, ended ones too.
[[nodiscard]] std::vector<Rule> rules_in_force(db::Transaction& tx, KindId kind_id, Time at);
[[nodiscard]] std::int64_t count_rules(db::Transaction& tx);
// `in_force_at`: of each code only the version in force then.
[[nodiscard]] kit::ListQuery rule_rows(const std::optional<KindId>& kind_id, const std::optional<std::string>& code,
                                       const std::optional<Time>& in_force_at);
[[nodiscard]] std::span<const kit::SortChoice> rule_sorts();

// --- Events ---------------------------------------------------------------------------------------------------------

// Where the event of a source's reference is kept.
struct EventPlace {
  CustomerId customer_id;
  EventId id;
};
// False when the reference is taken.
[[nodiscard]] bool insert_source(db::Transaction& tx, std::string_view source, std::string_view source_ref,
                                 const EventPlace& place);
[[nodiscard]] std::optional<EventPlace> find_source(db::Transaction& tx, std::string_view source,
                                                    std::string_view source_ref);

// Until the end of the transaction nobody else judges events of this customer. `added`: 0 or 1.
void lock_member(db::Transaction& tx, CustomerId customer_id, std::int64_t added);
// What counts beside the event `but`.
[[nodiscard]] Counted count_events(db::Transaction& tx, CustomerId customer_id, std::string_view rule_code, EventId but,
                                   Time at, const Calendar& calendar);
void insert(db::Transaction& tx, const Event& event);
void update(db::Transaction& tx, const Event& event);
[[nodiscard]] std::optional<Event> load(db::Transaction& tx, const EventPlace& place);

struct EventConditions {
  std::vector<CustomerId> customer_ids;  // none: of anybody
  std::optional<KindId> kind_id;
  std::optional<OrgUnitId> store_id;
  std::optional<EventState> state;
  std::optional<Time> from;  // inclusive
  std::optional<Time> to;    // exclusive
};
[[nodiscard]] kit::ListQuery event_rows(const kit::Actor& actor, const EventConditions& conditions);
[[nodiscard]] std::span<const kit::SortChoice> event_sorts();
// Of a customer before a place in his timeline, newest first.
[[nodiscard]] std::vector<Event> events_before(db::Transaction& tx, CustomerId customer_id, Time at, std::int64_t id,
                                               std::int64_t limit);
// By dimension.
[[nodiscard]] std::vector<MarkSum> mark_sums(db::Transaction& tx, CustomerId customer_id);

}  // namespace homeport::behaviour::store
