#pragma once

// What others ask of behaviour: recording what a customer did, deciding, taking back, and the marks it brought.

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kit/personal_data.hpp"
#include "kit/use_case.hpp"
#include "modules/behaviour/types.hpp"
#include "modules/customers/service.hpp"

namespace homeport::behaviour {

inline constexpr std::string_view kReadPermission = "behaviour.read";
inline constexpr std::string_view kWritePermission = "behaviour.write";      // kinds and rules
inline constexpr std::string_view kRecordPermission = "behaviour.record";    // events
inline constexpr std::string_view kApprovePermission = "behaviour.approve";  // approve, refuse, take back

// The kinds a chain begins with; for set-up. Nothing happens where there are kinds.
void seed_defaults(kit::Write& write);

// --- Kinds and rules ------------------------------------------------------------------------------------------------

[[nodiscard]] std::vector<Kind> kinds(db::Transaction& tx);
// behaviour.kind_unknown (404).
[[nodiscard]] Result<Kind> load_kind(db::Transaction& tx, KindId id);
// behaviour.bad_code, behaviour.code_taken (409), behaviour.too_many_kinds.
[[nodiscard]] Result<Kind> create_kind(kit::Write& write, Kind wanted);
[[nodiscard]] Result<Kind> update_kind(kit::Write& write, const Kind& before, Kind after);

// behaviour.rule_unknown (404).
[[nodiscard]] Result<Rule> load_rule(db::Transaction& tx, RuleId id);
// A new rule, or a new version of the one with this code; effective_from not given: now. Refusals: those of check_rule,
// behaviour.kind_unknown, behaviour.kind_disabled, behaviour.rule_of_another_kind, behaviour.too_many_rules.
[[nodiscard]] Result<Rule> create_rule(kit::Write& write, Rule wanted);
// A last version: from now on the rule gives nothing. behaviour.rule_not_latest, behaviour.rule_ended (409).
[[nodiscard]] Result<Rule> end_rule(kit::Write& write, RuleId id);

// --- Events ---------------------------------------------------------------------------------------------------------

struct Recorded {
  Event event;
  bool is_new = true;  // false: the same source and reference were recorded before
};
// Judges the event by the rule in force when it occurred and grants what it gives, at once or after approval; what
// gives nothing is recorded too, with the reason. Refusals: behaviour.kind_unknown, behaviour.kind_disabled,
// behaviour.rule_ambiguous (its detail names the codes), behaviour.rule_code_unknown, behaviour.in_the_future,
// behaviour.too_long_ago, behaviour.customer_unknown, behaviour.customer_disabled, identity.store_unknown (422),
// behaviour.source_ref_taken (409: the reference is another customer's or another kind's), those of points::grant.
// Checks no reach.
[[nodiscard]] Result<Recorded> record_event(kit::Write& write, const EventRequest& request);

// behaviour.event_unknown (404).
[[nodiscard]] Result<Event> load_event(db::Transaction& tx, CustomerId customer_id, EventId id);
// What waits is judged again, by the same version of the rule: caps may have been reached meanwhile.
// behaviour.not_waiting (409), behaviour.own_event (403: another person approves).
[[nodiscard]] Result<Event> approve_event(kit::Write& write, CustomerId customer_id, EventId id);
[[nodiscard]] Result<Event> refuse_event(kit::Write& write, CustomerId customer_id, EventId id,
                                         std::string_view reason);
// Takes points and marks back; points already spent become a debt or not, as the wallet's policy says.
// behaviour.not_granted (409).
[[nodiscard]] Result<Event> reverse_event(kit::Write& write, CustomerId customer_id, EventId id,
                                          std::string_view reason);

// How many wait that this person may decide about: within reach, and not recorded by himself; counted to 1,000.
[[nodiscard]] std::int64_t count_waiting(const kit::Read& read);
[[nodiscard]] Result<Explanation> explain_event(const kit::Read& read, CustomerId customer_id, EventId id);
// By dimension; what was reversed doesn't count.
[[nodiscard]] std::vector<MarkSum> marks_of(db::Transaction& tx, CustomerId customer_id);

// --- What the customer screens show of behaviour --------------------------------------------------------------------

[[nodiscard]] customers::TimelineSource timeline_source();

// For the erasure of a customer: what was written of what he did goes.
[[nodiscard]] customers::ErasePart erase_part();

// For the document a person is given of what is held of him.
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();

}  // namespace homeport::behaviour
