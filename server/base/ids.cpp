#include "base/ids.hpp"

#include <charconv>

#include "base/check.hpp"

namespace homeport {
namespace {

constexpr std::int64_t kEpochMs = 1'704'067'200'000;  // 2024-01-01T00:00:00Z
constexpr int kNodeBits = 8;
constexpr int kCounterBits = 14;
constexpr std::int64_t kCounterSize = std::int64_t{1} << kCounterBits;

}  // namespace

std::optional<std::int64_t> parse_id(std::string_view text) {
  if (text.empty() || text.size() > 20) return std::nullopt;
  const std::string_view digits = text.front() == '-' ? text.substr(1) : text;
  if (digits.empty() || digits.front() < '1' || digits.front() > '9') return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

IdSource::IdSource(const Clock& clock, int node)
    : clock_(clock), node_bits_(static_cast<std::int64_t>(node) << kCounterBits) {
  CHECK(node >= 0 && node < (1 << kNodeBits));
}

std::int64_t IdSource::next() {
  const std::int64_t now_ms = clock_.now().us / 1000 - kEpochMs;
  const std::int64_t floor = (now_ms < 0 ? 0 : now_ms) << kCounterBits;
  std::int64_t last = last_.load(std::memory_order_relaxed);
  std::int64_t made = 0;
  do {
    made = last < floor ? floor : last + 1;
  } while (!last_.compare_exchange_weak(last, made, std::memory_order_relaxed));
  const std::int64_t ms = made >> kCounterBits;
  return (ms << (kNodeBits + kCounterBits)) | node_bits_ | (made & (kCounterSize - 1));
}

Time time_of_id(std::int64_t id) { return Time{((id >> (kNodeBits + kCounterBits)) + kEpochMs) * 1000}; }

std::int64_t first_id_at(Time time) {
  const std::int64_t ms = time.us / 1000 - kEpochMs;
  return ms <= 0 ? 0 : ms << (kNodeBits + kCounterBits);
}

}  // namespace homeport
