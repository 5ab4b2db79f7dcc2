// What must always be true of rewards; README.md numbers them.

#include "modules/rewards/module.hpp"
#include "modules/rewards/rules.hpp"

namespace homeport::rewards {
namespace {

const db::Sql kStockDiffers{
    "SELECT s.gift_id, s.store_id FROM gift_stock s LEFT JOIN (SELECT gift_id, store_id, sum(change_quantity) AS moved "
    "FROM gift_stock_movement GROUP BY gift_id, store_id) m ON m.gift_id = s.gift_id AND m.store_id = s.store_id "
    "WHERE s.quantity <> coalesce(m.moved, 0) OR s.quantity < 0 LIMIT $1"};
const db::Sql kGiftCountDiffers{
    "SELECT c.customer_id, c.subject_id FROM reward_count c LEFT JOIN (SELECT customer_id, gift_id, "
    "sum(quantity) AS had FROM redemption WHERE state IN ('done', 'held') GROUP BY customer_id, gift_id) r "
    "ON r.customer_id = c.customer_id AND r.gift_id = c.subject_id "
    "WHERE c.subject_kind = 'gift' AND c.quantity <> coalesce(r.had, 0) LIMIT $1"};
const db::Sql kSeriesCountDiffers{
    "SELECT c.customer_id, c.subject_id FROM reward_count c LEFT JOIN (SELECT customer_id, series_id, "
    "sum(CASE WHEN reissued_from_id IS NULL THEN 1 ELSE 0 END) - sum(CASE WHEN state = 'cancelled' THEN 1 ELSE 0 END) "
    "AS had FROM voucher GROUP BY customer_id, series_id) v "
    "ON v.customer_id = c.customer_id AND v.series_id = c.subject_id "
    "WHERE c.subject_kind = 'series' AND c.quantity <> coalesce(v.had, 0) LIMIT $1"};
const db::Sql kVoucherWithoutCode{
    "SELECT v.customer_id, v.id FROM voucher v LEFT JOIN voucher_code c ON c.code = v.code "
    "WHERE c.code IS NULL OR c.customer_id <> v.customer_id OR c.voucher_id <> v.id LIMIT $1"};
const db::Sql kCodeWithoutVoucher{
    "SELECT c.customer_id, c.voucher_id FROM voucher_code c LEFT JOIN voucher v ON v.customer_id = c.customer_id "
    "AND v.id = c.voucher_id WHERE v.id IS NULL OR v.code <> c.code LIMIT $1"};
const db::Sql kReissueOfUnused{
    "SELECT v.customer_id, v.id FROM voucher v LEFT JOIN voucher o ON o.customer_id = v.customer_id "
    "AND o.id = v.reissued_from_id WHERE v.reissued_from_id IS NOT NULL "
    "AND (o.id IS NULL OR o.state <> 'used' OR o.series_id <> v.series_id) LIMIT $1"};
// A redemption and its cancellation move the stock by its quantity, once each.
const db::Sql kRedemptionNotMoved{
    "SELECT r.customer_id, r.id FROM redemption r LEFT JOIN (SELECT redemption_id, "
    "sum(CASE WHEN kind = 'redeemed' THEN -change_quantity ELSE 0 END) AS taken, "
    "sum(CASE WHEN kind = 'put_back' THEN change_quantity ELSE 0 END) AS put FROM gift_stock_movement "
    "WHERE redemption_id IS NOT NULL GROUP BY redemption_id) m ON m.redemption_id = r.id "
    "WHERE coalesce(m.taken, 0) <> r.quantity "
    "OR coalesce(m.put, 0) <> CASE WHEN r.state IN ('cancelled', 'released') THEN r.quantity ELSE 0 END LIMIT $1"};
const db::Sql kRedemptionNotPaid{
    "SELECT r.customer_id, r.id FROM redemption r WHERE (r.spent_points > 0 AND r.spend_entry_id IS NULL "
    "AND r.state IN ('done', 'cancelled')) OR (r.spent_points > 0 AND r.points_hold_id IS NULL AND r.state = 'held') "
    "OR (r.voucher_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.customer_id = r.voucher_customer_id "
    "AND v.id = r.voucher_id AND v.state = 'used' AND v.used_for_kind = 'redemption' AND v.used_for_id = r.id)) LIMIT "
    "$1"};

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      kit::no_rows("rewards.stock_equals_movements", "a stock is the sum of its movements and never negative",
                   kStockDiffers, "gift"),
      kit::no_rows("rewards.gift_counts", "a member's count of a gift is what he was given and kept",
                   kGiftCountDiffers),
      kit::no_rows("rewards.series_counts", "a member's count of a series is what he was issued and not taken",
                   kSeriesCountDiffers),
      kit::no_rows("rewards.voucher_has_code", "every voucher is found by its own code", kVoucherWithoutCode),
      kit::no_rows("rewards.code_has_voucher", "every code leads to the voucher that bears it", kCodeWithoutVoucher),
      kit::no_rows("rewards.reissue_of_used", "only a used voucher is given again, with the same terms",
                   kReissueOfUnused),
      kit::no_rows("rewards.redemption_moves_stock",
                   "a redemption takes its units from the stock, a cancelled one puts them back", kRedemptionNotMoved),
      kit::no_rows("rewards.redemption_is_paid", "a redemption names the points or the voucher that paid for it",
                   kRedemptionNotPaid),
  };
}

}  // namespace homeport::rewards
