// What a person's account of points holds, and every movement in it. Whose points went to him or came from him, is
// somebody else's datum; profit and combined points are margins.

#include "modules/points/service.hpp"

namespace homeport::points {

struct PersonalAccount {
  std::optional<std::string> tier_name;
  Points consumption;
  std::int64_t sales_count = 0;
  Money spent;
  std::optional<Time> first_sale_at;
  std::optional<Time> last_sale_at;
  Points wallet;
  Points available;
  Points pending;
  Points reserved;
  Points debt;
  std::optional<Time> blocked_at;
};
struct PersonalEntry {
  Time at;
  EntryKind kind = EntryKind::sale;
  std::optional<Purpose> purpose;
  std::optional<SaleId> sale_id;
  Points consumption;
  Points wallet;
  Points wallet_balance;
  Money withheld;
  std::optional<std::string> note;
};
// Combined points a person of the staff adjusted stay untold: they are a margin.
struct PersonalAdjustment {
  Time requested_at;
  AdjustmentKind kind = AdjustmentKind::adjustment;
  AdjustmentState state = AdjustmentState::waiting;
  Points wallet;
  std::string reason;
  std::optional<Time> decided_at;
  std::optional<std::string> decision_note;
};
struct PersonalLot {
  Time granted_at;
  LotState state = LotState::active;
  Points granted;
  Points left;
  Points reserved;
  std::optional<Time> activates_at;
  std::optional<Time> expires_at;
};

}  // namespace homeport::points

template <>
struct homeport::Fields<homeport::points::PersonalAccount> {
  using R = homeport::points::PersonalAccount;
  static constexpr std::string_view name = "PersonalAccount";
  static constexpr std::array rows{
      field<&R::tier_name>("tier_name", Access::read_only),
      field<&R::consumption>("consumption_points", Access::read_only),
      field<&R::sales_count>("sales_count", Access::read_only),
      field<&R::spent>("spent_minor", Access::read_only),
      field<&R::first_sale_at>("first_sale_at", Access::read_only),
      field<&R::last_sale_at>("last_sale_at", Access::read_only),
      field<&R::wallet>("wallet_points", Access::read_only),
      field<&R::available>("available_points", Access::read_only),
      field<&R::pending>("pending_points", Access::read_only),
      field<&R::reserved>("reserved_points", Access::read_only),
      field<&R::debt>("debt_points", Access::read_only),
      field<&R::blocked_at>("blocked_at", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::points::PersonalEntry> {
  using R = homeport::points::PersonalEntry;
  static constexpr std::string_view name = "PersonalEntry";
  static constexpr std::array rows{
      field<&R::at>("at", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::purpose>("purpose", Access::read_only),
      field<&R::sale_id>("sale_id", Access::read_only),
      field<&R::consumption>("consumption_points", Access::read_only),
      field<&R::wallet>("wallet_points", Access::read_only),
      field<&R::wallet_balance>("wallet_balance_points", Access::read_only),
      field<&R::withheld>("withheld_minor", Access::read_only),
      field<&R::note>("note", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::points::PersonalAdjustment> {
  using R = homeport::points::PersonalAdjustment;
  static constexpr std::string_view name = "PersonalAdjustment";
  static constexpr std::array rows{
      field<&R::requested_at>("requested_at", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::wallet>("wallet_points", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::decided_at>("decided_at", Access::read_only),
      field<&R::decision_note>("decision_note", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::points::PersonalLot> {
  using R = homeport::points::PersonalLot;
  static constexpr std::string_view name = "PersonalLot";
  static constexpr std::array rows{
      field<&R::granted_at>("granted_at", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::granted>("granted_points", Access::read_only),
      field<&R::left>("left_points", Access::read_only),
      field<&R::reserved>("reserved_points", Access::read_only),
      field<&R::activates_at>("activates_at", Access::read_only),
      field<&R::expires_at>("expires_at", Access::read_only),
  };
};

namespace homeport::points {
namespace {

const db::Sql kPersonalAccount{
    "SELECT t.name, a.consumption_points, a.sales_count, a.spent_minor, a.first_sale_at, a.last_sale_at, "
    "a.wallet_points, a.available_points, a.pending_points, a.reserved_points, a.debt_points, a.blocked_at FROM "
    "points_account a LEFT JOIN programme_tier t ON t.id = a.tier_id WHERE a.customer_id = $1 LIMIT $2"};
const db::Sql kPersonalEntry{
    "SELECT at, kind, purpose, sale_id, consumption_points, wallet_points, wallet_balance_points, withheld_minor, "
    "note FROM points_entry WHERE customer_id = $1 ORDER BY entry_no DESC LIMIT $2"};
const db::Sql kPersonalAdjustment{
    "SELECT requested_at, kind, state, wallet_points, reason, decided_at, decision_note FROM points_adjustment "
    "WHERE customer_id = $1 ORDER BY id DESC LIMIT $2"};
const db::Sql kPersonalLot{
    "SELECT granted_at, state, granted_points, left_points, reserved_points, activates_at, expires_at FROM "
    "points_lot WHERE customer_id = $1 ORDER BY granted_at DESC, id DESC LIMIT $2"};

}  // namespace

std::vector<kit::PersonalPart> personal_parts() {
  return {kit::personal_part<PersonalAccount>("points_accounts", kPersonalAccount),
          kit::personal_part<PersonalEntry>("points_entries", kPersonalEntry),
          kit::personal_part<PersonalAdjustment>("points_adjustments", kPersonalAdjustment),
          kit::personal_part<PersonalLot>("points_lots", kPersonalLot)};
}

}  // namespace homeport::points
