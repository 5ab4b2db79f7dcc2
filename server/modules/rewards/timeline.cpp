// What a customer's timeline tells of rewards: gifts taken and vouchers used.

#include "modules/rewards/service.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards {
namespace {

customers::TimelineEntry entry_of(const Redemption& redemption) {
  customers::TimelineEntry entry;
  entry.at = redemption.redeemed_at;
  entry.id = redemption.id.value;
  entry.kind = customers::TimelineKind::points;
  entry.title_key =
      redemption.state == RedemptionState::done ? "timeline.gift_redeemed" : "timeline.gift_redeemed_cancelled";
  entry.params = {{"gift", redemption.gift_name}, {"quantity", std::to_string(redemption.quantity)}};
  entry.subject_kind = "redemption";
  entry.subject_id = Id<customers::TimelineSubjectTag>{redemption.id.value};
  if (redemption.points.hundredths != 0) entry.points = -redemption.points;
  return entry;
}

customers::TimelineEntry entry_of(const Voucher& voucher, const std::string& series_name) {
  customers::TimelineEntry entry;
  entry.at = *voucher.used_at;
  entry.id = voucher.id.value;
  entry.kind = customers::TimelineKind::points;
  entry.title_key = "timeline.voucher_used";
  entry.params = {{"series", series_name}};
  entry.subject_kind = "voucher";
  entry.subject_id = Id<customers::TimelineSubjectTag>{voucher.id.value};
  if (voucher.used_amount && voucher.used_amount->minor != 0) entry.amount = -*voucher.used_amount;
  return entry;
}

}  // namespace

customers::TimelineSource timeline_source() {
  return
      [](const kit::Read& read, CustomerId customer_id, const customers::TimelinePosition& before, std::int64_t limit) {
        std::vector<customers::TimelineEntry> entries;
        if (!read.actor.may(kReadPermission)) return entries;
        for (const auto kin : customers::kin_of(read.tx, customer_id)) {
          for (const auto& one : store::redemptions_before(read.tx, kin, before.at, before.id, limit)) {
            entries.push_back(entry_of(one));
          }
          for (const auto& one : store::vouchers_used_before(read.tx, kin, before.at, before.id, limit)) {
            const auto series = store::load(read.tx, one.series_id);
            entries.push_back(entry_of(one, series ? series->name : ""));
          }
        }
        customers::keep_newest(entries, limit);
        return entries;
      };
}

}  // namespace homeport::rewards
