#include "modules/views/rules.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace homeport::views {
namespace {

SavedView view(const std::function<void(SavedView&)>& change = {}) {
  SavedView made;
  made.list = "customers";
  made.name = "Gone quiet";
  if (change) change(made);
  return made;
}

TEST(views_rules, what_does_not_fit_is_refused_with_its_field) {
  struct Case {
    const char* about;
    std::function<void(SavedView&)> change;
    std::string_view reason;
    std::string_view field;
  };
  const Case cases[] = {
      {"a plain one", {}, "", ""},
      {"no name", [](SavedView& v) { v.name = " \u3000 "; }, "views.name_empty", "name"},
      {"a list with a blank", [](SavedView& v) { v.list = "our customers"; }, "views.word_invalid", "list"},
      {"a sort", [](SavedView& v) { v.sort = "-created_at"; }, "", ""},
      {"a sort in quotes", [](SavedView& v) { v.sort = "name'"; }, "views.word_invalid", "sort"},
      {"own columns",
       [](SavedView& v) {
         v.columns = {"name", "own.skin", "lastPurchase"};
       },
       "", ""},
      {"a column with a comma", [](SavedView& v) { v.columns = {"name,phone"}; }, "views.word_invalid", "columns"},
      {"an empty column", [](SavedView& v) { v.columns = {""}; }, "views.word_invalid", "columns"},
      {"a column twice",
       [](SavedView& v) {
         v.columns = {"name", "name"};
       },
       "views.column_twice", "columns"},
      {"filters",
       [](SavedView& v) {
         v.filters = {{"tag_id", "7"}, {"q", "林 'x'"}};
       },
       "", ""},
      {"a filter twice",
       [](SavedView& v) {
         v.filters = {{"q", "a"}, {"tag_id", "7"}, {"q", "b"}};
       },
       "views.filter_twice", "filters"},
      {"a filter with a bad name",
       [](SavedView& v) {
         v.filters = {{"q&x", "a"}};
       },
       "views.word_invalid", "filters"},
      {"just not too long",
       [](SavedView& v) {
         v.filters = {{"q", std::string(kMostFilterBytes - 1, 'a')}};
       },
       "", ""},
      {"too long",
       [](SavedView& v) {
         v.filters = {{"q", std::string(kMostFilterBytes, 'a')}};
       },
       "views.too_long", "filters"},
  };
  for (const auto& one : cases) {
    auto asked = view(one.change);
    const auto outcome = normalise(asked);
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().reason, one.reason) << one.about;
    if (!outcome.ok()) {
      EXPECT_EQ(outcome.refusal().field, one.field) << one.about;
    }
  }
}

TEST(views_rules, columns_come_back_in_their_order) {
  for (const std::vector<std::string>& columns :
       {std::vector<std::string>{}, {"name"}, {"phone", "name", "own.skin"}}) {
    auto kept = view([&](SavedView& v) { v.columns = columns; });
    ASSERT_TRUE(normalise(kept).ok());
    kept.columns = {"forgotten"};
    read_columns(kept);
    EXPECT_EQ(kept.columns, columns) << kept.columns_text;
  }
}

TEST(views_rules, who_sees_and_who_keeps) {
  const kit::StaffId maker{1};
  const kit::StaffId other{2};
  struct Case {
    bool is_shared;
    kit::StaffId who;
    bool may_share;
    bool sees;
    bool keeps;
  };
  const Case cases[] = {
      {false, maker, false, true, true}, {false, other, false, false, false}, {false, other, true, false, false},
      {true, maker, false, true, true},  {true, other, false, true, false},   {true, other, true, true, true},
  };
  for (const auto& one : cases) {
    const auto of = view([&](SavedView& v) {
      v.owner_staff_id = maker;
      v.is_shared = one.is_shared;
    });
    EXPECT_EQ(sees(of, one.who), one.sees) << one.is_shared << to_string(one.who);
    EXPECT_EQ(keeps(of, one.who, one.may_share), one.keeps) << one.is_shared << to_string(one.who) << one.may_share;
  }
}

}  // namespace
}  // namespace homeport::views
