#pragma once

// One staged order becomes a sale, or its rows become errors. Private to this module.

#include <string>
#include <vector>

#include "kit/use_case.hpp"
#include "modules/imports/store.hpp"
#include "modules/imports/types.hpp"

namespace homeport::imports {

// Records the order whole, with what it needs (customer, products), and takes its rows out of the staged ones, in this
// transaction; an order that is here already is skipped. A refusal names what is wrong; its field is a Meaning's name.
// `bad_row` is then the row it is about.
[[nodiscard]] Outcome record_order(kit::Write& write, const ImportFile& import, const std::string& order_ref,
                                   std::int64_t& bad_row);

// Turns all rows of the order into errors: the row the refusal is about with its reason, the others as incomplete.
void refuse_order(kit::Write& write, const ImportFile& import, const std::string& order_ref, const Refusal& refusal,
                  std::int64_t bad_row);

}  // namespace homeport::imports
