// Vouchers for many, issued by a job that carries on where it was stopped: what a customer or a bearer already has of a
// batch is never issued again.

#include "modules/rewards/batches.hpp"

#include <algorithm>

#include "modules/identity/service.hpp"
#include "modules/points/service.hpp"
#include "modules/rewards/issuing.hpp"
#include "modules/rewards/members.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards {
namespace {

constexpr std::int64_t kChunk = 100;  // customers between two looks at the batch

Refusal empty_audience(std::string field) {
  return refuse(RefusalKind::unprocessable, "rewards.audience_empty", "this batch would reach nobody",
                std::move(field));
}

Outcome check_list(const kit::Read& read, const std::vector<CustomerId>& customer_ids) {
  if (customer_ids.empty()) return empty_audience("customer_ids");
  for (std::size_t i = 0; i < customer_ids.size(); ++i) {
    const auto field = "customer_ids[" + std::to_string(i) + "]";
    if (customers::load_reached(read, customer_ids[i]).ok()) continue;
    return refuse(RefusalKind::unprocessable, "rewards.customer_unknown", "there is no such customer", field);
  }
  return Done{};
}

// All customers of a store, or of the chain: only for those who reach them all.
Outcome check_condition(const kit::Read& read, const VoucherBatchRequest& request) {
  if (request.tier_id) TRY_DONE(tier_facts(read.tx, *request.tier_id, "tier_id"));
  if (request.store_id) TRY_DONE(identity::require_store(read.tx, *request.store_id));
  const auto& actor = read.actor;
  const bool reaches_all = actor.kind == kit::Actor::Kind::system || actor.scope == kit::DataScope::all;
  const bool reaches_store =
      request.store_id && actor.scope != kit::DataScope::own && actor.reaches_store(*request.store_id);
  if (reaches_all || reaches_store) return Done{};
  return refuse(RefusalKind::forbidden, "access.out_of_scope", "some of these customers are not within your reach",
                "store_id");
}

Outcome check_audience(const kit::Read& read, const VoucherBatchRequest& request) {
  switch (request.audience) {
    case Audience::list: return check_list(read, request.customer_ids);
    case Audience::condition: return check_condition(read, request);
    case Audience::bearer: break;
  }
  if (request.count < 1) return empty_audience("count");
  return Done{};
}

void audit(kit::Write& write, const VoucherBatch& batch, std::string_view label, std::string_view action) {
  kit::AuditEntry entry;
  entry.action = std::string(action);
  entry.subject_kind = "voucher_batch";
  entry.subject_id = batch.id.value;
  entry.subject_label = std::string(label);
  entry.changes = kit::changes_of_new(batch);
  write.audit(entry);
}

// One run of the job over one batch.
class Batch {
 public:
  Batch(kit::JobRun& run, VoucherBatch batch)
      : run_(run), runtime_(run.runtime()), batch_(std::move(batch)), actor_(kit::system_actor("rewards")) {
    if (batch_.created_by) actor_.staff_id = *batch_.created_by;
  }

  kit::JobEnd work() {
    for (;;) {
      if (run_.should_stop() || !run_.keep_lease()) return kit::JobEnd::again;
      if (!is_still_wanted()) return kit::JobEnd::done;
      const bool is_finished = batch_.audience == Audience::bearer ? issue_codes() : issue_to_customers();
      if (is_finished) break;
    }
    kit::in_write(runtime_, actor_, [&](kit::Write& write) {
      if (!store::finish(write.tx, batch_.id, BatchState::done, write.now)) return;
      const auto ended = store::load(write.tx, batch_.id);
      const auto series = store::load(write.tx, batch_.series_id);
      audit(write, *ended, series->name, "rewards.finish_batch");
    });
    return kit::JobEnd::done;
  }

 private:
  bool is_still_wanted() {
    const auto latest =
        kit::in_read(runtime_, actor_, [&](const kit::Read& read) { return store::load(read.tx, batch_.id); });
    if (!latest || latest->state != BatchState::running) return false;
    batch_ = *latest;
    return true;
  }

  bool issue_codes() {
    const auto there = kit::in_read(runtime_, actor_,
                                    [&](const kit::Read& read) { return store::count_of_batch(read.tx, batch_.id); });
    const auto wanted = std::min(kChunk, batch_.wanted_count - there);
    for (std::int64_t i = 0; i < wanted; ++i)
      kit::in_write(runtime_, actor_, [&](kit::Write& write) { issue(write, {}); });
    advance(there + wanted - batch_.issued_count, 0, {});
    return there + wanted == batch_.wanted_count;
  }

  bool issue_to_customers() {
    const auto next = kit::in_read(runtime_, actor_, [&](const kit::Read& read) {
      if (batch_.audience == Audience::list) {
        return store::batch_customers_after(read.tx, batch_.id, batch_.last_customer_id, kChunk);
      }
      return customers::active_after(read.tx, batch_.store_id, batch_.last_customer_id, kChunk);
    });
    if (next.empty()) return true;
    std::int64_t issued = 0;
    for (const auto customer_id : next) {
      const auto done =
          kit::in_write(runtime_, actor_, [&](kit::Write& write) { return issue_to(write, customer_id); });
      if (done.ok()) ++issued;
    }
    advance(issued, static_cast<std::int64_t>(next.size()) - issued, next.back());
    return false;
  }

  void advance(std::int64_t issued, std::int64_t skipped, CustomerId last) {
    kit::in_write(runtime_, actor_,
                  [&](kit::Write& write) { (void)store::advance(write.tx, batch_.id, issued, skipped, last); });
  }

  void issue(kit::Write& write, CustomerId customer_id) {
    const auto series = store::load(write.tx, batch_.series_id);
    Voucher voucher;
    voucher.customer_id = customer_id;
    voucher.series_id = batch_.series_id;
    voucher.batch_id = batch_.id;
    voucher.issued_by = batch_.created_by;
    voucher.expires_at = expiry_of(*series, write.now);
    (void)store_voucher(write, std::move(voucher));
  }

  Outcome issue_to(kit::Write& write, CustomerId customer_id) {
    if (store::has_of_batch(write.tx, customer_id, batch_.id)) return Done{};
    TRY(const auto series, load_series(write.tx, batch_.series_id));
    TRY_DONE(check_issuable(series, write.now));
    TRY(const auto member, member_facts(write.tx, customer_id));
    const bool is_wanted = !member.is_disabled && (!batch_.tier_id || batch_.tier_id == member.tier_id);
    if (!is_wanted) return refuse(RefusalKind::unprocessable, "rewards.not_in_audience", "not one of these");
    TRY_DONE(count_for_member(write, customer_id, series));
    issue(write, customer_id);
    return Done{};
  }

  kit::JobRun& run_;
  kit::Runtime& runtime_;
  VoucherBatch batch_;
  kit::Actor actor_;
};

}  // namespace

Result<VoucherBatch> load_batch(db::Transaction& tx, VoucherBatchId id) {
  auto batch = store::load(tx, id);
  if (!batch) return refuse(RefusalKind::not_found, "rewards.batch_unknown", "there is no such batch");
  return std::move(*batch);
}

Result<VoucherBatch> issue_batch(kit::Write& write, const VoucherBatchRequest& request) {
  TRY(const auto series, load_series(write.tx, request.series_id));
  TRY_DONE(check_issuable(series, write.now));
  TRY_DONE(check_audience(write.as_read(), request));
  VoucherBatch batch;
  batch.id = write.new_id<VoucherBatchId>();
  batch.series_id = series.id;
  batch.audience = request.audience;
  if (request.audience == Audience::condition) {
    batch.store_id = request.store_id;
    batch.tier_id = request.tier_id;
  }
  if (request.audience == Audience::bearer) batch.wanted_count = request.count;
  batch.note = request.note;
  batch.created_by = staff_of(write);
  batch.created_at = write.now;
  if (request.audience == Audience::list) {
    auto ids = request.customer_ids;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    batch.wanted_count = static_cast<std::int64_t>(ids.size());
    for (const auto id : ids)
      store::insert_batch_customer(write.tx, batch.id, id);
  }
  store::insert(write.tx, batch);
  kit::enqueue_job(write, kBatchJob, batch.id.value, "{}");
  write.wake_jobs_after_commit();
  audit(write, batch, series.name, "rewards.issue_batch");
  return batch;
}

Result<VoucherBatch> cancel_batch(kit::Write& write, VoucherBatchId id) {
  TRY(auto batch, load_batch(write.tx, id));
  if (!store::finish(write.tx, id, BatchState::cancelled, write.now)) {
    return refuse(RefusalKind::conflict, "rewards.batch_finished", "the batch is finished already");
  }
  TRY(const auto series, load_series(write.tx, batch.series_id));
  TRY(batch, load_batch(write.tx, id));
  audit(write, batch, series.name, "rewards.cancel_batch");
  return batch;
}

kit::JobEnd run_batch(kit::JobRun& run) {
  const VoucherBatchId id{run.subject_id()};
  auto batch = run.runtime().database.read([&](db::Transaction& tx) { return store::load(tx, id); });
  if (!batch) return kit::JobEnd::done;
  return Batch(run, std::move(*batch)).work();
}

}  // namespace homeport::rewards
