#include "modules/imports/people_rules.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "modules/imports/rules.hpp"

namespace homeport::imports {
namespace {

constexpr std::array<std::string_view, kPersonMeaningCount> kPersonFields = Choices<PersonMeaning>::names;

struct PersonSynonyms {
  PersonMeaning meaning;
  std::array<std::string_view, 14> names;  // as plain_column_name makes them
};

constexpr std::array<PersonSynonyms, kPersonMeaningCount> kPersonSynonyms{{
    {PersonMeaning::external_ref,
     {"customerid", "customerno", "customernumber", "memberid", "memberno", "prospectid", "leadnumber", "externalref",
      "客户编号", "会员编号", "会员号", "顾客编号", "编号", "id"}},
    {PersonMeaning::name,
     {"name", "customername", "fullname", "membername", "customer", "contact", "姓名", "客户姓名", "会员姓名",
      "顾客姓名", "名称", "客户名称"}},
    {PersonMeaning::phone,
     {"phone", "mobile", "phonenumber", "mobilephone", "telephone", "cellphone", "手机", "手机号", "手机号码", "电话",
      "联系电话", "联系方式"}},
    {PersonMeaning::email, {"email", "mail", "emailaddress", "邮箱", "电子邮箱", "电子邮件", "邮件", "邮箱地址"}},
    {PersonMeaning::gender, {"gender", "sex", "性别"}},
    {PersonMeaning::birthday,
     {"birthday", "birthdate", "dateofbirth", "dob", "birthdayon", "生日", "出生日期", "出生年月", "生日日期"}},
    {PersonMeaning::kind, {"kind", "customerkind", "customertype", "类型", "客户类型", "客户性质"}},
    {PersonMeaning::occupation,
     {"occupation", "job", "jobtitle", "profession", "whatisyourcurrentoccupation", "职业", "职务", "岗位"}},
    {PersonMeaning::card_number, {"cardnumber", "cardno", "membercard", "card", "会员卡号", "会员卡", "卡号"}},
    {PersonMeaning::store,
     {"store", "shop", "storename", "storecode", "branch", "outlet", "门店", "店铺", "门店名称", "所属门店",
      "门店编码"}},
    {PersonMeaning::source, {"source", "leadsource", "channel", "来源", "客户来源", "渠道", "来源渠道"}},
    {PersonMeaning::note, {"note", "notes", "remark", "remarks", "comment", "comments", "备注", "说明", "描述"}},
}};

constexpr std::size_t place(PersonMeaning meaning) { return static_cast<std::size_t>(meaning); }

Refusal people_column_needed(std::string_view field, std::string_view what) {
  return refuse(RefusalKind::unprocessable, "imports.column_needed",
                "choose the column that holds " + std::string(what), std::string(field));
}

Outcome check_own_columns(std::span<const OwnColumn> own, std::size_t column_count, std::set<std::size_t>& taken) {
  std::set<std::string_view> fields;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const auto place = "own[" + std::to_string(i) + "]";
    const auto column = static_cast<std::size_t>(own[i].column);
    if (column >= column_count) {
      return refuse(RefusalKind::invalid, "imports.column_unknown",
                    "the file has " + std::to_string(column_count) + " columns", place + ".column");
    }
    if (!taken.insert(column).second) {
      return refuse(RefusalKind::invalid, "imports.column_twice", "this column has another meaning already",
                    place + ".column");
    }
    if (!fields.insert(own[i].field).second) {
      return refuse(RefusalKind::invalid, "imports.column_twice", "this field has another column already",
                    place + ".field");
    }
  }
  return Done{};
}

Outcome check_person_columns(const PersonColumns& columns, std::span<const OwnColumn> own, std::size_t column_count) {
  std::set<std::size_t> taken;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i]) continue;
    if (*columns[i] >= column_count) {
      return refuse(RefusalKind::invalid, "imports.column_unknown",
                    "the file has " + std::to_string(column_count) + " columns", std::string(kPersonFields[i]));
    }
    if (!taken.insert(*columns[i]).second) {
      return refuse(RefusalKind::invalid, "imports.column_twice", "this column has another meaning already",
                    std::string(kPersonFields[i]));
    }
  }
  return check_own_columns(own, column_count, taken);
}

Outcome check_key_columns(const PeopleMapping& mapping) {
  if (mapping.mode == ImportMode::insert && !mapping.name && !mapping.external_ref && !mapping.card_number) {
    return people_column_needed("name", "the name");
  }
  if (mapping.external_ref || mapping.phone || mapping.card_number) return Done{};
  if (mapping.without_key == WithoutKey::refuse || mapping.mode != ImportMode::insert) {
    return people_column_needed("phone", "what people are known by: reference, phone or card");
  }
  if (!mapping.name) return people_column_needed("name", "the name");
  return Done{};
}

RowError person_error(const PersonRow& row, PersonMeaning field, std::string reason, std::string detail) {
  return {row.row_no, std::string(kPersonFields[place(field)]), std::move(reason), std::move(detail), {}};
}

}  // namespace

std::vector<std::optional<PersonMeaning>> suggest_person_meanings(std::span<const std::string> column_names) {
  std::vector<std::string> plain;
  plain.reserve(column_names.size());
  for (const auto& name : column_names)
    plain.push_back(plain_column_name(name));
  std::vector<std::optional<PersonMeaning>> suggestions(column_names.size());
  for (const auto& synonyms : kPersonSynonyms) {
    // Earlier synonyms are surer.
    bool is_found = false;
    for (const auto name : synonyms.names) {
      for (std::size_t i = 0; i < plain.size() && !is_found && !name.empty(); ++i) {
        if (suggestions[i] || plain[i] != name) continue;
        suggestions[i] = synonyms.meaning;
        is_found = true;
      }
      if (is_found) break;
    }
  }
  return suggestions;
}

PersonColumns columns_of(const PeopleMapping& mapping) {
  const std::array<std::optional<std::int64_t>, kPersonMeaningCount> given{
      mapping.external_ref, mapping.name,       mapping.phone,       mapping.email, mapping.gender, mapping.birthday,
      mapping.kind,         mapping.occupation, mapping.card_number, mapping.store, mapping.source, mapping.note};
  PersonColumns columns;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i]) columns[i] = static_cast<std::size_t>(*given[i]);
  }
  return columns;
}

Outcome check_mapping(const PeopleMapping& mapping, std::size_t column_count) {
  TRY_DONE(check_person_columns(columns_of(mapping), mapping.own, column_count));
  if (mapping.date_format) {
    const auto pattern = date_pattern_named(*mapping.date_format);
    if (pattern != DatePattern::month_day_year_slashes && pattern != DatePattern::day_month_year_slashes) {
      return refuse(RefusalKind::invalid, "imports.date_format_unknown",
                    "birthdays with slashes are m/d/y or d/m/y; all others are understood as they stand",
                    "date_format");
    }
  }
  TRY_DONE(check_key_columns(mapping));
  if (mapping.mode != ImportMode::update && !mapping.store && !mapping.default_store_id) {
    return refuse(RefusalKind::unprocessable, "imports.store_needed",
                  "choose the store new customers belong to, or the column that names it", "default_store_id");
  }
  return Done{};
}

std::optional<Date> read_birthday(std::string_view text, std::optional<DatePattern> slashes) {
  constexpr std::array kYearFirst{DatePattern::year_month_day_dashes, DatePattern::year_month_day_slashes,
                                  DatePattern::year_month_day_compact, DatePattern::year_month_day_chinese,
                                  DatePattern::day_month_year_dots};
  for (const auto pattern : kYearFirst) {
    if (const auto read = parse_date_with_pattern(text, pattern)) return read->date;
  }
  const auto month_first = parse_date_with_pattern(text, DatePattern::month_day_year_slashes);
  const auto day_first = parse_date_with_pattern(text, DatePattern::day_month_year_slashes);
  if (month_first && day_first && month_first->date != day_first->date) {
    if (!slashes) return std::nullopt;
    return *slashes == DatePattern::month_day_year_slashes ? month_first->date : day_first->date;
  }
  if (month_first) return month_first->date;
  return day_first ? std::optional(day_first->date) : std::nullopt;
}

std::variant<PersonDecision, RowError> decide(const PersonRow& row, const PersonMatch& match, ImportMode mode) {
  std::optional<CustomerId> meant;
  const std::array<std::pair<PersonMeaning, std::optional<CustomerId>>, 3> found{
      {{PersonMeaning::external_ref, match.by_external_ref},
       {PersonMeaning::phone, match.by_phone},
       {PersonMeaning::card_number, match.by_card}}};
  for (const auto& [field, id] : found) {
    if (!id) continue;
    if (meant && *meant != *id) {
      return person_error(row, field, "imports.matches_two",
                          "belongs to another customer than what stands before it in this row");
    }
    meant = id;
  }
  if (meant) return PersonDecision{mode == ImportMode::insert ? PersonAction::skip : PersonAction::update, meant};
  if (mode == ImportMode::update) {
    const auto field = row.external_ref ? PersonMeaning::external_ref
                       : row.phone      ? PersonMeaning::phone
                                        : PersonMeaning::card_number;
    return person_error(row, field, "imports.nobody_matches", "nobody here has this, and nobody new is to be made");
  }
  if (row.name.empty() && !row.external_ref && !row.card_number) {
    return person_error(row, PersonMeaning::name, "imports.value_missing", "somebody new needs a name");
  }
  return PersonDecision{PersonAction::create, std::nullopt};
}

}  // namespace homeport::imports
