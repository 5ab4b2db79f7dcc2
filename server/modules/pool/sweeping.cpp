// What happens by itself: returns, reminders, protections that end, engines by the clock, due dates after new rules.
// All of it in small transactions, so that nobody waits long, and each customer looked at again under his lock.

#include <algorithm>
#include <set>

#include "base/log.hpp"
#include "modules/pool/engine.hpp"
#include "modules/pool/moving.hpp"

namespace homeport::pool {
namespace {

const kit::Actor& system() {
  static const kit::Actor actor = kit::system_actor("pool");
  return actor;
}

// How many of a batch were dealt with (what can't be moved, for a clock that is behind, is left for the next round),
// and how many of them count as what was asked for.
struct BatchDone {
  std::int64_t dealt_with = 0;
  std::int64_t counted = 0;
};
using BatchWork = std::function<BatchDone(kit::Write&, Book&, std::span<const store::DueRow>)>;
using BatchSource = std::vector<store::DueRow> (*)(db::Transaction&, Time, std::int64_t);

std::int64_t run_batches(kit::Runtime& runtime, BatchSource source, const BatchWork& work) {
  std::int64_t done = 0;
  while (true) {
    const Time now = runtime.clock.now();
    const auto rows = runtime.database.read([&](db::Transaction& tx) { return source(tx, now, kSweepBatch); });
    if (rows.empty()) return done;
    const auto moved = kit::in_write(runtime, system(), [&](kit::Write& write) -> Result<BatchDone> {
      Book book(write.tx);
      return work(write, book, rows);
    });
    if (!moved.ok() || moved->dealt_with == 0) return done;
    done += moved->counted;
  }
}

// Each by itself, in the order of its id, as everybody locks them.
std::vector<CustomerId> ids_of(std::span<const store::DueRow> rows) {
  std::vector<CustomerId> ids;
  for (const auto& row : rows)
    ids.push_back(row.customer_id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

void notify_returned(kit::Write& write, const Place& place) {
  Notice notice;
  notice.staff_id = *place.before.owner_staff_id;
  notice.kind = NoticeKind::returned;
  notice.pool_id = place.before.pool_id;
  notice.customer_id = place.before.customer_id;
  notice.due_at = place.before.due_at;
  notice.due_reason = place.before.due_reason;
  if (place.cancelled_tasks > 0) notice.count = place.cancelled_tasks;
  notify(write, notice, "pool.returned");
}

struct Swept {
  bool is_dealt_with = false;        // or left for the next round
  std::optional<Standing> returned;  // as he stood until now; none: he stays
};

Swept sweep_one(const Hooks& hooks, kit::Write& write, Book& book, CustomerId id) {
  auto locked = lock_place(write, id);
  if (!locked.ok()) return {};
  auto& place = *locked;
  auto& row = place.row;
  if (row.state != State::tracking) return {true, {}};
  const auto& pool = book.of(row.pool_id);
  settle_due(row, pool.rule);  // by the rules in force now, with what was written a moment ago
  if (hooks.has_bought_since && hooks.has_bought_since(write.tx, id, *row.taken_at)) {
    win(row);
    finish_move(write, book, place, {MoveKind::win});
    return {true, {}};
  }
  if (row.due_at && *row.due_at <= write.now && pool.rule.rule.open_order_stops && hooks.open_order_until) {
    row.order_until = hooks.open_order_until(write.tx, id, write.now);
    settle_due(row, pool.rule);
  }
  if (!row.due_at || *row.due_at > write.now) {
    save_place(write, book, place);
    return {true, {}};
  }
  place.before.due_at = row.due_at;
  place.before.due_reason = row.due_reason;
  const auto reason = row.due_reason;
  if (pool.rule.rule.collaborator_days > 0) {
    store::save_collaborator(write.tx, id, *row.owner_staff_id, plus_days(write.now, pool.rule.rule.collaborator_days));
  }
  release(row, row.pool_id, pool.rule.rule, write.now);
  finish_move(write, book, place, {MoveKind::time_out, {}, reason, {}, {}, true});
  notify_returned(write, place);
  return {true, standing_of(place.before, store_of(write, id))};
}

// One entry in the trail, one word to the screens and one notice to those who run the pool, for the whole batch.
void tell_of_batch(kit::Write& write, Book& book, PoolId pool, std::vector<Standing> returned) {
  const auto count = static_cast<std::int64_t>(returned.size());
  kit::AuditEntry entry{"pool.sweep", "pool", pool.value, book.of(pool).pool.name};
  entry.changes.push_back({"returned", "null", std::to_string(count)});
  write.audit(entry);
  JsonWriter json;
  json.begin_object().key("pool_id").id(pool.value).key("state").text("public").key("kind").text("time_out");
  json.key("count").integer(count).end_object();
  write.publish({"pool.customers_returned", 0, pool.value, 0, json.view()});
  tell_of_returns(write, book, json.take(), pool, std::move(returned));
  for (const auto staff : book.administrators(pool)) {
    Notice notice;
    notice.staff_id = staff;
    notice.kind = NoticeKind::returned;
    notice.pool_id = pool;
    notice.count = count;
    notify(write, notice, "pool.returned");
  }
}

// The reminder of the stage that is due now; those missed before it are not sent late.
bool remind_one(kit::Write& write, Book& book, CustomerId id) {
  auto locked = lock_place(write, id);
  if (!locked.ok()) return false;
  auto& place = *locked;
  auto& row = place.row;
  const auto& pool = book.of(row.pool_id);
  if (row.state == State::tracking) settle_due(row, pool.rule);
  if (row.state != State::tracking || !row.reminder_at || *row.reminder_at > write.now) {
    save_place(write, book, place);
    return true;
  }
  if (!row.first_reminded_at) row.first_reminded_at = write.now;
  while (row.reminder_at && *row.reminder_at <= write.now) {
    ++row.reminders_sent;
    row.reminder_at = next_reminder(pool.rule.rule, row.due_at, row.reminders_sent);
  }
  save_place(write, book, place);
  Notice notice;
  notice.staff_id = *row.owner_staff_id;
  notice.kind = NoticeKind::reminder;
  notice.pool_id = row.pool_id;
  notice.customer_id = id;
  notice.due_at = row.due_at;
  notice.due_reason = row.due_reason;
  notice.stage = row.reminders_sent;
  notice.first_reminded_at = row.first_reminded_at;
  notify(write, notice, "pool.reminder");
  if (row.reminders_sent > 1) {
    for (const auto staff : book.administrators(row.pool_id)) {
      if (staff == *row.owner_staff_id) continue;
      notice.staff_id = staff;
      notify(write, notice, "pool.reminder");
    }
  }
  JsonWriter json;
  json.begin_object().key("stage").integer(row.reminders_sent).key("due_at").time(*row.due_at).end_object();
  write.publish({"pool.reminder_due", id.value, id.value, 0, json.take()});
  return true;
}

}  // namespace

std::int64_t sweep(kit::Runtime& runtime, const Hooks& hooks) {
  return run_batches(runtime, store::due_rows, [&](kit::Write& write, Book& book, std::span<const store::DueRow> rows) {
    std::map<PoolId, std::vector<Standing>> returned;
    BatchDone done;
    for (const auto id : ids_of(rows)) {
      const auto swept = sweep_one(hooks, write, book, id);
      if (swept.is_dealt_with) ++done.dealt_with;
      if (swept.returned) returned[swept.returned->pool_id].push_back(*swept.returned);
    }
    for (auto& [pool, standings] : returned) {
      done.counted += static_cast<std::int64_t>(standings.size());
      tell_of_batch(write, book, pool, std::move(standings));
    }
    return done;
  });
}

std::int64_t remind(kit::Runtime& runtime) {
  return run_batches(runtime, store::reminder_rows,
                     [](kit::Write& write, Book& book, std::span<const store::DueRow> rows) {
                       BatchDone done;
                       for (const auto id : ids_of(rows))
                         done.dealt_with += remind_one(write, book, id) ? 1 : 0;
                       done.counted = done.dealt_with;
                       return done;
                     });
}

std::int64_t end_protections(kit::Runtime& runtime) {
  return run_batches(runtime, store::protection_rows,
                     [](kit::Write& write, Book& book, std::span<const store::DueRow> rows) {
                       BatchDone done;
                       for (const auto id : ids_of(rows)) {
                         auto place = lock_place(write, id);
                         if (!place.ok()) continue;
                         ++done.dealt_with;
                         if (!place->row.protected_until || *place->row.protected_until > write.now) continue;
                         place->row.protected_until.reset();
                         finish_move(write, book, *place, {MoveKind::unprotect});
                         ++done.counted;
                       }
                       return done;
                     });
}

void run_engines(kit::Runtime& runtime) {
  const auto pools = runtime.database.read([](db::Transaction& tx) { return store::load_pools(tx); });
  for (const auto& pool : pools) {
    const bool is_due =
        pool.status == PoolStatus::on && pool.engine_next_at && *pool.engine_next_at <= runtime.clock.now();
    if (!is_due) continue;
    const auto done = kit::in_write(runtime, system(), [&](kit::Write& write) -> Outcome {
      auto current = store::lock_pool(write.tx, pool.id);
      if (!current || !current->engine_next_at || *current->engine_next_at > write.now) return Done{};
      current->engine_next_at = plus_seconds(write.now, current->engine_minutes * 60);
      store::update_pool(write.tx, *current);
      Book book(write.tx);
      (void)assign_waiting(write, book, pool.id, kMostLeads);
      return Done{};
    });
    CHECK(done.ok());
  }
}

bool recompute_due(kit::Runtime& runtime, PoolId id) {
  constexpr std::int64_t kPage = 200;
  CustomerId after;
  while (true) {
    const auto ids = runtime.database.read([&](db::Transaction& tx) {
      const auto pool = store::load_pool(tx, id);
      return pool ? store::outdated_of_pool(tx, id, pool->rule_version, after, kPage) : std::vector<CustomerId>{};
    });
    if (ids.empty()) return true;
    after = ids.back();
    const auto done = kit::in_write(runtime, system(), [&](kit::Write& write) -> Outcome {
      Book book(write.tx);
      for (const auto customer : ids) {
        auto place = lock_place(write, customer);
        if (place.ok() && place->row.state == State::tracking) save_place(write, book, *place);
      }
      return Done{};
    });
    CHECK(done.ok());
  }
}

}  // namespace homeport::pool
