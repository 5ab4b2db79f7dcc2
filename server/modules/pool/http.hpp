#pragma once

// What the route files of the pool share.

#include <string>
#include <utility>
#include <vector>

#include "kit/endpoint.hpp"
#include "modules/pool/service.hpp"

namespace homeport::pool {

template <class Record>
[[nodiscard]] kit::RouteSpec spec_of(std::string operation_id, std::string summary, std::string_view permission,
                                     std::vector<std::string> refusals = {}) {
  kit::RouteSpec spec;
  spec.operation_id = std::move(operation_id);
  spec.summary = std::move(summary);
  spec.permission = permission;
  spec.answer = &table_of<Record>();
  spec.refusals = std::move(refusals);
  return spec;
}

// A query parameter that is one of a few words.
template <class Enum>
[[nodiscard]] Result<std::optional<Enum>> query_choice(const kit::Call& call, std::string_view name) {
  const auto word = call.query_text(name);
  if (!word) return std::optional<Enum>{};
  std::string words;
  for (std::size_t i = 0; i < Choices<Enum>::names.size(); ++i) {
    if (Choices<Enum>::names[i] == *word) return std::optional(static_cast<Enum>(i));
    words += (i == 0 ? "" : ", ") + std::string(Choices<Enum>::names[i]);
  }
  return refuse(RefusalKind::invalid, "request.not_a_choice", "must be one of: " + words, std::string(name));
}

// A list that is known whole: everything on one page.
template <class Record>
[[nodiscard]] kit::Answer whole_list(const std::vector<Record>& records, View view) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& record : records)
    json.record(record, view);
  json.end_array().key("total").integer(static_cast<std::int64_t>(records.size()));
  json.key("total_is_exact").boolean(true);
  return kit::Answer{json.end_object().take()};
}

// The customer as this caller sees him now.
[[nodiscard]] Result<kit::Answer> show_customer(const kit::Read& read, CustomerId id);

void add_pool_routes(kit::Endpoints& endpoints, const HooksPtr& hooks);
void add_rule_routes(kit::Endpoints& endpoints);
void add_customer_routes(kit::Endpoints& endpoints, const HooksPtr& hooks);
void add_batch_routes(kit::Endpoints& endpoints);
void add_desk_routes(kit::Endpoints& endpoints);

}  // namespace homeport::pool
