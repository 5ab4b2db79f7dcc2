#pragma once

// What most routes say and answer in the same words.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kit/endpoint.hpp"

namespace homeport::kit {

// A route that answers with such a record, or, without one, with a body of its own.
[[nodiscard]] RouteSpec spec_of(std::string operation_id, std::string summary, std::string_view permission,
                                const RecordTable* answer = nullptr);

template <class Record>
[[nodiscard]] RouteSpec spec_of(std::string operation_id, std::string summary, std::string_view permission,
                                std::vector<std::string> refusals = {}) {
  auto spec = spec_of(std::move(operation_id), std::move(summary), permission, &table_of<Record>());
  spec.refusals = std::move(refusals);
  return spec;
}

// A query parameter that is one of the words of an enum, absent as nullopt; request.not_a_choice naming it otherwise.
template <class Enum>
[[nodiscard]] Result<std::optional<Enum>> query_choice(const Call& call, std::string_view name) {
  const auto word = call.query_text(name);
  if (!word) return std::optional<Enum>{};
  if (const auto choice = choice_of<Enum>(*word)) return choice;
  std::string words;
  for (const auto choice : Choices<Enum>::names)
    words += (words.empty() ? "" : ", ") + std::string(choice);
  return refuse(RefusalKind::invalid, "request.not_a_choice", "must be one of: " + words, std::string(name));
}

// PATCH of a record of its own: the version given is the one it has, and the fields given are saved.
// load: Result<Record>(IdType); save: Result<Record>(const Record& before, Record after).
template <class IdType, class Load, class Save>
[[nodiscard]] Result<Answer> edit_record(Write& write, const Call& call, std::string_view id_name, Load load,
                                         Save save) {
  TRY(const auto id, call.path_id<IdType>(id_name));
  TRY(const auto version, call.if_match_version());
  TRY(const auto before, load(id));
  TRY_DONE(check_version(before, version, write.view()));
  auto after = before;
  TRY_DONE(patch_record(after, call.request().body, write.view()));
  TRY(const auto saved, save(before, std::move(after)));
  return answer_with(saved, write.view());
}

// A list short enough to be known and answered whole.
template <class Records>
[[nodiscard]] Answer whole_list(const Records& records, View view) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& record : records)
    json.record(record, view);
  json.end_array().key("total").integer(static_cast<std::int64_t>(records.size()));
  return Answer{json.key("total_is_exact").boolean(true).end_object().take()};
}

}  // namespace homeport::kit
