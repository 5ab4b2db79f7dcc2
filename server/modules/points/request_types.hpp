#pragma once

// What callers ask of wallets and of the ledger, and what they are shown of them.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "modules/follow_ups/types.hpp"
#include "modules/points/types.hpp"

namespace homeport::points {

struct AdjustmentTag;
using AdjustmentId = Id<AdjustmentTag>;

enum class AdjustmentState : std::uint8_t { waiting, done, refused };
// adjustment: something is put right. grant: a bonus, which has a life of its own and counts towards the day's limit.
enum class AdjustmentKind : std::uint8_t { adjustment, grant };

// Points given or taken by hand: of the wallet, of history combined points (and so of the tier), or of both.
struct AdjustmentRequest {
  Points wallet;
  Points combined;
  std::string reason;
};
// A bonus by hand: points to spend, which may begin later and end sooner than the strategy says.
struct GrantRequest {
  Points points;
  std::string reason;
  std::optional<Time> activates_at;
  std::optional<Time> expires_at;
};
struct Adjustment {
  CustomerId customer_id;
  AdjustmentId id;
  AdjustmentKind kind = AdjustmentKind::adjustment;
  AdjustmentState state = AdjustmentState::waiting;
  Points wallet;
  Points combined;
  std::string reason;
  std::optional<Time> activates_at;  // of a grant
  std::optional<Time> expires_at;
  std::optional<EntryId> entry_id;  // done
  Time requested_at;
  std::optional<kit::StaffId> requested_by;
  std::optional<Time> decided_at;
  std::optional<kit::StaffId> decided_by;
  std::optional<std::string> decision_note;
};
struct AdjustmentDecision {
  std::optional<std::string> note;
};

// What was given by hand without a second person.
struct GivenByHand {
  Points wallet;
  Points combined;
};

struct TransferRequest {
  CustomerId to_customer_id;
  Points points;
  std::string reason;
};
// The points have left; they arrive in a moment.
struct Transfer {
  CustomerId customer_id;
  CustomerId to_customer_id;
  EntryId entry_id;
  Points points;
};

struct WalletBlock {
  std::string reason;
};

struct CustomerExpiry {
  Time expires_at;
  Points points;
};
struct WalletView {
  Points available;
  Points pending;
  Points reserved;
  Points debt;
  bool is_blocked = false;
  std::vector<Lot> lots;                        // open ones in the order of spending, kLotsShown at most
  std::vector<CustomerExpiry> coming_expiries;  // of those
};

// Points that expire soon, of whoever it is.
struct Expiry {
  CustomerId customer_id;
  std::string customer_name;
  std::optional<kit::StaffId> owner_staff_id;
  LotId lot_id;
  Points points;
  Time expires_at;
  std::optional<follow_ups::TaskState> reminder;  // what became of the task his owner was given for it
};

// The heads of all customers' chains at the end of a day, as one hash.
struct Digest {
  Date closed_on;
  Time cut_at;  // entries written until then
  std::int64_t customers = 0;
  std::string heads_hash;
  std::string hash;  // of the digest before and the heads
  Time created_at;
};

inline constexpr std::int64_t kLotsShown = 100;

}  // namespace homeport::points

template <>
struct homeport::Choices<homeport::points::AdjustmentState> {
  static constexpr std::array<std::string_view, 3> names{"waiting", "done", "refused"};
};

template <>
struct homeport::Choices<homeport::points::AdjustmentKind> {
  static constexpr std::array<std::string_view, 2> names{"adjustment", "grant"};
};

template <>
struct homeport::Fields<homeport::points::GrantRequest> {
  using G = homeport::points::GrantRequest;
  static constexpr std::string_view name = "PointsGrantRequest";
  static constexpr std::array rows{
      field<&G::points>("points", Access::read_write, {.min = 1, .max = kMaxAmount, .required = true}),
      field<&G::reason>("reason", Access::read_write, {.min = 1, .max = homeport::points::kMostNote, .required = true}),
      field<&G::activates_at>("activates_at", Access::read_write,
                              {.about = "Not to be spent before; at once if not given."}),
      field<&G::expires_at>("expires_at", Access::read_write, {.about = "By the strategy if not given."}),
  };
};
template <>
struct homeport::Fields<homeport::points::AdjustmentRequest> {
  using A = homeport::points::AdjustmentRequest;
  static constexpr std::string_view name = "AdjustmentRequest";
  static constexpr std::array rows{
      field<&A::wallet>("wallet_points", Access::read_write, {.about = "Spendable points; below zero takes."}),
      field<&A::combined>("combined_points", Access::read_write,
                          {.about = "History combined points, which decide the tier; below zero takes."}),
      field<&A::reason>("reason", Access::read_write, {.min = 1, .max = homeport::points::kMostNote, .required = true}),
  };
};
template <>
struct homeport::Fields<homeport::points::Adjustment> {
  using A = homeport::points::Adjustment;
  static constexpr std::string_view name = "Adjustment";
  static constexpr std::array rows{
      field<&A::customer_id>("customer_id", Access::read_only),
      field<&A::id>("id", Access::read_only),
      field<&A::kind>("kind", Access::read_only, {.about = "adjustment: put right; grant: a bonus."}),
      field<&A::state>("state", Access::read_only),
      field<&A::wallet>("wallet_points", Access::read_only),
      field<&A::combined>("combined_points", Access::read_only),
      field<&A::reason>("reason", Access::read_only, {.max = homeport::points::kMostNote}),
      field<&A::activates_at>("activates_at", Access::read_only, {.about = "Of a grant."}),
      field<&A::expires_at>("expires_at", Access::read_only, {.about = "Of a grant; by the strategy where missing."}),
      field<&A::entry_id>("entry_id", Access::read_only),
      field<&A::requested_at>("requested_at", Access::read_only),
      field<&A::requested_by>("requested_by", Access::read_only),
      field<&A::decided_at>("decided_at", Access::read_only),
      field<&A::decided_by>("decided_by", Access::read_only),
      field<&A::decision_note>("decision_note", Access::read_only, {.max = homeport::points::kMostNote}),
  };
};
template <>
struct homeport::Fields<homeport::points::AdjustmentDecision> {
  using D = homeport::points::AdjustmentDecision;
  static constexpr std::string_view name = "AdjustmentDecision";
  static constexpr std::array rows{field<&D::note>("note", Access::read_write, {.max = homeport::points::kMostNote})};
};
template <>
struct homeport::Fields<homeport::points::TransferRequest> {
  using T = homeport::points::TransferRequest;
  static constexpr std::string_view name = "TransferRequest";
  static constexpr std::array rows{
      field<&T::to_customer_id>("to_customer_id", Access::read_write, {.required = true}),
      field<&T::points>("points", Access::read_write, {.min = 1, .max = kMaxAmount, .required = true}),
      field<&T::reason>("reason", Access::read_write, {.min = 1, .max = homeport::points::kMostNote, .required = true}),
  };
};
template <>
struct homeport::Fields<homeport::points::Transfer> {
  using T = homeport::points::Transfer;
  static constexpr std::string_view name = "PointsTransfer";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::to_customer_id>("to_customer_id", Access::read_only),
      field<&T::entry_id>("entry_id", Access::read_only),
      field<&T::points>("points", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::points::WalletBlock> {
  using W = homeport::points::WalletBlock;
  static constexpr std::string_view name = "WalletBlock";
  static constexpr std::array rows{field<&W::reason>("reason", Access::read_write,
                                                     {.min = 1, .max = homeport::points::kMostNote, .required = true})};
};
template <>
struct homeport::Fields<homeport::points::CustomerExpiry> {
  using C = homeport::points::CustomerExpiry;
  static constexpr std::string_view name = "CustomerExpiry";
  static constexpr std::array rows{
      field<&C::expires_at>("expires_at", Access::read_only),
      field<&C::points>("points", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::points::WalletView> {
  using W = homeport::points::WalletView;
  static constexpr std::string_view name = "Wallet";
  static constexpr std::array rows{
      field<&W::available>("available_points", Access::read_only),
      field<&W::pending>("pending_points", Access::read_only),
      field<&W::reserved>("reserved_points", Access::read_only),
      field<&W::debt>("debt_points", Access::read_only),
      field<&W::is_blocked>("is_blocked", Access::read_only),
      field<&W::lots>("lots", Access::read_only, {.max = homeport::points::kLotsShown}),
      field<&W::coming_expiries>("coming_expiries", Access::read_only, {.max = homeport::points::kLotsShown}),
  };
};
template <>
struct homeport::Fields<homeport::points::Expiry> {
  using E = homeport::points::Expiry;
  static constexpr std::string_view name = "PointsExpiry";
  static constexpr std::array rows{
      field<&E::customer_id>("customer_id", Access::read_only),
      field<&E::customer_name>("customer_name", Access::read_only),
      field<&E::owner_staff_id>("owner_staff_id", Access::read_only),
      field<&E::lot_id>("lot_id", Access::read_only),
      field<&E::points>("points", Access::read_only),
      field<&E::expires_at>("expires_at", Access::read_only),
      field<&E::reminder>("reminder", Access::read_only,
                          {.about = "The task his owner was given about it; missing: nobody was."}),
  };
};
template <>
struct homeport::Fields<homeport::points::Digest> {
  using D = homeport::points::Digest;
  static constexpr std::string_view name = "LedgerDigest";
  static constexpr std::array rows{
      field<&D::closed_on>("closed_on", Access::read_only), field<&D::cut_at>("cut_at", Access::read_only),
      field<&D::customers>("customers", Access::read_only), field<&D::heads_hash>("heads_hash", Access::read_only),
      field<&D::hash>("hash", Access::read_only),           field<&D::created_at>("created_at", Access::read_only),
  };
};
