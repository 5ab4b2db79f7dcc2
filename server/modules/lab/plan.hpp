#pragma once

// What one back-test replays, fixed before it begins: the period, the two rulebooks, and numbers instead of ids for
// whatever is counted (months, service types). Read by all its threads, written by none.

#include <array>
#include <cstdint>
#include <vector>

#include "modules/lab/calendar.hpp"
#include "modules/lab/rulebook.hpp"
#include "modules/lab/types.hpp"

namespace homeport::lab {

inline constexpr std::size_t kSides = 2;  // present, changed

// Product → number of its service type, in one flat table: it is asked for every line.
class TypeNumbers {
 public:
  explicit TypeNumbers(std::size_t products);
  void add(std::int64_t product_id, std::uint16_t number);
  // kUnknown for a product that is not there.
  [[nodiscard]] std::uint16_t operator[](std::int64_t product_id) const {
    for (std::size_t at = start_of(product_id);; at = (at + 1) & mask_) {
      if (slots_[at].product_id == product_id) return slots_[at].number;
      if (slots_[at].product_id == 0) return unknown_;
    }
  }
  // The number of whatever is not there: one beyond the last.
  void set_unknown(std::uint16_t number) { unknown_ = number; }

 private:
  struct Slot {
    std::int64_t product_id = 0;
    std::uint16_t number = 0;
  };
  [[nodiscard]] std::size_t start_of(std::int64_t product_id) const {
    return (static_cast<std::uint64_t>(product_id) * 0x9e3779b97f4a7c15ULL >> 20) & mask_;
  }

  std::vector<Slot> slots_;
  std::size_t mask_;
  std::uint16_t unknown_ = 0;
};

struct Plan {
  Calendar calendar;
  std::vector<OrgUnitId> store_ids;  // sorted; empty: all
  ReplayPricing pricing = ReplayPricing::as_recorded;
  TypeNumbers types;
  std::size_t type_count = 0;  // numbers 0 … type_count; the last stands for products without one
  std::array<Rulebook, kSides> books;
  std::int64_t before_id = 0;  // nothing recorded later counts

  [[nodiscard]] bool counts(OrgUnitId store) const;
};

}  // namespace homeport::lab
