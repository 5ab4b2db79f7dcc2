#pragma once

#include <string>
#include <string_view>

namespace homeport::identity {

// The text as a QR code: one black path on white, with the quiet zone, scalable. At most 1,000 bytes (CHECKed).
[[nodiscard]] std::string qr_svg(std::string_view text);

}  // namespace homeport::identity
