// What only the embedded engine does.

#include <array>
#include <atomic>
#include <fstream>

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/engines_test.hpp"
#include "db/sqlite_checkpoint.hpp"

namespace homeport::db {
namespace {

const Sql kCreate{"CREATE TABLE note (id INTEGER NOT NULL, body TEXT, CONSTRAINT note_pk PRIMARY KEY (id)) STRICT"};
const Sql kCountNotes{"SELECT count(*) FROM note"};

class sqlite_file : public ::testing::Test {
 protected:
  [[nodiscard]] SqliteOptions options() const {
    SqliteOptions options;
    options.file = folder_.path() / "shop.homeport";
    options.batch_work_us = 600'000'000;
    return options;
  }
  [[nodiscard]] std::unique_ptr<Database> open_with_table() const {
    auto database = open_sqlite(options());
    database->write([](Transaction& tx) { tx.execute(kCreate); });
    return database;
  }
  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return folder_.path() / name; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  ScratchFolder folder_;
};

std::int64_t count(Database& database) {
  return database.read([](Transaction& tx) {
    auto rows = tx.query(kCountNotes);
    return rows.next() ? rows.integer(0) : -1;
  });
}

std::string refusal_to_open(const SqliteOptions& options) {
  try {
    (void)open_sqlite(options);
  } catch (const DatabaseError& error) {
    return error.what();
  }
  return "it was opened";
}

void run_sql(const std::filesystem::path& file, const std::string& text) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, text.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
  sqlite3_close(handle);
}

TEST_F(sqlite_file, commits_many_waiting_jobs_at_once) {
  const auto database = open_with_table();
  Gate held;
  Gate go;
  Ticket first;
  ASSERT_TRUE(database->submit({[&](Transaction&) {
                                  held.open();
                                  go.wait_until_open();
                                  return true;
                                },
                                first.done()}));
  held.wait_until_open();
  const auto before = database->status();
  std::vector<Ticket> tickets(100);
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(database->submit({[i](Transaction& tx) { return tx.execute(kInsertBody, i, "x") == 1; },
                                  tickets[static_cast<std::size_t>(i)].done()}));
  }
  go.open();
  for (auto& ticket : tickets)
    EXPECT_EQ(ticket.sentence(), "");
  const auto after = database->status();
  EXPECT_EQ(after.committed_jobs - before.committed_jobs, 101U);
  EXPECT_EQ(after.commits - before.commits, 1U);
  EXPECT_EQ(count(*database), 100);
}

TEST_F(sqlite_file, ends_a_batch_at_its_limit) {
  auto limited = options();
  limited.batch_limit = 10;
  const auto database = open_sqlite(limited);
  database->write([](Transaction& tx) { tx.execute(kCreate); });
  Gate held;
  Gate go;
  std::vector<Ticket> tickets(100);
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(database->submit({[&, i](Transaction& tx) {
                                    if (i == 0) {
                                      held.open();
                                      go.wait_until_open();
                                    }
                                    return tx.execute(kInsertBody, i, "x") == 1;
                                  },
                                  tickets[static_cast<std::size_t>(i)].done()}));
    if (i == 0) held.wait_until_open();
  }
  go.open();
  for (auto& ticket : tickets)
    EXPECT_EQ(ticket.sentence(), "");
  EXPECT_EQ(database->status().commits, 11U);
}

TEST_F(sqlite_file, fails_the_whole_batch_when_its_commit_fails) {
  auto is_failing = std::make_shared<std::atomic<bool>>(false);
  auto seamed = options();
  seamed.seams.before_commit = [is_failing] {
    if (*is_failing) throw DatabaseError("the disk is gone");
  };
  const auto database = open_sqlite(seamed);
  database->write([](Transaction& tx) { tx.execute(kCreate); });
  Gate held;
  Gate go;
  std::vector<Ticket> tickets(6);
  for (int i = 0; i < 6; ++i) {
    ASSERT_TRUE(database->submit({[&, i](Transaction& tx) {
                                    if (i == 0) {
                                      held.open();
                                      go.wait_until_open();
                                    }
                                    tx.execute(kInsertBody, i, "x");
                                    if (i == 4) throw std::domain_error("four");
                                    return i != 5;  // a refusal, resting on the others' effects
                                  },
                                  tickets[static_cast<std::size_t>(i)].done()}));
    if (i == 0) held.wait_until_open();
  }
  *is_failing = true;
  go.open();
  for (std::size_t i = 0; i < 6; ++i)
    EXPECT_EQ(tickets[i].sentence(), i == 4 ? "four" : "the disk is gone") << i;
  *is_failing = false;
  EXPECT_EQ(count(*database), 0);
  database->write([](Transaction& tx) { tx.execute(kInsertBody, 1, "x"); });
  EXPECT_EQ(count(*database), 1);
}

TEST_F(sqlite_file, survives_a_full_disk) {
  const auto database = open_with_table();
  database->write([](Transaction& tx) { tx.execute_text("PRAGMA max_page_count = 20", {}); });
  Gate held;
  Gate go;
  std::vector<Ticket> tickets(5);
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(database->submit({[&, i](Transaction& tx) {
                                    if (i == 0) {
                                      held.open();
                                      go.wait_until_open();
                                    }
                                    tx.execute(kInsertBody, i, std::string(i == 2 ? 1'000'000 : 10, 'x'));
                                    return true;
                                  },
                                  tickets[static_cast<std::size_t>(i)].done()}));
    if (i == 0) held.wait_until_open();
  }
  go.open();
  int kept = 0;
  for (auto& ticket : tickets)
    kept += ticket.sentence().empty() ? 1 : 0;
  EXPECT_NE(tickets[2].sentence().find("disk is full"), std::string::npos) << tickets[2].sentence();
  EXPECT_EQ(count(*database), kept) << "what was acknowledged is there, and nothing else";
  database->write([](Transaction& tx) {
    tx.execute_text("PRAGMA max_page_count = 1000000", {});
    tx.execute(kInsertBody, 10, std::string(1'000'000, 'x'));
  });
  EXPECT_EQ(count(*database), kept + 1);
  EXPECT_EQ(database->quick_check(), "ok");
}

TEST_F(sqlite_file, shows_jobs_of_a_batch_what_the_earlier_ones_kept) {
  const auto database = open_with_table();
  Gate held;
  Gate go;
  std::vector<Ticket> tickets(4);
  std::array<std::int64_t, 4> seen{};
  for (std::size_t i = 0; i < 4; ++i) {
    ASSERT_TRUE(database->submit({[&, i](Transaction& tx) {
                                    if (i == 0) {
                                      held.open();
                                      go.wait_until_open();
                                    }
                                    tx.execute(kInsertBody, static_cast<int>(i), "x");
                                    auto rows = tx.query(kCountNotes);
                                    seen[i] = rows.next() ? rows.integer(0) : -1;
                                    return i != 0 && i != 2;
                                  },
                                  tickets[i].done()}));
    if (i == 0) held.wait_until_open();
  }
  go.open();
  for (auto& ticket : tickets)
    EXPECT_EQ(ticket.sentence(), "");
  EXPECT_EQ(seen, (std::array<std::int64_t, 4>{1, 1, 2, 2}));
  EXPECT_EQ(count(*database), 2);
}

TEST_F(sqlite_file, is_locked_against_a_second_server) {
  auto database = open_with_table();
  const auto sentence = refusal_to_open(options());
  EXPECT_NE(sentence.find("in use by process " + std::to_string(::getpid())), std::string::npos) << sentence;
  database.reset();
  EXPECT_EQ(count(*open_sqlite(options())), 0);
}

TEST_F(sqlite_file, is_checked_after_the_server_was_killed) {
  open_with_table().reset();
  EXPECT_FALSE(std::filesystem::exists(file("shop.homeport-wal"))) << "a clean stop leaves no log";
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const auto database = open_sqlite(options());
    database->write([](Transaction& tx) { tx.execute(kInsertBody, 1, "acknowledged"); });
    ::_exit(0);  // no farewell
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  EXPECT_TRUE(std::filesystem::exists(file("shop.homeport-wal")));
  const auto database = open_sqlite(options());
  EXPECT_EQ(count(*database), 1);
  EXPECT_EQ(database->quick_check(), "ok");
}

TEST_F(sqlite_file, is_not_opened_when_it_is_damaged) {
  {
    const auto database = open_with_table();
    database->write([](Transaction& tx) {
      const std::string body(2'000, 'x');
      for (int i = 0; i < 200; ++i)
        tx.execute(kInsertBody, i, body);
    });
  }
  {
    std::fstream bytes(options().file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(3 * 4096);
    bytes << std::string(4096, '\x55');
    std::ofstream log(file("shop.homeport-wal"), std::ios::binary);
    log << "left behind";
  }
  const auto sentence = refusal_to_open(options());
  EXPECT_NE(sentence.find("damaged"), std::string::npos) << sentence;
}

TEST_F(sqlite_file, of_another_program_is_refused_and_left_alone) {
  run_sql(options().file, "CREATE TABLE theirs (x INTEGER)");
  const auto foreign = refusal_to_open(options());
  EXPECT_NE(foreign.find("belongs to another program"), std::string::npos) << foreign;
  std::filesystem::remove(options().file);
  std::ofstream(options().file)
      << "This is a letter, not a database, and longer than a header of one hundred bytes is.";
  const auto letter = refusal_to_open(options());
  EXPECT_NE(letter.find("not a SQLite database"), std::string::npos) << letter;
}

TEST_F(sqlite_file, of_a_newer_version_is_refused) {
  open_with_table().reset();
  run_sql(options().file, "PRAGMA user_version = 2");
  const auto sentence = refusal_to_open(options());
  EXPECT_NE(sentence.find("newer Homeport"), std::string::npos) << sentence;
}

TEST_F(sqlite_file, is_readable_by_its_owner_only) {
  open_with_table().reset();
  const auto permissions = std::filesystem::status(options().file).permissions();
  EXPECT_EQ(permissions & std::filesystem::perms::mask, static_cast<std::filesystem::perms>(0600));
}

TEST_F(sqlite_file, is_copied_whole_while_it_is_written) {
  const auto database = open_with_table();
  for (int i = 0; i < 100; ++i) {
    database->write([i](Transaction& tx) { tx.execute(kInsertBody, i, std::string(1'000, 'x')); });
  }
  std::atomic<bool> is_over{false};
  std::thread writer([&] {
    for (int i = 100; !is_over; ++i)
      database->write([i](Transaction& tx) { tx.execute(kInsertBody, i, "later"); });
  });
  database->backup_to(file("copy.homeport"));
  is_over = true;
  writer.join();
  EXPECT_FALSE(std::filesystem::exists(file("copy.homeport.unfinished")));
  EXPECT_FALSE(std::filesystem::exists(file("copy.homeport-wal")));
  auto from_copy = options();
  from_copy.file = file("copy.homeport");
  const auto copy = open_sqlite(from_copy);
  EXPECT_EQ(copy->quick_check(), "ok");
  EXPECT_GE(count(*copy), 100);
  copy->read([](Transaction& tx) {
    auto rows = tx.query(kBodyOf, 99);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.text(0), std::string(1'000, 'x'));
  });
}

TEST_F(sqlite_file, is_never_overwritten_by_its_own_copy) {
  const auto database = open_with_table();
  EXPECT_THROW(database->backup_to(options().file), DatabaseError);
  EXPECT_THROW(database->backup_to(file("no/such/folder/copy")), DatabaseError);
  EXPECT_EQ(count(*database), 0);
}

TEST_F(sqlite_file, keeps_its_log_short_under_constant_writing) {
  const auto database = open_with_table();
  const std::string body(64 * 1024, 'x');
  // Twice as many pages as the writer lets pile up.
  constexpr int kWrites = SqliteCheckpointer::kInlineFrames * 2 / 16;
  for (int i = 0; i < kWrites; ++i) {
    database->write([&](Transaction& tx) {
      tx.execute_text("INSERT INTO note (id, body) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = $2",
                      std::array{Param(i % 100), Param(body)});
    });
  }
  constexpr std::uintmax_t kFrame = 4096 + 24;
  EXPECT_LT(std::filesystem::file_size(file("shop.homeport-wal")), SqliteCheckpointer::kInlineFrames * 3 / 2 * kFrame);
}

TEST_F(sqlite_file, ends_a_read_that_takes_too_many_steps) {
  auto limited = options();
  limited.read_step_limit = 100'000;
  const auto database = open_sqlite(limited);
  const auto count_to = [](std::int64_t limit) {
    return [limit](Transaction& tx) {
      auto rows = tx.query_text(
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT count(*) FROM n",
          std::array{Param(limit)});
      return rows.next() ? rows.integer(0) : 0;
    };
  };
  EXPECT_EQ(database->read(count_to(1'000)), 1'000);
  try {
    (void)database->read(count_to(100'000'000));
    ADD_FAILURE() << "it ran to its end";
  } catch (const DatabaseError& error) {
    EXPECT_NE(std::string(error.what()).find("too many steps"), std::string::npos) << error.what();
  }
  EXPECT_EQ(database->read(count_to(1'000)), 1'000);
  EXPECT_EQ(database->write(count_to(100'000)), 100'000) << "writes have no limit";
}

TEST_F(sqlite_file, takes_a_name_in_double_quotes_for_no_text) {
  const auto database = open_with_table();
  EXPECT_THROW(database->read([](Transaction& tx) { (void)tx.query_text("SELECT \"no such column\"", {}); }),
               DatabaseError);
}

TEST_F(sqlite_file, takes_one_statement_at_a_time) {
  const auto database = open_with_table();
  EXPECT_ANY_THROW(database->write([](Transaction& tx) { tx.execute_text("SELECT 1; DELETE FROM note", {}); }));
}

TEST_F(sqlite_file, is_the_same_for_a_text_at_the_same_place) {
  const auto database = open_with_table();
  const auto ask = [&](std::string_view text) {
    const Sql short_lived{text};
    return database->read([&](Transaction& tx) {
      auto rows = tx.query(short_lived);
      return rows.next() ? rows.integer(0) : -1;
    });
  };
  EXPECT_EQ(ask("SELECT 1"), 1);
  EXPECT_EQ(ask("SELECT 2"), 2);
}

}  // namespace
}  // namespace homeport::db
