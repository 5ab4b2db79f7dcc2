#pragma once

#include <string_view>

namespace homeport {

/// A file of the source tree built into the binary. Both views live as long as the program.
struct EmbeddedFile {
  std::string_view name;  ///< file name without folder, such as "0001_customers.sql"
  std::string_view text;  ///< the whole content, unchanged
};

}  // namespace homeport
