// What became of leads: how many arrived, were taken, contacted, came to an opportunity and were won; by source, by the
// person who had them first, and by grade.

#include <algorithm>
#include <map>

#include "modules/grading/service.hpp"
#include "modules/identity/service.hpp"

namespace homeport::grading {
namespace {

constexpr std::int64_t kMostDays = 400;
constexpr std::int64_t kMostOutcomes = 200'000;

struct Bucket {
  AnalysisRow row;
  std::vector<std::int64_t> minutes;
};

void add(Bucket& bucket, const pool::LeadOutcome& outcome) {
  auto& row = bucket.row;
  ++row.arrivals;
  row.taken += outcome.taken_at ? 1 : 0;
  row.contacted += outcome.contacted_at ? 1 : 0;
  row.opportunities += outcome.had_opportunity ? 1 : 0;
  row.won += outcome.is_won ? 1 : 0;
  if (outcome.contacted_at) {
    bucket.minutes.push_back((outcome.contacted_at->us - outcome.entered_at.us) / kMicrosPerMinute);
  }
}

AnalysisRow finished(Bucket& bucket) {
  auto& row = bucket.row;
  if (row.arrivals > 0) row.conversion = Rate{row.won * 1'000'000 / row.arrivals};
  if (!bucket.minutes.empty()) {
    const auto middle = bucket.minutes.begin() + static_cast<std::ptrdiff_t>(bucket.minutes.size() / 2);
    std::nth_element(bucket.minutes.begin(), middle, bucket.minutes.end());
    row.first_contact_median_minutes = *middle;
  }
  return row;
}

std::vector<AnalysisRow> rows_of(std::map<std::string, Bucket>& buckets) {
  std::vector<AnalysisRow> rows;
  for (auto& [key, bucket] : buckets) {
    bucket.row.key = key;
    if (bucket.row.name.empty()) bucket.row.name = key;
    rows.push_back(finished(bucket));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.arrivals > b.arrivals; });
  return rows;
}

}  // namespace

Result<Analysis> analyse(const kit::Read& read, std::optional<PoolId> pool_id, Date from, Date to) {
  if (to < from || to.days - from.days > kMostDays) {
    return refuse(RefusalKind::invalid, "grading.analysis_too_long",
                  "an analysis covers 1 to " + std::to_string(kMostDays) + " days", "to");
  }
  const auto zone = identity::chain_time_zone(read.tx);
  const Time begin = start_of_day(from, zone);
  const Time end = start_of_day(plus_days(to, 1), zone);
  Bucket total;
  std::map<std::string, Bucket> sources;
  std::map<std::string, Bucket> people;
  std::map<std::string, Bucket> grades;
  for (const auto& pool : pool::visible_pools(read)) {
    if (pool_id && pool.id != *pool_id) continue;
    for (const auto& outcome : pool::lead_outcomes(read.tx, pool.id, begin, end, kMostOutcomes)) {
      add(total, outcome);
      add(sources[outcome.source], outcome);
      add(grades[outcome.grade.value_or("")], outcome);
      if (outcome.first_staff_id) add(people[to_string(*outcome.first_staff_id)], outcome);
    }
  }
  for (auto& [key, bucket] : people)
    bucket.row.name = identity::staff_name(read.tx, *parse_id_as<StaffId>(key));
  return Analysis{from, to, finished(total), rows_of(sources), rows_of(people), rows_of(grades)};
}

}  // namespace homeport::grading
