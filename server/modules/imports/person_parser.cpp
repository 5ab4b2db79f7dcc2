// One row of a file of customers, cell by cell: the first thing that is wrong with it is named.

#include <algorithm>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "modules/customers/service.hpp"
#include "modules/imports/people_rules.hpp"
#include "modules/own_fields/service.hpp"

namespace homeport::imports {
namespace {

// What people write into a cell to say that there is nothing.
constexpr std::array<std::string_view, 12> kNothing{"n/a", "na", "nan", "null", "none", "nil",
                                                    "-",   "--", "/",   "无",   "暂无", "没有"};

template <class Enum>
struct Word {
  std::string_view text;
  std::optional<Enum> meant;
};

using customers::CustomerKind;
using customers::Gender;
constexpr std::array<Word<Gender>, 22> kGenders{{
    {"f", Gender::female},
    {"female", Gender::female},
    {"w", Gender::female},
    {"woman", Gender::female},
    {"女", Gender::female},
    {"女士", Gender::female},
    {"女性", Gender::female},
    {"小姐", Gender::female},
    {"m", Gender::male},
    {"male", Gender::male},
    {"man", Gender::male},
    {"男", Gender::male},
    {"男士", Gender::male},
    {"男性", Gender::male},
    {"先生", Gender::male},
    {"other", Gender::other},
    {"其他", Gender::other},
    {"其它", Gender::other},
    {"unknown", {}},
    {"未知", {}},
    {"保密", {}},
    {"不详", {}},
}};
constexpr std::array<Word<CustomerKind>, 10> kKinds{{
    {"person", CustomerKind::person},
    {"个人", CustomerKind::person},
    {"个人客户", CustomerKind::person},
    {"organisation", CustomerKind::organisation},
    {"organization", CustomerKind::organisation},
    {"company", CustomerKind::organisation},
    {"公司", CustomerKind::organisation},
    {"企业", CustomerKind::organisation},
    {"单位", CustomerKind::organisation},
    {"组织", CustomerKind::organisation},
}};

bool says_nothing(std::string_view text) {
  const auto folded = fold_for_search(text);
  return std::any_of(kNothing.begin(), kNothing.end(), [&](std::string_view one) { return one == folded; });
}

std::string without_tabs(std::string text) {
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

// "1.38E+10": what a spreadsheet makes of a long number; its last digits are gone.
bool is_rounded_number(std::string_view text) {
  const auto e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0 || e + 1 >= text.size()) return false;
  const auto is_part = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == '+'; };
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(e), is_part) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(e) + 1, text.end(), is_part);
}

class PersonParser {
 public:
  PersonParser(std::int64_t row_no, std::span<const std::string_view> cells, const PeopleContext& context)
      : cells_(cells), context_(context) {
    row_.row_no = row_no;
  }

  std::variant<PersonRow, RowError> parse() {
    const bool good = read_texts() && read_choice(PersonMeaning::gender, kGenders, row_.gender) &&
                      read_choice(PersonMeaning::kind, kKinds, row_.kind) && read_born() && read_store() &&
                      read_own_values() && check_values() && check_key();
    if (!good) return std::move(error_);
    return std::move(row_);
  }

 private:
  bool fail(PersonMeaning meaning, std::string reason, std::string detail) {
    return fail(std::string(word_of(meaning)), cell(meaning), std::move(reason), std::move(detail));
  }

  bool fail(std::string field, std::string_view value, std::string reason, std::string detail) {
    constexpr std::size_t kShownBytes = 400;
    error_.row_no = row_.row_no;
    error_.field = std::move(field);
    error_.reason = std::move(reason);
    error_.detail = std::move(detail);
    error_.value = std::string(cut_to(value, kShownBytes));
    return false;
  }

  // What an error file put in front of a formula is taken away again.
  [[nodiscard]] std::string_view cell(PersonMeaning meaning) const {
    const auto column = context_.columns[static_cast<std::size_t>(meaning)];
    return column ? cell(*column) : std::string_view{};
  }

  [[nodiscard]] std::string_view cell(std::size_t column) const {
    if (column >= cells_.size()) return {};
    return trim(without_formula_guard(trim(cells_[column])));
  }

  // U+FFFD is what bytes become that the file's encoding does not know.
  static bool is_readable(std::string_view text, LineBreaks line_breaks) {
    return is_valid_utf8(text) && text.find("\xEF\xBF\xBD") == std::string_view::npos &&
           !has_control_characters(text, line_breaks);
  }

  bool read_text(PersonMeaning meaning, std::int64_t most, std::string& out) {
    const auto text = cell(meaning);
    const bool is_note = meaning == PersonMeaning::note;
    if (!is_readable(text, is_note ? LineBreaks::allowed : LineBreaks::refused)) {
      return fail(meaning, "imports.value_unreadable", "has characters that are no text; is the encoding right?");
    }
    if (count_code_points(text) > static_cast<std::size_t>(most)) {
      return fail(meaning, "imports.value_too_long", "has more than " + std::to_string(most) + " characters");
    }
    out = is_note ? without_tabs(without_invisible(text)) : normalise_name(text);
    return true;
  }

  bool read_optional(PersonMeaning meaning, std::int64_t most, bool may_say_nothing, std::optional<std::string>& out) {
    std::string text;
    if (!read_text(meaning, most, text)) return false;
    if (text.empty()) return true;
    if (may_say_nothing && says_nothing(text)) return true;
    out = std::move(text);
    return true;
  }

  bool read_texts() {
    constexpr std::int64_t kMostPhoneCharacters = 60;
    constexpr std::int64_t kMostOccupationCharacters = 100;
    return read_text(PersonMeaning::name, customers::kMostNameCharacters, row_.name) &&
           read_optional(PersonMeaning::external_ref, customers::kMostReferenceCharacters, true, row_.external_ref) &&
           read_optional(PersonMeaning::phone, kMostPhoneCharacters, true, row_.phone) &&
           read_optional(PersonMeaning::email, customers::kMostEmailCharacters, true, row_.email) &&
           read_optional(PersonMeaning::occupation, kMostOccupationCharacters, false, row_.occupation) &&
           read_optional(PersonMeaning::card_number, kMostPhoneCharacters, true, row_.card_number) &&
           read_optional(PersonMeaning::source, customers::kMostSourceCharacters, false, row_.source) &&
           read_optional(PersonMeaning::note, customers::kMostNoteCharacters, false, row_.note);
  }

  template <class Enum, std::size_t N>
  bool read_choice(PersonMeaning meaning, const std::array<Word<Enum>, N>& words, std::optional<Enum>& out) {
    const auto text = fold_for_search(cell(meaning));
    if (text.empty() || says_nothing(text)) return true;
    const auto word = std::find_if(words.begin(), words.end(), [&](const auto& one) { return one.text == text; });
    if (word == words.end()) return fail(meaning, "imports.choice_unknown", "is none of the words known for this");
    out = word->meant;
    return true;
  }

  bool read_born() {
    const auto text = cell(PersonMeaning::birthday);
    if (text.empty() || says_nothing(text)) return true;
    row_.birthday_on = read_birthday(text, context_.slashes);
    if (row_.birthday_on) return true;
    if (read_birthday(text, DatePattern::month_day_year_slashes)) {
      return fail(PersonMeaning::birthday, "imports.date_ambiguous",
                  "could be two days; say whether the month or the day stands first");
    }
    return fail(PersonMeaning::birthday, "imports.date_unreadable", "is no day");
  }

  bool read_store() {
    const auto text = cell(PersonMeaning::store);
    if (text.empty()) return true;
    row_.store_id = context_.find_store(text);
    return row_.store_id ||
           fail(PersonMeaning::store, "imports.store_unknown", "there is no store of this name or code in your reach");
  }

  bool read_own_values() {
    for (const auto& [field, column] : context_.own) {
      const auto text = cell(column);
      if (text.empty() || (field.kind != own_fields::OwnFieldKind::text && says_nothing(text))) continue;
      const std::string name = "own_values." + field.key;
      if (!is_readable(text, LineBreaks::refused)) {
        return fail(name, text, "imports.value_unreadable", "has characters that are no text; is the encoding right?");
      }
      // A day may be spelled as people do.
      const auto day =
          field.kind == own_fields::OwnFieldKind::date ? read_birthday(text, context_.slashes) : std::optional<Date>{};
      auto value = own_fields::read_entered(field, day ? format_date(*day) : std::string(text));
      if (!value.ok()) return fail(name, text, value.refusal().reason, value.refusal().detail);
      row_.own_values.push_back(std::move(value).value().shown);
    }
    return true;
  }

  // What customers would keep of it, by their own rules.
  bool check_values() {
    if (row_.phone && is_rounded_number(*row_.phone)) {
      return fail(PersonMeaning::phone, "imports.number_cut",
                  "a spreadsheet made a rounded number of it; format the column as text and enter it again");
    }
    customers::NewCustomer wanted;
    wanted.name = row_.name.empty() ? "-" : row_.name;
    wanted.birthday_on = row_.birthday_on;
    wanted.phone = row_.phone;
    wanted.email = row_.email;
    wanted.external_ref = row_.external_ref;
    wanted.card_number = row_.card_number;
    auto kept = customers::normalised(wanted, context_.now);
    if (!kept.ok()) {
      const auto& refusal = kept.refusal();
      auto meaning = choice_of<PersonMeaning>(refusal.field).value_or(PersonMeaning::name);
      if (refusal.field == "birthday_on") meaning = PersonMeaning::birthday;
      return fail(meaning, refusal.reason, refusal.detail);
    }
    row_.phone = kept->phone;
    row_.email = kept->email;
    row_.external_ref = kept->external_ref;
    row_.card_number = kept->card_number;
    return true;
  }

  bool check_key() {
    if (row_.external_ref || row_.phone || row_.card_number) return true;
    const bool is_made_anew = context_.without_key == WithoutKey::create && context_.mode == ImportMode::insert;
    if (is_made_anew && !row_.name.empty()) return true;
    const auto field = context_.columns[static_cast<std::size_t>(PersonMeaning::phone)] ? PersonMeaning::phone
                       : context_.columns[static_cast<std::size_t>(PersonMeaning::external_ref)]
                           ? PersonMeaning::external_ref
                           : PersonMeaning::card_number;
    return fail(field, "imports.key_missing", "has neither reference nor phone nor card to be known by");
  }

  std::span<const std::string_view> cells_;
  const PeopleContext& context_;
  PersonRow row_;
  RowError error_;
};

}  // namespace

std::variant<PersonRow, RowError> read_person(std::int64_t row_no, std::span<const std::string_view> cells,
                                              const PeopleContext& context) {
  return PersonParser(row_no, cells, context).parse();
}

}  // namespace homeport::imports
