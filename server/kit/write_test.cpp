// Idempotency, outbox and jobs on both engines.

#include <gtest/gtest.h>

#include "kit/idempotency.hpp"
#include "kit/jobs.hpp"
#include "kit/outbox.hpp"
#include "support/test_database.hpp"

namespace homeport::kit {
namespace {

using test::TestDatabase;

class kit_writes : public test::EngineTest {};

const IdempotencyPlace kPlace{5, "key", -9};

Result<std::optional<Answer>> take(TestDatabase& database, const std::string& hash, bool keep = true,
                                   const IdempotencyPlace& place = kPlace) {
  return database.write([&](Write& write) -> Result<std::optional<Answer>> {
    TRY(auto replay, take_key(write.tx, place, hash));
    if (!replay) store_answer(write.tx, place, hash, write.now, Answer{R"({"n":1})", 201, 3});
    if (!keep) return refuse(RefusalKind::conflict, "test.no");
    return replay;
  });
}

TEST_P(kit_writes, a_key_answers_the_same_and_refuses_other_input) {
  TestDatabase database(GetParam(), {});
  const auto first = take(database, "hash");
  ASSERT_TRUE(first.ok());
  EXPECT_FALSE(first->has_value());
  const auto second = take(database, "hash");
  ASSERT_TRUE(second.ok());
  ASSERT_TRUE(second->has_value());
  EXPECT_EQ((*second)->json, R"({"n":1})");
  EXPECT_EQ((*second)->status, 201);
  EXPECT_EQ((*second)->version, 3);
  const auto other = take(database, "other");
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.refusal().reason, "request.idempotency_mismatch");
}

TEST_P(kit_writes, a_callers_key_is_one_write_whichever_customer_it_names) {
  TestDatabase database(GetParam(), {});
  ASSERT_TRUE(take(database, "hash").ok());
  for (const auto& place : {IdempotencyPlace{6, "key", -9}, IdempotencyPlace{-9, "key", -9},  // another, and nobody
                            IdempotencyPlace{5, "key", -8}}) {                                // another caller
    const auto other = take(database, "other", true, place);
    ASSERT_FALSE(other.ok()) << place.customer_id;
    EXPECT_EQ(other.refusal().reason, "request.idempotency_mismatch");
  }
  // Elsewhere both are free.
  EXPECT_TRUE(take(database, "other", true, {6, "key", -8}).ok());
  EXPECT_TRUE(take(database, "hash")->has_value());
}

TEST_P(kit_writes, a_refused_write_gives_its_key_back) {
  TestDatabase database(GetParam(), {});
  EXPECT_FALSE(take(database, "hash", false).ok());
  const auto again = take(database, "other");
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->has_value());
}

std::int64_t count(TestDatabase& database, const db::Sql& sql) {
  return database.database().read([&](db::Transaction& tx) {
    auto rows = tx.query(sql);
    return rows.next() ? rows.integer(0) : -1;
  });
}

const db::Sql kCountOutbox{"SELECT count(*) FROM outbox"};
const db::Sql kCountAudit{"SELECT count(*) FROM audit_entry"};

void publish(TestDatabase& database, const std::string& topic, bool keep = true) {
  const auto outcome = database.write([&](Write& write) -> Outcome {
    write.publish({topic, 4, 9, 2, R"({"x":1})"});
    write.audit({"test.happened", "thing", 9, "a thing"});
    if (!keep) return refuse(RefusalKind::conflict, "test.no");
    return Done{};
  });
  EXPECT_EQ(outcome.ok(), keep);
}

TEST_P(kit_writes, news_of_a_refused_write_never_leave) {
  TestDatabase database(GetParam(), {});
  publish(database, "test.news", false);
  EXPECT_EQ(count(database, kCountOutbox), 0);
  EXPECT_EQ(count(database, kCountAudit), 0);
  publish(database, "test.news");
  EXPECT_EQ(count(database, kCountOutbox), 1);
  EXPECT_EQ(count(database, kCountAudit), 1);
}

TEST_P(kit_writes, news_reach_each_subscriber_once_and_are_then_gone) {
  TestDatabase database(GetParam(), {});
  Outbox outbox;
  std::vector<std::string> seen;
  for (const auto* name : {"a", "b"}) {
    outbox.subscribe({"test.news", name, [&seen, name](Write&, const StoredEvent& stored) {
                        EXPECT_EQ(stored.event.subject_id, 9);
                        EXPECT_EQ(stored.event.payload_json, R"({"x":1})");
                        seen.emplace_back(name);
                      }});
  }
  publish(database, "test.news");
  publish(database, "test.unheard");
  EXPECT_EQ(outbox.deliver_batch(database.runtime()), 2);
  EXPECT_EQ(seen, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(outbox.deliver_batch(database.runtime()), 0);
}

TEST_P(kit_writes, news_reach_who_sums_them_all_at_once_and_a_bad_one_by_itself) {
  TestDatabase database(GetParam(), {});
  Outbox outbox;
  std::vector<std::size_t> seen;
  std::int64_t bad_id = 0;
  outbox.subscribe(
      {.topic = "test.news", .subscriber = "sum", .handle_all = [&](Write& write, std::span<const StoredEvent> events) {
         seen.push_back(events.size());
         if (bad_id == 0) bad_id = events[1].id;
         for (const auto& event : events) {
           if (event.id == bad_id) throw std::runtime_error("not this one");
           write.audit({"test.counted", "thing", 1, "once"});
         }
       }});
  for (int i = 0; i < 3; ++i)
    publish(database, "test.news");
  for (int i = 0; i < 100 && count(database, kCountOutbox) > 1; ++i)
    outbox.deliver_batch(database.runtime());
  EXPECT_EQ(count(database, kCountOutbox), 1);
  EXPECT_EQ(count(database, kCountAudit), 5);  // three publications, two effects
  EXPECT_EQ(seen.front(), 3U);
  seen.clear();
  publish(database, "test.news");
  publish(database, "test.news");
  EXPECT_EQ(outbox.deliver_batch(database.runtime()), 2);
  EXPECT_EQ(seen, (std::vector<std::size_t>{2}));
}

TEST_P(kit_writes, a_failing_subscriber_delays_its_event_and_no_other) {
  TestDatabase database(GetParam(), {});
  Outbox outbox;
  int good = 0;
  bool is_broken = true;
  outbox.subscribe({"test.bad", "s", [&](Write&, const StoredEvent&) {
                      if (is_broken) throw std::runtime_error("not today");
                    }});
  outbox.subscribe({"test.good", "s", [&](Write& write, const StoredEvent&) {
                      good += 1;
                      write.audit({"test.counted", "thing", 1, "once"});
                    }});
  publish(database, "test.bad");
  publish(database, "test.good");
  // Rows of a failed attempt may be passed over once on PostgreSQL, while it is being undone.
  for (int i = 0; i < 100 && count(database, kCountOutbox) > 1; ++i)
    outbox.deliver_batch(database.runtime());
  EXPECT_EQ(count(database, kCountOutbox), 1);
  EXPECT_EQ(count(database, kCountAudit), 3);  // two publications, one effect
  is_broken = false;
  EXPECT_EQ(outbox.deliver_batch(database.runtime()), 0) << "not yet due";
  database.clock().advance_seconds(3600);
  EXPECT_EQ(outbox.deliver_batch(database.runtime()), 1);
  EXPECT_EQ(good, 1);
}

TEST_P(kit_writes, a_job_runs_after_the_write_that_wants_it) {
  TestDatabase database(GetParam(), {});
  Jobs jobs(database.runtime(), 1);
  database.runtime().jobs = &jobs;
  std::vector<std::string> ran;
  jobs.handle("test.work", [&](JobRun& run) {
    EXPECT_TRUE(run.keep_lease());
    ran.push_back(run.payload_json());
    return ran.size() == 1 ? JobEnd::again : JobEnd::done;
  });
  ASSERT_TRUE(database
                  .write([](Write& write) -> Outcome {
                    enqueue_job(write, "test.work", 3, "{}");
                    return Done{};
                  })
                  .ok());
  jobs.run_due_here();
  EXPECT_EQ(ran.size(), 2U);
  jobs.run_due_here();
  EXPECT_EQ(ran.size(), 2U);
}

TEST_P(kit_writes, a_failing_job_is_tried_a_limited_number_of_times) {
  TestDatabase database(GetParam(), {});
  Jobs jobs(database.runtime(), 1);
  int attempts = 0;
  jobs.handle("test.work", [&](JobRun&) -> JobEnd {
    ++attempts;
    throw std::runtime_error("disk on fire");
  });
  ASSERT_TRUE(database
                  .write([](Write& write) -> Outcome {
                    enqueue_job(write, "test.work", 3, "{}");
                    return Done{};
                  })
                  .ok());
  for (int i = 0; i < 20; ++i) {
    jobs.run_due_here();
    database.clock().advance_seconds(3600);
  }
  EXPECT_EQ(attempts, kJobAttemptLimit);
  static const db::Sql kFailed{"SELECT count(*) FROM job WHERE state = 'failed' AND last_error LIKE '%fire%'"};
  EXPECT_EQ(count(database, kFailed), 1);
}

TEST_P(kit_writes, why_a_job_failed_is_kept_however_long_it_is) {
  TestDatabase database(GetParam(), {});
  Jobs jobs(database.runtime(), 1);
  jobs.handle("test.work", [&](JobRun&) -> JobEnd {
    std::string long_error = "fire: ";
    for (int i = 0; i < 400; ++i)
      long_error += "\xE7\x81\xAB";  // 500 bytes end within one of these
    throw std::runtime_error(long_error);
  });
  ASSERT_TRUE(database
                  .write([](Write& write) -> Outcome {
                    enqueue_job(write, "test.work", 3, "{}");
                    return Done{};
                  })
                  .ok());
  for (int i = 0; i < 2 * kJobAttemptLimit; ++i) {
    jobs.run_due_here();
    database.clock().advance_seconds(3600);
  }
  static const db::Sql kWhole{
      "SELECT count(*) FROM job WHERE state = 'failed' AND last_error LIKE 'fire: \xE7\x81\xAB%\xE7\x81\xAB'"};
  EXPECT_EQ(count(database, kWhole), 1);
}

TEST_P(kit_writes, a_dead_servers_job_is_taken_over_when_its_lease_ends) {
  TestDatabase database(GetParam(), {});
  ASSERT_TRUE(database
                  .write([](Write& write) -> Outcome {
                    enqueue_job(write, "test.work", 3, "{}");
                    return Done{};
                  })
                  .ok());
  static const db::Sql kTakenByTheDead{
      "UPDATE job SET state = 'running', lease_until = $1, lease_holder = 1, attempts = 1"};
  database.database().write([&](db::Transaction& tx) {
    tx.execute(kTakenByTheDead, plus_seconds(database.clock().now(), kJobLeaseSeconds));
  });
  Jobs jobs(database.runtime(), 1);
  int runs = 0;
  jobs.handle("test.work", [&](JobRun&) {
    ++runs;
    return JobEnd::done;
  });
  jobs.run_due_here();
  EXPECT_EQ(runs, 0);
  database.clock().advance_seconds(kJobLeaseSeconds + 1);
  jobs.run_due_here();
  EXPECT_EQ(runs, 1);
}

TEST_P(kit_writes, periodic_work_runs_on_one_server_per_period) {
  TestDatabase database(GetParam(), {});
  Jobs first(database.runtime(), 1);
  Jobs second(database.runtime(), 1);
  int runs = 0;
  for (auto* jobs : {&first, &second})
    jobs->every("test.tick", 60, [&](Runtime&) { ++runs; });
  first.run_due_here();
  second.run_due_here();
  EXPECT_EQ(runs, 1);
  database.clock().advance_seconds(61);
  second.run_due_here();
  first.run_due_here();
  EXPECT_EQ(runs, 2);
}

HOMEPORT_ON_BOTH_ENGINES(kit_writes);

}  // namespace
}  // namespace homeport::kit
