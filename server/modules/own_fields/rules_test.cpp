#include "modules/own_fields/rules.hpp"

#include <gtest/gtest.h>

namespace homeport::own_fields {
namespace {

OwnField field_of(OwnFieldKind kind, std::int64_t digits = 0) {
  OwnField field;
  field.key = "size";
  field.name = "Size";
  field.kind = kind;
  field.digits = digits;
  return field;
}

OwnField skin() {
  auto field = field_of(OwnFieldKind::choice);
  field.options = {{"dry", "Dry 干性", false}, {"oily", "Oily", false}, {"old", "Old", true}};
  return field;
}

TEST(own_field_values, are_read_by_their_kind_and_refused_by_name) {
  const auto text = field_of(OwnFieldKind::text);
  const auto whole = field_of(OwnFieldKind::number);
  const auto cents = field_of(OwnFieldKind::number, 2);
  const auto day = field_of(OwnFieldKind::date);
  const auto yes_no = field_of(OwnFieldKind::yes_no);
  const auto choice = skin();
  struct Case {
    const OwnField* field;
    std::string given;
    std::string kept;    // or the reason of the refusal
    std::string inside;  // the number or the folded text
  };
  const std::vector<Case> cases{
      {&text, "  Blau   Grün ", "Blau Grün", "blau grun"},
      {&text, "ＡＢＣ", "ＡＢＣ", "abc"},
      {&text, std::string(501, 'x'), "request.too_long", ""},
      {&whole, "42", "42", "42"},
      {&whole, "-42", "-42", "-42"},
      {&whole, "+0", "0", "0"},
      {&whole, "-0", "0", "0"},
      {&whole, "１２", "12", "12"},
      {&whole, "42.0", "42", "42"},
      {&whole, "42.5", "own_fields.too_precise", ""},
      {&whole, "4 2", "own_fields.not_a_number", ""},
      {&whole, "", "own_fields.not_a_number", ""},
      {&whole, "-", "own_fields.not_a_number", ""},
      {&whole, "1.2.3", "own_fields.not_a_number", ""},
      {&whole, "9000000000000000", "9000000000000000", "9000000000000000"},
      {&whole, "9000000000000001", "own_fields.number_too_large", ""},
      {&cents, "12.5", "12.50", "1250"},
      {&cents, ".05", "0.05", "5"},
      {&cents, "-.05", "-0.05", "-5"},
      {&cents, "1.230", "1.23", "123"},
      {&cents, "1.234", "own_fields.too_precise", ""},
      {&cents, "90000000000000", "90000000000000.00", "9000000000000000"},
      {&cents, "90000000000000.01", "own_fields.number_too_large", ""},
      {&day, "1970-01-02", "1970-01-02", "1"},
      {&day, "2024-02-29", "2024-02-29", "19782"},
      {&day, "2023-02-29", "own_fields.not_a_date", ""},
      {&yes_no, "是", "yes", "1"},
      {&yes_no, "FALSE", "no", "0"},
      {&yes_no, "maybe", "own_fields.not_yes_or_no", ""},
      {&choice, "dry", "dry", "dry"},
      {&choice, "dry 干性", "dry", "dry"},
      {&choice, "OILY", "oily", "oily"},
      {&choice, "old", "own_fields.not_an_option", ""},
      {&choice, "wet", "own_fields.not_an_option", ""},
  };
  for (const auto& c : cases) {
    const auto read = read_value(*c.field, c.given);
    if (!read.ok()) {
      EXPECT_EQ(read.refusal().reason, c.kept) << c.given;
      EXPECT_EQ(read.refusal().field, "own_values.size") << c.given;
      continue;
    }
    EXPECT_EQ(read->value, c.kept) << c.given;
    EXPECT_NE(read->number.has_value(), read->folded.has_value()) << c.given;
    EXPECT_EQ(read->number ? std::to_string(*read->number) : *read->folded, c.inside) << c.given;
  }
}

TEST(own_field_values, keep_a_retired_option_where_it_was_chosen) {
  EXPECT_TRUE(read_value(skin(), "old", "old").ok());
  EXPECT_FALSE(read_value(skin(), "old", "dry").ok());
}

TEST(own_field_values, are_compared_by_their_beginnings_without_cutting_a_character) {
  std::string han;
  for (int i = 0; i < 200; ++i)
    han += "王";
  const auto folded = folded_for_index(han);
  EXPECT_EQ(folded.size(), 240U);
  EXPECT_EQ(folded.size() % 3, 0U);
}

TEST(own_field_definitions, are_refused_for_what_could_not_work) {
  struct Case {
    std::string reason;
    std::string field;
    std::function<void(OwnField&)> change;
  };
  const std::vector<Case> cases{
      {"", "", [](OwnField&) {}},
      {"request.required", "name", [](OwnField& f) { f.name = " \u200B "; }},
      {"own_fields.key_invalid", "key", [](OwnField& f) { f.key = "Skin"; }},
      {"own_fields.key_invalid", "key", [](OwnField& f) { f.key = "1st"; }},
      {"own_fields.key_invalid", "key", [](OwnField& f) { f.key = ""; }},
      {"own_fields.options_needed", "options", [](OwnField& f) { f.options.clear(); }},
      {"own_fields.options_needed", "options",
       [](OwnField& f) {
         for (auto& option : f.options)
           option.is_retired = true;
       }},
      {"own_fields.option_twice", "options", [](OwnField& f) { f.options[1].label = "DRY 干性"; }},
      {"own_fields.option_twice", "options", [](OwnField& f) { f.options[1].key = "dry"; }},
      {"own_fields.key_invalid", "options", [](OwnField& f) { f.options[1].key = "a b"; }},
      {"own_fields.digits_unwanted", "digits", [](OwnField& f) { f.digits = 2; }},
      {"own_fields.options_unwanted", "options", [](OwnField& f) { f.kind = OwnFieldKind::text; }},
  };
  for (const auto& c : cases) {
    auto field = skin();
    c.change(field);
    const auto checked = normalise(field, nullptr);
    EXPECT_EQ(checked.ok() ? "" : checked.refusal().reason, c.reason);
    if (!checked.ok()) {
      EXPECT_EQ(checked.refusal().field, c.field);
    }
  }
}

TEST(own_field_definitions, give_new_options_a_key_and_let_none_go) {
  const auto before = skin();
  auto after = before;
  after.options.push_back({{}, "Mixed", false});
  after.options.push_back({{}, "None", false});
  ASSERT_TRUE(normalise(after, &before).ok());
  EXPECT_EQ(after.options[3].key, "o1");
  EXPECT_EQ(after.options[4].key, "o2");
  after.options.erase(after.options.begin());
  const auto without = normalise(after, &before);
  ASSERT_FALSE(without.ok());
  EXPECT_EQ(without.refusal().reason, "own_fields.option_gone");
}

TEST(own_field_definitions, show_the_label_of_what_was_chosen) {
  EXPECT_EQ(label_of(skin(), "old"), "Old");
  EXPECT_EQ(label_of(skin(), "unknown"), "unknown");
}

}  // namespace
}  // namespace homeport::own_fields
