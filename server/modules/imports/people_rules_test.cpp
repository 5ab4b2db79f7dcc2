// How files of customers are understood.

#include "modules/imports/people_rules.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace homeport::imports {
namespace {

PeopleContext context() {
  PeopleContext made;
  for (std::size_t i = 0; i < kPersonMeaningCount; ++i)
    made.columns[i] = i;  // in the order of PersonMeaning
  made.mode = ImportMode::both;
  made.default_store = OrgUnitId{1};
  made.find_store = [](std::string_view text) { return text == "Quay" ? std::optional(OrgUnitId{7}) : std::nullopt; };
  made.now = *parse_rfc3339("2026-11-21T08:00:00Z");
  return made;
}

// reference, name, phone, email, gender, birthday, kind, occupation, card, store, source, note
using Cells = std::array<std::string_view, kPersonMeaningCount>;

RowError error_of(const Cells& cells, const PeopleContext& rules = context()) {
  auto read = read_person(7, cells, rules);
  if (auto* error = std::get_if<RowError>(&read)) return *error;
  return {};
}

PersonRow row_of(const Cells& cells, const PeopleContext& rules = context()) {
  auto read = read_person(7, cells, rules);
  if (auto* error = std::get_if<RowError>(&read)) ADD_FAILURE() << error->field << " " << error->reason;
  return std::get_if<PersonRow>(&read) != nullptr ? std::get<PersonRow>(read) : PersonRow{};
}

TEST(people_rules, columns_are_known_by_their_names_in_both_languages) {
  const std::vector<std::string> names{"姓名", "手机", "邮箱", "性别", "生日", "省", "会员卡号", "备注", "Lead Source"};
  const auto meant = suggest_person_meanings(names);
  EXPECT_EQ(meant[0], PersonMeaning::name);
  EXPECT_EQ(meant[1], PersonMeaning::phone);
  EXPECT_EQ(meant[2], PersonMeaning::email);
  EXPECT_EQ(meant[3], PersonMeaning::gender);
  EXPECT_EQ(meant[4], PersonMeaning::birthday);
  EXPECT_FALSE(meant[5].has_value());
  EXPECT_EQ(meant[6], PersonMeaning::card_number);
  EXPECT_EQ(meant[7], PersonMeaning::note);
  EXPECT_EQ(meant[8], PersonMeaning::source);
}

TEST(people_rules, a_mapping_must_tell_people_apart_and_say_where_new_ones_belong) {
  struct Case {
    const char* about;
    std::optional<std::int64_t> name, phone, card;
    ImportMode mode;
    WithoutKey without_key;
    bool has_store;
    std::string_view date_format;
    std::string_view reason;
  };
  const Case cases[] = {
      {"good", 0, 1, {}, ImportMode::insert, WithoutKey::refuse, true, "", ""},
      {"only updates need no store", {}, 1, {}, ImportMode::update, WithoutKey::refuse, false, "", ""},
      {"no key", 0, {}, {}, ImportMode::insert, WithoutKey::refuse, true, "", "imports.column_needed"},
      {"no name for anybody", {}, 1, {}, ImportMode::insert, WithoutKey::refuse, true, "", "imports.column_needed"},
      {"a phone says who is meant", {}, 1, {}, ImportMode::both, WithoutKey::refuse, true, "", ""},
      {"no key, made anew", 0, {}, {}, ImportMode::insert, WithoutKey::create, true, "", ""},
      {"no key, updated", 0, {}, {}, ImportMode::both, WithoutKey::create, true, "", "imports.column_needed"},
      {"neither key nor name", {}, {}, {}, ImportMode::insert, WithoutKey::create, true, "", "imports.column_needed"},
      {"no store", 0, 1, {}, ImportMode::both, WithoutKey::refuse, false, "", "imports.store_needed"},
      {"one column twice", 1, 1, {}, ImportMode::insert, WithoutKey::refuse, true, "", "imports.column_twice"},
      {"no such column", 0, 9, {}, ImportMode::insert, WithoutKey::refuse, true, "", "imports.column_unknown"},
      {"slashes", 0, 1, {}, ImportMode::insert, WithoutKey::refuse, true, "d/m/y", ""},
      {"a format without doubt",
       0,
       1,
       {},
       ImportMode::insert,
       WithoutKey::refuse,
       true,
       "y-m-d",
       "imports.date_format_unknown"},
  };
  for (const auto& one : cases) {
    PeopleMapping mapping;
    mapping.name = one.name;
    mapping.phone = one.phone;
    mapping.card_number = one.card;
    mapping.mode = one.mode;
    mapping.without_key = one.without_key;
    if (one.has_store) mapping.default_store_id = OrgUnitId{1};
    if (!one.date_format.empty()) mapping.date_format = std::string(one.date_format);
    const auto outcome = check_mapping(mapping, 3);
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().reason, one.reason) << one.about;
  }
}

TEST(people_rules, a_birthday_is_read_however_it_is_written_as_long_as_it_can_be_one_day_only) {
  const auto day = *parse_date("1990-11-24");
  for (const auto* text : {"1990-11-24", "1990/11/24", "1990年11月24日", "19901124", "24.11.1990", "24/11/1990",
                           "11/24/1990", "1990-11-24 00:00:00"}) {
    EXPECT_EQ(read_birthday(text, std::nullopt), day) << text;
  }
  EXPECT_EQ(read_birthday("03/04/1990", std::nullopt), std::nullopt);
  EXPECT_EQ(read_birthday("03/04/1990", DatePattern::month_day_year_slashes), parse_date("1990-03-04"));
  EXPECT_EQ(read_birthday("03/04/1990", DatePattern::day_month_year_slashes), parse_date("1990-04-03"));
  EXPECT_EQ(read_birthday("05/05/1990", std::nullopt), parse_date("1990-05-05"));
  for (const auto* text : {"昨天", "1990-02-30", "1990", "24.13.1990", ""})
    EXPECT_EQ(read_birthday(text, DatePattern::month_day_year_slashes), std::nullopt) << text;
}

TEST(people_rules, a_row_becomes_what_customers_would_keep) {
  const auto row = row_of({"C-1", "　郭元春 ", "'(+86)138 0013 8000", "guo@example.cn", "女士", "1994/04/22", "个人",
                           "教师", "6000 0000 0000 5964", "Quay", "展会", "第一行\r\n第二\t行"});
  EXPECT_EQ(row.name, "郭元春");
  EXPECT_EQ(row.phone, "+8613800138000");
  EXPECT_EQ(row.gender, customers::Gender::female);
  EXPECT_EQ(row.kind, customers::CustomerKind::person);
  EXPECT_EQ(row.card_number, "6000000000005964");
  EXPECT_EQ(row.store_id, OrgUnitId{7});
  EXPECT_EQ(row.note, "第一行\r\n第二 行");
}

TEST(people_rules, names_of_all_scripts_come_through) {
  for (const std::string_view name : {"吴𬱖", "מרים כהן", "محمد علي", "Zoë Ångström", "👩‍👩‍👧 family"})
    EXPECT_EQ(row_of({"C-1", name}).name, normalise_name(name)) << name;
  // Marks that turn the direction of text around are no part of a name.
  EXPECT_EQ(row_of({"C-1",
                    "Ann\xE2\x80\xAE"
                    "eb"})
                .name,
            "Anneb");
}

TEST(people_rules, cells_that_say_nothing_say_nothing) {
  const auto row = row_of({"C-1", "Ann", "N/A", "无", "未知", "-", "", "", "null"});
  EXPECT_FALSE(row.phone || row.email || row.gender || row.birthday_on || row.card_number || row.kind);
}

TEST(people_rules, an_error_files_guard_before_a_formula_is_taken_away_again) {
  EXPECT_EQ(row_of({"C-1", "'=SUM(A1)"}).name, "=SUM(A1)");
  EXPECT_EQ(row_of({"C-1", "'t Hart"}).name, "'t Hart");
}

TEST(people_rules, the_first_thing_wrong_is_named_with_its_value) {
  const std::string long_name(10'000, 'x');
  struct Case {
    const char* about;
    Cells cells;
    std::string_view field;
    std::string_view reason;
  };
  const Case cases[] = {
      {"a name of ten thousand characters", {"C-1", long_name}, "name", "imports.value_too_long"},
      {"bytes of another encoding", {"C-1", "\xEF\xBF\xBD"}, "name", "imports.value_unreadable"},
      {"a bell", {"C-1", "A\x07nn"}, "name", "imports.value_unreadable"},
      {"a phone with letters", {"", "Ann", "138-0013-80OO"}, "phone", "customers.phone_invalid"},
      {"two phones", {"", "Ann", "13800138000,13900139000"}, "phone", "customers.phone_invalid"},
      {"a phone a spreadsheet rounded", {"", "Ann", "1.38E+10"}, "phone", "imports.number_cut"},
      {"two at signs", {"C-1", "Ann", "", "a@@b.cn"}, "email", "customers.email_invalid"},
      {"a gender nobody knows", {"C-1", "Ann", "", "", "xyz"}, "gender", "imports.choice_unknown"},
      {"yesterday", {"C-1", "Ann", "", "", "", "昨天"}, "birthday", "imports.date_unreadable"},
      {"two possible days", {"C-1", "Ann", "", "", "", "03/04/1990"}, "birthday", "imports.date_ambiguous"},
      {"not born yet", {"C-1", "Ann", "", "", "", "2031-01-01"}, "birthday", "customers.birthday_in_future"},
      {"a card of three digits",
       {"C-1", "Ann", "", "", "", "", "", "", "123"},
       "card_number",
       "customers.card_invalid"},
      {"a store elsewhere", {"C-1", "Ann", "", "", "", "", "", "", "", "Moon"}, "store", "imports.store_unknown"},
      {"nothing to know him by", {"", "Ann"}, "phone", "imports.key_missing"},
  };
  for (const auto& one : cases) {
    const auto error = error_of(one.cells);
    EXPECT_EQ(error.row_no, 7) << one.about;
    EXPECT_EQ(error.field, one.field) << one.about;
    EXPECT_EQ(error.reason, one.reason) << one.about;
    EXPECT_LE(error.value.size(), 400U) << one.about;
    EXPECT_TRUE(is_valid_utf8(error.value)) << one.about;
  }
}

TEST(people_rules, rows_without_a_key_are_made_anew_only_where_asked_for) {
  auto rules = context();
  rules.mode = ImportMode::insert;
  rules.without_key = WithoutKey::create;
  EXPECT_EQ(row_of({"", "Ann"}, rules).name, "Ann");
  EXPECT_EQ(error_of({"", ""}, rules).reason, "imports.key_missing");
  rules.mode = ImportMode::both;
  EXPECT_EQ(error_of({"", "Ann"}, rules).reason, "imports.key_missing");
}

TEST(people_rules, what_becomes_of_a_row_follows_from_whose_its_keys_are) {
  const std::optional<CustomerId> nobody;
  const std::optional<CustomerId> lin = CustomerId{1};
  const std::optional<CustomerId> mo = CustomerId{2};
  struct Case {
    const char* about;
    PersonMatch match;
    ImportMode mode;
    std::string_view becomes;
  };
  const Case cases[] = {
      {"new, insert", {nobody, nobody, nobody}, ImportMode::insert, "create"},
      {"new, both", {nobody, nobody, nobody}, ImportMode::both, "create"},
      {"new, update", {nobody, nobody, nobody}, ImportMode::update, "imports.nobody_matches"},
      {"here, insert", {nobody, lin, nobody}, ImportMode::insert, "skip"},
      {"here, update", {lin, nobody, nobody}, ImportMode::update, "update"},
      {"here by two keys, both", {lin, lin, nobody}, ImportMode::both, "update"},
      {"two people", {lin, mo, nobody}, ImportMode::both, "imports.matches_two"},
      {"two people by card, even to insert", {nobody, lin, mo}, ImportMode::insert, "imports.matches_two"},
  };
  for (const auto& one : cases) {
    PersonRow row;
    row.name = "Ann";
    row.phone = "+8613800138000";
    const auto decided = decide(row, one.match, one.mode);
    const auto* error = std::get_if<RowError>(&decided);
    const std::string_view became =
        error != nullptr ? std::string_view(error->reason) : word_of(std::get<PersonDecision>(decided).action);
    EXPECT_EQ(became, one.becomes) << one.about;
  }
  PersonRow unnamed;
  unnamed.phone = "+8613800138000";
  EXPECT_EQ(std::get<RowError>(decide(unnamed, {}, ImportMode::insert)).reason, "imports.value_missing");
  unnamed.external_ref = "C-1";
  EXPECT_EQ(std::get<PersonDecision>(decide(unnamed, {}, ImportMode::insert)).action, PersonAction::create);
}

}  // namespace
}  // namespace homeport::imports
