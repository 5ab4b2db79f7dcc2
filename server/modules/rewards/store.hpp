#pragma once

// SQL of rewards and nothing else; one statement to a function.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/rewards/pictures.hpp"
#include "modules/rewards/types.hpp"

namespace homeport::rewards::store {

// "$1, $2, …" of a list in parentheses.
kit::ListQuery& bind_ids(kit::ListQuery& query, std::span<const CustomerId> ids);

// --- Gifts ----------------------------------------------------------------------------------------------------------

struct GiftConditions {
  std::optional<RewardStatus> status;
  std::optional<Time> offered_at;  // offered at that time
};

void insert(db::Transaction& tx, const Gift& gift);
// False when it is no longer at the version before.
[[nodiscard]] bool update(db::Transaction& tx, const Gift& gift);
[[nodiscard]] std::optional<Gift> load(db::Transaction& tx, GiftId id);
void save_picture(db::Transaction& tx, const Picture& picture, Time now);
void delete_picture(db::Transaction& tx, GiftId id);
[[nodiscard]] std::optional<Picture> load_picture(db::Transaction& tx, GiftId id);
[[nodiscard]] kit::ListQuery gift_rows(const GiftConditions& conditions);
[[nodiscard]] std::span<const kit::SortChoice> gift_sorts();
[[nodiscard]] std::string cursor_after(const Gift& gift, const kit::Page& page);

// --- Stock: store 0 is the common one -------------------------------------------------------------------------------

[[nodiscard]] std::vector<GiftStock> load_stock(db::Transaction& tx, GiftId id);
// What is there, locked until the end of the transaction; made with nothing in it if this is the first time.
[[nodiscard]] std::int64_t lock_stock(db::Transaction& tx, GiftId id, OrgUnitId store_id, Time now);
void set_stock(db::Transaction& tx, GiftId id, OrgUnitId store_id, std::int64_t quantity, Time now);
// What is left afterwards; none when there is too little.
[[nodiscard]] std::optional<std::int64_t> take_stock(db::Transaction& tx, GiftId id, OrgUnitId store_id,
                                                     std::int64_t quantity, Time now);
[[nodiscard]] std::int64_t put_stock(db::Transaction& tx, GiftId id, OrgUnitId store_id, std::int64_t quantity,
                                     Time now);
[[nodiscard]] std::int64_t stock_of(db::Transaction& tx, GiftId id, OrgUnitId store_id);
void insert(db::Transaction& tx, const StockMovement& movement);
[[nodiscard]] kit::ListQuery movement_rows(GiftId id);
[[nodiscard]] std::span<const kit::SortChoice> movement_sorts();
[[nodiscard]] StockMovement read_movement(const db::Rows& rows);

// --- Counts per member ----------------------------------------------------------------------------------------------

enum class CountOf : std::uint8_t { gift, series };
// False when there would be more than `limit` (0: no limit); then nothing changed.
[[nodiscard]] bool add_count(db::Transaction& tx, CustomerId customer_id, CountOf kind, std::int64_t subject_id,
                             std::int64_t quantity, std::int64_t limit);
void lower_count(db::Transaction& tx, CustomerId customer_id, CountOf kind, std::int64_t subject_id,
                 std::int64_t quantity);
[[nodiscard]] std::int64_t load_count(db::Transaction& tx, CustomerId customer_id, CountOf kind,
                                      std::int64_t subject_id);

// --- Redemptions ----------------------------------------------------------------------------------------------------

struct RedemptionConditions {
  std::vector<CustomerId> customer_ids;  // none: of anybody
  std::optional<OrgUnitId> store_id;
  std::optional<GiftId> gift_id;
  std::optional<RedemptionState> state;
  std::optional<Time> from;  // inclusive
  std::optional<Time> to;    // exclusive
};

void insert(db::Transaction& tx, const Redemption& redemption);
[[nodiscard]] std::optional<Redemption> load(db::Transaction& tx, CustomerId customer_id, RedemptionId id);
// False when it isn't done: cancelled before, or never handed out.
[[nodiscard]] bool cancel_redemption(db::Transaction& tx, const Redemption& redemption);
// A held one becomes done, or released; false when it isn't held.
[[nodiscard]] bool hand_out(db::Transaction& tx, const Redemption& redemption);
[[nodiscard]] bool let_go(db::Transaction& tx, const Redemption& redemption);
[[nodiscard]] std::vector<Redemption> redemptions_for(db::Transaction& tx, CustomerId customer_id,
                                                      std::string_view source_kind, UseId source_id);
[[nodiscard]] kit::ListQuery redemption_rows(const kit::Actor& actor, const RedemptionConditions& conditions);
[[nodiscard]] std::span<const kit::SortChoice> redemption_sorts();
// Of a customer before a place in his timeline, newest first.
[[nodiscard]] std::vector<Redemption> redemptions_before(db::Transaction& tx, CustomerId customer_id, Time at,
                                                         std::int64_t id, std::int64_t limit);

// --- Series ---------------------------------------------------------------------------------------------------------

void insert(db::Transaction& tx, const VoucherSeries& series);  // with its conditions
[[nodiscard]] bool update(db::Transaction& tx, const VoucherSeries& series);
[[nodiscard]] std::optional<VoucherSeries> load(db::Transaction& tx, VoucherSeriesId id);
[[nodiscard]] kit::ListQuery series_rows(const std::optional<RewardStatus>& status,
                                         const std::optional<SeriesKind>& kind);
[[nodiscard]] std::span<const kit::SortChoice> series_sorts();
[[nodiscard]] std::string cursor_after(const VoucherSeries& series, const kit::Page& page);
// Their conditions, with one query for all.
void fill_conditions(db::Transaction& tx, std::span<VoucherSeries> series);

// --- Vouchers -------------------------------------------------------------------------------------------------------

struct VoucherPlace {
  CustomerId customer_id;
  VoucherId id;
};

// False when another voucher has this code.
[[nodiscard]] bool insert_code(db::Transaction& tx, std::string_view code, const VoucherPlace& place);
[[nodiscard]] std::optional<VoucherPlace> find_code(db::Transaction& tx, std::string_view code);
void insert(db::Transaction& tx, const Voucher& voucher);
[[nodiscard]] std::optional<Voucher> load(db::Transaction& tx, const VoucherPlace& place);
[[nodiscard]] std::optional<Voucher> load_reissue(db::Transaction& tx, const VoucherPlace& original);
[[nodiscard]] bool has_of_batch(db::Transaction& tx, CustomerId customer_id, VoucherBatchId batch_id);

// Each changes the state only from one it can be left from at `now`, and says whether it did. Held too long counts as
// issued, past its end as expired.
[[nodiscard]] bool hold(db::Transaction& tx, const VoucherPlace& place, VoucherHoldId hold_id, Time until, Time now);
struct UseFacts {
  std::optional<CustomerId> customer_id;
  OrgUnitId store_id;
  Money amount;
  std::string_view for_kind;
  UseId for_id;
};
[[nodiscard]] bool use(db::Transaction& tx, const VoucherPlace& place, const UseFacts& facts, Time now);
[[nodiscard]] bool use_held(db::Transaction& tx, const VoucherPlace& place, VoucherHoldId hold_id,
                            const UseFacts& facts, Time now);
[[nodiscard]] bool release(db::Transaction& tx, const VoucherPlace& place, VoucherHoldId hold_id, Time now);
[[nodiscard]] bool cancel(db::Transaction& tx, const VoucherPlace& place, std::string_view reason, Time now);
[[nodiscard]] bool expire(db::Transaction& tx, const VoucherPlace& place, Time now);

// Locks a used voucher; false when it isn't used.
[[nodiscard]] bool lock_used(db::Transaction& tx, const VoucherPlace& place, Time now);

[[nodiscard]] std::vector<VoucherPlace> due_to_expire(db::Transaction& tx, Time now, std::int64_t limit);
[[nodiscard]] kit::ListQuery customer_voucher_rows(std::span<const CustomerId> customer_ids, bool open_only, Time now);
[[nodiscard]] kit::ListQuery batch_voucher_rows(VoucherBatchId batch_id);
[[nodiscard]] std::span<const kit::SortChoice> voucher_sorts();
[[nodiscard]] std::vector<Voucher> vouchers_used_before(db::Transaction& tx, CustomerId customer_id, Time at,
                                                        std::int64_t id, std::int64_t limit);

// --- Batches --------------------------------------------------------------------------------------------------------

void insert(db::Transaction& tx, const VoucherBatch& batch);
void insert_batch_customer(db::Transaction& tx, VoucherBatchId id, CustomerId customer_id);
[[nodiscard]] std::optional<VoucherBatch> load(db::Transaction& tx, VoucherBatchId id);
// Of a list, by id.
[[nodiscard]] std::vector<CustomerId> batch_customers_after(db::Transaction& tx, VoucherBatchId id, CustomerId after,
                                                            std::int64_t limit);
// Counts and the place reached; false when it isn't running any more.
[[nodiscard]] bool advance(db::Transaction& tx, VoucherBatchId id, std::int64_t issued, std::int64_t skipped,
                           CustomerId last);
[[nodiscard]] bool finish(db::Transaction& tx, VoucherBatchId id, BatchState state, Time now);
// How many it has issued so far.
[[nodiscard]] std::int64_t count_of_batch(db::Transaction& tx, VoucherBatchId id);
[[nodiscard]] kit::ListQuery batch_rows();
[[nodiscard]] std::span<const kit::SortChoice> batch_sorts();

// --- Totals ---------------------------------------------------------------------------------------------------------

struct SeriesChange {
  VoucherSeriesId series_id;
  std::int64_t open = 0;
  std::int64_t used = 0;
  std::int64_t expired = 0;
  std::int64_t cancelled = 0;
  Money used_amount;
};
void add_to_totals(db::Transaction& tx, const SeriesChange& change);
// Of all series, by name, at most kMostSeries.
inline constexpr std::int64_t kMostSeries = 1'000;
[[nodiscard]] std::vector<SeriesLiability> load_totals(db::Transaction& tx);

}  // namespace homeport::rewards::store
