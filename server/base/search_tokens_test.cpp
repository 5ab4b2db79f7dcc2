#include "base/search_tokens.hpp"

#include <algorithm>
#include <array>
#include <random>

#include <gtest/gtest.h>

#include "base/code_points.hpp"
#include "base/pinyin.hpp"

namespace homeport {
namespace {

std::vector<std::string> index_of_name(std::string_view name) {
  SearchTokens tokens;
  tokens.add_name(name);
  return tokens.words();
}

std::vector<std::string> index_of_number(std::string_view number) {
  SearchTokens tokens;
  tokens.add_number(number);
  return tokens.words();
}

bool finds(std::string_view query, std::vector<std::string> index) {
  std::ranges::sort(index);
  std::vector<std::string> wanted = query_tokens(query);
  std::ranges::sort(wanted);
  return !wanted.empty() && std::ranges::includes(index, wanted);
}

TEST(search_tokens, a_name_is_found_by_any_piece_people_type) {
  struct Case {
    std::string_view name;
    std::vector<std::string_view> found_by;
    std::vector<std::string_view> not_found_by;
  };
  const std::vector<Case> cases{
      {"王小明",
       {"王小明",         "王小",  "小明", "王",  "明", "w",  "wa",      "wang",  "wangx",    "WangXiaoMing",
        "wang xiao ming", "xiaom", "ming", "wxm", "xm", "WX", "王 ming", "明 王", "ｗａｎｇ", "wángx"},
       {"王明", "明小", "李", "ang", "wm", "xiaowang", "13"}},
      {"张　三", {"张三", "张 三", "张　三", "zhangsan", "zs"}, {"张四"}},
      {"張儀", {"张仪", "張儀", "zhangyi"}, {}},
      {"单于丹", {"chanyu", "danyu", "cyd", "dyd"}, {}},
      {"吕布", {"lvbu", "lubu", "lb", "吕"}, {"bulv"}},
      {"阿不都·热合曼", {"阿不都热合曼", "阿不都·热合曼", "都热", "热合曼", "rehe", "abd"}, {"热曼"}},
      {"Anna-Maria O'Neil", {"an", "anna", "MARIA", "mar", "neil", "anna neil", "o'n"}, {"nna", "annam", "aria"}},
      {"Zoé Müller", {"zoe", "muller", "MÜLL"}, {"ller"}},
      {"SK-II 神仙水230ml", {"sk", "sk-ii", "神仙", "水", "230", "230ml", "sxs", "shenxian"}, {"30ml", "神水"}},
      {"Иван Петров", {"иван", "пет", "ИВ"}, {"ван"}},
      {"ひかり美容室", {"ひか", "美容", "meirong", "mrs"}, {"ひり"}},
      {"김민준", {"김민", "민준"}, {"김준"}},
      {"北京丽人美容连锁有限公司", {"丽人", "liren", "beijingliren", "lrmr", "bjlr", "有限公司"}, {"公北"}},
  };
  for (const Case& c : cases) {
    const auto index = index_of_name(c.name);
    for (const std::string_view query : c.found_by) {
      EXPECT_TRUE(finds(query, index)) << c.name << " by " << query;
    }
    for (const std::string_view query : c.not_found_by) {
      EXPECT_FALSE(finds(query, index)) << c.name << " by " << query;
    }
  }
}

TEST(search_tokens, a_number_is_found_by_any_three_digits_in_a_row) {
  struct Case {
    std::string_view number;
    std::vector<std::string_view> found_by;
    std::vector<std::string_view> not_found_by;
  };
  const std::vector<Case> cases{
      {"+8613800138000",
       {"13800138000", "138", "8000", "0138", "+86 138 0013 8000", "0086-13800138000", "138-0013-8000", "１３８００",
        "(+86)13800138000", "013800138000", "8613800138000"},
       {"139", "8001 999", "138001380001"}},
      {"+861084875401", {"010-84875401", "84875401", "01084875401"}, {"84875402"}},
      {"6000-0000 0000 4439", {"6000000000004439", "4439", "600", "0004"}, {"4440"}},
      {"VIP-0001", {"vip0001", "vip", "VIP-0001", "0001", "vi"}, {"ip0001"}},
      {"京A·12345", {"京A12345", "京", "a123", "12345", "京A·123"}, {"京B"}},
  };
  for (const Case& c : cases) {
    const auto index = index_of_number(c.number);
    for (const std::string_view query : c.found_by) {
      EXPECT_TRUE(finds(query, index)) << c.number << " by " << query;
    }
    for (const std::string_view query : c.not_found_by) {
      EXPECT_FALSE(finds(query, index)) << c.number << " by " << query;
    }
  }
}

TEST(search_tokens, no_fragment_of_a_name_or_number_is_ever_missed) {
  std::mt19937 random(20'261'121);
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
  };
  for (int round = 0; round < 300; ++round) {
    std::u32string name;
    for (std::size_t i = 0, length = 2 + below(6); i < length; ++i) {
      name.push_back(static_cast<char32_t>(0x4E00 + below(0x5000)));
    }
    std::string text;
    for (const char32_t c : name) {
      append_code_point(c, text);
    }
    const auto index = index_of_name(text);
    const std::size_t first = below(name.size());
    const std::size_t length = 1 + below(name.size() - first);
    EXPECT_TRUE(finds(std::string_view(text).substr(first * 3, length * 3), index)) << text;
    std::string number;
    for (int i = 0; i < 13; ++i) {
      number.push_back(static_cast<char>('0' + below(10)));
    }
    const std::size_t from = below(10);
    const std::string fragment = number.substr(from, 3 + below(number.size() - from - 2));
    EXPECT_TRUE(finds(fragment, index_of_number(number))) << number << " by " << fragment;
  }
}

TEST(search_tokens, tokens_are_plain_words_for_every_tokenizer) {
  for (const std::string_view text : {"王小明 Anna 230ml Иван ひかり ๗ 𠮷野家 1e5 e5 0x1F VIP-0001 and or not near"}) {
    for (const auto& tokens : {index_of_name(text), index_of_number(text), query_tokens(text)}) {
      for (const std::string& token : tokens) {
        EXPECT_GE(token.size(), 2U) << token;
        EXPECT_TRUE(token.front() >= 'a' && token.front() <= 'z') << token;
        EXPECT_EQ(token.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789"), std::string::npos) << token;
      }
      EXPECT_TRUE(std::ranges::adjacent_find(tokens) == tokens.end());
    }
  }
  SearchTokens both;
  both.add_name("ab");
  SearchTokens number;
  number.add_number("1234");
  both.add(number);
  both.add_name("AB");
  EXPECT_EQ(both.words(), (std::vector<std::string>{"d123", "d1234", "d234", "wa", "wab"}));
  EXPECT_EQ(both.text(), "d123 d1234 d234 wa wab");
  EXPECT_EQ(SearchTokens{}.text(), "");
  EXPECT_EQ(join_tokens({"a", "b"}), "a b");
  EXPECT_EQ(join_tokens({}), "");
}

TEST(search_tokens, the_digits_of_a_query_are_those_it_is_searched_by) {
  using Runs = std::vector<std::string>;
  EXPECT_EQ(query_digits("+86 138 0013"), Runs{"861380013"});
  EXPECT_EQ(query_digits("li 138 a77b8"), (Runs{"138", "77", "8"}));
  EXPECT_EQ(query_digits("１２３"), Runs{"123"});
  EXPECT_EQ(query_digits("12"), Runs{"12"});
  EXPECT_EQ(query_digits("王小明?"), Runs{});
}

TEST(search_tokens, what_cannot_be_searched_for_gives_no_tokens) {
  for (const std::string_view query : {"", " ", "?!", "·", "--"}) {
    EXPECT_TRUE(query_tokens(query).empty()) << query;
  }
}

TEST(search_tokens, an_index_stays_small_whatever_the_name) {
  std::string longest;
  for (int i = 0; i < 10'000; ++i) {
    longest += "庄";
  }
  EXPECT_LE(index_of_name(longest).size(), 200U);
  EXPECT_LE(index_of_name("王小明").size(), 40U);
  EXPECT_LE(index_of_number("+8613800138000").size(), 25U);
  EXPECT_LE(query_tokens(longest).size(), kMostQueryCharacters);
}

}  // namespace
}  // namespace homeport
