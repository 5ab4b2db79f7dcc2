// What a use-case may count on inside a transaction, on either engine.

#include <limits>

#include "base/check.hpp"
#include "db/engines_test.hpp"

namespace homeport::db {
namespace {

class transactions : public OnEachEngine {};
HOMEPORT_ON_EACH_ENGINE(transactions);

const Sql kAll{"SELECT id, body FROM note ORDER BY id"};
const Sql kSetBody{"UPDATE note SET body = $2 WHERE id = $1"};
const Sql kReturning{"UPDATE note SET body = $2 WHERE id = $1 AND body IS NULL RETURNING id, body"};
const Sql kSameTwice{
    "INSERT INTO note (id, body) SELECT CAST($1 AS BIGINT) * 10, $2 WHERE CAST($1 AS BIGINT) > 0 AND $2 <> ''"};
const Sql kNoSuchTable{"SELECT id FROM no_such_table"};
const Sql kLocking{"SELECT id FROM note WHERE id = $1 /*for_update*/"};
const Sql kSkipping{"SELECT id FROM note ORDER BY id LIMIT 1 /*for_update_skip_locked*/"};

template <class Expected, class Action>
std::string sentence_of(Action action) {
  try {
    action();
  } catch (const Expected& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST_P(transactions, keep_what_they_wrote) {
  open().write([](Transaction& tx) { EXPECT_EQ(tx.execute(kInsertBody, 1, "one"), 1); });
  EXPECT_EQ(note_ids(), std::vector<std::int64_t>{1});
  open();
  EXPECT_EQ(note_ids(), std::vector<std::int64_t>{1});
}

TEST_P(transactions, undo_a_refusal) {
  const auto answer = open().write([](Transaction& tx) -> Result<int> {
    tx.execute(kInsertNote, 1);
    tx.send(kInsertNote, 2);
    return refuse(RefusalKind::conflict, "note.refused");
  });
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.refusal().reason, "note.refused");
  EXPECT_EQ(count_notes(), 0);
}

TEST_P(transactions, undo_an_exception_and_hand_it_out) {
  EXPECT_THROW(open().write([](Transaction& tx) {
    tx.execute(kInsertNote, 1);
    throw std::domain_error("out of the use-case");
  }),
               std::domain_error);
  EXPECT_EQ(count_notes(), 0);
}

TEST_P(transactions, return_the_answer_of_the_use_case) {
  auto& database = open();
  EXPECT_EQ(database.write([](Transaction&) { return std::string("plain"); }), "plain");
  EXPECT_EQ(database.write([](Transaction&) -> Result<int> { return 7; }).value(), 7);
  EXPECT_EQ(database.read([](Transaction&) { return 8; }), 8);
}

TEST_P(transactions, count_the_rows_they_change) {
  open().write([](Transaction& tx) {
    EXPECT_EQ(tx.execute(kInsertNote, 1), 1);
    EXPECT_EQ(tx.execute(kSetBody, 1, "x"), 1);
    EXPECT_EQ(tx.execute(kSetBody, 2, "x"), 0);
    EXPECT_EQ(tx.execute(kAll), 0);
    EXPECT_EQ(tx.execute_text("DELETE FROM note WHERE id >= $1", std::array{Param(1)}), 1);
  });
}

TEST_P(transactions, see_their_own_queued_writes) {
  open().write([](Transaction& tx) {
    for (int i = 1; i <= 1'000; ++i)
      tx.send(kInsertNote, i);
    auto rows = tx.query_text("SELECT count(*) FROM note", {});
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.integer(0), 1'000);
  });
  EXPECT_EQ(count_notes(), 1'000);
}

TEST_P(transactions, run_a_returning_statement_although_nobody_reads_its_rows) {
  auto& database = open();
  database.write([](Transaction& tx) {
    tx.execute(kInsertNote, 1);
    (void)tx.query(kReturning, 1, "set");
    auto again = tx.query(kReturning, 1, "not set");
    EXPECT_FALSE(again.next());
  });
  database.read([](Transaction& tx) {
    auto rows = tx.query(kBodyOf, 1);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.text(0), "set");
  });
}

TEST_P(transactions, take_a_placeholder_twice_and_in_any_order) {
  auto& database = open();
  database.write([](Transaction& tx) {
    EXPECT_EQ(tx.execute(kSameTwice, 4, "body"), 1);
    EXPECT_EQ(tx.execute_text("INSERT INTO note (body, id) VALUES ($2, $1)", std::array{Param(5), Param("five")}), 1);
  });
  EXPECT_EQ(note_ids(), (std::vector<std::int64_t>{5, 40}));
}

TEST_P(transactions, find_a_wrong_number_of_parameters) {
  auto& database = open();
  EXPECT_THROW(database.write([](Transaction& tx) { tx.execute(kInsertNote); }), CheckFailed);
  EXPECT_THROW(database.write([](Transaction& tx) { tx.execute(kInsertNote, 1, 2); }), CheckFailed);
  EXPECT_EQ(count_notes(), 0);
}

TEST_P(transactions, store_values_as_they_are) {
  static const Sql kInsertAll{"INSERT INTO note (id, body, data) VALUES ($1, $2, $3)"};
  static const Sql kAllOf{"SELECT id, body, data FROM note WHERE id = $1"};
  using Limits = std::numeric_limits<std::int64_t>;
  const std::string all_bytes = [] {
    std::string bytes;
    for (int i = 0; i < 256; ++i)
      bytes += static_cast<char>(i);
    return bytes;
  }();
  const std::string long_text(100'000, 'x');
  struct Case {
    std::int64_t id;
    std::optional<std::string> body;
    std::optional<std::string> data;
  };
  const std::vector<Case> cases{{Limits::max(), "", ""},
                                {Limits::min(), std::nullopt, std::nullopt},
                                {-1, "会员 😀 é", all_bytes},
                                {0, long_text, std::string(100'000, '\0')},
                                {1, "it's \"quoted\" \\ %_", "\0x"}};
  auto& database = open();
  for (const auto& c : cases) {
    database.write(
        [&](Transaction& tx) { tx.execute(kInsertAll, c.id, c.body, c.data ? Param::blob(*c.data) : Param{}); });
    const auto check = [&](Transaction& tx) {
      auto rows = tx.query(kAllOf, c.id);
      ASSERT_TRUE(rows.next());
      EXPECT_EQ(rows.column_count(), 3);
      EXPECT_EQ(rows.integer(0), c.id);
      EXPECT_EQ(rows.maybe_string(1), c.body);
      EXPECT_EQ(rows.maybe_string(2), c.data);
      EXPECT_FALSE(rows.next());
      EXPECT_FALSE(rows.next());
    };
    database.read(check);
    database.write(check);
  }
}

TEST_P(transactions, refuse_a_nul_byte_in_a_text) {
  using namespace std::string_literals;
  const auto body = "a\0b"s;
  auto& database = open();
  EXPECT_THROW(database.write([&](Transaction& tx) { tx.execute(kInsertBody, 1, body); }), DatabaseError);
  EXPECT_THROW(database.write([&](Transaction& tx) { tx.send(kInsertBody, 1, body); }), DatabaseError);
  EXPECT_EQ(count_notes(), 0);
}

TEST_P(transactions, take_a_null_before_and_after_a_value) {
  auto& database = open();
  database.write([](Transaction& tx) {
    tx.execute(kInsertBody, 1, std::nullopt);
    tx.execute(kInsertBody, 2, "two");
    tx.execute(kInsertBody, 3, std::nullopt);
    tx.execute(kInsertChild, 4, std::nullopt);
    tx.execute(kInsertChild, 5, 4);
  });
  EXPECT_EQ(count_notes(), 5);
}

TEST_P(transactions, mistake_no_column_for_another_type) {
  auto& database = open();
  database.write([](Transaction& tx) { tx.execute(kInsertBody, 1, std::nullopt); });
  const auto check = [](Transaction& tx) {
    auto rows = tx.query(kAll);
    EXPECT_THROW((void)rows.integer(0), CheckFailed);  // before the first row
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.integer(0), 1);
    EXPECT_THROW((void)rows.text(0), CheckFailed);
    EXPECT_TRUE(rows.is_null(1));
    EXPECT_THROW((void)rows.text(1), CheckFailed);
    EXPECT_THROW((void)rows.integer(1), CheckFailed);
    EXPECT_THROW((void)rows.integer(2), CheckFailed);
    EXPECT_THROW((void)rows.is_null(-1), CheckFailed);
    EXPECT_EQ(rows.maybe_integer(1), std::nullopt);
    EXPECT_FALSE(rows.next());
    EXPECT_THROW((void)rows.integer(0), CheckFailed);
  };
  database.read(check);
  database.write(check);
}

TEST_P(transactions, run_the_same_statement_inside_itself) {
  auto& database = open();
  database.write([](Transaction& tx) {
    for (int i = 1; i <= 3; ++i)
      tx.execute(kInsertNote, i);
  });
  const auto count_pairs = [](Transaction& tx) {
    int pairs = 0;
    for (auto outer = tx.query(kAll); outer.next();) {
      for (auto inner = tx.query(kAll); inner.next();)
        ++pairs;
      for (auto inner = tx.query_text("SELECT id FROM note", {}); inner.next();)
        ++pairs;
      auto left_early = tx.query(kAll);
      (void)left_early.next();
    }
    return pairs;
  };
  EXPECT_EQ(database.read(count_pairs), 18);
  EXPECT_EQ(database.write(count_pairs), 18);
  EXPECT_EQ(database.read(count_pairs), 18);
}

TEST_P(transactions, keep_parameters_while_rows_are_read) {
  auto& database = open();
  database.write([](Transaction& tx) {
    for (int i = 1; i <= 50; ++i)
      tx.execute(kInsertBody, i, "needle");
  });
  EXPECT_EQ(database.read([](Transaction& tx) {
    static const Sql kByBody{"SELECT id FROM note WHERE body = $1"};
    auto needle = std::make_unique<std::string>("needle");
    auto rows = tx.query(kByBody, *needle);
    needle->assign("______");
    needle.reset();
    int count = 0;
    while (rows.next())
      ++count;
    return count;
  }),
            50);
}

TEST_P(transactions, cope_with_more_composed_texts_than_are_kept_prepared) {
  auto& database = open();
  database.write([](Transaction& tx) { tx.execute(kInsertNote, 1); });
  const auto ask_many = [](Transaction& tx) {
    int found = 0;
    auto held = tx.query_text("SELECT id FROM note WHERE id = $1 AND 0 = 0", std::array{Param(1)});
    for (int i = 1; i <= 300; ++i) {
      const auto text = "SELECT id FROM note WHERE id = $1 AND " + std::to_string(i) + " = " + std::to_string(i);
      if (tx.query_text(text, std::array{Param(1)}).next()) ++found;
    }
    return held.next() ? found : -1;
  };
  EXPECT_EQ(database.read(ask_many), 300);
  EXPECT_EQ(database.write(ask_many), 300);
  EXPECT_EQ(database.write(ask_many), 300);
}

TEST_P(transactions, are_doomed_by_a_failed_statement_even_when_it_is_caught) {
  auto& database = open();
  bool was_told_again = false;
  EXPECT_THROW(database.write([&](Transaction& tx) {
    tx.execute(kInsertNote, 1);
    EXPECT_THROW((void)tx.query(kNoSuchTable), DatabaseError);
    try {
      tx.execute(kInsertNote, 2);
    } catch (const DatabaseError&) {
      was_told_again = true;
    }
  }),
               DatabaseError);
  EXPECT_TRUE(was_told_again);
  EXPECT_EQ(count_notes(), 0);
  database.write([](Transaction& tx) { tx.execute(kInsertNote, 3); });
  EXPECT_EQ(count_notes(), 1);
}

TEST_P(transactions, surface_the_error_of_a_queued_statement) {
  auto& database = open();
  database.write([](Transaction& tx) { tx.execute(kInsertNote, 1); });
  // At the commit…
  EXPECT_THROW(database.write([](Transaction& tx) {
    tx.send(kInsertNote, 2);
    tx.send(kInsertNote, 1);
    tx.send(kInsertNote, 3);
  }),
               DatabaseError);
  EXPECT_EQ(count_notes(), 1);
  // …or at the next question.
  EXPECT_THROW(database.write([](Transaction& tx) {
    tx.send(kInsertNote, 1);
    (void)tx.query(kAll);
    ADD_FAILURE() << "the question was answered";
  }),
               DatabaseError);
  database.write([](Transaction& tx) { tx.send(kInsertNote, 4); });
  EXPECT_EQ(note_ids(), (std::vector<std::int64_t>{1, 4}));
}

TEST_P(transactions, name_the_code_and_the_statement_but_no_value) {
  auto& database = open();
  database.write([](Transaction& tx) { tx.execute(kInsertBody, 13'812'345'678, "secret"); });
  const auto sentence = sentence_of<DatabaseError>(
      [&] { database.write([](Transaction& tx) { tx.execute(kInsertBody, 13'812'345'678, "secret"); }); });
  EXPECT_NE(sentence.find("INSERT INTO note (id, body)"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find(GetParam() == Engine::sqlite ? "1555" : "23505"), std::string::npos) << sentence;
  EXPECT_EQ(sentence.find("13812345678"), std::string::npos) << sentence;
  EXPECT_EQ(sentence.find("secret"), std::string::npos) << sentence;
}

TEST_P(transactions, lock_rows_for_a_write_but_not_for_a_read) {
  auto& database = open();
  database.write([](Transaction& tx) {
    tx.execute(kInsertNote, 1);
    EXPECT_TRUE(tx.query(kLocking, 1).next());
    EXPECT_TRUE(tx.query(kSkipping).next());
    EXPECT_TRUE(tx.query_text("SELECT id FROM note /*for_update*/", {}).next());
  });
  EXPECT_THROW(database.read([](Transaction& tx) { (void)tx.query(kLocking, 1); }), DatabaseError);
}

TEST_P(transactions, cannot_write_in_a_read) {
  auto& database = open();
  EXPECT_THROW(database.read([](Transaction& tx) { tx.execute(kInsertNote, 1); }), DatabaseError);
  EXPECT_EQ(count_notes(), 0);
}

TEST_P(transactions, tell_an_upper_case_letter_from_a_lower_case_one) {
  auto& database = open();
  database.write([](Transaction& tx) {
    tx.execute(kInsertBody, 1, "Abc");
    tx.execute(kInsertBody, 2, "abc");
  });
  EXPECT_EQ(database.read([](Transaction& tx) {
    std::vector<std::int64_t> found;
    for (auto rows = tx.query_text("SELECT id FROM note WHERE body LIKE $1 ESCAPE '\\'", std::array{Param("a%")});
         rows.next();) {
      found.push_back(rows.integer(0));
    }
    return found;
  }),
            std::vector<std::int64_t>{2});
}

TEST_P(transactions, take_the_whole_number_types_an_engine_answers_with) {
  const auto numbers = open().read([](Transaction& tx) {
    auto rows = tx.query_text(
        "SELECT 1, count(*), CASE WHEN 1 = 1 THEN 1 ELSE 0 END, EXISTS (SELECT 1 FROM note), "
        "CAST(sum(id) AS BIGINT), 'text' FROM note",
        {});
    EXPECT_TRUE(rows.next());
    EXPECT_TRUE(rows.is_null(4));
    EXPECT_EQ(rows.string(5), "text");
    return std::vector<std::int64_t>{rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3)};
  });
  EXPECT_EQ(numbers, (std::vector<std::int64_t>{1, 0, 1, 0}));
}

}  // namespace
}  // namespace homeport::db
