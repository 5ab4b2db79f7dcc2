#pragma once

// Grading as use-cases: schemes, grades, what a first purchase brings, selections, and what became of leads.

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kit/personal_data.hpp"
#include "kit/use_case.hpp"
#include "modules/grading/types.hpp"
#include "modules/pool/service.hpp"

namespace homeport::grading {

inline constexpr std::string_view kReadPermission = "grading.read";
inline constexpr std::string_view kWritePermission = "grading.write";

// Given by main: what incentives ask of points and rewards. What was earned waits until the hook it needs does its
// part.
struct Hooks {
  // Puts points on a customer's account.
  std::function<Outcome(kit::Write&, CustomerId, Points, IncentiveId, std::string_view name)> grant;
  // Gives a customer a voucher of the series.
  std::function<Outcome(kit::Write&, CustomerId, VoucherSeriesRef)> issue_voucher;
  // Refuses, by its own reason, a series of which nobody can be given a voucher now, or not by this actor.
  std::function<Outcome(kit::Write&, VoucherSeriesRef)> check_series;
};
using HooksPtr = std::shared_ptr<const Hooks>;

// A new version; grades follow as customers change, or by apply. Refusals: those of check_scheme.
[[nodiscard]] Result<SchemeVersion> create_scheme(kit::Write& write, const Scheme& scheme);
// How many would have which grade, of at most kMostSelected customers of the pools. Writes nothing.
[[nodiscard]] Result<SchemeTrial> try_scheme(const kit::Read& read, const Scheme& scheme);
// Grades up to kApplyBatch open customers behind one, but for those graded by hand. grading.no_scheme,
// grading.purpose_unsupported (member: nothing is known of members here yet).
[[nodiscard]] Result<Applied> apply(kit::Write& write, const ApplyRequest& request);
// One customer by the scheme in force; nothing where there is none, he is in no pool, or his grade was given by hand.
void grade_by_rule(kit::Write& write, CustomerId id);
// grading.grade_unknown (one of the scheme), access.out_of_scope.
[[nodiscard]] Outcome grade_by_hand(kit::Write& write, CustomerId id, const GradeRequest& request);
[[nodiscard]] Result<GradeView> show_grade(const kit::Read& read, CustomerId id);

// grading.too_many_incentives, grading.nothing_given (neither points nor a voucher), grading.vouchers_unsupported
// (where the hook is missing), those of Hooks::check_series with field "voucher_series_id".
[[nodiscard]] Result<Incentive> create_incentive(kit::Write& write, const Hooks& hooks, Incentive wanted);
[[nodiscard]] Result<Incentive> edit_incentive(kit::Write& write, const Hooks& hooks, IncentiveId id,
                                               std::int64_t version, std::string_view json);
// A customer bought: if he was a lead and this is his first purchase, what fits him is earned, each incentive once.
void record_sale(kit::Write& write, CustomerId id, pool::SaleRef sale, Time at);
// Pays what waits; how much was paid.
std::int64_t pay_waiting(kit::Runtime& runtime, const Hooks& hooks);

// grading.too_many_selections.
[[nodiscard]] Result<Selection> create_selection(kit::Write& write, const NewSelection& wanted);
// Up to kMostInBatch of those not dealt with, to people in turn. grading.selection_unknown.
[[nodiscard]] Result<SelectionAssigned> assign_selection(kit::Write& write, SelectionId id,
                                                         const SelectionAssign& request);
[[nodiscard]] Outcome delete_selection(kit::Write& write, SelectionId id);

// Days of the chain's zone, both included; of one pool or of all the caller sees. grading.analysis_too_long.
[[nodiscard]] Result<Analysis> analyse(const kit::Read& read, std::optional<PoolId> pool_id, Date from, Date to);

// A scheme to begin with.
void seed_defaults(kit::Write& write);

// For the erasure of a customer.
[[nodiscard]] customers::ErasePart erase_part();

// For the document a person is given of what is held of him.
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();

}  // namespace homeport::grading
