#include "modules/identity/qr_svg.hpp"

#include <memory>
#include <stdexcept>

#include <qrencode.h>

#include "base/check.hpp"

namespace homeport::identity {
namespace {

constexpr std::size_t kLongestText = 1000;
constexpr int kQuietZone = 4;  // modules, as ISO/IEC 18004 wants
constexpr unsigned kDark = 1;

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::string qr_svg(std::string_view text) {
  CHECK(!text.empty() && text.size() <= kLongestText);
  const std::string copy(text);
  const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeString8bit(copy.c_str(), 0, QR_ECLEVEL_M));
  if (!code) throw std::runtime_error("the QR code could not be made");
  const std::string side = std::to_string(code->width + 2 * kQuietZone);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
                    "\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"";
  const unsigned char* module = code->data;
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width; ++x, ++module) {
      if ((*module & kDark) == 0) continue;
      svg += "M" + std::to_string(x + kQuietZone) + " " + std::to_string(y + kQuietZone) + "h1v1h-1z";
    }
  }
  return svg + "\" fill=\"#000\"/></svg>";
}

}  // namespace homeport::identity
