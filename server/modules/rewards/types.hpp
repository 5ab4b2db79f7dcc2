#pragma once

// The records, requests and choices of rewards. What is refused and why: rules.hpp and service.hpp. The field tables
// are in field_tables.hpp.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/amounts.hpp"
#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"
#include "modules/catalogue/types.hpp"
#include "modules/customers/types.hpp"
#include "modules/points/types.hpp"

namespace homeport::rewards {

using catalogue::ProductId;
using catalogue::ServiceTypeId;
using customers::CustomerId;
using kit::OrgUnitId;
using kit::StaffId;
using points::TierId;

struct GiftTag;
using GiftId = Id<GiftTag>;
struct StockMovementTag;
using StockMovementId = Id<StockMovementTag>;
struct VoucherSeriesTag;
using VoucherSeriesId = Id<VoucherSeriesTag>;
struct VoucherTag;
using VoucherId = Id<VoucherTag>;
struct VoucherHoldTag;
using VoucherHoldId = Id<VoucherHoldTag>;
struct VoucherBatchTag;
using VoucherBatchId = Id<VoucherBatchTag>;
struct RedemptionTag;
using RedemptionId = Id<RedemptionTag>;
// What a voucher was used for, or a redemption belongs to: a sale, a redemption.
struct UseTag;
using UseId = Id<UseTag>;

enum class RewardStatus : std::uint8_t { active, disabled };
// One stock for the whole chain, or one in each store.
enum class StockKeeping : std::uint8_t { central, per_store };
enum class MovementKind : std::uint8_t { received, written_off, counted, redeemed, put_back };
enum class SeriesKind : std::uint8_t { money_off, percent_off, gift };
enum class VoucherState : std::uint8_t { issued, held, used, expired, cancelled };
enum class Audience : std::uint8_t { list, condition, bearer };
enum class BatchState : std::uint8_t { running, done, cancelled };
// held: set aside for a sale that is being made; released: put back, because it wasn't made.
enum class RedemptionState : std::uint8_t { done, cancelled, held, released };
enum class PaymentKind : std::uint8_t { cash, card, wechat, alipay, transfer, other };

// Limits of what may be entered.
inline constexpr std::int64_t kMostNameCharacters = 120;
inline constexpr std::int64_t kMostAboutCharacters = 2'000;
inline constexpr std::int64_t kMostNoteCharacters = 200;
inline constexpr std::int64_t kMostStock = 100'000'000;      // units in one place
inline constexpr std::int64_t kMostPerMember = 100'000;      // limit per member, units
inline constexpr std::int64_t kMostPerRedemption = 1'000;    // units
inline constexpr std::int64_t kMostConditions = 100;         // of one kind, per series
inline constexpr std::int64_t kMostValidDays = 3'650;        // ten years
inline constexpr std::int64_t kMostListedCustomers = 1'000;  // in one batch by list
inline constexpr std::int64_t kMostBearerCodes = 10'000;     // in one batch
inline constexpr std::int64_t kMostHoldSeconds = 24 * 3600;  // a till that forgot its customer

// What points or a voucher can be turned into. Prices may both be zero: a present.
struct Gift {
  GiftId id;
  std::string name;
  std::string name_folded;
  std::optional<std::string> name_en;
  std::optional<std::string> about;
  Points points_price;
  Money price;  // on top of the points
  StockKeeping stock_keeping = StockKeeping::per_store;
  std::int64_t limit_per_member = 0;  // 0: none
  std::optional<Time> valid_from;
  std::optional<Time> valid_to;   // exclusive
  std::optional<TierId> tier_id;  // this tier or a higher one
  std::optional<std::string> picture_hash;
  RewardStatus status = RewardStatus::active;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

// What is left in one place; no store: the chain's common stock.
struct GiftStock {
  GiftId gift_id;
  std::optional<OrgUnitId> store_id;
  std::int64_t quantity = 0;
  Time updated_at;
};

// In all places it is kept in.
struct GiftStocks {
  std::vector<GiftStock> items;
};

struct StockMovement {
  GiftId gift_id;
  StockMovementId id;
  std::optional<OrgUnitId> store_id;
  MovementKind kind = MovementKind::received;
  std::int64_t change = 0;
  std::int64_t balance = 0;  // after it
  std::optional<RedemptionId> redemption_id;
  std::optional<std::string> note;
  Time at;
  std::optional<StaffId> staff_id;
};

// received: what came; written_off: what was lost, as a positive number; counted: what is there now.
struct StockRequest {
  std::optional<OrgUnitId> store_id;
  MovementKind kind = MovementKind::received;
  std::int64_t quantity = 0;
  std::optional<std::string> note;
};

// The terms of its vouchers. Kind, value and conditions stand for good: whoever holds a voucher keeps what he was
// promised. Empty lists mean no such condition.
struct VoucherSeries {
  VoucherSeriesId id;
  std::string name;
  std::string name_folded;
  std::optional<std::string> name_en;
  SeriesKind kind = SeriesKind::money_off;
  std::optional<Money> value;     // money_off
  std::optional<Rate> rate;       // percent_off
  std::optional<Money> cap;       // percent_off: at most
  std::optional<GiftId> gift_id;  // gift
  Money minimum;                  // of what it applies to
  bool new_members_only = false;  // who have bought nothing yet
  bool may_combine = false;       // with other vouchers in one sale
  std::optional<Time> valid_from;
  std::optional<Time> valid_to;        // exclusive
  std::int64_t valid_days = 0;         // from the day of issue; 0: until valid_to
  std::int64_t limit_per_member = 0;   // 0: none
  std::optional<Points> points_price;  // what a member may buy one for; none: not for points
  RewardStatus status = RewardStatus::active;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
  std::vector<OrgUnitId> store_ids;
  std::vector<ServiceTypeId> service_type_ids;  // these types or products
  std::vector<ProductId> product_ids;
  std::vector<TierId> tier_ids;
};

struct Voucher {
  CustomerId customer_id;  // negative: whoever brings the code
  VoucherId id;
  VoucherSeriesId series_id;
  std::string code;
  VoucherState state = VoucherState::issued;
  Time issued_at;
  std::optional<StaffId> issued_by;
  std::optional<VoucherBatchId> batch_id;
  std::optional<Time> expires_at;  // exclusive
  Points points_paid;
  std::optional<points::EntryId> spend_entry_id;
  std::optional<VoucherHoldId> hold_id;
  std::optional<Time> held_until;
  std::optional<Time> used_at;
  std::optional<CustomerId> used_by_customer_id;  // none: nobody known
  std::optional<OrgUnitId> used_store_id;
  std::optional<Money> used_amount;
  std::optional<std::string> used_for_kind;  // "sale", "redemption"
  std::optional<UseId> used_for_id;
  std::optional<VoucherId> reissued_from_id;
  std::optional<Time> cancelled_at;
  std::optional<std::string> cancel_reason;
  Time updated_at;
  std::int64_t version = 1;
};

struct VoucherDocument {
  Voucher voucher;
  VoucherSeries series;
};

// A voucher for one member: a present, or bought with his points.
struct VoucherRequest {
  VoucherSeriesId series_id;
  bool pay_with_points = false;
};

// list: these customers; condition: all active customers of the store and tier, if given; bearer: that many codes.
struct VoucherBatchRequest {
  VoucherSeriesId series_id;
  Audience audience = Audience::list;
  std::vector<CustomerId> customer_ids;
  std::optional<OrgUnitId> store_id;
  std::optional<TierId> tier_id;
  std::int64_t count = 0;
  std::optional<std::string> note;
};

struct VoucherBatch {
  VoucherBatchId id;
  VoucherSeriesId series_id;
  Audience audience = Audience::list;
  std::optional<OrgUnitId> store_id;
  std::optional<TierId> tier_id;
  std::int64_t wanted_count = 0;  // list, bearer
  std::optional<std::string> note;
  BatchState state = BatchState::running;
  std::int64_t issued_count = 0;
  std::int64_t skipped_count = 0;  // over the limit per member, of another tier, disabled meanwhile
  CustomerId last_customer_id;     // how far the job has come
  std::optional<StaffId> created_by;
  Time created_at;
  std::optional<Time> finished_at;
  std::int64_t version = 1;
};

struct CancelRequest {
  std::string reason;
};

// What a code is worth here and now. why_not is empty when it can be used.
struct VoucherAnswer {
  Voucher voucher;
  VoucherSeries series;
  bool is_usable = false;
  std::optional<Money> amount;
  std::string why_not;  // a reason such as rewards.voucher_used
  std::string detail;
};

// With voucher_code the voucher pays instead of the points. The expected ones, where given, must be what it costs now.
struct RedemptionRequest {
  std::optional<CustomerId> customer_id;  // none: only with a bearer's voucher
  GiftId gift_id;
  std::int64_t quantity = 1;
  OrgUnitId store_id;
  std::optional<std::string> voucher_code;
  std::optional<PaymentKind> payment_kind;  // where money is due
  std::optional<Points> expected_points;
  std::optional<Money> expected_price;
};

struct Redemption {
  CustomerId customer_id;
  RedemptionId id;
  GiftId gift_id;
  std::string gift_name;
  std::int64_t quantity = 1;
  OrgUnitId store_id;
  OrgUnitId stock_store_id;  // none: the common stock
  Points points;
  Money price;
  std::optional<PaymentKind> payment_kind;
  std::optional<VoucherId> voucher_id;
  std::optional<CustomerId> voucher_customer_id;
  std::optional<points::EntryId> spend_entry_id;
  std::optional<points::HoldId> points_hold_id;  // held: of its points
  std::optional<std::string> source_kind;        // "sale": part of one; "reservation": held for it
  std::optional<UseId> source_id;
  RedemptionState state = RedemptionState::done;
  Time redeemed_at;
  std::optional<StaffId> staff_id;
  std::optional<Time> cancelled_at;
  std::optional<StaffId> cancelled_by;
  std::optional<std::string> cancel_reason;
  std::int64_t version = 1;
};

// What is promised and not yet called for.
struct SeriesLiability {
  VoucherSeriesId series_id;
  std::string series_name;
  SeriesKind kind = SeriesKind::money_off;
  std::int64_t open_count = 0;  // issued or held
  std::int64_t used_count = 0;
  std::int64_t expired_count = 0;
  std::int64_t cancelled_count = 0;
  std::optional<Money> open_value;  // money_off: the most they can cost; percent_off: by their cap
  Money used_amount;
};
struct Liability {
  Money open_value;  // of all series that have one
  std::int64_t open_count = 0;
  std::int64_t uncapped_count = 0;  // open vouchers whose value has no bound
  std::vector<SeriesLiability> items;
};

}  // namespace homeport::rewards

#include "modules/rewards/field_tables.hpp"  // IWYU pragma: export
