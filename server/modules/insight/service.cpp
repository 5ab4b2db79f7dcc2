#include "modules/insight/service.hpp"

#include "modules/behaviour/service.hpp"
#include "modules/customers/service.hpp"
#include "modules/follow_ups/service.hpp"
#include "modules/identity/service.hpp"
#include "modules/imports/service.hpp"
#include "modules/insight/rules.hpp"
#include "modules/points/service.hpp"
#include "modules/pool/service.hpp"
#include "modules/sales/service.hpp"

namespace homeport::insight {
namespace {

constexpr std::int32_t kExpiryDays = 7;  // ahead: time to tell a member of his points

void add_sales(const kit::Read& read, Date today, Home& home) {
  if (!read.actor.may(sales::kReadPermission)) return;
  const auto totals = sales::day_totals(read, plus_days(today, 1 - kHomeDays), today);
  home.days = chart_of(totals, today);
  for (const auto& total : totals) {
    if (total.sold_on != today) continue;
    home.today.sales_count += total.sales_count;
    home.today.sales += total.sales;
    home.today.returns_count += total.returns_count;
  }
  home.newest_sales = sales::newest_sales(read, kNewest);
}

void add_customers(const kit::Read& read, Time start_of_today, Home& home) {
  if (!read.actor.may(customers::kReadPermission)) return;
  home.today.new_customers = customers::count_created_since(read, start_of_today);
  for (const auto& customer : customers::newest(read, kNewest)) {
    home.newest_customers.push_back({customer.id, customer.name, customer.phone, customer.created_at});
  }
}

void add_tiers(const kit::Read& read, Home& home) {
  // Numbers of the whole chain, so for those who reach it.
  if (!read.actor.may(points::kReadPermission) || read.actor.scope != kit::DataScope::all) return;
  for (const auto& count : points::tier_population(read.tx)) {
    home.tiers.push_back({count.tier.id, count.tier.name, count.tier.colour, count.customers});
  }
}

void add_to_do(const kit::Read& read, Date today, TimeZone zone, Home& home) {
  const auto add = [&](std::string key, std::int64_t count, std::string link) {
    if (count > 0) home.to_do.push_back({std::move(key), count, std::move(link)});
  };
  // Who of this person's customers go back to the pool by themselves, today or soon, and what others asked him for.
  const Date back_until = plus_days(today, kGoingBackDays);
  add("home.todo.going_back", pool::count_going_back(read, start_of_day(plus_days(back_until, 1), zone)),
      "/pool/mine?due_on=" + format_date(back_until));
  add("home.todo.pool_requests", pool::count_to_answer(read), "/pool/requests");
  add("home.todo.tasks_due", follow_ups::count_due(read, start_of_day(plus_days(today, 1), zone)), "/tasks");
  add("home.todo.imports_waiting", imports::count_waiting(read), "/imports");
  if (read.actor.may(points::kApprovePermission)) {
    add("home.todo.adjustments_waiting", points::count_waiting_adjustments(read), "/adjustments?state=waiting");
  }
  if (read.actor.may(points::kReadPermission)) {
    const Date last = plus_days(today, kExpiryDays);
    add("home.todo.points_expiring", points::count_expiring(read, start_of_day(plus_days(last, 1), zone)),
        "/expiries?until=" + format_date(last));
  }
  if (read.actor.may(behaviour::kApprovePermission)) {
    add("home.todo.behaviour_waiting", behaviour::count_waiting(read), "/behaviour?state=waiting");
  }
  if (read.actor.may(sales::kReviewPermission)) {
    add("home.todo.offline_sales", sales::count_offline_to_review(read), "/offline_sales");
  }
}

}  // namespace

Result<Home> home(const kit::Read& read) {
  Home home;
  const auto chain = identity::chain_settings(read.tx);
  const auto zone = TimeZone::find(chain.time_zone).value_or(TimeZone::utc());
  const Date today = local_date(read.now, zone);
  add_sales(read, today, home);
  add_customers(read, start_of_day(today, zone), home);
  add_tiers(read, home);
  home.running_imports = imports::running_imports(read, kNewest);
  add_to_do(read, today, zone, home);
  return home;
}

}  // namespace homeport::insight
