#pragma once

// What the use-cases of the pool share: pools as one transaction sees them, a customer's place under lock, and the one
// way in which an arrow is followed. Not for other modules.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kit/use_case.hpp"
#include "modules/identity/service.hpp"
#include "modules/pool/rules.hpp"
#include "modules/pool/service.hpp"
#include "modules/pool/store.hpp"

namespace homeport::pool {

struct PoolWithRule {
  Pool pool;
  RuleVersion rule;
  std::vector<Member> members;
};

// Pools, rules, members and people, read at most once in a transaction.
class Book {
 public:
  explicit Book(db::Transaction& tx) : tx_(tx) {}
  // pool.unknown
  [[nodiscard]] Result<const PoolWithRule*> find(PoolId id, RefusalKind kind = RefusalKind::not_found,
                                                 std::string_view field = {});
  // Of a customer's place: it exists.
  [[nodiscard]] const PoolWithRule& of(PoolId id);
  [[nodiscard]] std::shared_ptr<const PoolWithRule> keep(PoolId id);  // for those who outlive the transaction
  [[nodiscard]] const identity::StaffPlace* person(StaffId id);       // nullptr: nobody
  // People who run the pool.
  [[nodiscard]] const std::vector<StaffId>& administrators(PoolId id);
  [[nodiscard]] bool administers(const kit::Actor& actor, PoolId id);
  [[nodiscard]] bool belongs(const kit::Actor& actor, PoolId id);
  void forget(PoolId id) { pools_.erase(id); }

 private:
  db::Transaction& tx_;
  std::map<PoolId, std::shared_ptr<const PoolWithRule>> pools_;
  std::map<StaffId, std::unique_ptr<identity::StaffPlace>> people_;
  std::map<PoolId, std::vector<StaffId>> administrators_;
};

// A place as it is locked, and as it shall be.
struct Place {
  Tracking before;
  Tracking row;
  std::int64_t cancelled_tasks = 0;  // of whoever lost the customer; known behind finish_move
  [[nodiscard]] PoolId pool_id() const { return row.pool_id; }
};

// Locks the counters of the owner and of `taker` (with his store), then the customer. pool.customer_unknown,
// pool.clock_behind.
[[nodiscard]] Result<Place> lock_place(kit::Write& write, CustomerId id, const identity::StaffPlace* taker = nullptr);

struct MoveSpec {
  MoveKind kind = MoveKind::enter;
  std::optional<ReasonId> reason_id{};
  std::optional<DueReason> due_reason{};
  std::optional<std::string> note{};
  std::optional<SaleRef> sale_id{};
  bool is_batch = false;  // the sweep: one audit entry and one word to the screens for all of it
};
// Writes what became of the place: due date, counters, row, ledger, the customer's owner, tasks, audit, news.
void finish_move(kit::Write& write, Book& book, Place& place, const MoveSpec& spec);
// The same without an arrow: only row, due date and counters.
void save_place(kit::Write& write, Book& book, Place& place);

// Makes the place of a customer who has none.
struct Arrival {
  CustomerId customer_id;
  PoolId pool_id;
  std::string source;
  std::optional<StaffId> owner_staff_id{};
  std::optional<std::string> region{};
  std::optional<std::string> interest{};
  std::optional<std::int64_t> activity{};
  TakenBy taken_by = TakenBy::create;
  bool is_won = false;
};
// False when he has a place already.
bool enter(kit::Write& write, Book& book, const Arrival& arrival);

// --- Words to the screens (telling.cpp) ---

[[nodiscard]] OrgUnitId store_of(kit::Write& write, CustomerId id);
[[nodiscard]] Standing standing_of(const Tracking& row, OrgUnitId store);
// A notice on the person's screen, with a word to it at once.
void notify(kit::Write& write, Notice notice, std::string_view topic);
// To the owner a customer was taken from, unless he did it himself. Behind finish_move.
void notify_taken_away(kit::Write& write, const Place& place, StaffId owner);
// To those who may know a customer who stands like one of these: as he stood, and as he stands now.
void tell(kit::Write& write, Book& book, std::string_view topic, std::string data_json,
          std::vector<Standing> standings);
// Many went back to a pool at once. Its people hear how many; those who only knew some of them, that some are gone.
void tell_of_returns(kit::Write& write, Book& book, std::string data_json, PoolId pool, std::vector<Standing> before);

// The local day where the person works.
[[nodiscard]] Date local_day(kit::Write& write, const identity::StaffPlace& person);
[[nodiscard]] std::optional<OrgUnitId> unit_of(const identity::StaffPlace& person);

// Asks those who run the pool.
[[nodiscard]] Request open_request(kit::Write& write, Book& book, const Place& place, RequestKind kind,
                                   std::optional<std::int64_t> days, std::string reason);

// May this actor decide about customers of the pool as its manager? Runs it, or reaches the customer.
[[nodiscard]] Outcome check_manages(kit::Write& write, Book& book, const Tracking& row);

}  // namespace homeport::pool
