#pragma once

// The SQL of grading and nothing but; one statement per function.

#include <optional>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/grading/types.hpp"

namespace homeport::grading::store {

void insert_scheme(db::Transaction& tx, const SchemeVersion& version);
[[nodiscard]] std::optional<SchemeVersion> current_scheme(db::Transaction& tx, Purpose purpose);
[[nodiscard]] std::vector<SchemeVersion> load_schemes(db::Transaction& tx, Purpose purpose, std::int64_t limit);

void save_grade(db::Transaction& tx, const Grade& grade);
[[nodiscard]] std::optional<Grade> load_grade(db::Transaction& tx, CustomerId id, Purpose purpose);

void insert_incentive(db::Transaction& tx, const Incentive& incentive);
void update_incentive(db::Transaction& tx, const Incentive& incentive);
[[nodiscard]] std::optional<Incentive> load_incentive(db::Transaction& tx, IncentiveId id);
[[nodiscard]] std::vector<Incentive> load_incentives(db::Transaction& tx);
// False when the customer has had it.
[[nodiscard]] bool insert_grant(db::Transaction& tx, const Grant& grant);
void mark_granted(db::Transaction& tx, CustomerId customer, IncentiveId incentive, Time now);
// Behind `after`, in the order in which they were earned.
[[nodiscard]] std::vector<Grant> waiting_grants(db::Transaction& tx, const Grant& after, std::int64_t limit);
[[nodiscard]] bool has_any_grant(db::Transaction& tx, CustomerId customer);
[[nodiscard]] kit::ListQuery grants_of(IncentiveId id);

void insert_selection(db::Transaction& tx, const Selection& selection);
void insert_selected(db::Transaction& tx, SelectionId id, CustomerId customer);
[[nodiscard]] std::vector<Selection> load_selections(db::Transaction& tx);
[[nodiscard]] std::optional<Selection> lock_selection(db::Transaction& tx, SelectionId id);
[[nodiscard]] std::vector<CustomerId> next_selected(db::Transaction& tx, SelectionId id, std::int64_t limit);
void mark_done(db::Transaction& tx, SelectionId id, CustomerId customer);
void set_remaining(db::Transaction& tx, SelectionId id, std::int64_t remaining);
void delete_selection(db::Transaction& tx, SelectionId id);
[[nodiscard]] kit::ListQuery selected_of(SelectionId id);

}  // namespace homeport::grading::store
