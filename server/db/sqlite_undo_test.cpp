// One write of a commit that must be undone, on the embedded engine.

#include <atomic>
#include <functional>
#include <stdexcept>

#include "db/engines_test.hpp"

namespace homeport::db {
namespace {

const Sql kCreate{"CREATE TABLE note (id INTEGER NOT NULL, body TEXT, CONSTRAINT note_pk PRIMARY KEY (id)) STRICT"};
const Sql kCount{"SELECT count(*) FROM note"};
const Sql kTables{"SELECT count(*) FROM sqlite_master WHERE name = 'extra'"};

std::int64_t number(Transaction& tx, const Sql& sql) {
  auto rows = tx.query(sql);
  return rows.next() ? rows.integer(0) : -1;
}

struct Case {
  const char* name;
  std::function<bool(Transaction&)> run;
  int neighbour_runs;
};

std::vector<Case> cases() {
  return {
      {"has only read", [](Transaction& tx) { return number(tx, kCount) < 0; }, 1},
      {"has changed no row", [](Transaction& tx) { return tx.execute_text("DELETE FROM note WHERE id = 99", {}) > 0; },
       1},
      {"has added a row", [](Transaction& tx) { return tx.execute(kInsertBody, 3, "x") == 0; }, 2},
      {"has added a row and fails",
       [](Transaction& tx) -> bool {
         tx.execute(kInsertBody, 3, "x");
         throw std::domain_error("no");
       },
       2},
      {"has broken a promise", [](Transaction& tx) { return tx.execute(kInsertBody, 1, "x") == 1; }, 2},
      {"has made a table",
       [](Transaction& tx) { return tx.execute_text("CREATE TABLE extra (id INTEGER) STRICT", {}) > 0; }, 2},
  };
}

// Its neighbours in the commit are kept, once, and run again only if there was something to undo.
void run_between_neighbours(Database& database, const Case& test) {
  std::atomic<int> runs{0};
  std::atomic<int> acts{0};
  Gate held;
  Gate go;
  Ticket first;
  Ticket good;
  Ticket bad;
  Ticket last;
  ASSERT_TRUE(database.submit({[&](Transaction&) {
                                 held.open();
                                 go.wait_until_open();
                                 return true;
                               },
                               first.done()}));
  held.wait_until_open();
  ASSERT_TRUE(database.submit({[&](Transaction& tx) {
                                 ++runs;
                                 tx.after_commit([&] { ++acts; });
                                 return tx.execute(kInsertBody, 1, "x") == 1;
                               },
                               good.done()}));
  ASSERT_TRUE(database.submit({test.run, bad.done()}));
  ASSERT_TRUE(database.submit({[](Transaction& tx) { return tx.execute(kInsertBody, 2, "x") == 1; }, last.done()}));
  go.open();
  for (auto* ticket : {&first, &good, &last})
    EXPECT_EQ(ticket->sentence(), "");
  (void)bad.sentence();
  EXPECT_EQ(runs, test.neighbour_runs);
  EXPECT_EQ(acts, 1);
}

TEST(sqlite_undo, runs_neighbours_again_only_for_one_that_must_be_undone) {
  for (const auto& test : cases()) {
    SCOPED_TRACE(test.name);
    const ScratchFolder folder;
    SqliteOptions options;
    options.file = folder.path() / "shop.homeport";
    options.batch_work_us = 600'000'000;
    const auto database = open_sqlite(options);
    database->write([](Transaction& tx) { tx.execute(kCreate); });
    run_between_neighbours(*database, test);
    database->read([](Transaction& tx) {
      EXPECT_EQ(number(tx, kCount), 2);
      EXPECT_EQ(number(tx, kTables), 0);
    });
  }
}

}  // namespace
}  // namespace homeport::db
