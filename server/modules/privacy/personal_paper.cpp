// What is held of a person in words: every section with its records, field by field.

#include <algorithm>

#include <boost/json.hpp>

#include "modules/privacy/personal_data.hpp"
#include "modules/privacy/personal_labels.hpp"

namespace homeport::privacy {
namespace {

using identity::Language;

struct Speech {
  Language language = Language::zh;
  TimeZone zone;
  int currency_digits = 2;
  [[nodiscard]] std::string say(std::string_view en, std::string_view zh) const {
    return std::string(language == Language::zh ? zh : en);
  }
};

// 1234567 with two digits: "12345.67".
std::string decimal(std::int64_t value, int digits) {
  std::string text = std::to_string(value);
  const bool is_negative = text.front() == '-';
  if (is_negative) text.erase(0, 1);
  const auto places = static_cast<std::size_t>(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - places, ".");
  return is_negative ? "-" + text : text;
}

// Texts the program chose by itself, though they are kept as texts.
bool has_known_words(std::string_view field) { return field == "what" || field == "source"; }

std::string choice_said(std::string_view choice, const Speech& speech) {
  return std::string(choice_words(choice, speech.language).value_or(choice));
}

std::string text_said(const FieldRow& row, std::string_view text, const Speech& speech) {
  switch (row.type->kind) {
    case FieldKind::choice: return choice_said(text, speech);
    case FieldKind::time: {
      const auto time = parse_rfc3339(text);
      return time ? format_local(*time, speech.zone) : std::string(text);
    }
    default: return has_known_words(row.name) ? choice_said(text, speech) : std::string(text);
  }
}

std::string number_said(const FieldRow& row, std::int64_t number, const Speech& speech) {
  switch (row.type->kind) {
    case FieldKind::money: return decimal(number, speech.currency_digits);
    case FieldKind::points: return decimal(number, 2);
    case FieldKind::rate: return decimal(number, 4) + " %";
    default: return std::to_string(number);
  }
}

// A value as the JSON of its record has it.
std::string said(const FieldRow& row, const boost::json::value& value, const Speech& speech) {
  if (value.is_bool()) return value.as_bool() ? speech.say("yes", "是") : speech.say("no", "否");
  if (value.is_int64()) return number_said(row, value.as_int64(), speech);
  if (value.is_string()) {
    const auto& text = value.as_string();
    return text_said(row, std::string_view(text.data(), text.size()), speech);
  }
  return boost::json::serialize(value);
}

PaperBlock block_of(const RecordTable& table, const std::string& record, const Speech& speech) {
  const auto parsed = boost::json::parse(record);
  PaperBlock block;
  for (const auto& row : table.rows) {
    const auto* value = parsed.as_object().if_contains(boost::json::string_view(row.name.data(), row.name.size()));
    if (value == nullptr) continue;
    auto words = said(row, *value, speech);
    if (words.empty()) continue;
    block.rows.push_back({std::string(field_words(row.name, speech.language).value_or(row.name)), std::move(words)});
  }
  return block;
}

PaperSection section_of(const PersonalSection& section, const Speech& speech) {
  PaperSection paper;
  paper.heading = std::string(section_words(section.name, speech.language).value_or(section.name)) + " (" +
                  std::to_string(section.records.size()) + ")";
  const auto printed = std::min(section.records.size(), kMostPrintedRecords);
  const auto most = std::to_string(printed);
  if (section.is_cut) {
    paper.note =
        speech.say("There are more: only the first " + most + " are listed.", "还有更多，仅列出前 " + most + " 条。");
  } else if (printed < section.records.size()) {
    paper.note = speech.say("Only the first " + most + " are printed: the JSON file has all of them.",
                            "仅打印前 " + most + " 条，全部记录见 JSON 文件。");
  }
  for (std::size_t i = 0; i < printed; ++i)
    paper.blocks.push_back(block_of(*section.table, section.records[i], speech));
  return paper;
}

// Sections without records, in one sentence: that nothing is held is an answer, too.
std::string empty_sections(const PersonalData& data, const Speech& speech) {
  std::string names;
  for (const auto& section : data.sections) {
    if (!section.records.empty()) continue;
    if (!names.empty()) names += speech.say(", ", "、");
    names += section_words(section.name, speech.language).value_or(section.name);
  }
  return names;
}

}  // namespace

Paper personal_paper(const PersonalData& data, Language language) {
  const Speech speech{language, TimeZone::find(data.time_zone).value_or(TimeZone::utc()), data.currency_digits};
  Paper paper;
  paper.title = speech.say("Personal data", "个人信息副本");
  paper.facts = {
      {speech.say("Held by", "持有方"), data.chain_name},
      {speech.say("Of", "客户"), data.customer_name},
      {speech.say("Customer number", "客户编号"), to_string(data.customer_id)},
      {speech.say("Produced", "生成时间"), format_local(data.produced_at, speech.zone) + " " + data.time_zone},
      {speech.say("Amounts in", "金额币种"), data.currency}};
  for (const auto& section : data.sections) {
    if (!section.records.empty()) paper.sections.push_back(section_of(section, speech));
  }
  if (auto names = empty_sections(data, speech); !names.empty()) {
    paper.sections.push_back({speech.say("Nothing is held of", "以下各项无记录"), std::move(names), {}});
  }
  paper.foot = data.chain_name + "  ·  " + speech.say("page {page} of {pages}", "第 {page} 页，共 {pages} 页");
  return paper;
}

}  // namespace homeport::privacy
