// What a first purchase brings, and selections to be given to people.

#include "kit/endpoint.hpp"
#include "modules/grading/service.hpp"
#include "modules/grading/store.hpp"

namespace homeport::grading {
namespace {

constexpr std::int64_t kPayBatch = 100;
constexpr int kPayBatches = 50;  // of one round; what can't be given keeps nobody behind it waiting

bool fits(const Incentive& incentive, const pool::Tracking& place, Time bought_at) {
  if (incentive.status != IncentiveStatus::active) return false;
  if (incentive.grade && incentive.grade != place.grade) return false;
  if (incentive.source && *incentive.source != place.source) return false;
  return !incentive.days_after_entering || bought_at <= plus_days(place.entered_at, *incentive.days_after_entering);
}

// Marks it as paid when the hooks did it. False: undo what was done; it waits for the next round.
[[nodiscard]] bool pay(const Hooks& hooks, kit::Write& write, const Grant& grant, std::string_view name) {
  if (grant.points.hundredths > 0 &&
      (!hooks.grant || !hooks.grant(write, grant.customer_id, grant.points, grant.incentive_id, name).ok())) {
    return false;
  }
  if (grant.voucher_series_id &&
      (!hooks.issue_voucher || !hooks.issue_voucher(write, grant.customer_id, *grant.voucher_series_id).ok())) {
    return false;
  }
  store::mark_granted(write.tx, grant.customer_id, grant.incentive_id, write.now);
  kit::AuditEntry entry{"grading.grant", "customer", grant.customer_id.value, std::string(name),
                        grant.customer_id.value};
  entry.changes = kit::changes_of_new(grant);
  write.audit(entry);
  return true;
}

Outcome check_given(kit::Write& write, const Hooks& hooks, const Incentive& incentive) {
  if (incentive.points.hundredths == 0 && !incentive.voucher_series_id) {
    return refuse(RefusalKind::invalid, "grading.nothing_given", "an incentive gives points, a voucher, or both",
                  "points_points");
  }
  if (!incentive.voucher_series_id) return Done{};
  if (!hooks.check_series) {
    return refuse(RefusalKind::unprocessable, "grading.vouchers_unsupported", "there are no vouchers here",
                  "voucher_series_id");
  }
  auto usable = hooks.check_series(write, *incentive.voucher_series_id);
  if (usable.ok()) return Done{};
  auto refusal = usable.refusal();
  refusal.field = "voucher_series_id";
  return refusal;
}

pool::ListConditions list_conditions(const Conditions& given) {
  pool::ListConditions conditions;
  conditions.pool_id = given.pool_id;
  conditions.state = given.state;
  conditions.stage = given.stage;
  conditions.grade = given.grade;
  conditions.source = given.source;
  conditions.region = given.region;
  conditions.interest = given.interest;
  conditions.entered_from = given.entered_from;
  conditions.entered_before = given.entered_before;
  return conditions;
}

kit::AuditEntry entry_of(std::string action, const Selection& selection) {
  return {std::move(action), "grading_selection", selection.id.value, selection.name};
}

Refusal selection_unknown() {
  return refuse(RefusalKind::not_found, "grading.selection_unknown", "there is no such selection");
}

}  // namespace

Result<Incentive> create_incentive(kit::Write& write, const Hooks& hooks, Incentive wanted) {
  TRY_DONE(check_given(write, hooks, wanted));
  if (static_cast<std::int64_t>(store::load_incentives(write.tx).size()) >= kMostIncentives) {
    return refuse(RefusalKind::conflict, "grading.too_many_incentives",
                  "there are " + std::to_string(kMostIncentives) + " incentives already");
  }
  wanted.id = write.new_id<IncentiveId>();
  wanted.created_at = write.now;
  store::insert_incentive(write.tx, wanted);
  kit::AuditEntry entry{"grading.create_incentive", "incentive", wanted.id.value, wanted.name};
  entry.changes = kit::changes_of_new(wanted);
  write.audit(entry);
  return wanted;
}

Result<Incentive> edit_incentive(kit::Write& write, const Hooks& hooks, IncentiveId id, std::int64_t version,
                                 std::string_view json) {
  const auto before = store::load_incentive(write.tx, id);
  if (!before) return refuse(RefusalKind::not_found, "grading.incentive_unknown", "there is no such incentive");
  TRY_DONE(kit::check_version(*before, version, write.view()));
  Incentive after = *before;
  TRY_DONE(patch_record(after, json, write.view()));
  if (after.points != before->points || after.voucher_series_id != before->voucher_series_id) {
    TRY_DONE(check_given(write, hooks, after));
  }
  ++after.version;
  store::update_incentive(write.tx, after);
  kit::AuditEntry entry{"grading.edit_incentive", "incentive", after.id.value, after.name};
  entry.changes = kit::changes_between(*before, after);
  write.audit(entry);
  return after;
}

void record_sale(kit::Write& write, CustomerId id, pool::SaleRef sale, Time at) {
  const auto place = pool::load_place(write.tx, id);
  // Only the purchase that made a lead a customer; incentives made later are for others.
  if (!place || !pool::was_won_by(write.tx, id, sale) || store::has_any_grant(write.tx, id)) return;
  for (const auto& incentive : store::load_incentives(write.tx)) {
    if (!fits(incentive, *place, at)) continue;
    // Paid in a transaction of its own: a refusal there undoes nothing here.
    (void)store::insert_grant(
        write.tx,
        {id, incentive.id, sale, incentive.points, incentive.voucher_series_id, GrantState::waiting, write.now, {}});
  }
}

std::int64_t pay_waiting(kit::Runtime& runtime, const Hooks& hooks) {
  const auto system = kit::system_actor("incentives");
  std::int64_t paid = 0;
  Grant last;
  for (int batch = 0; batch < kPayBatches; ++batch) {
    const auto waiting =
        runtime.database.read([&](db::Transaction& tx) { return store::waiting_grants(tx, last, kPayBatch); });
    for (const auto& grant : waiting) {
      const auto done = kit::in_write(runtime, system, [&](kit::Write& write) -> Outcome {
        const auto incentive = store::load_incentive(write.tx, grant.incentive_id);
        if (incentive && pay(hooks, write, grant, incentive->name)) return Done{};
        return refuse(RefusalKind::conflict, "grading.grant_waits", "what was earned can't be given yet");
      });
      if (done.ok()) ++paid;
    }
    if (static_cast<std::int64_t>(waiting.size()) < kPayBatch) break;
    last = waiting.back();
  }
  return paid;
}

Result<Selection> create_selection(kit::Write& write, const NewSelection& wanted) {
  if (static_cast<std::int64_t>(store::load_selections(write.tx).size()) >= kMostSelections) {
    return refuse(RefusalKind::conflict, "grading.too_many_selections",
                  "there are " + std::to_string(kMostSelections) + " selections; delete some");
  }
  Selection made;
  made.id = write.new_id<SelectionId>();
  made.name = wanted.name;
  made.conditions = wanted.conditions;
  made.created_at = write.now;
  made.created_by_name = write.actor.name;
  const auto ids = pool::select_customers(write.as_read(), list_conditions(wanted.conditions), kMostSelected);
  made.size = made.remaining = static_cast<std::int64_t>(ids.size());
  store::insert_selection(write.tx, made);
  for (const auto id : ids)
    store::insert_selected(write.tx, made.id, id);
  write.audit(entry_of("grading.create_selection", made));
  return made;
}

Result<SelectionAssigned> assign_selection(kit::Write& write, SelectionId id, const SelectionAssign& request) {
  const auto selection = store::lock_selection(write.tx, id);
  if (!selection) return selection_unknown();
  std::vector<pool::AssignBatch> batches(request.staff_ids.size());
  const auto ids = store::next_selected(write.tx, id, pool::kMostInBatch);
  for (std::size_t i = 0; i < ids.size(); ++i)
    batches[i % batches.size()].customer_ids.push_back(ids[i]);
  SelectionAssigned answer;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    batches[i].staff_id = request.staff_ids[i];
    batches[i].note = request.note;
    if (batches[i].customer_ids.empty()) continue;
    const auto done = pool::assign_batch(write, batches[i]);
    answer.done += done.done;
    answer.refused += done.refused;
  }
  for (const auto customer : ids)
    store::mark_done(write.tx, id, customer);
  answer.remaining = selection->remaining - static_cast<std::int64_t>(ids.size());
  store::set_remaining(write.tx, id, answer.remaining);
  write.audit(entry_of("grading.assign_selection", *selection));
  return answer;
}

Outcome delete_selection(kit::Write& write, SelectionId id) {
  const auto selection = store::lock_selection(write.tx, id);
  if (!selection) return selection_unknown();
  store::delete_selection(write.tx, id);
  write.audit(entry_of("grading.delete_selection", *selection));
  return Done{};
}

}  // namespace homeport::grading
