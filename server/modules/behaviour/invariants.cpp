// What must always be true of behaviour; README.md numbers them.

#include "modules/behaviour/module.hpp"

namespace homeport::behaviour {
namespace {

// What an event gave is what the version of its rule says.
const db::Sql kNotByRule{
    "SELECT e.customer_id, e.id FROM behaviour_event e LEFT JOIN behaviour_rule r ON r.id = e.rule_id "
    "WHERE (e.rule_id IS NULL AND (e.points <> 0 OR e.marks <> 0 OR e.state <> 'not_granted')) "
    "OR (e.rule_id IS NOT NULL AND (r.id IS NULL OR r.code <> e.rule_code OR r.kind_id <> e.kind_id "
    "OR r.points <> e.points OR r.marks <> e.marks OR r.effective_from > e.occurred_at)) LIMIT $1"};
const db::Sql kPointsWithoutEntry{
    "SELECT e.customer_id, e.id FROM behaviour_event e WHERE "
    "(e.state IN ('granted', 'reversed') AND e.points > 0 AND e.entry_id IS NULL) "
    "OR (e.state IN ('waiting', 'not_granted', 'refused') AND e.entry_id IS NOT NULL) "
    "OR (e.state = 'reversed') <> (e.reversal_entry_id IS NOT NULL OR (e.state = 'reversed' AND e.entry_id IS NULL)) "
    "LIMIT $1"};
const db::Sql kApprovedByRecorder{
    "SELECT e.customer_id, e.id FROM behaviour_event e WHERE e.decided_by IS NOT NULL "
    "AND e.decided_by = e.recorded_by LIMIT $1"};
const db::Sql kGrantedWithoutApproval{
    "SELECT e.customer_id, e.id FROM behaviour_event e JOIN behaviour_rule r ON r.id = e.rule_id "
    "WHERE r.needs_approval = 1 AND e.state IN ('granted', 'reversed') AND e.decided_at IS NULL LIMIT $1"};
const db::Sql kAboveCap{
    "SELECT e.customer_id, max(e.id) FROM behaviour_event e JOIN behaviour_rule r ON r.id = e.rule_id "
    "WHERE e.state IN ('granted', 'waiting') AND r.most_in_all > 0 "
    "GROUP BY e.customer_id, e.rule_id, r.most_in_all HAVING count(*) > r.most_in_all LIMIT $1"};
const db::Sql kSourceWithoutEvent{
    "SELECT s.customer_id, s.event_id FROM behaviour_source s LEFT JOIN behaviour_event e "
    "ON e.customer_id = s.customer_id AND e.id = s.event_id "
    "WHERE e.id IS NULL OR e.source <> s.source OR e.source_ref <> s.source_ref LIMIT $1"};
const db::Sql kEventWithoutSource{
    "SELECT e.customer_id, e.id FROM behaviour_event e LEFT JOIN behaviour_source s "
    "ON s.source_ref = e.source_ref AND s.source = e.source "
    "WHERE e.source_ref IS NOT NULL AND (s.event_id IS NULL OR s.event_id <> e.id) LIMIT $1"};
const db::Sql kMemberDiffers{
    "SELECT m.customer_id, m.event_count FROM behaviour_member m LEFT JOIN (SELECT customer_id, count(*) AS events "
    "FROM behaviour_event GROUP BY customer_id) e ON e.customer_id = m.customer_id "
    "WHERE m.event_count <> coalesce(e.events, 0) LIMIT $1"};

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      kit::no_rows("behaviour.event_follows_rule", "what an event gives is what the version of its rule says",
                   kNotByRule),
      kit::no_rows("behaviour.points_have_entry",
                   "an event's points are an entry of the ledger, given and taken back once", kPointsWithoutEntry),
      kit::no_rows("behaviour.another_decides", "nobody decides on what he recorded himself", kApprovedByRecorder),
      kit::no_rows("behaviour.approval_is_kept", "what wants approval gives nothing without it",
                   kGrantedWithoutApproval),
      kit::no_rows("behaviour.cap_in_all_is_kept", "no member has more of a version of a rule than it allows in all",
                   kAboveCap),
      kit::no_rows("behaviour.source_has_event", "every reference of a source leads to its event", kSourceWithoutEvent),
      kit::no_rows("behaviour.event_has_source", "every event with a reference is found by it", kEventWithoutSource),
      kit::no_rows("behaviour.member_counts_events", "a member's number of events is how many there are",
                   kMemberDiffers),
  };
}

}  // namespace homeport::behaviour
