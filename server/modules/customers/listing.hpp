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
// `end`: no farther than there.
[[nodiscard]] FoundRows rows_of(const kit::Read& read, const AskedList& asked, const kit::Page& page,
                                const Extensions& extensions, const std::optional<store::ListEnd>& end = {});

// Conditions no index answers are asked of one customer after the other. So that nobody waits for a list that finds
// next to nothing among millions, one request looks at so many at most.
inline constexpr std::int64_t kMostLookedAt = 20'000;
// The last customer the page will look at; none where it may look at all that are left.
[[nodiscard]] std::optional<store::ListEnd> end_of_page(const kit::Read& read, const AskedList& asked,
                                                        const kit::Page& page);
// How many there are up to the end of the first page; exact where that is the end of all.
[[nodiscard]] kit::Count count_of(const kit::Read& read, const AskedList& asked, const kit::Page& page,
                                  const std::optional<store::ListEnd>& end);

// Sets what belongs to other modules: the name of the store, and the columns of the extensions.
void fill_columns(const kit::Read& read, std::span<CustomerListItem> items, const Extensions& extensions);

}  // namespace homeport::customers
