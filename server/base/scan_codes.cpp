#include "base/scan_codes.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include <qrencode.h>

#include "base/check.hpp"

namespace homeport {
namespace {

constexpr std::size_t kLongestText = 1000;
constexpr int kQuietZone = 4;  // modules, as ISO/IEC 18004 wants
constexpr unsigned kDark = 1;

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

constexpr std::size_t kLongestBarcode = 48;
constexpr int kBarcodeQuietZone = 10;  // modules, as ISO/IEC 15417 wants
constexpr int kBarcodeHeight = 40;     // modules; it may be stretched

constexpr int kToC = 99;
constexpr int kToB = 100;
constexpr int kStartB = 104;
constexpr int kStartC = 105;
constexpr int kChecked = 103;
constexpr std::array<int, 106> kWidths{
    212222, 222122, 222221, 121223, 121322, 131222, 122213, 122312, 132212, 221213, 221312, 231212, 112232, 122132,
    122231, 113222, 123122, 123221, 223211, 221132, 221231, 213212, 223112, 312131, 311222, 321122, 321221, 312212,
    322112, 322211, 212123, 212321, 232121, 111323, 131123, 131321, 112313, 132113, 132311, 211313, 231113, 231311,
    112133, 112331, 132131, 113123, 113321, 133121, 313121, 211331, 231131, 213113, 213311, 213131, 311123, 311321,
    331121, 312113, 312311, 332111, 314111, 221411, 431111, 111224, 111422, 121124, 121421, 141122, 141221, 112214,
    112412, 122114, 122411, 142112, 142211, 241211, 221114, 413111, 241112, 134111, 111242, 121142, 121241, 114212,
    124112, 124211, 411212, 421112, 421211, 212141, 214121, 412121, 111143, 111341, 131141, 114113, 114311, 411113,
    411311, 113141, 114131, 311141, 411131, 211412, 211214, 211232};
constexpr std::string_view kStopWidths = "2331112";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end]))
    ++end;
  return end - at;
}

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

std::vector<int> barcode_symbols(std::string_view text) {
  CHECK(!text.empty() && text.size() <= kLongestBarcode);
  CHECK(std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }));
  std::vector<int> symbols;
  bool in_pairs = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto digits = digits_at(text, at);
    const bool at_an_end = at == 0 || at + digits == text.size();
    // Changing over costs a symbol, so that only longer runs of digits are worth it; two digits alone are a pair.
    const std::size_t worth_it = text.size() == 2 ? 2 : at_an_end ? 4 : 6;
    const bool pairs = in_pairs ? digits >= 2 : digits >= worth_it && (digits % 2 == 0 || at == 0);
    if (symbols.empty()) {
      symbols.push_back(pairs ? kStartC : kStartB);
    } else if (pairs != in_pairs) {
      symbols.push_back(pairs ? kToC : kToB);
    }
    in_pairs = pairs;
    symbols.push_back(pairs ? (text[at] - '0') * 10 + (text[at + 1] - '0') : text[at] - ' ');
    at += pairs ? 2 : 1;
  }
  int sum = symbols.front();
  for (std::size_t i = 1; i < symbols.size(); ++i)
    sum += static_cast<int>(i) * symbols[i];
  symbols.push_back(sum % kChecked);
  return symbols;
}

int barcode_widths(int symbol) { return kWidths.at(static_cast<std::size_t>(symbol)); }

std::string barcode_svg(std::string_view text) {
  std::string widths;
  for (const auto symbol : barcode_symbols(text))
    widths += std::to_string(barcode_widths(symbol));
  widths += kStopWidths;
  std::string bars;
  int x = kBarcodeQuietZone;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const int width = widths[i] - '0';
    if (i % 2 == 0) {
      bars += "M" + std::to_string(x) + " 0h" + std::to_string(width) + "v" + std::to_string(kBarcodeHeight) + "h-" +
              std::to_string(width) + "z";
    }
    x += width;
  }
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + std::to_string(x + kBarcodeQuietZone) + " " +
         std::to_string(kBarcodeHeight) +
         "\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" "
         "fill=\"#fff\"/><path d=\"" +
         bars + "\" fill=\"#000\"/></svg>";
}

}  // namespace homeport
