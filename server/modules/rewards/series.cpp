// The terms of vouchers, and what their vouchers come to.

#include <algorithm>

#include "modules/catalogue/service.hpp"
#include "modules/identity/service.hpp"
#include "modules/rewards/members.hpp"
#include "modules/rewards/service.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards {
namespace {

std::string at_index(std::string_view list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

template <class T>
Outcome as_field(const Result<T>& found, std::string field) {
  if (found.ok()) return Done{};
  auto refusal = found.refusal();
  refusal.kind = RefusalKind::unprocessable;
  refusal.field = std::move(field);
  return refusal;
}

// What the conditions name must be there.
Outcome check_subjects(db::Transaction& tx, const VoucherSeries& series) {
  if (series.gift_id) TRY_DONE(as_field(load_gift(tx, *series.gift_id), "gift_id"));
  for (std::size_t i = 0; i < series.store_ids.size(); ++i) {
    TRY_DONE(identity::require_store(tx, series.store_ids[i], at_index("store_ids", i)));
  }
  for (std::size_t i = 0; i < series.service_type_ids.size(); ++i) {
    TRY_DONE(as_field(catalogue::load(tx, series.service_type_ids[i]), at_index("service_type_ids", i)));
  }
  for (std::size_t i = 0; i < series.product_ids.size(); ++i) {
    TRY_DONE(as_field(catalogue::load(tx, series.product_ids[i]), at_index("product_ids", i)));
  }
  for (std::size_t i = 0; i < series.tier_ids.size(); ++i) {
    TRY_DONE(tier_facts(tx, series.tier_ids[i], at_index("tier_ids", i)));
  }
  return Done{};
}

void audit(kit::Write& write, const VoucherSeries& series, std::string_view action,
           std::vector<kit::AuditChange> changes) {
  write.audit({std::string(action), "voucher_series", series.id.value, series.name, 0, 0, std::move(changes)});
}

}  // namespace

Result<VoucherSeries> load_series(db::Transaction& tx, VoucherSeriesId id) {
  auto series = store::load(tx, id);
  if (!series) return refuse(RefusalKind::not_found, "rewards.series_unknown", "there is no such voucher series");
  return std::move(*series);
}

Result<VoucherSeries> create_series(kit::Write& write, VoucherSeries wanted) {
  TRY_DONE(normalise(wanted));
  TRY_DONE(check_terms(wanted));
  TRY_DONE(check_subjects(write.tx, wanted));
  wanted.id = write.new_id<VoucherSeriesId>();
  wanted.created_at = write.now;
  wanted.updated_at = write.now;
  wanted.version = 1;
  store::insert(write.tx, wanted);
  audit(write, wanted, "rewards.create_series", kit::changes_of_new(wanted));
  return wanted;
}

Result<VoucherSeries> update_series(kit::Write& write, const VoucherSeries& before, VoucherSeries after) {
  TRY_DONE(normalise(after));
  TRY_DONE(check_terms(after));
  auto changes = kit::changes_between(before, after);
  if (changes.empty()) return before;
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the series was edited a moment ago");
  audit(write, after, "rewards.update_series", std::move(changes));
  return after;
}

Liability liability(db::Transaction& tx) {
  Liability sums;
  sums.items = store::load_totals(tx);
  Int128 open_value = 0;
  for (const auto& one : sums.items) {
    sums.open_count += one.open_count;
    if (one.open_value) {
      open_value += one.open_value->minor;
    } else {
      sums.uncapped_count += one.open_count;
    }
  }
  sums.open_value = Money{static_cast<std::int64_t>(std::min<Int128>(open_value, INT64_MAX))};
  return sums;
}

}  // namespace homeport::rewards
