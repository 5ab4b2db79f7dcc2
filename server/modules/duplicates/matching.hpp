#pragma once

// Who is like a profile, among those who share a block with it. Private to this module.

#include <vector>

#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/duplicates/rules.hpp"

namespace homeport::duplicates {

struct Match {
  customers::CustomerListItem customer;
  Likeness likeness;
};

// Who looks: the program itself, which reaches everybody.
[[nodiscard]] kit::Actor finder();

// Customers in use who are like him, the likeliest first, himself left out. `read` is the finder's.
[[nodiscard]] std::vector<Match> matches_of(const kit::Read& read, const Profile& profile);
void put_likeliest_first(std::vector<Match>& matches);

}  // namespace homeport::duplicates
