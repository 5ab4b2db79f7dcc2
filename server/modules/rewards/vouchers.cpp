// Issuing vouchers, taking them back, giving them again, and ending them.

#include <algorithm>

#include "base/crypto.hpp"
#include "modules/points/service.hpp"
#include "modules/rewards/issuing.hpp"
#include "modules/rewards/members.hpp"
#include "modules/rewards/store.hpp"
#include "modules/rewards/voucher_news.hpp"

namespace homeport::rewards {
namespace {

constexpr std::int64_t kExpiryBatch = 200;

kit::AuditEntry entry_of(std::string action, const Voucher& voucher) {
  kit::AuditEntry entry;
  entry.action = std::move(action);
  entry.subject_kind = "voucher";
  entry.subject_id = voucher.id.value;
  // The last characters only: an audit trail is no place to find codes in.
  entry.subject_label = "…" + voucher.code.substr(kCodeCharacters - 4);
  entry.customer_id = voucher.customer_id.value;
  return entry;
}

// The customer's, or that of somebody who was merged into him.
Result<Voucher> load(db::Transaction& tx, CustomerId customer_id, VoucherId id) {
  auto voucher = store::load(tx, {customer_id, id});
  if (!voucher && customer_id.value > 0) {
    for (const auto one : customers::kin_of(tx, customer_id)) {
      if (!voucher) voucher = store::load(tx, {one, id});
    }
  }
  if (!voucher) return refuse(RefusalKind::not_found, "rewards.voucher_unknown", "there is no such voucher");
  return std::move(*voucher);
}

}  // namespace

Outcome check_issuable(const VoucherSeries& series, Time now) {
  if (series.status != RewardStatus::active) {
    return refuse(RefusalKind::conflict, "rewards.series_disabled", "no more vouchers of this series are issued");
  }
  if (series.valid_to && *series.valid_to <= now) {
    return refuse(RefusalKind::conflict, "rewards.no_longer_valid",
                  "its vouchers ended at " + format_rfc3339(*series.valid_to));
  }
  return Done{};
}

Outcome check_series_issuable(db::Transaction& tx, VoucherSeriesId id, Time now) {
  TRY(const auto series, load_series(tx, id));
  return check_issuable(series, now);
}

Voucher store_voucher(kit::Write& write, Voucher voucher) {
  voucher.id = write.new_id<VoucherId>();
  if (!voucher.customer_id.is_set()) voucher.customer_id = CustomerId{-voucher.id.value};
  voucher.state = VoucherState::issued;
  voucher.issued_at = write.now;
  voucher.updated_at = write.now;
  do {
    voucher.code = voucher_code_from(random_code(kRandomCodeCharacters));
  } while (!store::insert_code(write.tx, voucher.code, {voucher.customer_id, voucher.id}));
  store::insert(write.tx, voucher);
  publish_moved(write, voucher, std::nullopt, VoucherState::issued);
  return voucher;
}

Outcome count_for_member(kit::Write& write, CustomerId customer_id, const VoucherSeries& series) {
  if (count_within(write, customer_id, store::CountOf::series, series.id.value, 1, series.limit_per_member)) {
    return Done{};
  }
  return refuse(RefusalKind::conflict, "rewards.limit_per_member",
                "a member can have " + std::to_string(series.limit_per_member) + " of these and has had them");
}

Result<Voucher> issue_voucher(kit::Write& write, CustomerId customer_id, const VoucherRequest& request) {
  TRY(const auto series, load_series(write.tx, request.series_id));
  TRY_DONE(check_issuable(series, write.now));
  TRY(const auto member, member_facts(write.tx, customer_id));
  CHECK(member.is_known);
  if (member.is_disabled) {
    return refuse(RefusalKind::unprocessable, "rewards.customer_disabled", "the customer is disabled");
  }
  if (request.pay_with_points && !series.points_price) {
    return refuse(RefusalKind::unprocessable, "rewards.not_for_points", "these vouchers can't be had for points",
                  "pay_with_points");
  }
  TRY_DONE(count_for_member(write, customer_id, series));
  Voucher voucher;
  voucher.customer_id = customer_id;
  voucher.series_id = series.id;
  voucher.issued_by = staff_of(write);
  voucher.expires_at = expiry_of(series, write.now);
  if (request.pay_with_points) {
    voucher.points_paid = *series.points_price;
    TRY(voucher.spend_entry_id, points::spend(write, customer_id, voucher.points_paid, points::SpendKind::voucher,
                                              "voucher_series", series.id.value));
  }
  voucher = store_voucher(write, std::move(voucher));
  write.audit(entry_of("rewards.issue_voucher", voucher));
  return voucher;
}

Result<Voucher> cancel_voucher(kit::Write& write, CustomerId customer_id, VoucherId id, std::string_view reason) {
  TRY(auto voucher, load(write.tx, customer_id, id));
  const auto holder_id = voucher.customer_id;
  TRY(const auto series, load_series(write.tx, voucher.series_id));
  if (!store::cancel(write.tx, {holder_id, id}, reason, write.now)) {
    TRY(const auto now_there, load(write.tx, holder_id, id));
    VoucherSeries begun = series;
    begun.valid_from.reset();  // what hasn't begun can be taken back
    TRY_DONE(check_voucher_open(now_there, begun, holder_id, write.now));
    throw db::SerializationFailure("the voucher changed a moment ago");
  }
  if (holder_id.value > 0) store::lower_count(write.tx, holder_id, store::CountOf::series, series.id.value, 1);
  if (voucher.spend_entry_id) {
    TRY_DONE(points::give_back(write, holder_id, *voucher.spend_entry_id, voucher.points_paid));
  }
  publish_moved(write, voucher, VoucherState::issued, VoucherState::cancelled);
  auto entry = entry_of("rewards.cancel_voucher", voucher);
  TRY(voucher, load(write.tx, holder_id, id));
  write.audit(entry);
  return voucher;
}

Result<Voucher> reissue_voucher(kit::Write& write, CustomerId holder_id, VoucherId voucher_id) {
  const store::VoucherPlace place{holder_id, voucher_id};
  TRY(const auto used, load(write.tx, holder_id, voucher_id));
  if (!store::lock_used(write.tx, place, write.now)) {
    return refuse(RefusalKind::conflict, "rewards.voucher_not_used", "only a voucher that was used is given again");
  }
  if (auto again = store::load_reissue(write.tx, place)) return std::move(*again);
  Voucher voucher;
  voucher.customer_id = holder_id;
  voucher.series_id = used.series_id;
  voucher.issued_by = staff_of(write);
  voucher.reissued_from_id = voucher_id;
  voucher.points_paid = used.points_paid;
  voucher.spend_entry_id = used.spend_entry_id;
  if (used.expires_at) {
    voucher.expires_at = std::max(*used.expires_at, plus_days(write.now, kReissueDays));
  }
  voucher = store_voucher(write, std::move(voucher));
  write.audit(entry_of("rewards.reissue_voucher", voucher));
  return voucher;
}

std::int64_t expire_vouchers(kit::Runtime& runtime, const kit::Actor& actor) {
  std::int64_t expired = 0;
  for (;;) {
    const auto due = kit::in_read(
        runtime, actor, [](const kit::Read& read) { return store::due_to_expire(read.tx, read.now, kExpiryBatch); });
    std::int64_t done = 0;
    for (const auto& place : due) {
      done += kit::in_write(runtime, actor, [&](kit::Write& write) -> std::int64_t {
        if (!store::expire(write.tx, place, write.now)) return 0;
        const auto voucher = store::load(write.tx, place);
        CHECK(voucher.has_value());
        publish_moved(write, *voucher, VoucherState::issued, VoucherState::expired);
        return 1;
      });
    }
    expired += done;
    // What another server ended meanwhile isn't found again; nothing done at all means somebody else is at it.
    if (done == 0 || static_cast<std::int64_t>(due.size()) < kExpiryBatch) return expired;
  }
}

}  // namespace homeport::rewards
