#pragma once

// CHECK is for our own mistakes only: a state that correct code cannot reach. It stays on in release builds and
// throws CheckFailed, which the connection or the job runner reports as an internal error. What a caller may do
// wrong is a Refusal (result.hpp); what the machine may do wrong is another exception.

#include <stdexcept>
#include <string>

namespace homeport {

class CheckFailed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

namespace detail {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}  // namespace detail

}  // namespace homeport

#define CHECK(condition)                                                \
  do {                                                                  \
    if (!(condition)) {                                                 \
      ::homeport::detail::check_failed(#condition, __FILE__, __LINE__); \
    }                                                                   \
  } while (false)
