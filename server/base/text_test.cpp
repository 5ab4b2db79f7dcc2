#include "base/text.hpp"

#include <array>
#include <cstdint>
#include <string>

#include <gtest/gtest.h>

namespace homeport {
namespace {

TEST(text, is_cut_between_characters) {
  struct Case {
    std::string_view text;
    std::size_t bytes;
    std::string_view cut;
  };
  for (const Case& c : {Case{"abc", 3, "abc"}, Case{"abc", 2, "ab"}, Case{"a张", 3, "a"}, Case{"a张", 4, "a张"},
                        Case{"张", 2, ""}, Case{"", 0, ""}}) {
    EXPECT_EQ(cut_to(c.text, c.bytes), c.cut) << c.text << " " << c.bytes;
  }
}

TEST(text, only_well_formed_utf8_is_valid) {
  for (const std::string_view text : {"", "abc", "王小明", "🌹", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_valid_utf8(text)) << text;
  }
  for (const std::string_view text : {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                      "\xF8\x88\x80\x80\x80", "abc\xE7\x8E", "\xFF", "\xC3("}) {
    EXPECT_FALSE(is_valid_utf8(text)) << text;
  }
  EXPECT_TRUE(is_valid_utf8(std::string_view("a\0b", 3)));
}

TEST(text, what_is_not_utf8_is_found_wherever_it_stands) {
  for (std::size_t at = 0; at < 20; ++at) {
    std::string text(20, 'a');
    text[at] = '\x80';
    EXPECT_FALSE(is_valid_utf8(text)) << at;
    text.replace(at, 1, "张");
    EXPECT_TRUE(is_valid_utf8(text)) << at;
  }
}

TEST(text, numbers_are_put_behind_what_is_there) {
  std::string text = "n=";
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-7}, INT64_MAX, INT64_MIN}) {
    append_decimal(text, number);
    text += ' ';
  }
  EXPECT_EQ(text, "n=0 -7 9223372036854775807 -9223372036854775808 ");
}

TEST(text, code_points_are_counted_not_bytes) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("abc"), 3U);
  EXPECT_EQ(count_code_points("王小明🌹"), 4U);
  EXPECT_EQ(count_code_points("a\xff\xff"), 3U);
}

TEST(text, trimming_takes_every_kind_of_blank) {
  struct Case {
    std::string_view text;
    std::string_view trimmed;
  };
  constexpr std::array kCases{
      Case{"", ""},
      Case{"  ", ""},
      Case{"\t a b \r\n", "a b"},
      Case{"\u3000郭元春\u3000", "郭元春"},
      Case{"\u00a0x\u00a0", "x"},
      Case{"\u200b13200004057\ufeff", "13200004057"},
      Case{"\u2003\u202fx", "x"},
      Case{"\u3000\u200b", ""},
      Case{"no blanks", "no blanks"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(trim(c.text), c.trimmed);
  }
}

TEST(text, control_characters_are_found) {
  for (const std::string_view text : {"\x01", "a\x7f", "\u0085", "a\u2028", "\x1b[31m"}) {
    EXPECT_TRUE(has_control_characters(text));
    EXPECT_TRUE(has_control_characters(text, LineBreaks::allowed));
  }
  EXPECT_TRUE(has_control_characters(std::string_view("a\0b", 3)));
  for (const std::string_view text : {"a\nb", "a\tb", "a\r\nb"}) {
    EXPECT_TRUE(has_control_characters(text));
    EXPECT_FALSE(has_control_characters(text, LineBreaks::allowed));
  }
  for (const std::string_view text : {"", "王 小明", "\u3000", "\u200d", "🌹"}) {
    EXPECT_FALSE(has_control_characters(text)) << text;
  }
}

TEST(text, characters_that_only_deceive_are_taken_out) {
  struct Case {
    std::string_view text;
    std::string_view visible;
  };
  constexpr std::array kCases{
      Case{"plain", "plain"},
      Case{"ab\u202egnp.exe", "abgnp.exe"},
      Case{"\u2066x\u2069", "x"},
      Case{"ad\u200bmin", "admin"},
      Case{"ad\u200dmin", "admin"},
      Case{"王\u200d明", "王明"},
      Case{"\ufeffx\u00ad", "x"},
      // A family, and a Persian word that needs its joiner.
      Case{"👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"},
      Case{"می\u200cخواهم", "می\u200cخواهم"},
      Case{"👨\u200d", "👨"},
      Case{"\u200d👩", "👩"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(without_invisible(c.text), c.visible);
  }
}

TEST(text, names_are_stored_in_one_form) {
  struct Case {
    std::string_view typed;
    std::string_view stored;
  };
  constexpr std::array kCases{
      Case{"", ""},
      Case{" \u3000 ", ""},
      Case{"\u3000郭元春 ", "郭元春"},
      Case{"张\u3000三", "张 三"},
      Case{"Anna \t Maria\nLi", "Anna Maria Li"},
      Case{"Zoe\u0301", "Zoé"},
      Case{"ＡＢＣ", "ＡＢＣ"},
      Case{"O'Neil", "O'Neil"},
      Case{"\u200b刘琏", "刘琏"},
      Case{"吴𬱖", "吴𬱖"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(normalise_name(c.typed), c.stored);
    EXPECT_EQ(normalise_name(c.stored), c.stored);
  }
}

TEST(text, folding_makes_equal_what_people_hold_for_equal) {
  struct Case {
    std::string_view text;
    std::string_view folded;
  };
  constexpr std::array kCases{
      Case{"", ""},
      Case{" Anna  MARIA ", "anna maria"},
      Case{"ＡＢＣ　１２３", "abc 123"},
      Case{"Zoé Müller-Łukasz", "zoe muller-lukasz"},
      Case{"Straße", "strasse"},
      Case{"Øre Æble", "ore aeble"},
      Case{"İstanbul", "istanbul"},
      Case{"ЁЛКА", "елка"},
      Case{"Ἀθῆναι", "αθηναι"},
      Case{"王小明", "王小明"},
      Case{"張學友", "张学友"},
      Case{"彭儀", "彭仪"},
      Case{"苎苧薴", "苎苎苎"},
      Case{"ガラス", "ガラス"},
      Case{"ｶﾞﾗｽ", "ガラス"},
      Case{"한국", "한국"},
      Case{"①㈱", "1(株)"},
      Case{"ad\u200bmin", "admin"},
      Case{"ﬁne", "fine"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(fold_for_search(c.text), c.folded);
    EXPECT_EQ(fold_for_search(c.folded), c.folded);
  }
}

TEST(text, bytes_that_are_no_text_are_survived) {
  const std::string_view broken = "a\xff\xe7\x8e b\xf0\x9f";
  EXPECT_EQ(trim(broken), broken);
  EXPECT_TRUE(is_valid_utf8(fold_for_search(broken)));
  EXPECT_FALSE(has_control_characters(broken));
}

}  // namespace
}  // namespace homeport
