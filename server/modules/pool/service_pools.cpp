// Pools, their members, rules and reasons.

#include <algorithm>

#include "base/pinyin.hpp"
#include "base/text.hpp"
#include "kit/endpoint.hpp"
#include "kit/jobs.hpp"
#include "modules/pool/moving.hpp"

namespace homeport::pool {
namespace {

constexpr std::string_view kRecomputeJob = "pool.recompute";

Outcome check_pool_fields(kit::Write& write, Pool& pool) {
  pool.name = normalise_name(pool.name);
  if (pool.name.empty()) return refuse(RefusalKind::invalid, "request.required", "a pool needs a name", "name");
  pool.name_folded = fold_for_search(pool.name);
  for (std::size_t i = 0; i < pool.hidden_fields.size(); ++i) {
    const auto& names = Choices<customers::HideableField>::names;
    if (std::find(names.begin(), names.end(), pool.hidden_fields[i]) == names.end()) {
      return refuse(RefusalKind::invalid, "request.not_a_choice", "must be one of: name, phone, email, note",
                    "hidden_fields[" + std::to_string(i) + "]");
    }
  }
  for (std::size_t i = 0; i < pool.match_org_unit_ids.size(); ++i) {
    if (!identity::org_unit_path(write.tx, pool.match_org_unit_ids[i])) {
      return refuse(RefusalKind::unprocessable, "pool.unit_unknown", "there is no such unit",
                    "match_org_unit_ids[" + std::to_string(i) + "]");
    }
  }
  if (pool.default_assignee_id) {
    TRY_DONE(identity::require_active_staff(write.tx, *pool.default_assignee_id, "default_assignee_id"));
  }
  if (store::is_name_taken(write.tx, pool.name_folded, pool.id)) {
    return refuse(RefusalKind::conflict, "pool.name_taken", "there is a pool of this name", "name");
  }
  pack(pool);
  unpack(pool);
  return Done{};
}

kit::AuditEntry pool_entry(std::string action, const Pool& pool) {
  kit::AuditEntry entry;
  entry.action = std::move(action);
  entry.subject_kind = "pool";
  entry.subject_id = pool.id.value;
  entry.subject_label = pool.name;
  return entry;
}

Refusal has_customers(const PoolCounts& counts) {
  const auto all = counts.public_count + counts.tracking_count + counts.common_count;
  return refuse(RefusalKind::conflict, "pool.has_customers",
                std::to_string(all) + " customers are in this pool; move all of them to another first");
}

std::int64_t total(const PoolCounts& counts) {
  return counts.public_count + counts.tracking_count + counts.common_count;
}

void schedule_engine(Pool& pool, Time now) {
  if (pool.engine == EngineKind::none || pool.engine_runs != EngineRuns::scheduled) {
    pool.engine_next_at.reset();
  } else if (!pool.engine_next_at) {
    pool.engine_next_at = plus_seconds(now, pool.engine_minutes * 60);
  }
}

}  // namespace

Result<Pool> create_pool(kit::Write& write, Pool wanted) {
  if (static_cast<std::int64_t>(store::load_pools(write.tx).size()) >= kMostPools) {
    return refuse(RefusalKind::conflict, "pool.too_many_pools", "there are " + std::to_string(kMostPools) + " pools");
  }
  wanted.id = write.new_id<PoolId>();
  TRY_DONE(check_pool_fields(write, wanted));
  wanted.created_at = write.now;
  wanted.rule_version = 1;
  schedule_engine(wanted, write.now);
  if (!store::insert_pool(write.tx, wanted)) {
    return refuse(RefusalKind::conflict, "pool.name_taken", "there is a pool of this name", "name");
  }
  store::insert_rule(write.tx, {wanted.id, 1, write.now, write.actor.name, Rule{}});
  auto entry = pool_entry("pool.create", wanted);
  entry.changes = kit::changes_of_new(wanted);
  write.audit(entry);
  return wanted;
}

Result<Pool> edit_pool(kit::Write& write, PoolId id, std::int64_t version, std::string_view json) {
  auto before = store::lock_pool(write.tx, id);
  if (!before) return refuse(RefusalKind::not_found, "pool.unknown", "there is no such pool");
  unpack(*before);
  TRY_DONE(kit::check_version(*before, version, write.view()));
  Pool after = *before;
  TRY_DONE(patch_record(after, json, write.view()));
  TRY_DONE(check_pool_fields(write, after));
  if (before->status == PoolStatus::on && after.status == PoolStatus::off) {
    const auto counts = store::count_customers(write.tx, id);
    if (total(counts) > 0) return has_customers(counts);
  }
  if (after.engine_runs != before->engine_runs || after.engine_minutes != before->engine_minutes) {
    after.engine_next_at.reset();
  }
  schedule_engine(after, write.now);
  ++after.version;
  store::update_pool(write.tx, after);
  auto entry = pool_entry("pool.edit", after);
  entry.changes = kit::changes_between(*before, after);
  write.audit(entry);
  return after;
}

Outcome delete_pool(kit::Write& write, PoolId id) {
  const auto pool = store::lock_pool(write.tx, id);
  if (!pool) return refuse(RefusalKind::not_found, "pool.unknown", "there is no such pool");
  const auto counts = store::count_customers(write.tx, id);
  if (total(counts) > 0) return has_customers(counts);
  store::delete_pool(write.tx, id);
  write.audit(pool_entry("pool.delete", *pool));
  return Done{};
}

namespace {

std::string name_of(db::Transaction& tx, const Member& member) {
  switch (member.kind) {
    case MemberKind::staff: return identity::staff_name(tx, StaffId{member.ref_id.value});
    case MemberKind::org_unit: return identity::org_unit_name(tx, OrgUnitId{member.ref_id.value});
    case MemberKind::role: return identity::role_name(tx, RoleId{member.ref_id.value});
  }
  return {};
}

}  // namespace

Result<Members> set_members(kit::Write& write, PoolId id, Members wanted) {
  const auto pool = store::lock_pool(write.tx, id);
  if (!pool) return refuse(RefusalKind::not_found, "pool.unknown", "there is no such pool");
  TRY_DONE(check_members(wanted.items));
  for (std::size_t i = 0; i < wanted.items.size(); ++i) {
    wanted.items[i].name = name_of(write.tx, wanted.items[i]);
    if (wanted.items[i].name.empty()) {
      return refuse(RefusalKind::unprocessable, "pool.member_unknown", "there is no such person, unit or role",
                    "items[" + std::to_string(i) + "].ref_id");
    }
  }
  const Members before{store::load_members(write.tx, id)};
  store::delete_members(write.tx, id);
  for (const auto& member : wanted.items)
    store::insert_member(write.tx, id, member);
  auto entry = pool_entry("pool.set_members", *pool);
  entry.changes = kit::changes_between(before, wanted);
  write.audit(entry);
  return wanted;
}

Result<Members> load_members(const kit::Read& read, PoolId id) {
  if (!store::load_pool(read.tx, id)) return refuse(RefusalKind::not_found, "pool.unknown", "there is no such pool");
  Members members{store::load_members(read.tx, id)};
  for (auto& member : members.items)
    member.name = name_of(read.tx, member);
  return members;
}

Result<RuleVersion> create_rule(kit::Write& write, PoolId id, const Rule& rule) {
  auto pool = store::lock_pool(write.tx, id);
  if (!pool) return refuse(RefusalKind::not_found, "pool.unknown", "there is no such pool");
  TRY_DONE(check_rule(rule));
  const auto before = store::load_rule(write.tx, id, pool->rule_version);
  CHECK(before.has_value());
  ++pool->rule_version;
  const RuleVersion made{id, pool->rule_version, write.now, write.actor.name, rule};
  store::insert_rule(write.tx, made);
  store::update_pool(write.tx, *pool);
  auto entry = pool_entry("pool.set_rules", *pool);
  entry.changes = kit::changes_between(before->rule, rule);
  write.audit(entry);
  kit::enqueue_job(write, kRecomputeJob, id.value, "{}");
  write.wake_jobs_after_commit();
  return made;
}

Result<DryRun> dry_run(const kit::Read& read, PoolId id, const Rule& rule) {
  TRY_DONE(check_rule(rule));
  const auto pool = store::load_pool(read.tx, id);
  if (!pool) return refuse(RefusalKind::not_found, "pool.unknown", "there is no such pool");
  const auto now_rule = store::load_rule(read.tx, id, pool->rule_version);
  CHECK(now_rule.has_value());
  DryRun answer;
  answer.until = plus_days(read.now, 1);
  constexpr std::int64_t kPage = 2000;
  const auto earlier = [](const DryRunItem& a, const DryRunItem& b) {
    return a.due_at != b.due_at ? a.due_at < b.due_at : a.customer_id < b.customer_id;
  };
  CustomerId after;
  while (true) {
    const auto rows = store::tracked_of_pool(read.tx, id, after, kPage);
    for (const auto& row : rows) {
      ++answer.tracking;
      const auto then = due_of(row, rule);
      const auto now = due_of(row, now_rule->rule);
      if (now && now->at < answer.until) ++answer.would_return_now_rule;
      if (!then || then->at >= answer.until) continue;
      ++answer.would_return;
      answer.items.push_back({row.customer_id,
                              {},
                              *row.owner_staff_id,
                              {},
                              then->at,
                              then->reason,
                              now ? std::optional(now->at) : std::nullopt});
      std::push_heap(answer.items.begin(), answer.items.end(), earlier);
      if (answer.items.size() > static_cast<std::size_t>(kMostDryRunItems)) {
        std::pop_heap(answer.items.begin(), answer.items.end(), earlier);
        answer.items.pop_back();
      }
    }
    if (static_cast<std::int64_t>(rows.size()) < kPage) break;
    after = rows.back().customer_id;
  }
  std::sort(answer.items.begin(), answer.items.end(), earlier);
  for (auto& item : answer.items) {
    const auto head = customers::load_head(read.tx, item.customer_id);
    if (head.ok()) item.name = head->name;
    item.owner_name = identity::staff_name(read.tx, item.owner_staff_id);
  }
  return answer;
}

Result<Reason> create_reason(kit::Write& write, Reason wanted) {
  if (static_cast<std::int64_t>(store::load_reasons(write.tx).size()) >= kMostReasons) {
    return refuse(RefusalKind::conflict, "pool.too_many_reasons",
                  "there are " + std::to_string(kMostReasons) + " reasons already");
  }
  wanted.id = write.new_id<ReasonId>();
  wanted.created_at = write.now;
  store::insert_reason(write.tx, wanted);
  kit::AuditEntry entry{"pool.create_reason", "pool_reason", wanted.id.value, wanted.name};
  entry.changes = kit::changes_of_new(wanted);
  write.audit(entry);
  return wanted;
}

Result<Reason> edit_reason(kit::Write& write, ReasonId id, std::int64_t version, std::string_view json) {
  const auto before = store::load_reason(write.tx, id);
  if (!before) return refuse(RefusalKind::not_found, "pool.reason_unknown", "there is no such reason");
  TRY_DONE(kit::check_version(*before, version, write.view()));
  Reason after = *before;
  TRY_DONE(patch_record(after, json, write.view()));
  ++after.version;
  store::update_reason(write.tx, after);
  kit::AuditEntry entry{"pool.edit_reason", "pool_reason", after.id.value, after.name};
  entry.changes = kit::changes_between(*before, after);
  write.audit(entry);
  return after;
}

void seed_defaults(kit::Write& write) {
  if (!store::load_reasons(write.tx).empty()) return;
  const bool is_zh = identity::chain_settings(write.tx).language == identity::Language::zh;
  struct Words {
    ReasonKind kind;
    std::string_view en;
    std::string_view zh;
  };
  static constexpr std::array kWords{
      Words{ReasonKind::give_back, "No time for this customer", "精力有限"},
      Words{ReasonKind::give_back, "Somebody else fits better", "更适合他人跟进"},
      Words{ReasonKind::lost, "Can't be reached", "联系不上"},
      Words{ReasonKind::lost, "Not interested", "无意向"},
      Words{ReasonKind::lost, "Bought elsewhere", "已在别处购买"},
      Words{ReasonKind::take_back, "Not looked after", "跟进不力"},
      Words{ReasonKind::leaver, "Left the company", "离职交接"},
  };
  for (const auto& words : kWords) {
    Reason reason;
    reason.id = write.new_id<ReasonId>();
    reason.kind = words.kind;
    reason.name = std::string(is_zh ? words.zh : words.en);
    reason.created_at = write.now;
    store::insert_reason(write.tx, reason);
  }
}

}  // namespace homeport::pool
