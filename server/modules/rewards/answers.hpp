#pragma once

// What the routes of rewards have in common.

#include <optional>
#include <string>
#include <string_view>

#include "db/record_sql.hpp"
#include "kit/endpoint.hpp"
#include "modules/customers/service.hpp"

namespace homeport::rewards {

template <class Record>
kit::RouteSpec spec_of(std::string operation_id, std::string summary, std::string_view permission) {
  kit::RouteSpec spec;
  spec.operation_id = std::move(operation_id);
  spec.summary = std::move(summary);
  spec.permission = permission;
  spec.answer = &table_of<Record>();
  return spec;
}

// A choice given as a query parameter; request.not_a_choice.
template <class Enum>
Result<std::optional<Enum>> query_choice(const kit::Call& call, std::string_view name) {
  const auto word = call.query_text(name);
  if (!word) return std::optional<Enum>{};
  std::string all;
  for (std::size_t i = 0; i < Choices<Enum>::names.size(); ++i) {
    if (Choices<Enum>::names[i] == *word) return std::optional(static_cast<Enum>(i));
    all += (i == 0 ? "" : ", ") + std::string(Choices<Enum>::names[i]);
  }
  return refuse(RefusalKind::invalid, "request.not_a_choice", "must be one of: " + all, std::string(name));
}

// The customer of the path, if he is within the caller's reach; a bearer's vouchers are within everybody's.
inline Result<customers::CustomerId> reached_customer(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<customers::CustomerId>("customer_id"));
  if (id.value < 0) return id;
  TRY(const auto head, customers::load_head(read.tx, id));
  TRY_DONE(kit::check_reach(read.actor, head.store_id, head.owner_staff_id.value_or(kit::StaffId{})));
  return id;
}

}  // namespace homeport::rewards
