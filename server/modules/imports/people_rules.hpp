#pragma once

// How a file of customers is understood: what its columns seem to mean, what one row says, and what is to become of
// it. Pure.

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date_pattern.hpp"
#include "base/result.hpp"
#include "modules/imports/people_types.hpp"

namespace homeport::imports {

// What each column seems to mean, from its name in English or Chinese; no meaning is given twice.
[[nodiscard]] std::vector<std::optional<PersonMeaning>> suggest_person_meanings(
    std::span<const std::string> column_names);

// Column per meaning, in the order of PersonMeaning.
using PersonColumns = std::array<std::optional<std::size_t>, kPersonMeaningCount>;
[[nodiscard]] PersonColumns columns_of(const PeopleMapping& mapping);

// Refusals: invalid imports.column_unknown, imports.column_twice (of own fields with the field own[i]),
// imports.date_format_unknown (only the two that leave no doubt about a day with slashes: m/d/y, d/m/y); unprocessable
// imports.column_needed: a reference, phone or card to know people by (unless rows without one are made anew, which
// needs mode insert and a name), imports.store_needed when customers can be made and neither a store column nor a
// default store is given.
[[nodiscard]] Outcome check_mapping(const PeopleMapping& mapping, std::size_t column_count);

// A birthday in any spelling that can mean one day only: year first, 15.06.1990, 15/06/1990. 03/04/1990 needs
// `slashes` to say which is the month.
[[nodiscard]] std::optional<Date> read_birthday(std::string_view text, std::optional<DatePattern> slashes);

// An own field and where it stands.
struct OwnReader {
  own_fields::OwnField field;
  std::size_t column = 0;
};

struct PeopleContext {
  PersonColumns columns;
  std::vector<OwnReader> own;
  ImportMode mode = ImportMode::insert;
  WithoutKey without_key = WithoutKey::refuse;
  std::optional<DatePattern> slashes;
  std::optional<OrgUnitId> default_store;
  // The store of that name or code, if the caller reaches it.
  std::function<std::optional<OrgUnitId>(std::string_view)> find_store;
  Time now;
};

// Reads one row. The first thing wrong with it is named with field (a PersonMeaning's name), reason, detail and value:
// imports.value_missing (name), imports.value_too_long, imports.value_unreadable, imports.choice_unknown,
// imports.date_unreadable, imports.date_ambiguous, imports.store_unknown, imports.key_missing,
// imports.number_cut (a phone a spreadsheet made a rounded number of), customers.phone_invalid,
// customers.email_invalid, customers.card_invalid, customers.birthday_in_future.
// Of own fields the refusals of own_fields::read_entered, with the field own_values.<key>.
// Blank cells say nothing, and neither do "N/A", "无", "-" and the like where a number or address is expected. Who has
// no name is called by his reference or card.
[[nodiscard]] std::variant<PersonRow, RowError> read_person(std::int64_t row_no,
                                                            std::span<const std::string_view> cells,
                                                            const PeopleContext& context);

// Who has the keys of a row already.
struct PersonMatch {
  std::optional<CustomerId> by_external_ref;
  std::optional<CustomerId> by_phone;
  std::optional<CustomerId> by_card;
};

struct PersonDecision {
  PersonAction action = PersonAction::create;
  std::optional<CustomerId> customer_id;  // who is meant, unless he is to be made
};
// What is to become of a row: imports.matches_two (its keys lead to different customers), imports.nobody_matches (mode
// update), imports.value_missing (somebody new without a name).
[[nodiscard]] std::variant<PersonDecision, RowError> decide(const PersonRow& row, const PersonMatch& match,
                                                            ImportMode mode);

}  // namespace homeport::imports
