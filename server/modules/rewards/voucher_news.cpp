#include "modules/rewards/voucher_news.hpp"

#include <boost/json/parse.hpp>

#include "modules/rewards/store.hpp"

namespace homeport::rewards {
namespace {

void add_one(store::SeriesChange& change, std::string_view state, std::int64_t by) {
  if (state == "issued" || state == "held") change.open += by;
  if (state == "used") change.used += by;
  if (state == "expired") change.expired += by;
  if (state == "cancelled") change.cancelled += by;
}

}  // namespace

void publish_moved(kit::Write& write, const Voucher& voucher, std::optional<VoucherState> from, VoucherState to,
                   Money used_amount) {
  JsonWriter payload;
  payload.begin_object().key("series_id").integer(voucher.series_id.value);
  payload.key("from").text(from ? word_of(*from) : "").key("to").text(word_of(to));
  payload.key("used_amount_minor").integer(used_amount.minor).end_object();
  write.publish({std::string(kVoucherMoved), voucher.customer_id.value, voucher.id.value, 0, payload.take()});
}

// The payload is ours, so a missing member is our own mistake and throws.
void add_to_totals(kit::Write& write, const kit::StoredEvent& stored) {
  const auto payload = boost::json::parse(stored.event.payload_json).as_object();
  store::SeriesChange change;
  change.series_id = VoucherSeriesId{payload.at("series_id").to_number<std::int64_t>()};
  add_one(change, std::string_view(payload.at("from").as_string()), -1);
  add_one(change, std::string_view(payload.at("to").as_string()), 1);
  change.used_amount = Money{payload.at("used_amount_minor").to_number<std::int64_t>()};
  store::add_to_totals(write.tx, change);
}

}  // namespace homeport::rewards
