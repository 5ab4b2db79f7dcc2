// What only PostgreSQL does: somebody in the way, connections that break.

#include <array>
#include <atomic>
#include <thread>

#include "db/engines_test.hpp"

namespace homeport::db {
namespace {

class postgres : public OnEachEngine {};
INSTANTIATE_TEST_SUITE_P(engines, postgres, ::testing::Values(Engine::postgres));

const Sql kSetBody{"UPDATE note SET body = $2 WHERE id = $1"};
const Sql kEndOwnConnection{"SELECT CASE WHEN pg_terminate_backend(pg_backend_pid()) THEN 1 ELSE 0 END"};
const Sql kEndOtherConnections{
    "SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()) AS ended"};

void insert_two(Database& database) {
  database.write([](Transaction& tx) {
    tx.send(kInsertBody, 1, "");
    tx.send(kInsertBody, 2, "");
  });
}

std::string body_of(Database& database, std::int64_t id) {
  return database.read([id](Transaction& tx) {
    auto rows = tx.query(kBodyOf, id);
    return rows.next() ? rows.string(0) : "none";
  });
}

TEST_P(postgres, runs_a_use_case_again_after_a_serialization_failure) {
  auto& database = open();
  insert_two(database);
  int runs = 0;
  database.write([&](Transaction& tx) {
    ++runs;
    tx.execute_text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", {});
    auto rows = tx.query(kBodyOf, 1);
    ASSERT_TRUE(rows.next());
    const auto seen = rows.string(0);
    if (runs == 1) {
      // Changed behind its back by another connection, once.
      Ticket other;
      ASSERT_TRUE(database.submit(
          {[](Transaction& theirs) { return theirs.execute(kSetBody, 1, "theirs") == 1; }, other.done()}));
      ASSERT_EQ(other.sentence(), "");
    }
    tx.execute(kSetBody, 1, seen + "+ours");
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(database.status().retries, 1U);
  EXPECT_EQ(body_of(database, 1), "theirs+ours");
}

TEST_P(postgres, runs_a_use_case_again_after_a_deadlock) {
  auto& database = open({.connections = 2});
  insert_two(database);
  std::array<Gate, 2> has_first;
  std::array<std::atomic<int>, 2> runs{};
  std::array<Ticket, 2> tickets;
  for (std::size_t me = 0; me < 2; ++me) {
    ASSERT_TRUE(database.submit({[&, me](Transaction& tx) {
                                   ++runs[me];
                                   const int mine = static_cast<int>(me) + 1;
                                   tx.execute(kSetBody, mine, "both");
                                   has_first[me].open();
                                   has_first[1 - me].wait_until_open();
                                   tx.execute(kSetBody, 3 - mine, "both");
                                   return true;
                                 },
                                 tickets[me].done()}));
  }
  EXPECT_EQ(tickets[0].sentence(), "");
  EXPECT_EQ(tickets[1].sentence(), "");
  EXPECT_GE(runs[0] + runs[1], 3);
  EXPECT_EQ(body_of(database, 1) + body_of(database, 2), "bothboth");
}

TEST_P(postgres, gives_up_after_so_many_repetitions) {
  auto& database = open({.retry_limit = 2});
  int runs = 0;
  EXPECT_THROW(database.write([&](Transaction& tx) {
    ++runs;
    tx.execute(kInsertNote, 1);
    throw SerializationFailure("somebody is always in the way");
  }),
               SerializationFailure);
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(count_notes(), 0);
}

TEST_P(postgres, runs_a_use_case_again_when_its_connection_breaks) {
  auto& database = open();
  int runs = 0;
  database.write([&](Transaction& tx) {
    tx.execute(kInsertNote, 1);
    if (++runs == 1) (void)tx.query(kEndOwnConnection);
    tx.send(kInsertNote, 2);
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(note_ids(), (std::vector<std::int64_t>{1, 2}));
}

TEST_P(postgres, finds_new_connections_after_all_were_ended) {
  auto& database = open({.connections = 2});
  insert_two(database);
  EXPECT_EQ(count_notes(), 2);
  for (int round = 0; round < 3; ++round) {
    database.write([](Transaction& tx) { (void)tx.query(kEndOtherConnections); });
    database.write([&](Transaction& tx) { tx.execute(kInsertNote, 10 + round); });
    database.write([&](Transaction& tx) { tx.execute(kInsertNote, 20 + round); });
    EXPECT_EQ(count_notes(), 4 + 2 * round);
  }
}

TEST_P(postgres, says_what_it_cannot_do) {
  auto& database = open();
  EXPECT_THROW(database.backup_to(folder() / "copy"), DatabaseError);
  EXPECT_EQ(database.quick_check(), "ok");
  EXPECT_FALSE(database.reads_are_local());
  EXPECT_EQ(database.engine(), Engine::postgres);
}

TEST_P(postgres, is_not_reached_where_it_is_not) {
  PostgresOptions options;
  options.url = "host=" + folder().string() + " port=1 dbname=none";
  try {
    (void)open_postgres(options);
    ADD_FAILURE() << "it was opened";
  } catch (const DatabaseError& error) {
    EXPECT_NE(std::string(error.what()).find("cannot connect to PostgreSQL"), std::string::npos) << error.what();
  }
}

TEST_P(postgres, refuses_a_whole_number_that_is_none) {
  auto& database = open();
  insert_two(database);
  EXPECT_THROW(database.read([](Transaction& tx) {
    auto rows = tx.query_text("SELECT sum(id) FROM note", {});
    if (rows.next()) (void)rows.integer(0);
  }),
               std::logic_error);
}

}  // namespace
}  // namespace homeport::db
