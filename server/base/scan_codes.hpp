#pragma once

// Text in a form that scanners read, as SVG: dark on white with the quiet zone around it, scalable.

#include <string>
#include <string_view>
#include <vector>

namespace homeport {

// A QR code of correction level M, one unit of the view box to a module. At most 1,000 bytes (CHECKed).
[[nodiscard]] std::string qr_svg(std::string_view text);

// A Code 128 barcode, for scanners that read no QR. Printable ASCII, at most 48 characters (CHECKed); digits take half
// the room. It stretches in height to whatever room it is given.
[[nodiscard]] std::string barcode_svg(std::string_view text);

// The symbols of that barcode, start and check symbol included, stop not: what the bars say.
[[nodiscard]] std::vector<int> barcode_symbols(std::string_view text);

// The widths of a symbol's three bars and three gaps, in modules, as one number of six digits.
[[nodiscard]] int barcode_widths(int symbol);

}  // namespace homeport
