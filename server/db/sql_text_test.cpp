#include "db/sql_text.hpp"

#include <gtest/gtest.h>

#include "base/check.hpp"

namespace homeport::db {
namespace {

TEST(sql_text, tokens_joined_are_the_text_again) {
  for (const std::string_view text : {"SELECT $1, 'it''s', \"x\" -- end", "", "'unfinished", "/* unfinished",
                                      "$tag$ ; $tag$", "$", "a;b;;", "姓名 = $2"}) {
    std::string joined;
    for (const auto& token : sql_tokens(text))
      joined += token.text;
    EXPECT_EQ(joined, text);
  }
}

TEST(sql_text, statements_end_at_semicolons_outside_strings_and_comments) {
  struct Case {
    std::string_view text;
    std::vector<std::string> statements;
  };
  const std::vector<Case> cases{
      {"", {}},
      {" ; ;\n-- nothing\n;", {}},
      {"SELECT 1", {"SELECT 1"}},
      {"SELECT 1;SELECT 2;", {"SELECT 1", "SELECT 2"}},
      {"SELECT ';' ; SELECT 'it''s; ok'", {"SELECT ';' ", "SELECT 'it''s; ok'"}},
      {"SELECT \";\"; SELECT 2", {"SELECT \";\"", "SELECT 2"}},
      {"SELECT 1 -- not; here\n; SELECT /* nor; here */ 2", {"SELECT 1 -- not; here\n", "SELECT /* nor; here */ 2"}},
      {"CREATE FUNCTION f() AS $body$ a; b; $body$; SELECT $$;$$",
       {"CREATE FUNCTION f() AS $body$ a; b; $body$", "SELECT $$;$$"}},
      {"-- above\nSELECT 1", {"-- above\nSELECT 1"}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(split_statements(c.text), c.statements) << c.text;
}

TEST(sql_text, placeholders_are_counted_by_their_largest_number) {
  EXPECT_EQ(highest_placeholder("SELECT 1"), 0);
  EXPECT_EQ(highest_placeholder("SELECT $1, $2, $1"), 2);
  EXPECT_EQ(highest_placeholder("SELECT $12 + $3"), 12);
  EXPECT_EQ(highest_placeholder("SELECT '$9', \"$8\" -- $7\n /* $6 */, $1"), 1);
  EXPECT_EQ(highest_placeholder("SELECT $999"), kMostParameters);
  EXPECT_THROW((void)highest_placeholder("SELECT $1000"), CheckFailed);
  EXPECT_THROW((void)highest_placeholder("SELECT $0"), CheckFailed);
}

TEST(sql_text, locking_marks_become_real) {
  EXPECT_EQ(with_locking("SELECT 1 /*for_update*/"), "SELECT 1 FOR UPDATE");
  EXPECT_EQ(with_locking("SELECT 1 /*for_update_skip_locked*/"), "SELECT 1 FOR UPDATE SKIP LOCKED");
  EXPECT_EQ(with_locking("SELECT 1 /* for update */"), "SELECT 1 /* for update */");
  EXPECT_TRUE(has_locking("SELECT 1 /*for_update*/"));
  EXPECT_FALSE(has_locking("SELECT 1"));
}

TEST(sql_text, heads_are_short_and_on_one_line) {
  EXPECT_EQ(statement_head("  SELECT 1,\n    2 -- two\n  "), "SELECT 1, 2");
  const auto head = statement_head("SELECT '" + std::string(500, 'x') + "'");
  EXPECT_LE(head.size(), 104U);
  EXPECT_TRUE(head.ends_with("…"));
  std::string chinese = "SELECT ";
  for (int i = 0; i < 100; ++i)
    chinese += "会";
  EXPECT_EQ(statement_head(chinese).find("会…") != std::string::npos, true);
}

TEST(sql_text, an_insert_is_written_for_many_rows) {
  EXPECT_EQ(text_for_rows("INSERT INTO t (a, b, c) VALUES ($1, $2, 0) /*in_any_order*/", 3),
            "INSERT INTO t (a, b, c) VALUES ($1, $2, 0), ($3, $4, 0), ($5, $6, 0)");
  EXPECT_EQ(text_for_rows("INSERT INTO t (a, b) VALUES ($2, lower($1))", 2),
            "INSERT INTO t (a, b) VALUES ($2, lower($1)), ($4, lower($3))");
  EXPECT_EQ(text_for_rows("INSERT INTO t VALUES ($1)", 1), "INSERT INTO t VALUES ($1)");
  EXPECT_THROW((void)text_for_rows("INSERT INTO t VALUES ($1) ON CONFLICT DO NOTHING", 2), CheckFailed);
  EXPECT_THROW((void)text_for_rows("UPDATE t SET a = $1", 2), CheckFailed);
  EXPECT_TRUE(may_be_held("INSERT INTO t VALUES ($1) /*in_any_order*/"));
  EXPECT_FALSE(may_be_held("INSERT INTO t VALUES ($1)"));
}

}  // namespace
}  // namespace homeport::db
