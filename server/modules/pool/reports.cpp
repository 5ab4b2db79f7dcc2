#include "modules/pool/reports.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/amounts.hpp"
#include "modules/follow_ups/service.hpp"
#include "modules/pool/moving.hpp"
#include "modules/pool/store_reports.hpp"

namespace homeport::pool {
namespace {

constexpr std::int64_t kDropMicros = 48 * kMicrosPerHour;  // taken and let go within two days
constexpr std::size_t kDropsToMention = 3;
constexpr std::size_t kPassesToMention = 2;  // in each direction
constexpr std::int64_t kAlikeToMention = 5;  // customers with the same text
constexpr std::size_t kCustomersShown = 10;

// What of the chain's pools this caller may see the people of.
bool may_see(const kit::Read& read, Book& book, PoolId id) {
  return book.administers(read.actor, id) || read.actor.scope == kit::DataScope::all;
}

class People {
 public:
  explicit People(const kit::Read& read) : read_(read) {}
  [[nodiscard]] const std::string& name(StaffId id) {
    auto [place, is_new] = names_.try_emplace(id);
    if (is_new) place->second = identity::staff_name(read_.tx, id);
    return place->second;
  }

 private:
  const kit::Read& read_;
  std::map<StaffId, std::string> names_;
};

void add_moves(Fairness& report, std::map<StaffId, FairnessPerson>& people, const store::KindCount& row) {
  if (row.kind == "enter") report.arrivals += row.count;
  if (!row.staff.is_set()) return;
  auto& person = people[row.staff];
  const auto add = [&row](std::int64_t& mine, std::int64_t& all) {
    mine += row.count;
    all += row.count;
  };
  if (row.kind == "claim") add(person.claimed, report.claimed);
  if (row.kind == "assign" || row.kind == "transfer") add(person.assigned, report.assigned);
  if (row.kind == "win") add(person.won, report.won);
  if (row.kind == "lost") person.lost += row.count;
  const bool is_return = row.kind == "give_back" || row.kind == "time_out" || row.kind == "take_back" ||
                         row.kind == "lost" || row.kind == "leaver";
  if (is_return) add(person.returned, report.returned);
}

Suspicion suspicion(SuspicionKind kind, StaffId staff, People& people, const std::vector<CustomerId>& customers) {
  Suspicion found;
  found.kind = kind;
  found.staff_id = staff;
  found.staff_name = people.name(staff);
  found.count = static_cast<std::int64_t>(customers.size());
  found.customer_ids.assign(
      customers.begin(), customers.begin() + static_cast<std::ptrdiff_t>(std::min(customers.size(), kCustomersShown)));
  return found;
}

void add_suspicions(const kit::Read& read, PoolId id, Time from, Time before, People& people, Fairness& report) {
  std::map<StaffId, std::vector<CustomerId>> drops;
  for (const auto& row : store::dropped(read.tx, id, from, before, kDropMicros))
    drops[row.staff].push_back(row.customer);
  for (const auto& [staff, customers] : drops) {
    if (customers.size() < kDropsToMention) continue;
    report.suspicions.push_back(suspicion(SuspicionKind::claim_and_drop, staff, people, customers));
  }
  std::map<std::pair<StaffId, StaffId>, std::vector<CustomerId>> passes;
  for (const auto& row : store::passed_on(read.tx, id, from, before))
    passes[{row.staff, row.other}].push_back(row.customer);
  for (const auto& [pair, customers] : passes) {
    const auto back = passes.find({pair.second, pair.first});
    if (pair.second < pair.first || back == passes.end()) continue;
    if (customers.size() < kPassesToMention || back->second.size() < kPassesToMention) continue;
    auto all = customers;
    all.insert(all.end(), back->second.begin(), back->second.end());
    auto found = suspicion(SuspicionKind::pair, pair.first, people, all);
    found.other_staff_id = pair.second;
    found.other_staff_name = people.name(pair.second);
    report.suspicions.push_back(std::move(found));
  }
  for (const auto& row : follow_ups::alike_texts(read.tx, from, before, kAlikeToMention)) {
    Suspicion found;
    found.kind = SuspicionKind::alike_follow_ups;
    found.staff_id = row.staff_id;
    found.staff_name = row.staff_name;
    found.count = row.customers;
    report.suspicions.push_back(std::move(found));
  }
}

void add_speeds(const kit::Read& read, PoolId id, Time from, Time before, std::map<StaffId, FairnessPerson>& people,
                Fairness& report) {
  std::map<StaffId, std::vector<std::int64_t>> minutes;
  std::vector<std::int64_t> all;
  for (const auto& row : store::first_follow_ups(read.tx, id, from, before)) {
    minutes[row.staff].push_back(row.count / kMicrosPerMinute);
    all.push_back(row.count / kMicrosPerMinute);
  }
  for (auto& [staff, values] : minutes)
    people[staff].first_follow_up_median_minutes = median_of(std::move(values));
  report.first_follow_up_median_minutes = median_of(std::move(all));
}

}  // namespace

Rate gini_of(std::vector<std::int64_t> amounts) {
  std::sort(amounts.begin(), amounts.end());
  const auto people = static_cast<std::int64_t>(amounts.size());
  std::int64_t sum = 0;
  Int128 weighted = 0;  // counts times counts
  for (std::int64_t i = 0; i < people; ++i) {
    const auto amount = amounts[static_cast<std::size_t>(i)];
    sum += amount;
    weighted += static_cast<Int128>(2 * (i + 1) - people - 1) * amount;
  }
  if (sum == 0) return Rate{0};
  return Rate{static_cast<std::int64_t>(weighted * 1'000'000 / (static_cast<Int128>(people) * sum))};
}

std::optional<std::int64_t> median_of(std::vector<std::int64_t> values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Result<Fairness> load_fairness(const kit::Read& read, PoolId id, Date from, Date to) {
  Book book(read.tx);
  TRY_DONE(book.find(id));
  if (!may_see(read, book, id)) {
    return refuse(RefusalKind::not_found, "access.out_of_scope", "this pool is not within your reach");
  }
  if (to < from || to.days - from.days > kMostReportDays) {
    return refuse(RefusalKind::invalid, "pool.report_too_long",
                  "a report covers 1 to " + std::to_string(kMostReportDays) + " days", "to");
  }
  const auto zone = identity::chain_time_zone(read.tx);
  const Time begin = start_of_day(from, zone);
  const Time end = start_of_day(plus_days(to, 1), zone);
  Fairness report;
  report.from = from;
  report.to = to;
  report.public_now = store::count_customers(read.tx, id).public_count;
  std::map<StaffId, FairnessPerson> people;
  for (const auto& row : store::moves_by_person(read.tx, id, begin, end))
    add_moves(report, people, row);
  for (const auto& row : store::good_leads(read.tx, id, begin, end))
    people[row.staff].good_leads = row.count;
  for (const auto& row : store::quota_refusals(read.tx, id, from, to))
    people[row.staff].quota_refusals = row.count;
  add_speeds(read, id, begin, end, people, report);
  People names(read);
  add_suspicions(read, id, begin, end, names, report);
  std::vector<std::int64_t> good;
  std::vector<std::int64_t> taken;
  for (auto& [staff, person] : people) {
    person.staff_id = staff;
    person.staff_name = names.name(staff);
    good.push_back(person.good_leads);
    taken.push_back(person.claimed + person.assigned);
    report.people.push_back(person);
  }
  report.gini_ppm = gini_of(std::move(good));
  report.claim_gini_ppm = gini_of(std::move(taken));
  return report;
}

Result<Board> load_board(const kit::Read& read, std::optional<PoolId> pool_id) {
  Book book(read.tx);
  if (pool_id) TRY_DONE(book.find(*pool_id));
  Board board;
  std::map<StaffId, BoardPerson> people;
  std::set<PoolId> shown;
  const Date today = local_date(read.now, identity::chain_time_zone(read.tx));
  for (const auto& pool : store::load_pools(read.tx)) {
    if (pool_id && pool.id != *pool_id) continue;
    const bool sees_all = may_see(read, book, pool.id);
    if (sees_all || book.belongs(read.actor, pool.id)) {
      shown.insert(pool.id);
      board.public_count += store::count_customers(read.tx, pool.id).public_count;
    }
    for (const auto& counter : store::counters_of_pool(read.tx, pool.id)) {
      const StaffId staff{counter.holder_id.value};
      const auto* person = book.person(staff);
      if (person == nullptr || !(sees_all || read.actor.reaches(person->org_unit_id, staff))) continue;
      auto& row = people[staff];
      row.staff_id = staff;
      row.staff_name = person->name;
      row.holding += counter.holding_count;
      row.protected_count += counter.protected_count;
      row.won += counter.won_count;
      row.claims_today += claims_of_day(counter, today);
    }
  }
  for (const auto& due : store::due_by_owner(read.tx, plus_days(read.now, 1), plus_days(read.now, 7))) {
    const auto person = people.find(due.staff);
    if (person == people.end() || (pool_id && due.pool != *pool_id)) continue;
    person->second.due_24h += due.soon;
    person->second.due_7d += due.later;
    board.returning_24h += due.soon;
  }
  for (const auto& [pool, count] : store::pending_requests(read.tx, read.now)) {
    if (shown.contains(pool)) board.waiting_requests += count;
  }
  for (auto& [staff, person] : people)
    board.people.push_back(std::move(person));
  return board;
}

std::int64_t count_going_back(const kit::Read& read, Time before) {
  if (!read.actor.may(kReadPermission) || !read.actor.may(kClaimPermission)) return 0;
  ListConditions mine;
  mine.owner_staff_id = read.actor.staff_id;
  mine.state = State::tracking;
  mine.due_before = before;
  return kit::count_rows(read.tx, store::list_rows(read.actor, mine, {}, false)).total;
}

std::int64_t count_to_answer(const kit::Read& read) {
  if (!read.actor.may(kReadPermission) || !read.actor.may(kApprovePermission)) return 0;
  Book book(read.tx);
  std::vector<PoolId> administered;
  for (const auto& pool : store::load_pools(read.tx)) {
    if (book.administers(read.actor, pool.id)) administered.push_back(pool.id);
  }
  return kit::count_rows(read.tx, store::requests_to_answer(read.actor, administered, read.now)).total;
}

LimitList load_limits(const kit::Read& read) {
  Book book(read.tx);
  LimitList list;
  const auto* me = book.person(read.actor.staff_id);
  if (me == nullptr) return list;
  const auto today = local_date(read.now, identity::store_time_zone(read.tx, me->org_unit_id));
  for (const auto& pool : store::load_pools(read.tx)) {
    const auto& known = book.of(pool.id);
    if (!is_member(known.members, *me)) continue;
    const auto counter = store::load_counter(read.tx, pool.id, HolderKind::staff, me->id.value);
    const auto limits = limits_for(known.rule.rule, me->role_ids);
    list.items.push_back({pool.id, pool.name, claims_of_day(counter, today), limits.daily_claims,
                          counter.holding_count + (known.rule.rule.won_counts ? counter.won_count : 0), limits.hold,
                          counter.protected_count, known.rule.rule.protect_limit, reveals_of_day(counter, today),
                          pool.daily_reveal_limit});
  }
  return list;
}

}  // namespace homeport::pool
