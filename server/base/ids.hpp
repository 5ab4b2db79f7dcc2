#pragma once

// Ids are positive 63-bit integers made by the server, never by a database sequence, so that a record can be made
// on any node without asking. Layout, high to low: 41 bits milliseconds since 2024-01-01 UTC (until 2093), 8 bits
// node, 14 bits counter. Ids of one source strictly increase, even when the clock jumps back.

#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace homeport {

// A strong id: CustomerId and ProductId cannot be mixed up. Zero means "none"; a negative CustomerId is an
// anonymous buyer.
template <class Tag>
struct Id {
  std::int64_t value = 0;

  [[nodiscard]] bool is_set() const { return value != 0; }
  friend auto operator<=>(const Id&, const Id&) = default;
};

template <class Tag>
[[nodiscard]] std::string to_string(Id<Tag> id) {
  return std::to_string(id.value);
}

// Decimal text to id: optional '-', digits, no leading zeros, within 63 bits, not zero.
[[nodiscard]] std::optional<std::int64_t> parse_id(std::string_view text);

template <class IdType>
[[nodiscard]] std::optional<IdType> parse_id_as(std::string_view text) {
  const auto value = parse_id(text);
  if (!value) return std::nullopt;
  return IdType{*value};
}

// Makes ids; thread-safe and lock-free. `node` is 0…255 and differs between servers over one database.
class IdSource {
 public:
  explicit IdSource(const Clock& clock, int node = 0);

  [[nodiscard]] std::int64_t next();

  template <class IdType>
  [[nodiscard]] IdType next_as() {
    return IdType{next()};
  }

 private:
  const Clock& clock_;
  std::int64_t node_bits_;
  std::atomic<std::int64_t> last_{0};  // milliseconds and counter, without the node bits
};

// The moment (to the millisecond) that is inside an id made by IdSource.
[[nodiscard]] Time time_of_id(std::int64_t id);

// The smallest id an IdSource can make at that moment (to the millisecond): a bound for ids by time. 0 before 2024.
[[nodiscard]] std::int64_t first_id_at(Time time);

}  // namespace homeport

template <class Tag>
struct std::hash<homeport::Id<Tag>> {
  std::size_t operator()(homeport::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
