#pragma once

// What the ledger remembers of an adjustment: everything a person said about it, as it stands since that entry. The
// entry's hash covers it, so that an amount, a state or a reason changed later shows.

#include <optional>
#include <string>
#include <string_view>

#include "modules/points/request_types.hpp"

namespace homeport::points {

// An adjustment without the customer and the entry it was made by: those are the entry's own.
struct RecordedRequest {
  AdjustmentId id;
  AdjustmentKind kind = AdjustmentKind::adjustment;
  AdjustmentState state = AdjustmentState::waiting;
  Points wallet;
  Points combined;
  std::string reason;
  std::optional<Time> activates_at;
  std::optional<Time> expires_at;
  Time requested_at;
  std::optional<kit::StaffId> requested_by;
  std::optional<Time> decided_at;
  std::optional<kit::StaffId> decided_by;
  std::optional<std::string> decision_note;
};

[[nodiscard]] RecordedRequest recorded_request_of(const Adjustment& adjustment);
[[nodiscard]] std::string request_text(const Adjustment& adjustment);
// CHECKs that the text is one that request_text wrote.
[[nodiscard]] RecordedRequest recorded_request_from(std::string_view text);

}  // namespace homeport::points

template <>
struct homeport::Fields<homeport::points::RecordedRequest> {
  using R = homeport::points::RecordedRequest;
  static constexpr std::string_view name = "RecordedRequest";
  static constexpr std::array rows{
      field<&R::id>("id", Access::read_write),
      field<&R::kind>("kind", Access::read_write),
      field<&R::state>("state", Access::read_write),
      field<&R::wallet>("wallet_points", Access::read_write),
      field<&R::combined>("combined_points", Access::read_write),
      field<&R::reason>("reason", Access::read_write, {.max = homeport::points::kMostNote}),
      field<&R::activates_at>("activates_at", Access::read_write),
      field<&R::expires_at>("expires_at", Access::read_write),
      field<&R::requested_at>("requested_at", Access::read_write),
      field<&R::requested_by>("requested_by", Access::read_write),
      field<&R::decided_at>("decided_at", Access::read_write),
      field<&R::decided_by>("decided_by", Access::read_write),
      field<&R::decision_note>("decision_note", Access::read_write, {.max = homeport::points::kMostNote}),
  };
};
