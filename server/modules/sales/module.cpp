#include "modules/sales/module.hpp"

#include <map>
#include <span>
#include <utility>

#include <boost/json/parse.hpp>

#include "embedded/sales_migrations.hpp"
#include "modules/sales/http.hpp"
#include "modules/sales/invariants.hpp"
#include "modules/sales/service.hpp"
#include "modules/sales/store.hpp"

namespace homeport::sales {
namespace {

constexpr int kExpireEverySeconds = 30;

constexpr std::array kPermissions{
    kit::Permission{kReadPermission, "See sales", "查看销售"},
    kit::Permission{kSellPermission, "Quote and sell at the till", "收银：报价与销售"},
    kit::Permission{kReturnPermission, "Take goods back", "办理退货"},
    kit::Permission{kOverridePermission, "Change a price or give a discount by hand", "改价与手工折扣"},
    kit::Permission{kOfflinePermission, "Sell while the till has no network", "断网时收银"},
    kit::Permission{kReviewPermission, "Look at sales made without the network", "复核断网期间的销售"},
};

// The payload is ours (see service.cpp), so a missing member is our own mistake and throws.
DayTotal day_change(const kit::StoredEvent& stored, std::string_view day_key, std::string_view amount_key,
                    bool is_sale) {
  const auto payload = boost::json::parse(stored.event.payload_json).as_object();
  DayTotal change;
  change.store_id = OrgUnitId{stored.event.org_unit_id};
  const auto day = parse_date(std::string_view(payload.at(day_key).as_string()));
  CHECK(day.has_value());
  change.sold_on = *day;
  const Money amount{payload.at(amount_key).to_number<std::int64_t>()};
  if (is_sale) {
    change.sales_count = 1;
    change.sales = amount;
  } else {
    change.returns_count = 1;
    change.returns = amount;
  }
  return change;
}

// One row for each store and day, however many sales a batch has.
void add_to_days(kit::Write& write, std::span<const kit::StoredEvent> events, std::string_view day_key,
                 std::string_view amount_key, bool is_sale) {
  std::map<std::pair<std::int64_t, std::int32_t>, DayTotal> days;
  for (const auto& event : events) {
    const auto change = day_change(event, day_key, amount_key, is_sale);
    auto& day = days[{change.store_id.value, change.sold_on.days}];
    day.store_id = change.store_id;
    day.sold_on = change.sold_on;
    day.sales_count += change.sales_count;
    day.sales += change.sales;
    day.returns_count += change.returns_count;
    day.returns += change.returns;
  }
  for (const auto& [key, day] : days)
    store::add_to_day(write.tx, day);
}

void subscribe(kit::Outbox& outbox) {
  outbox.subscribe({.topic = "sales.sale_completed",
                    .subscriber = "sales.day_totals",
                    .handle_all = [](kit::Write& write, std::span<const kit::StoredEvent> events) {
                      add_to_days(write, events, "sold_on", "payable_minor", true);
                    }});
  outbox.subscribe({.topic = "sales.sale_returned",
                    .subscriber = "sales.day_totals",
                    .handle_all = [](kit::Write& write, std::span<const kit::StoredEvent> events) {
                      add_to_days(write, events, "returned_on", "refund_minor", false);
                    }});
}

}  // namespace

kit::Module module() {
  kit::Module made;
  made.name = "sales";
  made.permissions.assign(kPermissions.begin(), kPermissions.end());
  made.migrations = embedded::sales_migrations();
  made.add_routes = add_routes;
  made.add_subscriptions = subscribe;
  made.add_jobs = [](kit::Jobs& jobs) {
    jobs.every("sales.expire_reservations", kExpireEverySeconds,
               [](kit::Runtime& runtime) { expire_reservations(runtime, kit::system_actor("sales")); });
  };
  made.invariants = invariants();
  return made;
}

}  // namespace homeport::sales
