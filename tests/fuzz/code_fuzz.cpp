// What a reader, a scanner or a person sends into the find box: a card, a phone, or nothing; in the form they are kept.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "base/phone.hpp"
#include "modules/customers/rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto reading = homeport::customers::read_code(text);
  if (size > homeport::customers::kMostCodeBytes) CHECK(!reading.card_number && !reading.phone);
  if (reading.card_number) {
    const auto again = homeport::customers::card_number_from(*reading.card_number);
    CHECK(again.ok() && *again == *reading.card_number);
  }
  if (reading.phone) CHECK(homeport::normalise_phone(*reading.phone) == reading.phone);
  (void)homeport::mask_phone(text);
  (void)homeport::national_format(text);
  return 0;
}
