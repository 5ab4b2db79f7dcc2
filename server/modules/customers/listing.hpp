#pragma once

// The list of customers: what is asked, and the rows that answer it. Not for other modules.

#include <span>
#include <string>
#include <vector>

#include "kit/routes.hpp"
#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {

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
