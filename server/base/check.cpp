#include "base/check.hpp"

namespace homeport::detail {

void check_failed(const char* condition, const char* file, int line) {
  throw CheckFailed(std::string("check failed: ") + condition + " at " + file + ":" + std::to_string(line));
}

}  // namespace homeport::detail
