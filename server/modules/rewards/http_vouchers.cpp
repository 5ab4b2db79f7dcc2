// Routes of voucher series, vouchers and batches.

#include <map>

#include "modules/rewards/answers.hpp"
#include "modules/rewards/module.hpp"
#include "modules/rewards/rules.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards {
namespace {

Result<kit::Answer> list_series(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::series_sorts(), false));
  TRY(const auto status, kit::query_choice<RewardStatus>(call, "status"));
  TRY(const auto kind, kit::query_choice<SeriesKind>(call, "kind"));
  auto query = store::series_rows(status, kind);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "s.id");
  auto all = db::read_all<VoucherSeries>(query.run(read.tx));
  store::fill_conditions(read.tx, all);
  for (const auto& series : all) {
    if (!list.add(to_json(series, read.view()), store::cursor_after(series, page))) break;
  }
  return kit::Answer{list.take()};
}

Result<kit::Answer> edit_series(kit::Write& write, const kit::Call& call) {
  return kit::edit_record<VoucherSeriesId>(
      write, call, "series_id", [&](VoucherSeriesId id) { return load_series(write.tx, id); },
      [&](const VoucherSeries& before, VoucherSeries after) { return update_series(write, before, std::move(after)); });
}

void add_series_routes(kit::Endpoints& endpoints) {
  auto list =
      kit::spec_of<VoucherSeries>("list_voucher_series", "The terms vouchers are issued with.", kReadPermission);
  list.answer_is_list = true;
  list.query = {{"status", "active or disabled"}, {"kind", "money_off, percent_off or gift"}};
  endpoints.read("/v1/voucher_series", list, list_series);

  auto create = kit::spec_of<VoucherSeries>(
      "create_voucher_series", "Adds a series. Kind, worth and conditions stand for good.", kWritePermission);
  create.success_status = 201;
  create.refusals = {"rewards.terms_do_not_fit", "rewards.valid_range", "rewards.gift_unknown", "rewards.tier_unknown"};
  endpoints.write<VoucherSeries>(
      http::Method::post, "/v1/voucher_series", create,
      [](kit::Write& write, const kit::Call&, const VoucherSeries& body) -> Result<kit::Answer> {
        TRY(const auto series, create_series(write, body));
        return kit::answer_with(series, write.view(), 201);
      });

  endpoints.read("/v1/voucher_series/{series_id}",
                 kit::spec_of<VoucherSeries>("get_voucher_series", "One series.", kReadPermission),
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<VoucherSeriesId>("series_id"));
                   TRY(const auto series, load_series(read.tx, id));
                   return kit::answer_with(series, read.view());
                 });

  auto edit = kit::spec_of<VoucherSeries>("edit_voucher_series",
                                          "Changes names, limits and how long new vouchers last.", kWritePermission);
  edit.refusals = {"rewards.valid_range"};
  edit.is_audited = false;  // an edit that changes nothing leaves no trace
  endpoints.edit<VoucherSeries>("/v1/voucher_series/{series_id}", edit, edit_series);

  endpoints.read(
      "/v1/voucher_liability",
      kit::spec_of<Liability>("get_voucher_liability", "What open vouchers can cost at most.", kReadPermission),
      [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
        return kit::answer_with(liability(read.tx), read.view());
      });
}

// Vouchers with their series, as a list.
Result<kit::Answer> voucher_list(const kit::Read& read, kit::ListQuery query, const kit::Page& page) {
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "v.id");
  std::map<VoucherSeriesId, VoucherSeries> known;
  auto vouchers = db::read_all<Voucher>(query.run(read.tx));
  for (auto& voucher : vouchers) {
    if (!known.contains(voucher.series_id)) {
      TRY(auto series, load_series(read.tx, voucher.series_id));
      known.emplace(voucher.series_id, std::move(series));
    }
    const auto cursor = kit::cursor_after_integer(voucher.issued_at.us, voucher.id.value);
    voucher.state = state_at(voucher, read.now);
    if (!list.add(to_json(VoucherDocument{voucher, known.at(voucher.series_id)}, read.view()), cursor)) break;
  }
  return kit::Answer{list.take()};
}

Result<kit::Answer> list_customer_vouchers(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::voucher_sorts(), true));
  TRY(const auto customer_id, reached_customer(read, call));
  const bool open_only = call.query_text("open") == "true";
  return voucher_list(read, store::customer_voucher_rows(customers::kin_of(read.tx, customer_id), open_only, read.now),
                      page);
}

// Shown at the counter: what it is worth here, to this customer. Whoever has the code may know.
Result<kit::Answer> find_by_code(const kit::Read& read, const kit::Call& call) {
  const auto code = call.query_text("code");
  if (!code) return refuse(RefusalKind::invalid, "request.required", "say what to look for", "code");
  VoucherBasket basket;
  TRY(const auto store_id, call.query_id<OrgUnitId>("store_id"));
  basket.store_id = store_id.value_or(read.actor.org_unit_id);
  TRY(basket.customer_id, call.query_id<CustomerId>("customer_id"));
  TRY(const auto found, find_voucher(read, *code, basket));
  return kit::answer_with(found, read.view());
}

Result<kit::Answer> issue_one(kit::Write& write, const kit::Call& call, const VoucherRequest& body) {
  TRY(const auto customer_id, reached_customer(write.as_read(), call));
  if (customer_id.value < 0) return refuse(RefusalKind::not_found, "customers.not_found", "there is no such customer");
  TRY_DONE(kit::check_permission(write.actor, body.pay_with_points ? kRedeemPermission : kIssuePermission));
  TRY(const auto voucher, issue_voucher(write, customer_id, body));
  return kit::answer_with(voucher, write.view(), 201);
}

void add_single_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<VoucherDocument>("list_customer_vouchers",
                                            "A customer's vouchers with their terms, newest first.", kReadPermission);
  list.answer_is_list = true;
  list.query = {{"open", "true: only those that can still be used"}};
  endpoints.read("/v1/customers/{customer_id}/vouchers", list, list_customer_vouchers);

  auto find = kit::spec_of<VoucherAnswer>("find_voucher", "What a code is worth here and now, or why nothing.",
                                          kReadPermission);
  find.query = {{"code", "as typed or scanned"},
                {"store_id", "where it is shown; default: one's own", FieldKind::id},
                {"customer_id", "who shows it", FieldKind::id}};
  find.refusals = {"rewards.code_mistyped", "rewards.voucher_unknown"};
  endpoints.read("/v1/vouchers/find", find, find_by_code);

  auto issue = kit::spec_of<Voucher>(
      "issue_voucher", "Gives a member a voucher: for nothing (rewards.issue) or for points (rewards.redeem).",
      kReadPermission);
  issue.success_status = 201;
  issue.refusals = {"rewards.series_disabled", "rewards.limit_per_member", "rewards.not_for_points",
                    "points.balance_too_low"};
  endpoints.write<VoucherRequest>(http::Method::post, "/v1/customers/{customer_id}/vouchers", issue, issue_one);

  auto cancel = kit::spec_of<Voucher>(
      "cancel_voucher", "Takes a voucher back that wasn't used; points paid are given back.", kIssuePermission);
  cancel.refusals = {"rewards.voucher_unknown", "rewards.voucher_used", "rewards.voucher_held",
                     "rewards.voucher_expired"};
  endpoints.write<CancelRequest>(
      http::Method::post, "/v1/customers/{customer_id}/vouchers/{voucher_id}/cancel", cancel,
      [](kit::Write& write, const kit::Call& call, const CancelRequest& body) -> Result<kit::Answer> {
        TRY(const auto customer_id, reached_customer(write.as_read(), call));
        TRY(const auto id, call.path_id<VoucherId>("voucher_id"));
        TRY(const auto voucher, cancel_voucher(write, customer_id, id, body.reason));
        return kit::answer_with(voucher, write.view());
      });
}

// Batches hold codes that anybody can use: those who reach the whole chain see all, others their own.
bool sees_all_batches(const kit::Actor& actor) {
  return actor.kind == kit::Actor::Kind::system || actor.scope == kit::DataScope::all;
}

Result<VoucherBatch> reached_batch(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<VoucherBatchId>("batch_id"));
  TRY(auto batch, load_batch(read.tx, id));
  if (sees_all_batches(read.actor) || batch.created_by == read.actor.staff_id) return batch;
  return refuse(RefusalKind::not_found, "rewards.batch_unknown", "there is no such batch");
}

Result<kit::Answer> list_batches(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::batch_sorts(), true));
  auto query = store::batch_rows();
  if (!sees_all_batches(read.actor)) query.where_equal("b.created_by", read.actor.staff_id.value);
  TRY(const auto series_id, call.query_id<VoucherSeriesId>("series_id"));
  if (series_id) query.where_equal("b.series_id", series_id->value);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "b.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto batch = db::read_record<VoucherBatch>(rows);
    if (!list.add(to_json(batch, read.view()), kit::cursor_after_integer(batch.created_at.us, batch.id.value))) break;
  }
  return kit::Answer{list.take()};
}

void add_batch_routes(kit::Endpoints& endpoints) {
  auto list =
      kit::spec_of<VoucherBatch>("list_voucher_batches", "Vouchers issued to many, newest first.", kIssuePermission);
  list.answer_is_list = true;
  list.query = {{"series_id", "of this series", FieldKind::id}};
  endpoints.read("/v1/voucher_batches", list, list_batches);

  auto issue = kit::spec_of<VoucherBatch>(
      "issue_voucher_batch", "Issues vouchers to a list of customers, to all of a store or tier, or to bearers.",
      kIssuePermission);
  issue.success_status = 201;
  issue.refusals = {"rewards.series_unknown", "rewards.series_disabled", "rewards.audience_empty",
                    "rewards.customer_unknown"};
  endpoints.write<VoucherBatchRequest>(
      http::Method::post, "/v1/voucher_batches", issue,
      [](kit::Write& write, const kit::Call&, const VoucherBatchRequest& body) -> Result<kit::Answer> {
        TRY(const auto batch, issue_batch(write, body));
        return kit::answer_with(batch, write.view(), 201);
      });

  const auto show = kit::spec_of<VoucherBatch>("get_voucher_batch", "One batch and how far it is.", kIssuePermission);
  endpoints.read("/v1/voucher_batches/{batch_id}", show,
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto batch, reached_batch(read, call));
                   return kit::answer_with(batch, read.view());
                 });

  auto vouchers = kit::spec_of<VoucherDocument>("list_batch_vouchers", "The vouchers of a batch with their codes.",
                                                kIssuePermission);
  vouchers.answer_is_list = true;
  endpoints.read("/v1/voucher_batches/{batch_id}/vouchers", vouchers,
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto page, kit::page_of(call.request(), store::voucher_sorts(), true));
                   TRY(const auto batch, reached_batch(read, call));
                   return voucher_list(read, store::batch_voucher_rows(batch.id), page);
                 });

  auto cancel =
      kit::spec_of<VoucherBatch>("cancel_voucher_batch", "Stops a batch; what was issued stays.", kIssuePermission);
  cancel.refusals = {"rewards.batch_unknown", "rewards.batch_finished"};
  endpoints.action(http::Method::post, "/v1/voucher_batches/{batch_id}/cancel", cancel,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto found, reached_batch(write.as_read(), call));
                     TRY(const auto batch, cancel_batch(write, found.id));
                     return kit::answer_with(batch, write.view());
                   });
}

}  // namespace

void add_voucher_routes(kit::Endpoints& endpoints) {
  add_series_routes(endpoints);
  add_single_routes(endpoints);
  add_batch_routes(endpoints);
}

}  // namespace homeport::rewards
