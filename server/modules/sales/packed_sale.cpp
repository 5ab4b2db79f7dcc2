#include "modules/sales/packed_sale.hpp"

#include "db/transaction.hpp"

namespace homeport::sales {
namespace {

constexpr unsigned kBitsPerByte = 7;
constexpr unsigned kMoreFollow = 0x80;
constexpr unsigned kBits = 64;
constexpr std::size_t kUsualBytesOfSale = 40;
constexpr std::size_t kUsualBytesOfLine = 20;

[[noreturn]] void refuse_packed() { throw db::DatabaseError("a packed sale can't be read"); }

// Seven bits a byte, the lowest first; all but the last byte have their highest bit set. The sign is the lowest bit, so
// that small values of both signs are short.
void append(std::string& packed, std::int64_t value) {
  auto rest = static_cast<std::uint64_t>(value) << 1U;
  if (value < 0) rest = ~rest;
  for (; rest >= kMoreFollow; rest >>= kBitsPerByte)
    packed += static_cast<char>((rest & (kMoreFollow - 1)) | kMoreFollow);
  packed += static_cast<char>(rest);
}

class Unpacking {
 public:
  explicit Unpacking(std::string_view packed) : at_(packed.data()), end_(packed.data() + packed.size()) {}

  [[nodiscard]] bool is_over() const { return at_ == end_; }

  std::int64_t next() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < kBits; shift += kBitsPerByte) {
      if (is_over()) refuse_packed();
      const auto byte = static_cast<unsigned char>(*at_++);
      value |= static_cast<std::uint64_t>(byte & (kMoreFollow - 1)) << shift;
      if (byte < kMoreFollow) return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
    }
    refuse_packed();
  }

 private:
  const char* at_;
  const char* end_;
};

}  // namespace

std::string pack_sale(const Sale& sale, std::span<const SaleLine> lines) {
  std::string packed;
  packed.reserve(kUsualBytesOfSale + lines.size() * kUsualBytesOfLine);
  append(packed, sale.source == SaleSource::import ? 1 : 0);
  for (const auto value : {sale.store_id.value, sale.sold_at.us, sale.rebate.minor, sale.consumption.hundredths,
                           sale.profit.hundredths, sale.combined.hundredths})
    append(packed, value);
  for (const auto& line : lines) {
    for (const auto value : {line.line_no, line.product_id.value, line.quantity, line.amount.minor, line.cost.minor})
      append(packed, value);
  }
  return packed;
}

void unpack_sale(std::string_view packed, HistorySale& sale, std::vector<HistoryLine>& lines) {
  Unpacking unpacking(packed);
  sale.pricing = unpacking.next() == 1 ? programme::Pricing::paid_at_list : programme::Pricing::by_programme;
  sale.store_id.value = unpacking.next();
  sale.sold_at.us = unpacking.next();
  sale.rebate.minor = unpacking.next();
  sale.consumption.hundredths = unpacking.next();
  sale.profit.hundredths = unpacking.next();
  sale.combined.hundredths = unpacking.next();
  sale.first_line = static_cast<std::uint32_t>(lines.size());
  while (!unpacking.is_over()) {
    auto& line = lines.emplace_back();
    line.line_no = unpacking.next();
    line.product_id.value = unpacking.next();
    line.quantity = unpacking.next();
    line.amount.minor = unpacking.next();
    line.cost.minor = unpacking.next();
  }
  sale.line_count = static_cast<std::uint32_t>(lines.size()) - sale.first_line;
}

}  // namespace homeport::sales
