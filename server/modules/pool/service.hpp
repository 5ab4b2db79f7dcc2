#pragma once

// The pool as use-cases: taking, giving, returning, asking, sweeping. What every arrow needs and refuses stands in
// rules.hpp; who may follow it, here.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kit/personal_data.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/follow_ups/service.hpp"
#include "modules/pool/report_types.hpp"
#include "modules/pool/types.hpp"

namespace homeport::pool {

inline constexpr std::string_view kReadPermission = "pool.read";
inline constexpr std::string_view kClaimPermission = "pool.claim";
inline constexpr std::string_view kAssignPermission = "pool.assign";
inline constexpr std::string_view kApprovePermission = "pool.approve";
inline constexpr std::string_view kManagePermission = "pool.manage";
inline constexpr std::string_view kReportPermission = "pool.report";

// What main hands up from below the till, asked in the transaction that decides: has this customer bought since, and
// until when is a basket put aside for him?
struct Hooks {
  std::function<bool(db::Transaction&, CustomerId, Time since)> has_bought_since;
  std::function<std::optional<Time>(db::Transaction&, CustomerId, Time now)> open_order_until;
};
using HooksPtr = std::shared_ptr<const Hooks>;

// --- Pools (service_pools.cpp) --------------------------------------------------------------------------------------

// pool.name_taken, pool.too_many_pools, identity.staff_unknown (default assignee), pool.unit_unknown.
[[nodiscard]] Result<Pool> create_pool(kit::Write& write, Pool wanted);
// Applies the JSON of a PATCH to the version given. Besides those: pool.has_customers (switching off).
[[nodiscard]] Result<Pool> edit_pool(kit::Write& write, PoolId id, std::int64_t version, std::string_view json);
// pool.has_customers: move them to another first.
[[nodiscard]] Outcome delete_pool(kit::Write& write, PoolId id);
// In place of all there are. pool.member_unknown and those of check_members.
[[nodiscard]] Result<Members> set_members(kit::Write& write, PoolId id, Members wanted);
[[nodiscard]] Result<Members> load_members(const kit::Read& read, PoolId id);
// A new version, in force at once; due dates follow in the background, and no sweep goes by an old one.
[[nodiscard]] Result<RuleVersion> create_rule(kit::Write& write, PoolId id, const Rule& rule);
// What would go back within 24 hours by these rules, next to what will by those in force. Writes nothing; reads all
// tracked customers of the pool.
[[nodiscard]] Result<DryRun> dry_run(const kit::Read& read, PoolId id, const Rule& rule);
[[nodiscard]] Result<Reason> create_reason(kit::Write& write, Reason wanted);
[[nodiscard]] Result<Reason> edit_reason(kit::Write& write, ReasonId id, std::int64_t version, std::string_view json);
// Reasons of a new chain, in its language.
void seed_defaults(kit::Write& write);

// --- Taking (service_taking.cpp) ------------------------------------------------------------------------------------

// Exactly one of any number of callers gets him; the others are refused with nothing consumed. Refusals: those of
// decide_claim, customers.disabled, pool.customer_unknown, pool.clock_behind.
[[nodiscard]] Outcome claim(kit::Write& write, CustomerId id);
// Each row answers for itself.
[[nodiscard]] BatchAnswer claim_batch(kit::Write& write, std::span<const CustomerId> ids);
// A public customer is given, a tracked or won one handed over. identity.staff_unknown, access.out_of_scope and those
// of decide_assign.
[[nodiscard]] Outcome assign(kit::Write& write, CustomerId id, const AssignRequest& request);
[[nodiscard]] BatchAnswer assign_batch(kit::Write& write, const AssignBatch& batch);
// Everything somebody holds, up to kMoveBatch in one go, whatever the limits of those who take it: he is leaving.
[[nodiscard]] Result<Moved> hand_over(kit::Write& write, const HandOver& request);
// Hidden details of a public customer, logged, as often in a day as the pool allows. pool.reveal_limit.
[[nodiscard]] Result<Revealed> reveal(kit::Write& write, CustomerId id);

// --- Returning, winning, asking (service_returning.cpp, service_requests.cpp)
// -----------------------------------------

enum class PutBack : std::uint8_t { give_back, lost, take_back };
// pool.reason_unknown (of another kind, or switched off), pool.not_held, pool.not_owner, pool.unknown,
// pool.switched_off, access.out_of_scope (a pool one doesn't belong to).
[[nodiscard]] Outcome put_back(kit::Write& write, CustomerId id, PutBack how, const ReturnRequest& request);
// Won at once with a sale on record or by somebody who may approve; else a request, which is returned.
[[nodiscard]] Result<std::optional<Request>> win(const Hooks& hooks, kit::Write& write, CustomerId id,
                                                 const WinRequest& request);
// Won customers become tracked again, or public where nobody has them.
[[nodiscard]] Outcome reopen(kit::Write& write, CustomerId id, const NoteRequest& request);
[[nodiscard]] Outcome protect(kit::Write& write, CustomerId id, const ProtectRequest& request);
[[nodiscard]] Outcome unprotect(kit::Write& write, CustomerId id);
[[nodiscard]] Outcome set_stage(kit::Write& write, CustomerId id, Stage stage);
// pool.extension_too_long, pool.request_pending.
[[nodiscard]] Result<Request> ask_extension(kit::Write& write, CustomerId id, const ExtensionRequest& request);
// pool.request_unknown, pool.request_closed (answered, or too old).
[[nodiscard]] Result<Request> answer_request(kit::Write& write, CustomerId id, RequestId request_id,
                                             RequestState answer, const AnswerRequest& words);

// --- Arriving (service_arriving.cpp) --------------------------------------------------------------------------------

// People from elsewhere, each row for itself. A phone or reference that is known is the customer who is there.
[[nodiscard]] Result<LeadsAnswer> bring_leads(kit::Write& write, PoolId id, std::span<const Lead> leads);
// Customers in no pool whom this one matches, up to kMoveBatch.
[[nodiscard]] Result<Moved> take_in(const Hooks& hooks, kit::Write& write, PoolId id);
// All of a pool into another, up to kMoveBatch.
[[nodiscard]] Result<Moved> move_all(kit::Write& write, PoolId from, PoolId to);
// A customer was made: the pool that matches takes him, if any does.
void place_new(const Hooks& hooks, kit::Write& write, CustomerId id);
// A customer bought: he is won.
void record_sale(kit::Write& write, CustomerId id, SaleRef sale);
// Gives waiting customers to people by the pool's engine, up to kMostInBatch.
[[nodiscard]] Result<EngineRun> run_engine(kit::Write& write, PoolId id);

// For grading: the grade of a customer in a pool; due date and counters follow. False when he is in no pool.
bool set_grade(kit::Write& write, CustomerId id, const std::optional<std::string>& grade);
[[nodiscard]] std::optional<Tracking> load_place(db::Transaction& tx, CustomerId id);
// Was this sale the one that won the customer? (A win without a sale of its own counts for the next one.)
[[nodiscard]] bool was_won_by(db::Transaction& tx, CustomerId id, SaleRef sale);
// Tracked and public customers in the order of their ids, behind `after`.
[[nodiscard]] std::vector<CustomerId> open_customers(db::Transaction& tx, CustomerId after, std::int64_t limit);
// What became of those who entered a pool in a period, at most `limit`.
struct LeadOutcome {
  CustomerId customer_id;
  std::string source;
  std::optional<std::string> grade;
  Time entered_at;
  std::optional<StaffId> first_staff_id;
  std::optional<Time> taken_at;
  std::optional<Time> contacted_at;
  bool had_opportunity = false;
  bool is_won = false;
};
[[nodiscard]] std::vector<LeadOutcome> lead_outcomes(db::Transaction& tx, PoolId id, Time from, Time before,
                                                     std::int64_t limit);
// Pools whose people and customers this caller may look into.
struct VisiblePool {
  PoolId id;
  std::string name;
};
[[nodiscard]] std::vector<VisiblePool> visible_pools(const kit::Read& read);
// Customers the caller sees for whom the conditions hold, by arrival, at most `limit`.
[[nodiscard]] std::vector<CustomerId> select_customers(const kit::Read& read, const ListConditions& conditions,
                                                       std::int64_t limit);

// For home, up to kit::kCountLimit: customers of one's own that go back before then, and what others asked for that the
// actor may answer now; nothing without the right to do it.
[[nodiscard]] std::int64_t count_going_back(const kit::Read& read, Time before);
[[nodiscard]] std::int64_t count_to_answer(const kit::Read& read);

// --- By itself (sweeping.cpp) ---------------------------------------------------------------------------------------

// Returns who is due, batch by batch, each looked at again under its lock. How many went back.
std::int64_t sweep(kit::Runtime& runtime, const Hooks& hooks);
// Reminders that are due; how many were sent.
std::int64_t remind(kit::Runtime& runtime);
// Protections that are over.
std::int64_t end_protections(kit::Runtime& runtime);
// Engines that run by the clock.
void run_engines(kit::Runtime& runtime);
// Due dates of a pool after a new version of its rules, behind a customer; true when all are done.
[[nodiscard]] bool recompute_due(kit::Runtime& runtime, PoolId id);

// --- Hooks for modules below
// ------------------------------------------------------------------------------------------

[[nodiscard]] follow_ups::Hooks follow_up_hooks();
[[nodiscard]] customers::TimelineSource timeline_source();
// Whoever has a customer loses him to the pool when he is deleted, and gets him back when he is restored, as long as he
// works here and nobody has moved the customer since.
[[nodiscard]] customers::BinPart bin_part();

// For the erasure of a customer, who is nobody's by then: his place goes, the ledger stays without words.
[[nodiscard]] customers::ErasePart erase_part();

// For the document a person is given of what is held of him.
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();

}  // namespace homeport::pool
