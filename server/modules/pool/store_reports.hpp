#pragma once

#include <string>
#include <utility>
#include <vector>

#include "db/transaction.hpp"
#include "modules/pool/types.hpp"

namespace homeport::pool::store {

struct KindCount {
  StaffId staff;
  std::string kind;
  std::int64_t count = 0;
};
struct StaffCount {
  StaffId staff;
  std::int64_t count = 0;
};
// Moves of a period by whom they concern (who got him, else who lost him) and kind.
[[nodiscard]] std::vector<KindCount> moves_by_person(db::Transaction& tx, PoolId id, Time from, Time before);
// Customers of grade A taken from the pool.
[[nodiscard]] std::vector<StaffCount> good_leads(db::Transaction& tx, PoolId id, Time from, Time before);
// Microseconds from taking to the first follow-up that counted, of those taken in the period who had one.
[[nodiscard]] std::vector<StaffCount> first_follow_ups(db::Transaction& tx, PoolId id, Time from, Time before);
[[nodiscard]] std::vector<StaffCount> quota_refusals(db::Transaction& tx, PoolId id, Date from, Date to);
struct Dropped {
  StaffId staff;
  StaffId other;
  CustomerId customer;
};
// Given back, lost or timed out within that time, without a follow-up that counted.
[[nodiscard]] std::vector<Dropped> dropped(db::Transaction& tx, PoolId id, Time from, Time before,
                                           std::int64_t within_micros);
// Taken by one after another had him: staff took him, other had him.
[[nodiscard]] std::vector<Dropped> passed_on(db::Transaction& tx, PoolId id, Time from, Time before);
struct OwnerDue {
  PoolId pool;
  StaffId staff;
  std::int64_t soon = 0;
  std::int64_t later = 0;
};
[[nodiscard]] std::vector<OwnerDue> due_by_owner(db::Transaction& tx, Time soon, Time later);
[[nodiscard]] std::vector<std::pair<PoolId, std::int64_t>> pending_requests(db::Transaction& tx, Time now);

}  // namespace homeport::pool::store
