#include "pool_sweep.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "cli/application.hpp"
#include "modules/identity/service.hpp"
#include "modules/pool/service.hpp"
#include "must.hpp"

namespace homeport::bench {
namespace {

using Moment = std::chrono::steady_clock::time_point;

double ms_since(Moment begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

// Rows as a year of claims would have left them, written by the two engines' common SQL rather than by a million
// claims.
const db::Sql kFillCustomers{
    "WITH RECURSIVE n(i) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < CAST($2 AS BIGINT)) "
    "INSERT INTO customer (customer_id, kind, name, name_folded, store_id, owner_staff_id, status, source, created_at, "
    "updated_at, version, is_pooled, hidden_bits) SELECT i, 'person', 'Lead', 'lead', CAST($3 AS BIGINT), "
    "CAST($4 AS BIGINT), 'active', 'web', CAST($5 AS BIGINT), CAST($5 AS BIGINT), 1, 1, 0 FROM n"};
const db::Sql kFillPlaces{
    "WITH RECURSIVE n(i) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < CAST($2 AS BIGINT)) "
    "INSERT INTO pool_customer (customer_id, pool_id, state, stage, owner_staff_id, owner_unit_id, source, entered_at, "
    "claimable_at, taken_at, taken_by, counted_count, counts_in_hold, due_at, due_reason, reminders_sent, move_no, "
    "moved_at, rule_version, version) SELECT i, CAST($3 AS BIGINT), 'tracking', 'fresh', CAST($4 AS BIGINT), "
    "CAST($5 AS BIGINT), 'web', CAST($6 AS BIGINT), CAST($6 AS BIGINT), "
    "CASE WHEN i % CAST($7 AS BIGINT) = 0 THEN CAST($6 AS BIGINT) ELSE CAST($8 AS BIGINT) END, 'claim', 0, 1, "
    "CASE WHEN i % CAST($7 AS BIGINT) = 0 THEN CAST($6 AS BIGINT) ELSE CAST($8 AS BIGINT) END + CAST($9 AS BIGINT), "
    "'no_follow_up', 0, 1, CAST($6 AS BIGINT), 2, 1 FROM n"};
const db::Sql kFillMoves{
    "INSERT INTO pool_move (customer_id, move_no, at, kind, pool_id, from_state, to_state, to_pool_id, to_staff_id, "
    "by_name, rule_version, counted_count) SELECT customer_id, 1, entered_at, 'enter', pool_id, 'public', 'tracking', "
    "pool_id, owner_staff_id, 'bench', 2, 0 FROM pool_customer WHERE customer_id >= $1 AND customer_id <= $2"};
const db::Sql kFillCounter{
    "INSERT INTO pool_counter (pool_id, holder_kind, holder_id, holding_count, protected_count, won_count, day_claims, "
    "day_reveals, version) VALUES ($1, $2, $3, $4, 0, 0, 0, 0, 1)"};

constexpr std::int64_t kFollowUpDays = 7;
constexpr std::int64_t kFillBatch = 20'000;

struct Filled {
  kit::StaffId staff;
};

Filled fill(cli::Application& application, const SweepOptions& options, Time now) {
  must(application.migrate());
  identity::SetupRequest request;
  request.chain_name = "Bench";
  request.store_name = "Quay";
  request.admin_name = "Ada";
  request.sign_in_name = "ada";
  request.password = "a quiet anchorage 7";
  const auto session = must(identity::set_up(application.identity(), request, nullptr));
  const auto system = kit::system_actor("bench");
  auto& runtime = application.runtime();
  pool::Pool wanted;
  wanted.name = "Leads";
  const auto pool = must(kit::in_write(runtime, system, [&](kit::Write& write) { return create_pool(write, wanted); }));
  pool::Rule rule;
  rule.follow_up_days = kFollowUpDays;
  must(kit::in_write(runtime, system, [&](kit::Write& write) { return create_rule(write, pool.id, rule); }));
  const auto store =
      application.database().read([](db::Transaction& tx) { return identity::active_stores(tx).at(0).id; });
  const auto staff = session.me.staff.id;
  const Time long_ago = plus_seconds(now, -(kFollowUpDays * kSecondsPerDay + 3'600));
  const std::int64_t every = options.tracking / options.due;
  for (std::int64_t first = 1; first <= options.tracking; first += kFillBatch) {
    const std::int64_t last = std::min(first + kFillBatch - 1, options.tracking);
    application.database().write([&](db::Transaction& tx) {
      tx.execute(kFillCustomers, first, last, store, staff, long_ago);
      tx.execute(kFillPlaces, first, last, pool.id, staff, store, long_ago, every, now, kFollowUpDays * kMicrosPerDay);
      tx.execute(kFillMoves, first, last);
    });
  }
  application.database().write([&](db::Transaction& tx) {
    tx.execute(kFillCounter, pool.id, "staff", staff, options.tracking);
    tx.execute(kFillCounter, pool.id, "store", store, options.tracking);
  });
  return {staff};
}

}  // namespace

SweepResult measure_sweep(const SweepOptions& options) {
  const SystemClock clock;
  SweepResult result;
  {
    cli::DataOptions data;
    data.folder = options.folder;
    cli::Application application(data, clock, PasswordCost::least);
    (void)fill(application, options, clock.now());
    auto& runtime = application.runtime();
    std::atomic<bool> is_over{false};
    std::thread writer([&] {
      const auto system = kit::system_actor("writer");
      while (!is_over.load()) {
        const auto begin = std::chrono::steady_clock::now();
        const auto done = kit::in_write(runtime, system, [](kit::Write& write) -> Outcome {
          write.audit({"bench.write", "bench", 1, "a small write"});
          return Done{};
        });
        if (done.ok()) result.longest_wait_ms = std::max(result.longest_wait_ms, ms_since(begin));
        ++result.writes;
      }
    });
    const auto begin = std::chrono::steady_clock::now();
    result.returned = pool::sweep(runtime, {});
    result.sweep_ms = ms_since(begin);
    is_over.store(true);
    writer.join();
  }
  std::filesystem::remove_all(options.folder);
  return result;
}

}  // namespace homeport::bench
