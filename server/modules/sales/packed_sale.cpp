#include "modules/sales/packed_sale.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

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

// Ids and times use nearly all of their bits: eight bytes as they are take less room than nine or ten of seven bits,
// and no loop to read. Data files move between machines, all of which begin with the lowest byte.
static_assert(std::endian::native == std::endian::little);

void append_whole(std::string& packed, std::int64_t value) {
  std::array<char, sizeof value> bytes{};
  std::memcpy(bytes.data(), &value, bytes.size());
  packed.append(bytes.data(), bytes.size());
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

  std::int64_t next_whole() {
    std::int64_t value = 0;
    if (end_ - at_ < static_cast<std::ptrdiff_t>(sizeof value)) refuse_packed();
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    return value;
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
  append_whole(packed, sale.store_id.value);
  append_whole(packed, sale.sold_at.us);
  for (const auto value :
       {sale.rebate.minor, sale.consumption.hundredths, sale.profit.hundredths, sale.combined.hundredths})
    append(packed, value);
  for (const auto& line : lines) {
    append_whole(packed, line.product_id.value);
    for (const auto value : {line.line_no, line.quantity, line.amount.minor, line.cost.minor})
      append(packed, value);
  }
  return packed;
}

void unpack_sale(std::string_view packed, HistorySale& sale, std::vector<HistoryLine>& lines) {
  Unpacking unpacking(packed);
  sale.pricing = unpacking.next() == 1 ? programme::Pricing::paid_at_list : programme::Pricing::by_programme;
  sale.store_id.value = unpacking.next_whole();
  sale.sold_at.us = unpacking.next_whole();
  sale.rebate.minor = unpacking.next();
  sale.consumption.hundredths = unpacking.next();
  sale.profit.hundredths = unpacking.next();
  sale.combined.hundredths = unpacking.next();
  sale.first_line = static_cast<std::uint32_t>(lines.size());
  while (!unpacking.is_over()) {
    auto& line = lines.emplace_back();
    line.product_id.value = unpacking.next_whole();
    line.line_no = unpacking.next();
    line.quantity = unpacking.next();
    line.amount.minor = unpacking.next();
    line.cost.minor = unpacking.next();
  }
  sale.line_count = static_cast<std::uint32_t>(lines.size()) - sale.first_line;
}

}  // namespace homeport::sales
