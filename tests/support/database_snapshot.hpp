#pragma once

// Everything that stands in a database, as one text: two of them are equal when nothing has changed in between.

#include <string>

#include "db/database.hpp"

namespace homeport::test {

// Table by table, row by row, sorted. Search indexes are left out.
[[nodiscard]] std::string everything_in(db::Database& database);

}  // namespace homeport::test
