// Kinds of behaviour and the versions of their rules.

#include <array>

#include "modules/behaviour/service.hpp"
#include "modules/behaviour/store.hpp"

namespace homeport::behaviour {
namespace {

struct BuiltIn {
  std::string_view code;
  std::string_view name_zh;
  std::string_view name_en;
};
constexpr std::array kBuiltIn{
    BuiltIn{"visit", "到店", "Visit"},         BuiltIn{"test_drive", "试驾", "Test drive"},
    BuiltIn{"referral", "推荐", "Referral"},   BuiltIn{"review", "评价", "Review"},
    BuiltIn{"survey", "问卷", "Survey"},       BuiltIn{"event", "活动", "Event"},
    BuiltIn{"complaint", "投诉", "Complaint"},
};

void audit(kit::Write& write, std::string_view action, const Kind& kind, std::vector<kit::AuditChange> changes) {
  write.audit({std::string(action), "behaviour_kind", kind.id.value, kind.name_en, 0, 0, std::move(changes)});
}

void audit(kit::Write& write, std::string_view action, const Rule& rule) {
  write.audit({std::string(action), "behaviour_rule", rule.id.value, rule.name, 0, 0, kit::changes_of_new(rule)});
}

Result<Kind> store_kind(kit::Write& write, Kind kind) {
  kind.id = write.new_id<KindId>();
  kind.created_at = write.now;
  kind.updated_at = write.now;
  kind.version = 1;
  if (!store::insert(write.tx, kind)) {
    return refuse(RefusalKind::conflict, "behaviour.code_taken", "there is a kind with the code " + kind.code, "code");
  }
  audit(write, "behaviour.create_kind", kind, kit::changes_of_new(kind));
  return kind;
}

Outcome check_room_for_rule(db::Transaction& tx) {
  if (store::count_rules(tx) < kMostRuleVersions) return Done{};
  return refuse(RefusalKind::conflict, "behaviour.too_many_rules",
                "there are " + std::to_string(kMostRuleVersions) + " versions of rules already");
}

Rule store_rule(kit::Write& write, Rule rule) {
  rule.id = write.new_id<RuleId>();
  rule.created_at = write.now;
  rule.created_by.reset();
  if (write.actor.staff_id.is_set()) rule.created_by = write.actor.staff_id;
  store::insert(write.tx, rule);
  return rule;
}

}  // namespace

void seed_defaults(kit::Write& write) {
  if (!store::load_kinds(write.tx).empty()) return;
  for (const auto& one : kBuiltIn) {
    Kind kind;
    kind.code = one.code;
    kind.name_zh = one.name_zh;
    kind.name_en = one.name_en;
    kind.is_built_in = true;
    CHECK(store_kind(write, std::move(kind)).ok());
  }
}

std::vector<Kind> kinds(db::Transaction& tx) { return store::load_kinds(tx); }

Result<Kind> load_kind(db::Transaction& tx, KindId id) {
  auto kind = store::load(tx, id);
  if (!kind) return refuse(RefusalKind::not_found, "behaviour.kind_unknown", "there is no such kind of behaviour");
  return std::move(*kind);
}

Result<Kind> create_kind(kit::Write& write, Kind wanted) {
  TRY_DONE(normalise(wanted));
  if (static_cast<std::int64_t>(store::load_kinds(write.tx).size()) >= kMostKinds) {
    return refuse(RefusalKind::conflict, "behaviour.too_many_kinds",
                  "there are " + std::to_string(kMostKinds) + " kinds already");
  }
  wanted.is_built_in = false;
  return store_kind(write, std::move(wanted));
}

Result<Kind> update_kind(kit::Write& write, const Kind& before, Kind after) {
  TRY_DONE(normalise(after));
  auto changes = kit::changes_between(before, after);
  if (changes.empty()) return before;
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the kind was edited a moment ago");
  audit(write, "behaviour.update_kind", after, std::move(changes));
  return after;
}

Result<Rule> load_rule(db::Transaction& tx, RuleId id) {
  auto rule = store::load(tx, id);
  if (!rule) return refuse(RefusalKind::not_found, "behaviour.rule_unknown", "there is no such rule");
  return std::move(*rule);
}

Result<Rule> create_rule(kit::Write& write, Rule wanted) {
  if (wanted.effective_from.us == 0) wanted.effective_from = write.now;
  wanted.status = RuleStatus::active;
  TRY_DONE(normalise(wanted));
  TRY_DONE(check_rule(wanted, write.now));
  const auto kind = store::load(write.tx, wanted.kind_id);
  if (!kind) {
    return refuse(RefusalKind::unprocessable, "behaviour.kind_unknown", "there is no such kind of behaviour",
                  "kind_id");
  }
  if (kind->status != KindStatus::active) {
    return refuse(RefusalKind::unprocessable, "behaviour.kind_disabled", kind->name_en + " is disabled", "kind_id");
  }
  const auto latest = store::latest_rule(write.tx, wanted.code);
  if (latest && latest->kind_id != wanted.kind_id) {
    return refuse(RefusalKind::unprocessable, "behaviour.rule_of_another_kind",
                  "the rule " + wanted.code + " is of another kind; take another code", "kind_id");
  }
  TRY_DONE(check_room_for_rule(write.tx));
  auto rule = store_rule(write, std::move(wanted));
  audit(write, "behaviour.create_rule", rule);
  return rule;
}

Result<Rule> end_rule(kit::Write& write, RuleId id) {
  TRY(auto rule, load_rule(write.tx, id));
  const auto latest = store::latest_rule(write.tx, rule.code);
  if (latest && latest->id != id) {
    return refuse(RefusalKind::conflict, "behaviour.rule_not_latest",
                  "there is a later version of this rule, from " + format_rfc3339(latest->effective_from));
  }
  if (rule.status == RuleStatus::ended || (rule.effective_to && *rule.effective_to <= write.now)) {
    return refuse(RefusalKind::conflict, "behaviour.rule_ended", "the rule has ended already");
  }
  TRY_DONE(check_room_for_rule(write.tx));
  // A version that hasn't begun yet is ended from its beginning on.
  rule.effective_from = std::max(rule.effective_from, write.now);
  rule.effective_to.reset();
  rule.status = RuleStatus::ended;
  auto ended = store_rule(write, std::move(rule));
  audit(write, "behaviour.end_rule", ended);
  return ended;
}

}  // namespace homeport::behaviour
