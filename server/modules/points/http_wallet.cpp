// The routes of wallets: what is in them, adjustments, transfers, blocks.

#include <algorithm>
#include <functional>

#include "base/check.hpp"
#include "db/record_sql.hpp"
#include "modules/points/http.hpp"
#include "modules/points/service.hpp"
#include "modules/points/store.hpp"

namespace homeport::points {
namespace {

constexpr std::string_view kWalletPath = "/v1/customers/{customer_id}/wallet";

std::string wallet_path(std::string_view rest) { return std::string(kWalletPath) + std::string(rest); }

Result<kit::Answer> show_wallet(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, customers::reached_customer(read, call));
  return kit::answer_with(wallet_view(read.tx, id, read.now), read.view());
}

Result<kit::Answer> list_lots(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::lot_sorts(), true));
  TRY(const auto id, customers::reached_customer(read, call));
  auto query = store::lot_rows(id);
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "l.id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto lot = db::read_record<Lot>(rows);
    const auto position = page.sort.name == "granted_at" ? lot.granted_at.us : lot.id.value;
    if (!answer.add(to_json(lot, read.view()), kit::cursor_after_integer(position, lot.id.value))) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

Result<kit::Answer> activate(kit::Write& write, const kit::Call& call) {
  TRY(const auto customer_id, customers::reached_customer(write.as_read(), call));
  TRY(const auto lot_id, call.path_id<LotId>("lot_id"));
  TRY(const auto lot, activate_lot(write, customer_id, lot_id));
  kit::AuditEntry audit;
  audit.action = "points.activate_lot";
  audit.subject_kind = "customer";
  audit.subject_id = customer_id.value;
  audit.customer_id = customer_id.value;
  audit.changes = kit::changes_of_new(lot);
  write.audit(audit);
  return kit::answer_with(lot, write.view());
}

std::function<Result<kit::Answer>(kit::Write&, const kit::Call&, const WalletBlock&)> blocker(bool block) {
  return [block](kit::Write& write, const kit::Call& call, const WalletBlock& body) -> Result<kit::Answer> {
    TRY(const auto customer_id, customers::reached_customer(write.as_read(), call));
    TRY(const auto head, block_wallet(write, customer_id, body.reason, block));
    CHECK(head.is_blocked == block);
    return kit::answer_with(wallet_view(write.tx, customer_id, write.now), write.view());
  };
}

Result<kit::Answer> request_adjustment(kit::Write& write, const kit::Call& call, const AdjustmentRequest& body) {
  TRY(const auto customer_id, customers::reached_customer(write.as_read(), call));
  TRY(const auto adjustment, adjust(write, customer_id, body));
  return kit::answer_with(adjustment, write.view(), adjustment.state == AdjustmentState::done ? 201 : 202);
}

Result<kit::Answer> grant_points(kit::Write& write, const kit::Call& call, const GrantRequest& body) {
  TRY(const auto customer_id, customers::reached_customer(write.as_read(), call));
  TRY(const auto bonus, grant_by_hand(write, customer_id, body));
  return kit::answer_with(bonus, write.view(), bonus.state == AdjustmentState::done ? 201 : 202);
}

Result<kit::Answer> send_points(kit::Write& write, const kit::Call& call, const TransferRequest& body) {
  TRY(const auto customer_id, customers::reached_customer(write.as_read(), call));
  TRY(const auto sent, transfer(write, customer_id, body));
  return kit::answer_with(sent, write.view(), 201);
}

Result<kit::Answer> list_adjustments(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::adjustment_sorts(), true));
  auto query = store::adjustment_rows();
  query.where_in_reach(read.actor, "c.store_id", "c.owner_staff_id");
  TRY(const auto customer_id, call.query_id<CustomerId>("customer_id"));
  if (customer_id) query.where_equal("a.customer_id", customer_id->value);
  if (const auto state = call.query_text("state")) {
    const auto& names = Choices<AdjustmentState>::names;
    if (std::find(names.begin(), names.end(), *state) == names.end()) {
      return refuse(RefusalKind::invalid, "request.not_a_choice", "state is waiting, done or refused", "state");
    }
    query.where_equal("a.state", *state);
  }
  if (const auto kind = call.query_text("kind")) {
    const auto& names = Choices<AdjustmentKind>::names;
    if (std::find(names.begin(), names.end(), *kind) == names.end()) {
      return refuse(RefusalKind::invalid, "request.not_a_choice", "kind is adjustment or grant", "kind");
    }
    query.where_equal("a.kind", *kind);
  }
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "a.id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto row = db::read_record<Adjustment>(rows);
    if (!answer.add(to_json(row, read.view()), kit::cursor_after_integer(row.requested_at.us, row.id.value))) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

void add_adjustment_routes(kit::Endpoints& endpoints) {
  const auto* table = &table_of<Adjustment>();
  auto request = kit::spec_of(
      "adjust_points", "Gives or takes points by hand; 202 when it waits for a second person (see the strategy).",
      kAdjustPermission, table);
  request.success_status = 201;
  request.refusals = {"points.nothing_to_adjust", "points.balance_too_low", "points.account_full",
                      "points.staff_daily_limit"};
  endpoints.write<AdjustmentRequest>(http::Method::post, "/v1/customers/{customer_id}/adjustments", request,
                                     request_adjustment);
  auto bonus =
      kit::spec_of("grant_points",
                   "Gives a bonus by hand, with a life of its own; 202 when it waits for a second person (see the "
                   "strategy). It is listed, approved and refused like an adjustment.",
                   kGrantPermission, table);
  bonus.success_status = 201;
  bonus.refusals = {"points.expires_too_early", "points.daily_limit", "points.account_full",
                    "points.staff_daily_limit"};
  endpoints.write<GrantRequest>(http::Method::post, "/v1/customers/{customer_id}/grants", bonus, grant_points);
  auto list = kit::spec_of("list_adjustments", "Adjustments and bonuses by hand within reach, newest first.",
                           kReadPermission, table);
  list.answer_is_list = true;
  list.query = {{"state", "waiting, done or refused"},
                {"kind", "adjustment or grant"},
                {"customer_id", "of this customer", FieldKind::id}};
  endpoints.read("/v1/adjustments", list, list_adjustments);
  auto approve = kit::spec_of("approve_adjustment", "Makes an adjustment that somebody else asked for.",
                              kApprovePermission, table);
  approve.refusals = {"points.adjustment_unknown", "points.adjustment_decided", "points.own_adjustment",
                      "points.balance_too_low"};
  endpoints.write<AdjustmentDecision>(
      http::Method::post, "/v1/adjustments/{adjustment_id}/approve", approve,
      [](kit::Write& write, const kit::Call& call, const AdjustmentDecision& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<AdjustmentId>("adjustment_id"));
        TRY(const auto decided, approve_adjustment(write, id, body));
        return kit::answer_with(decided, write.view());
      });
  auto turn_down = kit::spec_of("refuse_adjustment", "Refuses an adjustment that waits.", kApprovePermission, table);
  turn_down.refusals = {"points.adjustment_unknown", "points.adjustment_decided"};
  endpoints.write<AdjustmentDecision>(
      http::Method::post, "/v1/adjustments/{adjustment_id}/refuse", turn_down,
      [](kit::Write& write, const kit::Call& call, const AdjustmentDecision& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<AdjustmentId>("adjustment_id"));
        TRY(const auto decided, refuse_adjustment(write, id, body));
        return kit::answer_with(decided, write.view());
      });
}

}  // namespace

void add_wallet_routes(kit::Endpoints& endpoints) {
  endpoints.read(std::string(kWalletPath),
                 kit::spec_of<WalletView>(
                     "get_wallet", "What a customer may spend: sums, open lots in the order of spending, expiries.",
                     kReadPermission),
                 show_wallet);
  auto lots = kit::spec_of<Lot>("list_lots", "Every lot of a wallet, newest first.", kReadPermission);
  lots.answer_is_list = true;
  endpoints.read(wallet_path("/lots"), lots, list_lots);
  auto activation =
      kit::spec_of<Lot>("activate_lot", "Makes points spendable that wait for an event.", kAdjustPermission);
  activation.refusals = {"points.lot_unknown", "points.lot_not_pending"};
  endpoints.action(http::Method::post, wallet_path("/lots/{lot_id}/activate"), activation, activate);
  endpoints.write<WalletBlock>(
      http::Method::post, wallet_path("/block"),
      kit::spec_of<WalletView>("block_wallet", "Nothing can be spent, held or sent from a blocked wallet.",
                               kBlockPermission),
      blocker(true));
  endpoints.write<WalletBlock>(http::Method::post, wallet_path("/unblock"),
                               kit::spec_of<WalletView>("unblock_wallet", "Frees a blocked wallet.", kBlockPermission),
                               blocker(false));
  auto send = kit::spec_of("transfer_points", "Sends spendable points to another member; they arrive in a moment.",
                           kTransferPermission, &table_of<Transfer>());
  send.success_status = 201;
  send.refusals = {"points.same_customer", "points.receiver_unknown", "points.wallet_blocked", "points.balance_too_low",
                   "points.daily_limit"};
  endpoints.write<TransferRequest>(http::Method::post, "/v1/customers/{customer_id}/transfers", send, send_points);
  add_adjustment_routes(endpoints);
}

}  // namespace homeport::points
