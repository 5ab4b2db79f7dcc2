// Routes of redemptions.

#include "modules/rewards/answers.hpp"
#include "modules/rewards/module.hpp"
#include "modules/rewards/service.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards {
namespace {

Result<kit::Answer> list_redemptions(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::redemption_sorts(), true));
  store::RedemptionConditions conditions;
  TRY(const auto customer_id, call.query_id<CustomerId>("customer_id"));
  if (customer_id) conditions.customer_ids = customers::kin_of(read.tx, *customer_id);
  TRY(conditions.store_id, call.query_id<OrgUnitId>("store_id"));
  TRY(conditions.gift_id, call.query_id<GiftId>("gift_id"));
  TRY(conditions.state, kit::query_choice<RedemptionState>(call, "state"));
  TRY(conditions.from, call.query_time("from"));
  TRY(conditions.to, call.query_time("to"));
  auto query = store::redemption_rows(read.actor, conditions);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "r.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto one = db::read_record<Redemption>(rows);
    if (!list.add(to_json(one, read.view()), kit::cursor_after_integer(one.redeemed_at.us, one.id.value))) break;
  }
  return kit::Answer{list.take()};
}

Result<Redemption> reached_redemption(const kit::Read& read, const kit::Call& call) {
  TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
  TRY(const auto id, call.path_id<RedemptionId>("redemption_id"));
  std::optional<Redemption> redemption;
  for (const auto one : customers::kin_of(read.tx, customer_id)) {
    if (!redemption) redemption = store::load(read.tx, one, id);
  }
  if (!redemption) return refuse(RefusalKind::not_found, "rewards.redemption_unknown", "there is no such redemption");
  TRY_DONE(kit::check_reach(read.actor, redemption->store_id, redemption->staff_id.value_or(StaffId{})));
  return *redemption;
}

}  // namespace

void add_redemption_routes(kit::Endpoints& endpoints) {
  auto list =
      kit::spec_of<Redemption>("list_redemptions", "Gifts handed out within reach, newest first.", kReadPermission);
  list.answer_is_list = true;
  list.query = {{"customer_id", "of this customer", FieldKind::id},
                {"store_id", "in this store", FieldKind::id},
                {"gift_id", "of this gift", FieldKind::id},
                {"state", "done or cancelled"},
                {"from", "not before", FieldKind::time},
                {"to", "before", FieldKind::time}};
  endpoints.read("/v1/redemptions", list, list_redemptions);

  auto redeem = kit::spec_of<Redemption>(
      "redeem_gift", "Hands out a gift for points, money or a voucher; stock, points and record in one.",
      kRedeemPermission);
  redeem.success_status = 201;
  redeem.refusals = {"rewards.stock_too_low",        "rewards.limit_per_member", "rewards.price_changed",
                     "rewards.tier_too_low",         "rewards.gift_disabled",    "rewards.no_longer_valid",
                     "rewards.voucher_not_for_this", "rewards.payment_needed",   "points.balance_too_low"};
  endpoints.write<RedemptionRequest>(
      http::Method::post, "/v1/redemptions", redeem,
      [](kit::Write& write, const kit::Call&, const RedemptionRequest& body) -> Result<kit::Answer> {
        TRY(const auto redemption, redeem_gift(write, body));
        return kit::answer_with(redemption, write.view(), 201);
      });

  auto one = kit::spec_of<Redemption>("get_redemption", "One redemption.", kReadPermission);
  one.refusals = {"rewards.redemption_unknown"};
  endpoints.read("/v1/customers/{customer_id}/redemptions/{redemption_id}", one,
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto redemption, reached_redemption(read, call));
                   return kit::answer_with(redemption, read.view());
                 });

  auto cancel = kit::spec_of<Redemption>("cancel_redemption", "Gives points and stock back; a voucher is issued anew.",
                                         kCancelPermission);
  cancel.refusals = {"rewards.redemption_unknown", "rewards.redemption_cancelled"};
  endpoints.write<CancelRequest>(
      http::Method::post, "/v1/customers/{customer_id}/redemptions/{redemption_id}/cancel", cancel,
      [](kit::Write& write, const kit::Call& call, const CancelRequest& body) -> Result<kit::Answer> {
        TRY(const auto found, reached_redemption(write.as_read(), call));
        TRY(const auto cancelled, cancel_redemption(write, found.customer_id, found.id, body.reason));
        return kit::answer_with(cancelled, write.view());
      });
}

}  // namespace homeport::rewards
