// The writer's own way to the log, and the page cache, seen from outside: what SQLite keeps must be whole.

#include <csignal>
#include <filesystem>
#include <string>

#include <sys/resource.h>

#include "db/engines_test.hpp"
#include "db/sqlite_connection.hpp"

namespace homeport::db {
namespace {

// Wide enough that 3,000 rows are some megabytes: many pieces of the log, and more than a small cache holds.
std::string wide_text(int id) { return std::string(1'500, static_cast<char>('a' + id % 26)); }

class sqlite_log : public ::testing::Test {
 protected:
  ScratchFolder folder;
  std::filesystem::path file = folder.path() / "shop.homeport";

  [[nodiscard]] std::unique_ptr<SqliteConnection> open(bool gathers, std::int64_t cache_kib = 64) const {
    auto connection = std::make_unique<SqliteConnection>(
        file,
        SqliteConnectionOptions{.may_write = true, .cache_kib = cache_kib, .mmap_mib = 0, .gathers_log = gathers});
    connection->run_once("PRAGMA journal_mode = WAL");
    connection->run_once("PRAGMA synchronous = NORMAL");
    connection->run_once("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, body TEXT)");
    return connection;
  }
  static void add(SqliteConnection& connection, int from, int to) {
    for (int id = from; id < to; ++id)
      connection.run_once("INSERT INTO note VALUES (" + std::to_string(id) + ", '" + wide_text(id) + "')");
  }
  static std::string count(SqliteConnection& connection) { return connection.ask_once("SELECT count(*) FROM note"); }
  static void expect_whole(SqliteConnection& connection) {
    EXPECT_EQ(connection.ask_once("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(connection.ask_once("SELECT count(*) FROM note WHERE length(body) <> 1500"), "0");
  }
};

TEST_F(sqlite_log, every_commit_is_there_for_others_at_once) {
  const auto writer = open(true);
  const auto other = open(false);
  for (int i = 0; i < 200; ++i) {
    add(*writer, i, i + 1);
    ASSERT_EQ(count(*other), std::to_string(i + 1));
  }
  expect_whole(*other);
}

TEST_F(sqlite_log, a_commit_larger_than_the_cache_is_whole_and_an_undone_one_leaves_nothing) {
  const auto writer = open(true);
  const auto other = open(false);
  writer->run_once("BEGIN");
  add(*writer, 0, 3'000);
  EXPECT_EQ(count(*writer), "3000") << "what was spilled to the log is read again";
  EXPECT_EQ(count(*other), "0");
  writer->run_once("ROLLBACK");
  EXPECT_EQ(count(*writer), "0");
  writer->run_once("BEGIN");
  add(*writer, 0, 1'000);
  writer->run_once("SAVEPOINT job");
  add(*writer, 1'000, 3'000);
  writer->run_once("ROLLBACK TO job");
  writer->run_once("COMMIT");
  EXPECT_EQ(count(*other), "1000");
  expect_whole(*other);
  expect_whole(*writer);
}

TEST_F(sqlite_log, a_commit_the_disk_has_no_room_for_fails_as_a_whole) {
  const auto writer = open(true);
  const auto other = open(false);
  add(*writer, 0, 10);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto heard = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit little{300 * 1024, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &little), 0);
  EXPECT_THROW(
      {
        writer->run_once("BEGIN");
        add(*writer, 10, 400);
        writer->run_once("COMMIT");
      },
      DatabaseError);
  ::setrlimit(RLIMIT_FSIZE, &before);
  (void)std::signal(SIGXFSZ, heard);
  if (writer->in_transaction()) writer->run_once("ROLLBACK");
  EXPECT_EQ(count(*other), "10");
  add(*writer, 10, 20);
  EXPECT_EQ(count(*other), "20");
  expect_whole(*other);
  expect_whole(*writer);
}

// What a kill −9 leaves: the files as they are, without the memory the connections share.
TEST_F(sqlite_log, a_commit_that_wrote_pages_twice_is_whole_on_the_disk) {
  const auto writer = open(true);
  writer->run_once("PRAGMA wal_checkpoint(TRUNCATE)");
  for (int round = 1; round <= 3; ++round) {
    writer->run_once("BEGIN");
    add(*writer, round * 500, round * 500 + 500);
    // Pages that were spilled to the log are changed again, and their frames with them.
    writer->run_once("UPDATE note SET body = '" + std::string(1'500, 'z') + "' WHERE id % 2 = 0");
    writer->run_once("UPDATE note SET body = '" + std::string(1'500, 'y') + "' WHERE id % 3 = 0");
    writer->run_once("COMMIT");
    const auto left = folder.path() / ("left-" + std::to_string(round));
    std::filesystem::copy_file(file, left);
    std::filesystem::copy_file(file.string() + "-wal", left.string() + "-wal");
    SqliteConnection again(left, SqliteConnectionOptions{.may_write = true});
    EXPECT_EQ(count(again), std::to_string(round * 500));
    EXPECT_EQ(again.ask_once("SELECT count(*) FROM note WHERE id % 3 = 0 AND body NOT LIKE 'yyy%'"), "0");
    expect_whole(again);
  }
}

TEST_F(sqlite_log, the_log_begins_anew_behind_a_checkpoint_of_another_connection) {
  const auto writer = open(true);
  const auto other = open(false);
  for (int round = 0; round < 20; ++round) {
    add(*writer, round * 20, round * 20 + 20);
    other->run_once("PRAGMA wal_checkpoint(PASSIVE)");
  }
  EXPECT_EQ(count(*other), "400");
  expect_whole(*writer);
  writer->run_once("PRAGMA wal_checkpoint(TRUNCATE)");
  add(*writer, 400, 420);
  EXPECT_EQ(count(*other), "420");
  expect_whole(*other);
}

// Another's write must not be taken for ours: both append to one log, in turns.
TEST_F(sqlite_log, two_writers_take_turns) {
  const auto one = open(true);
  const auto two = open(true);
  for (int i = 0; i < 300; i += 3) {
    add(*one, i, i + 1);
    add(*two, i + 1, i + 2);
    two->run_once("BEGIN");
    add(*two, i + 2, i + 3);
    two->run_once(i % 2 == 0 ? "COMMIT" : "ROLLBACK");
  }
  EXPECT_EQ(count(*one), "250");
  expect_whole(*one);
  expect_whole(*two);
}

TEST_F(sqlite_log, pages_beyond_the_end_of_a_file_that_shrank_are_forgotten) {
  const auto writer = open(true, 16 * 1024);
  for (int round = 0; round < 3; ++round) {
    writer->run_once("BEGIN");
    add(*writer, 0, 2'000);
    writer->run_once("COMMIT");
    writer->run_once("DELETE FROM note WHERE id >= 10");
    writer->run_once("VACUUM");
    expect_whole(*writer);
    EXPECT_EQ(count(*writer), "10");
    writer->run_once("BEGIN");
    add(*writer, 10, 1'000);
    writer->run_once("ROLLBACK");
    add(*writer, 10, 500);
    expect_whole(*writer);
    EXPECT_EQ(count(*writer), "500");
    writer->run_once("DELETE FROM note");
  }
}

}  // namespace
}  // namespace homeport::db
