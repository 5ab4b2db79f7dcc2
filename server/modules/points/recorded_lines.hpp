#pragma once

// What an entry was computed from, as the one text the ledger keeps with it: enough to derive every number of the entry
// again, with the strategy version, period and discount beside it. JSON arrays, so that later kinds of entries can add
// members at the end.
//
//   sale    [[amount_minor,quantity,cost_minor|null,margin_ppm|null,weight_ppm],…]
//   return  [[line_no,quantity,consumption_points,profit_points,combined_points,rebate_minor,paid_minor],…]
//   others  []
//
// what it did to lots, whatever kind it is, so that its hash covers that too:
//
//   [[lot_id,draw_no,drawn_points,granted_points|null,granted_at,state,activates_at|null,expires_at|null,
//     idle_months|null],…]
//
// and which lots a hold has reserved: [[lot_id,points],…]

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/points/service.hpp"

namespace homeport::points {

[[nodiscard]] std::string sale_lines_text(std::span<const LineInput> lines);
[[nodiscard]] std::string return_lines_text(std::span<const programme::LineTakeBack> lines);

// Points of one lot.
struct LotPart {
  LotId lot_id;
  Points points;

  friend bool operator==(const LotPart&, const LotPart&) = default;
};
[[nodiscard]] std::string lot_parts_text(std::span<const LotPart> parts);

// What an entry did to a lot, and the life the lot has since. A lot that comes of age by itself, at `activates_at`, has
// no entry of its own.
struct LotChange {
  LotId lot_id;
  std::int64_t draw_no = 0;  // 0: nothing was drawn
  Points drawn;
  std::optional<Points> granted;  // opened by this entry
  Time granted_at;
  LotState state = LotState::active;
  std::optional<Time> activates_at;
  std::optional<Time> expires_at;
  std::optional<std::int64_t> idle_months;

  friend bool operator==(const LotChange&, const LotChange&) = default;
};
[[nodiscard]] std::string lot_changes_text(std::span<const LotChange> changes);

// CHECK that the text is one that the functions above wrote: it comes from the ledger.
[[nodiscard]] std::vector<LineInput> sale_lines_from(std::string_view text);
[[nodiscard]] std::vector<programme::LineTakeBack> return_lines_from(std::string_view text);
[[nodiscard]] std::vector<LotPart> lot_parts_from(std::string_view text);
[[nodiscard]] std::vector<LotChange> lot_changes_from(std::string_view text);

}  // namespace homeport::points
