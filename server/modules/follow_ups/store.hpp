#pragma once

// The SQL of follow-ups and nothing but; one statement per function.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/customers/service.hpp"
#include "modules/follow_ups/types.hpp"

namespace homeport::follow_ups::store {

void insert_follow_up(db::Transaction& tx, const FollowUp& follow_up);
// Of this person with this customer, newest first.
[[nodiscard]] std::vector<std::string> last_likenesses(db::Transaction& tx, CustomerId customer, StaffId staff,
                                                       std::int64_t limit);
[[nodiscard]] std::vector<FollowUp> load_before(db::Transaction& tx, CustomerId customer,
                                                const customers::TimelinePosition& before, std::int64_t limit);
// Ordered by (at, id); the caller appends its page.
[[nodiscard]] kit::ListQuery of_customer(CustomerId customer);
struct FollowUpFilter {
  std::optional<StaffId> staff_id;
  std::optional<Time> from;    // inclusive
  std::optional<Time> before;  // exclusive
};
// Of customers within reach who are not hidden from the actor.
[[nodiscard]] kit::ListQuery in_reach(const kit::Actor& actor, const FollowUpFilter& filter);
// Who wrote a text that many others have too, in a period; for the fairness report.
struct AlikeTexts {
  StaffId staff_id;
  std::string staff_name;
  std::string likeness;
  std::int64_t count = 0;
};
[[nodiscard]] std::vector<AlikeTexts> alike_texts(db::Transaction& tx, Time from, Time before, std::int64_t at_least,
                                                  std::int64_t limit);

void insert_task(db::Transaction& tx, const Task& task);
// Waits for other writers of it.
[[nodiscard]] std::optional<Task> lock_task(db::Transaction& tx, CustomerId customer, TaskId id);
void update_task(db::Transaction& tx, const Task& task);
[[nodiscard]] std::int64_t count_open_tasks(db::Transaction& tx, CustomerId customer);
// The newest of this kind with this customer, whatever became of it. Waits for other writers of it.
[[nodiscard]] std::optional<Task> lock_last_reminder(db::Transaction& tx, CustomerId customer, std::string_view about);
struct Lapsed {
  CustomerId customer_id;
  StaffId staff_id;
};
// Cancels open reminders whose time is over, at most `limit`.
[[nodiscard]] std::vector<Lapsed> cancel_lapsed(db::Transaction& tx, Time now, std::int64_t limit);
// Of one person, or with no person of everybody; how many.
std::int64_t cancel_open_tasks(db::Transaction& tx, CustomerId customer, StaffId staff, Time now);
std::int64_t move_open_tasks(db::Transaction& tx, CustomerId customer, StaffId from, StaffId to);
struct TaskFilter {
  std::optional<StaffId> staff_id;
  std::optional<CustomerId> customer_id;
  std::optional<std::string> state;
  std::optional<Time> from;
  std::optional<Time> before;
  bool only_in_reach = true;
};
[[nodiscard]] kit::ListQuery tasks(const kit::Actor& actor, const TaskFilter& filter);
struct TaskRow {
  TaskItem item;
  std::int64_t hidden_bits = 0;
};
[[nodiscard]] TaskRow read_task_row(const db::Rows& rows);
[[nodiscard]] std::vector<TaskRow> open_tasks_of(db::Transaction& tx, StaffId staff, Time from, std::int64_t limit);

void save_feed(db::Transaction& tx, StaffId staff, std::string_view token_hash, Time now);
std::int64_t delete_feed(db::Transaction& tx, StaffId staff);
[[nodiscard]] std::optional<Time> load_feed(db::Transaction& tx, StaffId staff);
[[nodiscard]] std::optional<StaffId> find_feed(db::Transaction& tx, std::string_view token_hash);

}  // namespace homeport::follow_ups::store
