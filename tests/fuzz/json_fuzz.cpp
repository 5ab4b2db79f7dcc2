// A body from anybody, read as the request with the deepest table there is: what is accepted must come out again as it
// went in, and what is refused must say so in text that is text.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "modules/sales/reservation_types.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using homeport::sales::ReservationRequest;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto read = homeport::record_from_json<ReservationRequest>(body, {});
  if (!read.ok()) {
    CHECK(!read.refusal().reason.empty());
    CHECK(read.refusal().errors.size() <= homeport::kMaxViolations);
    for (const auto& error : read.refusal().errors)
      CHECK(homeport::is_valid_utf8(error.field));
    return 0;
  }
  CHECK(read->lines.size() <= static_cast<std::size_t>(homeport::sales::kMostLines));
  const auto text = homeport::to_json(*read, {});
  const auto again = homeport::record_from_json<ReservationRequest>(text, {});
  CHECK(again.ok());
  CHECK(homeport::to_json(*again, {}) == text);
  return 0;
}
