#pragma once

// The list of customers: what is asked, and the rows that answer it. Not for other modules.

#include <span>
#include <string>
#include <vector>

#include "kit/endpoint.hpp"
#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {

// A query parameter that is one of a few words.
template <class Enum>
Result<std::optional<Enum>> query_choice(const kit::Call& call, std::string_view name) {
  const auto word = call.query_text(name);
  if (!word) return std::optional<Enum>{};
  std::string words;
  for (std::size_t i = 0; i < Choices<Enum>::names.size(); ++i) {
    if (Choices<Enum>::names[i] == *word) return std::optional(static_cast<Enum>(i));
    words += (i == 0 ? "" : ", ") + std::string(Choices<Enum>::names[i]);
  }
  return refuse(RefusalKind::invalid, "request.not_a_choice", "must be one of: " + words, std::string(name));
}

// A filter of a higher module, with the value asked for.
struct GivenFilter {
  const ListFilter* filter;
  std::int64_t value;
};

struct AskedList {
  ListConditions conditions;
  std::vector<GivenFilter> filters;
};

// The query parameters of GET /v1/customers beside limit, cursor and sort.
[[nodiscard]] std::vector<http::QueryParameter> list_parameters(const Extensions& extensions);
[[nodiscard]] Result<AskedList> asked_list(const kit::Read& read, const kit::Call& call, const Extensions& extensions);
[[nodiscard]] store::ListQuery list_query(const kit::Read& read, const AskedList& asked, store::ListColumns columns);

// One row more than the page has, where there is one; that one without what belongs to other modules.
struct FoundRows {
  std::vector<CustomerListItem> items;
  std::vector<std::string> cursors;
};
[[nodiscard]] FoundRows rows_of(const kit::Read& read, const AskedList& asked, const kit::Page& page,
                                const Extensions& extensions);

// Sets what belongs to other modules: the name of the store, and the columns of the extensions.
void fill_columns(const kit::Read& read, std::span<CustomerListItem> items, const Extensions& extensions);

}  // namespace homeport::customers
