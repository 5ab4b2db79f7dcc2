// Writes that share a transaction, on either engine: nobody suffers for another, and nothing is half-done.

#include "db/sharing.hpp"

#include <array>
#include <atomic>
#include <optional>
#include <string>

#include "base/check.hpp"
#include "db/engines_test.hpp"
#include "db/held_writes.hpp"

namespace homeport::db {
namespace {

class sharing : public OnEachEngine {};
HOMEPORT_ON_EACH_ENGINE(sharing);

const Sql kLockBody{"SELECT body FROM note WHERE id = $1 /*for_update*/"};
const Sql kReadBody{"SELECT body FROM note WHERE id = $1"};
const Sql kSetBody{"UPDATE note SET body = $2 WHERE id = $1"};
const Sql kSetBodyLater{"UPDATE note SET body = $2 WHERE id = $1 /*in_any_order*/"};
const Sql kInsertLater{"INSERT INTO note (id, body) VALUES ($1, $2) /*in_any_order*/"};
const Sql kCount{"SELECT CAST(count(*) AS BIGINT) FROM note"};

std::int64_t count_in(Transaction& tx) {
  auto rows = tx.query(kCount);
  CHECK(rows.next());
  return rows.integer(0);
}

std::string body_in(Transaction& tx, const Sql& sql, std::int64_t id) {
  auto rows = tx.query(sql, id);
  CHECK(rows.next());
  return rows.maybe_string(0).value_or("none");
}

// Writes that wait behind one that is held inside its transaction.
class Company {
 public:
  explicit Company(Database& database) : database_(database) {
    EXPECT_TRUE(submit_shared(database_,
                              {[this](Transaction&) {
                                 is_held_ = true;
                                 is_held_.notify_all();
                                 gate_.wait_until_open();
                                 return true;
                               },
                               holder_.done()},
                              {}));
    is_held_.wait(false);
  }
  Ticket submit(std::int64_t customer_id, std::function<bool(Transaction&)> run,
                std::function<void(Transaction&)> ahead = {}) {
    Ticket ticket;
    EXPECT_TRUE(submit_shared(database_, {std::move(run), ticket.done()}, {customer_id, std::move(ahead)}));
    return ticket;
  }
  void go() {
    gate_.open();
    EXPECT_EQ(holder_.wait(), nullptr);
  }

 private:
  Database& database_;
  Gate gate_;
  std::atomic<bool> is_held_{false};
  Ticket holder_;
};

TEST_P(sharing, many_writes_share_a_commit) {
  auto& database = open();
  const auto before = database.status();
  Company company(database);
  std::vector<Ticket> tickets;
  for (int i = 1; i <= 10; ++i) {
    tickets.push_back(company.submit(i, [i](Transaction& tx) {
      tx.send(kInsertLater, i, "body");
      return true;
    }));
  }
  company.go();
  for (auto& ticket : tickets)
    EXPECT_EQ(ticket.wait(), nullptr);
  EXPECT_EQ(count_notes(), 10);
  const auto after = database.status();
  EXPECT_LE(after.commits - before.commits, 2U);
  EXPECT_EQ(after.committed_jobs - before.committed_jobs, 11U);
}

TEST_P(sharing, the_good_ones_are_kept_beside_a_refusal_and_a_failure) {
  auto& database = open();
  Company company(database);
  std::vector<Ticket> tickets;
  for (int i = 1; i <= 20; ++i) {
    tickets.push_back(company.submit(i, [i](Transaction& tx) {
      tx.send(kInsertLater, i, std::nullopt);
      tx.after_commit([] {});
      if (i == 5) tx.execute(kInsertNote, i);  // breaks the primary key
      if (i == 7) throw std::domain_error("seven");
      return i % 3 != 0;
    }));
  }
  company.go();
  std::vector<std::int64_t> expected;
  for (int i = 1; i <= 20; ++i) {
    const auto sentence = tickets[static_cast<std::size_t>(i - 1)].sentence();
    if (i == 5) {
      EXPECT_NE(sentence.find("INSERT INTO note"), std::string::npos) << sentence;
    } else {
      EXPECT_EQ(sentence, i == 7 ? "seven" : "") << i;
      if (i != 7 && i % 3 != 0) expected.push_back(i);
    }
  }
  EXPECT_EQ(note_ids(), expected);
}

TEST_P(sharing, a_refusal_takes_back_only_its_own) {
  auto& database = open();
  std::atomic<int> told{0};
  std::atomic<int> runs{0};
  Company company(database);
  auto kept = company.submit(1, [&](Transaction& tx) {
    tx.send(kInsertLater, 1, "kept");
    tx.after_commit([&] { told += 1; });
    return true;
  });
  auto refused = company.submit(2, [&](Transaction& tx) {
    ++runs;
    tx.send(kInsertLater, 2, "refused");
    tx.after_commit([&] { told += 100; });
    return false;
  });
  auto last = company.submit(3, [&](Transaction& tx) {
    tx.send(kInsertLater, 3, "last");
    tx.after_commit([&] { told += 1; });
    return true;
  });
  company.go();
  for (auto* ticket : {&kept, &refused, &last})
    EXPECT_EQ(ticket->wait(), nullptr);
  EXPECT_EQ(note_ids(), (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(told, 2);
  EXPECT_EQ(runs, 2) << "once beside the others, and once so that it can be undone alone";
}

TEST_P(sharing, two_of_one_customer_see_each_other) {
  auto& database = open();
  database.write([](Transaction& tx) { tx.execute(kInsertBody, 1, "0"); });
  Company company(database);
  std::vector<Ticket> tickets;
  for (int i = 0; i < 25; ++i) {
    tickets.push_back(company.submit(
        1,
        [](Transaction& tx) {
          const auto sum = std::stoi(body_in(tx, kLockBody, 1)) + 1;
          tx.send(kSetBodyLater, 1, std::to_string(sum));
          return true;
        },
        [](Transaction& tx) { foretell(tx, kLockBody, 1); }));
  }
  company.go();
  for (auto& ticket : tickets)
    EXPECT_EQ(ticket.wait(), nullptr);
  EXPECT_EQ(database.read([](Transaction& tx) { return body_in(tx, kReadBody, 1); }), "25");
}

TEST_P(sharing, what_was_foretold_is_asked_once) {
  std::atomic<int> statements{0};
  auto& database = open({.seams = {.before_statement = [&] { ++statements; }, .before_commit = {}}});
  database.write([](Transaction& tx) {
    tx.execute(kInsertBody, 1, "one");
    tx.execute(kInsertBody, 2, "two");
  });
  statements = 0;
  Company company(database);
  std::vector<Ticket> tickets;
  std::atomic<int> right{0};
  for (int i = 1; i <= 2; ++i) {
    tickets.push_back(company.submit(
        i,
        [i, &right](Transaction& tx) {
          const bool is_own = body_in(tx, kLockBody, i) == (i == 1 ? "one" : "two");
          const bool is_common = body_in(tx, kReadBody, 2) == "two";
          // Asked a second time it is asked indeed, and sees what was written meanwhile.
          tx.send(kSetBodyLater, i, "new");
          if (is_own && is_common && body_in(tx, kLockBody, i) == "new") ++right;
          return true;
        },
        [i](Transaction& tx) {
          foretell(tx, kLockBody, i);
          foretell(tx, kReadBody, 2);
          EXPECT_EQ(is_shared(tx), true);
        }));
  }
  company.go();
  for (auto& ticket : tickets)
    EXPECT_EQ(ticket.wait(), nullptr);
  EXPECT_EQ(right, 2);
  // PostgreSQL: two locked, one read for both, two set, two read anew.
  EXPECT_EQ(statements, GetParam() == Engine::sqlite ? 8 : 7);
}

TEST_P(sharing, a_failing_commit_costs_nobody_anything) {
  std::atomic<int> commits{0};
  auto& database = open({.seams = {.before_statement = {}, .before_commit = [&] {
                                     if (GetParam() == Engine::postgres && ++commits == 2) {
                                       throw DatabaseError("the disk was in the way");
                                     }
                                   }}});
  Company company(database);
  std::vector<Ticket> tickets;
  for (int i = 1; i <= 5; ++i) {
    tickets.push_back(company.submit(i, [i](Transaction& tx) {
      tx.send(kInsertLater, i, "body");
      return true;
    }));
  }
  company.go();
  for (auto& ticket : tickets)
    EXPECT_EQ(ticket.wait(), nullptr);
  EXPECT_EQ(count_notes(), 5);
}

TEST_P(sharing, what_is_held_back_is_there_for_who_asks) {
  auto& database = open();
  database.write([](Transaction& tx) {
    EXPECT_FALSE(is_shared(tx));
    for (int i = 1; i <= 100; ++i) {
      if (i % 3 == 0) {
        tx.send(kInsertLater, i, std::nullopt);
      } else {
        tx.send(kInsertLater, i, "body " + std::to_string(i));
      }
    }
    EXPECT_EQ(count_in(tx), 100);
    tx.send(kInsertLater, 101, "a");
    tx.send(kSetBody, 101, "b");
    tx.send(kSetBodyLater, 101, "c");
    tx.send(kInsertLater, 102, "d");
  });
  const auto body = [&](std::int64_t id) {
    return database.read([&](Transaction& tx) { return body_in(tx, kReadBody, id); });
  };
  EXPECT_EQ(count_notes(), 102);
  EXPECT_EQ(body(99), "none");
  EXPECT_EQ(body(100), "body 100");
  EXPECT_EQ(body(101), "c");
  EXPECT_EQ(body(102), "d");
}

TEST_P(sharing, an_error_in_what_was_held_back_dooms_the_transaction) {
  auto& database = open();
  database.write([](Transaction& tx) { tx.execute(kInsertNote, 2); });
  EXPECT_THROW(database.write([](Transaction& tx) {
    for (int i = 1; i <= 3; ++i)
      tx.send(kInsertLater, i, "body");
  }),
               DatabaseError);
  EXPECT_EQ(note_ids(), (std::vector<std::int64_t>{2}));
}

TEST(held_writes, groups_rows_and_drops_what_came_after_a_mark) {
  HeldWrites held;
  const auto add = [&](const Sql& sql, std::int64_t number, std::string text) {
    const std::array<Param, 2> params{Param(number), Param(text)};
    held.add(sql, params);
  };
  add(kInsertLater, 1, "a text that is longer than what fits inside a string object");
  const auto mark = held.mark();
  EXPECT_FALSE(held.has_grown_since(mark));
  add(kSetBodyLater, 2, "x");
  add(kInsertLater, 3, "y");
  EXPECT_TRUE(held.has_grown_since(mark));
  held.drop_since(mark);
  EXPECT_FALSE(held.has_grown_since(mark));
  EXPECT_EQ(held.row_count(), 1U);
  add(kInsertLater, 4, "z");
  std::string seen;
  held.take_all([&](const Sql& sql, std::size_t rows, std::span<const Param> params) {
    seen += (&sql == &kInsertLater ? "insert " : "set ") + std::to_string(rows);
    for (const auto& param : params)
      seen += ' ' + (param.kind == Param::Kind::text ? std::string(param.bytes) : std::to_string(param.integer));
  });
  EXPECT_EQ(seen, "insert 2 1 a text that is longer than what fits inside a string object 4 z");
  EXPECT_TRUE(held.is_empty());
}

}  // namespace
}  // namespace homeport::db
