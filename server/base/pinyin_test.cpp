#include "base/pinyin.hpp"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

namespace homeport {
namespace {

TEST(pinyin, characters_are_read_without_tones) {
  struct Case {
    std::string_view text;
    std::string_view joined;
    std::string_view initials;
  };
  constexpr std::array kCases{
      Case{"", "", ""},
      Case{"王小明", "wangxiaoming", "wxm"},
      Case{"張學友", "zhangxueyou", "zxy"},
      Case{"吕绿", "lvlv", "ll"},
      Case{"女居", "nvju", "nj"},
      Case{"Anna 李 2", "li", "l"},
      Case{"ガラス", "", ""},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(pinyin_of(c.text).joined(), c.joined) << c.text;
    EXPECT_EQ(pinyin_of(c.text).initials(), c.initials) << c.text;
  }
}

TEST(pinyin, surnames_are_read_as_surnames_at_the_beginning_only) {
  struct Case {
    std::string_view name;
    std::string_view joined;
  };
  constexpr std::array kCases{
      Case{"单田芳", "shantianfang"},
      Case{"曾国藩", "zengguofan"},
      Case{"仇英", "qiuying"},
      Case{"解珍", "xiezhen"},
      Case{"查良镛", "zhaliangyong"},
      Case{"任贤齐", "renxianqi"},
      Case{"朴树", "piaoshu"},
      Case{"区志", "ouzhi"},
      Case{"尉迟恭", "yuchigong"},
      Case{"万俟卨", "moqixie"},
      Case{"万里", "wanli"},
      Case{"沈从文", "shencongwen"},
      Case{"長孫無忌", "zhangsunwuji"},
      Case{"  单雄信", "shanxiongxin"},
      Case{"简单", "jiandan"},
      Case{"盖", "ge"},
      Case{"李曾", "liceng"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(pinyin_of_name(c.name).joined(), c.joined) << c.name;
  }
}

TEST(pinyin, names_sort_as_people_expect) {
  std::vector<std::string> names{"赵一", "Bob", "曾国藩", "alice", "王小明", "王晓", "安娜", "王小明2", "Ｂob", "朴树"};
  std::ranges::sort(names, {}, [](const std::string& name) { return sort_key_of_name(name); });
  EXPECT_EQ(names, (std::vector<std::string>{"alice", "安娜", "Bob", "Ｂob", "朴树", "王晓", "王小明", "王小明2",
                                             "曾国藩", "赵一"}));
  EXPECT_NE(sort_key_of_name("王小明"), sort_key_of_name("王晓明"));
}

}  // namespace
}  // namespace homeport
