// The single use of a voucher: looking, holding, using, letting go. Whether a voucher can still be used is decided by
// the statement that changes it; everything before that only finds the words for a refusal.

#include <algorithm>

#include "modules/rewards/members.hpp"
#include "modules/rewards/service.hpp"
#include "modules/rewards/store.hpp"
#include "modules/rewards/using.hpp"
#include "modules/rewards/voucher_news.hpp"

namespace homeport::rewards {
namespace {

VoucherQuote quote_of(const FoundVoucher& found, Money amount) {
  VoucherQuote quote;
  quote.holder_id = found.voucher.customer_id;
  quote.voucher_id = found.voucher.id;
  quote.series_id = found.series.id;
  quote.series_name = found.series.name;
  quote.code = found.voucher.code;
  quote.amount = amount;
  quote.may_combine = found.series.may_combine;
  return quote;
}

Result<Money> worth_in(db::Transaction& tx, const FoundVoucher& found, const VoucherBasket& basket, Time now) {
  TRY_DONE(check_voucher_open(found.voucher, found.series, as_holder(tx, found.voucher, basket.customer_id), now));
  TRY(const auto member, member_facts(tx, basket.customer_id));
  TRY_DONE(check_conditions(found.series, member, basket.store_id));
  return voucher_worth(found.series, basket.lines);
}

// Somebody was quicker: why, from what he left behind.
Refusal lost(db::Transaction& tx, const FoundVoucher& found, std::optional<CustomerId> customer_id, Time now) {
  auto latest = store::load(tx, {found.voucher.customer_id, found.voucher.id});
  CHECK(latest.has_value());
  auto open = check_voucher_open(*latest, found.series, as_holder(tx, *latest, customer_id), now);
  if (!open.ok()) return std::move(open).refusal();
  throw db::SerializationFailure("the voucher changed a moment ago");
}

}  // namespace

Result<FoundVoucher> look_up_voucher(db::Transaction& tx, std::string_view text) {
  TRY(const auto code, read_voucher_code(text));
  const auto place = store::find_code(tx, code);
  if (!place) return refuse(RefusalKind::not_found, "rewards.voucher_unknown", "there is no voucher with this code");
  auto voucher = store::load(tx, *place);
  CHECK(voucher.has_value());
  TRY(auto series, load_series(tx, voucher->series_id));
  return FoundVoucher{std::move(*voucher), std::move(series)};
}

Result<VoucherQuote> check_voucher(const kit::Read& read, std::string_view code, const VoucherBasket& basket) {
  TRY(const auto found, look_up_voucher(read.tx, code));
  TRY(const auto amount, worth_in(read.tx, found, basket, read.now));
  return quote_of(found, amount);
}

Result<VoucherAnswer> find_voucher(const kit::Read& read, std::string_view code, const VoucherBasket& basket) {
  TRY(auto found, look_up_voucher(read.tx, code));
  VoucherAnswer answer;
  const auto open =
      check_voucher_open(found.voucher, found.series, as_holder(read.tx, found.voucher, basket.customer_id), read.now);
  const auto note = [&answer](const auto& result) {
    if (result.ok()) return true;
    answer.why_not = result.refusal().reason;
    answer.detail = result.refusal().detail;
    return false;
  };
  if (note(open)) {
    TRY(const auto member, member_facts(read.tx, basket.customer_id));
    answer.is_usable = note(check_conditions(found.series, member, basket.store_id));
    if (answer.is_usable && !basket.lines.empty()) {
      const auto worth = voucher_worth(found.series, basket.lines);
      answer.is_usable = note(worth);
      if (answer.is_usable) answer.amount = *worth;
    }
  }
  found.voucher.state = state_at(found.voucher, read.now);
  answer.voucher = std::move(found.voucher);
  answer.series = std::move(found.series);
  return answer;
}

Result<VoucherHold> hold_voucher(kit::Write& write, std::string_view code, const VoucherBasket& basket,
                                 Time expires_at) {
  CHECK(expires_at > write.now && expires_at <= plus_seconds(write.now, kMostHoldSeconds));
  TRY(const auto found, look_up_voucher(write.tx, code));
  TRY(const auto amount, worth_in(write.tx, found, basket, write.now));
  VoucherHold hold;
  hold.quote = quote_of(found, amount);
  hold.hold_id = write.new_id<VoucherHoldId>();
  hold.expires_at = expires_at;
  if (!store::hold(write.tx, {found.voucher.customer_id, found.voucher.id}, hold.hold_id, expires_at, write.now)) {
    return lost(write.tx, found, basket.customer_id, write.now);
  }
  return hold;
}

Outcome commit_voucher(kit::Write& write, CustomerId holder_id, VoucherId voucher_id, VoucherHoldId hold_id,
                       const VoucherPurpose& purpose) {
  const store::VoucherPlace place{holder_id, voucher_id};
  const store::UseFacts facts{purpose.customer_id, purpose.store_id, purpose.amount, purpose.kind, UseId{purpose.id}};
  if (!store::use_held(write.tx, place, hold_id, facts, write.now)) {
    return refuse(RefusalKind::conflict, "rewards.hold_expired", "the voucher is no longer held for this");
  }
  const auto voucher = store::load(write.tx, place);
  CHECK(voucher.has_value());
  publish_moved(write, *voucher, VoucherState::held, VoucherState::used, purpose.amount);
  return Done{};
}

void release_voucher(kit::Write& write, CustomerId holder_id, VoucherId voucher_id, VoucherHoldId hold_id) {
  (void)store::release(write.tx, {holder_id, voucher_id}, hold_id, write.now);
}

Outcome use_found(kit::Write& write, const FoundVoucher& found, const VoucherPurpose& purpose) {
  const store::VoucherPlace place{found.voucher.customer_id, found.voucher.id};
  const store::UseFacts facts{purpose.customer_id, purpose.store_id, purpose.amount, purpose.kind, UseId{purpose.id}};
  if (!store::use(write.tx, place, facts, write.now)) return lost(write.tx, found, purpose.customer_id, write.now);
  publish_moved(write, found.voucher, VoucherState::issued, VoucherState::used, purpose.amount);
  return Done{};
}

Result<VoucherQuote> use_voucher(kit::Write& write, std::string_view code, const VoucherBasket& basket,
                                 std::string_view for_kind, std::int64_t for_id) {
  TRY(const auto found, look_up_voucher(write.tx, code));
  TRY(const auto amount, worth_in(write.tx, found, basket, write.now));
  TRY_DONE(use_found(write, found, {basket.customer_id, basket.store_id, for_kind, for_id, amount}));
  return quote_of(found, amount);
}

}  // namespace homeport::rewards
