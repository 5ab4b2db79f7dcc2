// Many writes at once, on either engine: none hurts another, and nothing is half-done.

#include <array>
#include <atomic>
#include <thread>

#include "base/check.hpp"
#include "db/engines_test.hpp"

namespace homeport::db {
namespace {

class write_queue : public OnEachEngine {};
HOMEPORT_ON_EACH_ENGINE(write_queue);

const Sql kSetBody{"UPDATE note SET body = $2 WHERE id = $1"};
const Sql kCount{"SELECT count(*) FROM note"};

std::int64_t count_in(Transaction& tx) {
  auto rows = tx.query(kCount);
  CHECK(rows.next());
  return rows.integer(0);
}

// Submits jobs that wait in the queue until all are there.
class Crowd {
 public:
  Crowd(Database& database, int connections) : database_(database) {
    for (int i = 0; i < connections; ++i) {
      const bool is_taken = database.submit({[this](Transaction&) {
                                               ++held_;
                                               held_.notify_all();
                                               gate_.wait_until_open();
                                               return true;
                                             },
                                             holders_.emplace_back().done()});
      EXPECT_TRUE(is_taken);
    }
    for (int held = held_; held < connections; held = held_)
      held_.wait(held);
  }
  Ticket submit(std::function<bool(Transaction&)> run) {
    Ticket ticket;
    EXPECT_TRUE(database_.submit({std::move(run), ticket.done()}));
    return ticket;
  }
  void go() {
    gate_.open();
    for (auto& holder : holders_)
      EXPECT_EQ(holder.wait(), nullptr);
  }

 private:
  Database& database_;
  Gate gate_;
  std::atomic<int> held_{0};
  std::vector<Ticket> holders_;
};

constexpr int kLanes = 4;
int lanes_of(Engine engine) { return engine == Engine::sqlite ? 1 : kLanes; }

TEST_P(write_queue, keeps_the_good_ones_beside_a_refusal_and_an_exception) {
  auto& database = open({.connections = kLanes});
  Crowd crowd(database, lanes_of(GetParam()));
  std::vector<Ticket> tickets;
  for (int i = 1; i <= 20; ++i) {
    tickets.push_back(crowd.submit([i](Transaction& tx) {
      tx.execute(kInsertNote, i);
      if (i % 5 == 0) tx.execute(kInsertNote, i);  // breaks the primary key
      if (i % 7 == 0) throw std::domain_error("seven");
      return i % 3 != 0;
    }));
  }
  crowd.go();
  std::vector<std::int64_t> expected;
  for (int i = 1; i <= 20; ++i) {
    const auto sentence = tickets[static_cast<std::size_t>(i - 1)].sentence();
    if (i % 5 == 0) {
      EXPECT_NE(sentence.find("INSERT INTO note"), std::string::npos) << i << sentence;
    } else if (i % 7 == 0) {
      EXPECT_EQ(sentence, "seven");
    } else {
      EXPECT_EQ(sentence, "") << i;
      if (i % 3 != 0) expected.push_back(i);
    }
  }
  EXPECT_EQ(note_ids(), expected);
}

TEST_P(write_queue, is_bounded) {
  auto& database = open({.write_queue_limit = 8, .connections = kLanes});
  std::atomic<int> done{0};
  {
    Crowd crowd(database, lanes_of(GetParam()));
    std::vector<Ticket> tickets;
    for (int i = 1; i <= 8; ++i) {
      tickets.push_back(crowd.submit([i](Transaction& tx) { return tx.execute(kInsertNote, i) == 1; }));
    }
    EXPECT_FALSE(database.submit({[](Transaction&) { return true; }, [&](std::exception_ptr) { ++done; }}));
    EXPECT_THROW(database.write([](Transaction&) {}), DatabaseError);
    EXPECT_GE(database.status().waiting_writes, 8U);
    crowd.go();
    for (auto& ticket : tickets)
      EXPECT_EQ(ticket.sentence(), "");
  }
  database.write([](Transaction& tx) { tx.execute(kInsertNote, 9); });
  EXPECT_EQ(count_notes(), 9);
  EXPECT_EQ(done, 0);
}

TEST_P(write_queue, runs_what_waits_before_it_closes) {
  auto& database = open({.connections = kLanes});
  std::vector<Ticket> tickets;
  {
    Crowd crowd(database, lanes_of(GetParam()));
    for (int i = 1; i <= 50; ++i) {
      tickets.push_back(crowd.submit([i](Transaction& tx) { return tx.execute(kInsertNote, i) == 1; }));
    }
    crowd.go();
    close();
  }
  for (auto& ticket : tickets)
    EXPECT_EQ(ticket.sentence(), "");
  open();
  EXPECT_EQ(count_notes(), 50);
}

TEST_P(write_queue, acts_after_a_commit_and_never_after_anything_else) {
  auto& database = open();
  std::atomic<int> acted{0};
  const auto act = [&] { ++acted; };
  database.write([&](Transaction& tx) {
    tx.execute(kInsertNote, 1);
    tx.after_commit([&] {
      // Durable, so everybody sees it.
      EXPECT_EQ(count_notes(), 1);
      ++acted;
    });
  });
  EXPECT_EQ(acted, 1);
  const auto refused = database.write([&](Transaction& tx) -> Outcome {
    tx.after_commit(act);
    return refuse(RefusalKind::conflict, "note.refused");
  });
  EXPECT_FALSE(refused.ok());
  EXPECT_THROW(database.write([&](Transaction& tx) {
    tx.after_commit(act);
    tx.execute(kInsertNote, 1);
  }),
               DatabaseError);
  database.read([&](Transaction& tx) { tx.after_commit(act); });
  EXPECT_EQ(acted, 1);
}

TEST_P(write_queue, reports_a_commit_that_fails) {
  auto& database = open();
  std::atomic<int> acted{0};
  // The missing parent is found by the engine at the commit.
  EXPECT_THROW(database.write([&](Transaction& tx) {
    tx.after_commit([&] { ++acted; });
    tx.execute(kInsertChild, 2, 99);
  }),
               DatabaseError);
  EXPECT_EQ(count_notes(), 0);
  EXPECT_EQ(acted, 0);
  database.write([](Transaction& tx) {
    tx.execute(kInsertChild, 2, 1);
    tx.send(kInsertNote, 1);
  });
  EXPECT_EQ(count_notes(), 2);
}

TEST_P(write_queue, does_nothing_by_halves_wherever_a_statement_fails) {
  auto countdown = std::make_shared<std::atomic<int>>(0);
  const auto fail_when_due = [countdown] {
    if (--*countdown == 0) throw DatabaseError("the disk is gone");
  };
  auto& database = open({.seams = {.before_statement = fail_when_due}});
  const auto use_case = [](Transaction& tx) -> Result<std::int64_t> {
    for (int i = 1; i <= 5; ++i) {
      tx.execute(kInsertNote, i);
      tx.send(kSetBody, i, "body");
    }
    (void)tx.query(kBodyOf, 1);
    return count_in(tx);
  };
  constexpr int kStatements = 12;
  for (int failing = 1; failing <= kStatements; ++failing) {
    *countdown = failing;
    EXPECT_THROW((void)database.write(use_case), DatabaseError) << failing;
    *countdown = 0;
    EXPECT_EQ(count_notes(), 0) << failing;
  }
  EXPECT_EQ(database.write(use_case).value(), 5);
  EXPECT_EQ(count_notes(), 5);
}

TEST_P(write_queue, keeps_nothing_when_the_machine_fails_before_the_commit) {
  auto is_failing = std::make_shared<std::atomic<bool>>(true);
  auto& database = open({.seams = {.before_commit = [is_failing] {
                           if (*is_failing) throw DatabaseError("the disk is gone");
                         }}});
  EXPECT_THROW(database.write([](Transaction& tx) { tx.execute(kInsertNote, 1); }), DatabaseError);
  EXPECT_EQ(count_notes(), 0);
  *is_failing = false;
  database.write([](Transaction& tx) { tx.execute(kInsertNote, 2); });
  EXPECT_EQ(note_ids(), std::vector<std::int64_t>{2});
}

TEST_P(write_queue, lets_readers_see_committed_data_only_and_without_waiting) {
  auto& database = open();
  Gate wrote;
  Gate read;
  Ticket ticket;
  ASSERT_TRUE(database.submit({[&](Transaction& tx) {
                                 tx.execute(kInsertNote, 1);
                                 EXPECT_EQ(count_in(tx), 1);
                                 wrote.open();
                                 read.wait_until_open();
                                 return true;
                               },
                               ticket.done()}));
  wrote.wait_until_open();
  EXPECT_EQ(count_notes(), 0);
  Ticket queued;
  ASSERT_TRUE(database.submit_read({[](Transaction& tx) { EXPECT_EQ(count_in(tx), 0); }, queued.done()}));
  EXPECT_EQ(queued.sentence(), "");
  read.open();
  EXPECT_EQ(ticket.sentence(), "");
  EXPECT_EQ(count_notes(), 1);
}

TEST_P(write_queue, gives_a_read_one_snapshot) {
  auto& database = open();
  database.write([](Transaction& tx) { tx.execute(kInsertNote, 1); });
  database.read([&](Transaction& tx) {
    EXPECT_EQ(count_in(tx), 1);
    database.write([](Transaction& other) { other.execute(kInsertNote, 2); });
    EXPECT_EQ(count_in(tx), 1);
    EXPECT_EQ(count_notes(), 2);
  });
  EXPECT_EQ(count_notes(), 2);
}

TEST_P(write_queue, hands_out_the_error_of_a_read) {
  auto& database = open();
  Ticket ticket;
  ASSERT_TRUE(database.submit_read({[](Transaction&) { throw std::domain_error("out of the read"); }, ticket.done()}));
  EXPECT_EQ(ticket.sentence(), "out of the read");
  EXPECT_THROW(database.read([](Transaction&) { throw std::domain_error("out of the read"); }), std::domain_error);
  EXPECT_EQ(count_notes(), 0);
}

TEST_P(write_queue, refuses_to_wait_for_a_write_inside_a_write) {
  auto& database = open();
  EXPECT_THROW(database.write([&](Transaction&) { database.write([](Transaction&) {}); }), CheckFailed);
}

TEST_P(write_queue, keeps_every_effect_of_many_threads_once) {
  auto& database = open({.connections = kLanes});
  constexpr int kThreads = 8;
  constexpr int kEach = 50;
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&database, t] {
      for (int i = 0; i < kEach; ++i) {
        database.write([&](Transaction& tx) { tx.execute(kInsertBody, t * kEach + i, "x"); });
        EXPECT_EQ(database.read([&](Transaction& tx) { return tx.query(kBodyOf, t * kEach + i).next(); }), true);
      }
    });
  }
  for (auto& thread : threads)
    thread.join();
  EXPECT_EQ(count_notes(), kThreads * kEach);
  EXPECT_EQ(database.status().waiting_writes, 0U);
}

}  // namespace
}  // namespace homeport::db
