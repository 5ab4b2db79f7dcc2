// What a person is given, in words; how much of it; and that nothing in it goes without words.

#include "modules/privacy/personal_data.hpp"

#include <gtest/gtest.h>

#include "modules/privacy/personal_labels.hpp"

namespace homeport::privacy {

// Anything a section may hold.
struct PersonalSample {
  std::string name;
  Money price;
  Points points;
  Time at;
  bool is_main = false;
  Purpose purpose = Purpose::sms;
  std::optional<std::string> note;
};

}  // namespace homeport::privacy

template <>
struct homeport::Fields<homeport::privacy::PersonalSample> {
  using R = homeport::privacy::PersonalSample;
  static constexpr std::string_view name = "PersonalSample";
  static constexpr std::array rows{
      field<&R::name>("name", Access::read_only),       field<&R::price>("price_minor", Access::read_only),
      field<&R::points>("points", Access::read_only),   field<&R::at>("at", Access::read_only),
      field<&R::is_main>("is_main", Access::read_only), field<&R::purpose>("purpose", Access::read_only),
      field<&R::note>("note", Access::read_only),
  };
};

namespace homeport::privacy {
namespace {

using identity::Language;
using Sample = PersonalSample;

PersonalData data_of(std::vector<std::string> records, bool is_cut = false) {
  PersonalData data;
  data.customer_id = CustomerId{7};
  data.customer_name = "王秀珍";
  data.chain_name = "Harbour";
  data.currency = "CNY";
  data.time_zone = "Asia/Shanghai";
  data.produced_at = *parse_rfc3339("2026-11-22T16:30:00Z");
  data.sections.push_back({"sales", &table_of<Sample>(), std::move(records), is_cut});
  return data;
}

std::string sample() {
  const Sample record{"王秀珍", Money{-1'234'505},   Points{7}, *parse_rfc3339("2026-11-22T16:30:00Z"),
                      true,     Purpose::phone_call, {}};
  return to_json(record, View{});
}

std::string value_of(const PaperBlock& block, std::string_view label) {
  for (const auto& row : block.rows) {
    if (row.label == label) return row.value;
  }
  return "no " + std::string(label);
}

TEST(privacy_personal_data, says_every_kind_of_value_in_the_words_of_a_language) {
  const auto data = data_of({sample()});
  const auto english = personal_paper(data, Language::en);
  ASSERT_EQ(english.sections.size(), 1U);
  EXPECT_EQ(english.sections[0].heading, "Purchases (1)");
  const auto& block = english.sections[0].blocks.at(0);
  EXPECT_EQ(value_of(block, "Name"), "王秀珍");
  EXPECT_EQ(value_of(block, "Price"), "-12345.05");
  EXPECT_EQ(value_of(block, "Points"), "0.07");
  EXPECT_EQ(value_of(block, "Time"), "2026-11-23 00:30");
  EXPECT_EQ(value_of(block, "Main address"), "yes");
  EXPECT_EQ(value_of(block, "Purpose"), "phone call");
  EXPECT_EQ(value_of(block, "Note"), "no Note") << "what isn't there has no line";
  const auto chinese = personal_paper(data, Language::zh);
  EXPECT_EQ(chinese.sections[0].heading, "消费记录 (1)");
  EXPECT_EQ(value_of(chinese.sections[0].blocks.at(0), "用途"), "电话");
}

TEST(privacy_personal_data, says_where_it_was_cut_and_what_is_empty) {
  EXPECT_EQ(personal_paper(data_of({sample()}, true), Language::en).sections[0].note,
            "There are more: only the first 1 are listed.");
  const auto empty = personal_paper(data_of({}), Language::en);
  ASSERT_EQ(empty.sections.size(), 1U);
  EXPECT_EQ(empty.sections[0].heading, "Nothing is held of");
  EXPECT_EQ(empty.sections[0].note, "Purchases");
}

TEST(privacy_personal_data, prints_so_many_records_and_says_that_there_are_more) {
  const auto full = personal_paper(data_of(std::vector(kMostPrintedRecords, sample())), Language::en).sections.at(0);
  EXPECT_EQ(full.blocks.size(), kMostPrintedRecords);
  EXPECT_EQ(full.note, "");
  const auto more =
      personal_paper(data_of(std::vector(kMostPrintedRecords + 1, sample())), Language::en).sections.at(0);
  EXPECT_EQ(more.heading, "Purchases (1001)");
  EXPECT_EQ(more.blocks.size(), kMostPrintedRecords);
  EXPECT_EQ(more.note, "Only the first 1000 are printed: the JSON file has all of them.");
}

TEST(privacy_personal_data, a_section_takes_no_more_than_the_document_has_room_for) {
  const auto size = to_json(Sample{}, View{}).size();
  kit::PersonalRecords records(table_of<Sample>(), 10, 2 * size);
  EXPECT_TRUE(records.add(Sample{}));
  EXPECT_TRUE(records.add(Sample{}));
  EXPECT_EQ(records.bytes(), 2 * size);
  EXPECT_FALSE(records.add(Sample{}));
  EXPECT_TRUE(records.is_cut());
  EXPECT_EQ(records.take().size(), 2U);
}

TEST(privacy_personal_data, a_section_takes_so_many_records_and_no_more) {
  kit::PersonalRecords records(table_of<Sample>(), 2);
  EXPECT_EQ(records.room(), 3);
  EXPECT_TRUE(records.add(Sample{}));
  EXPECT_TRUE(records.add(Sample{}));
  EXPECT_FALSE(records.is_cut());
  EXPECT_EQ(records.room(), 1) << "one more is asked for, to know that there is one";
  EXPECT_FALSE(records.add(Sample{}));
  EXPECT_TRUE(records.is_cut());
  EXPECT_EQ(records.take().size(), 2U);
}

TEST(privacy_personal_data, has_words_for_all_of_its_own) {
  EXPECT_EQ(wordless(personal_parts()), std::vector<std::string>{});
  const std::vector<kit::PersonalPart> unknown{{"nothing", &table_of<Sample>(), {}}};
  EXPECT_EQ(wordless(unknown), std::vector<std::string>{"nothing"});
}

}  // namespace
}  // namespace homeport::privacy
