#pragma once

// Following up as use-cases, and what the pool hooks in: whose a customer is, and what happens when a follow-up counts.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "kit/personal_data.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/follow_ups/types.hpp"

namespace homeport::follow_ups {

inline constexpr std::string_view kReadPermission = "follow_ups.read";
inline constexpr std::string_view kWritePermission = "follow_ups.write";

// Given to module() by main. Both run in the transaction of the follow-up.
struct Hooks {
  // Locks the customer's place in the pool until the end of the transaction, and says whose he is: nothing when he is
  // in no pool, an id that is not set when he is nobody's.
  std::function<std::optional<StaffId>(kit::Write&, CustomerId)> lock_owner;
  // A follow-up that counts was written: the clock starts anew.
  std::function<void(kit::Write&, const FollowUp&)> counted;
};
using HooksPtr = std::shared_ptr<const Hooks>;

// Writes a contact at the server's time, with a task when next_at is given. Refusals: customers.not_found,
// access.out_of_scope, customers.hidden (claim him first), those of check_due, follow_ups.too_many_tasks,
// request.required (next_text without next_at the other way round).
[[nodiscard]] Result<FollowUp> record(const Hooks& hooks, kit::Write& write, CustomerId customer_id,
                                      const NewFollowUp& wanted);
// What the server saw by itself (a message sent, a scan, a sale): counts whatever its text. For modules above; asks for
// no reach.
[[nodiscard]] Result<FollowUp> record_evidence(const Hooks& hooks, kit::Write& write, CustomerId customer_id,
                                               StaffId staff, EvidenceKind kind, std::string_view reference,
                                               std::string_view text);

// Refusals as for record; identity.staff_unknown, and access.permission_missing for a task of somebody else without
// pool.assign.
[[nodiscard]] Result<Task> add_task(kit::Write& write, CustomerId customer_id, const NewTask& wanted);
// follow_ups.task_unknown, follow_ups.task_closed.
[[nodiscard]] Result<Task> close_task(kit::Write& write, CustomerId customer_id, TaskId id, TaskState state);
// Applies the JSON of a PATCH to the version given.
[[nodiscard]] Result<Task> edit_task(kit::Write& write, CustomerId customer_id, TaskId id, std::int64_t version,
                                     std::string_view json);

// A task the program gives somebody by itself, at most one open one about the same with a customer.
struct Reminder {
  StaffId staff_id;
  std::string about;  // "points.expiring", kMostRemindsOfCharacters
  std::string text;
  Time due_at;
  Time lapses_at;  // cancelled by itself then
  Time since;      // nothing is given again if this person was given one since then, or somebody has done it
};
enum class Reminded : std::uint8_t { given, renewed, known, no_room };
// renewed: one was open; it says now what this one says, and is this person's. known: one was given since, and it is
// closed or says the same. no_room: there are kMostOpenTasks. For modules above; asks for no reach. Tells the person's
// screens (tasks.given) and not more often than it gives.
Reminded remind(kit::Write& write, const customers::CustomerHead& customer, const Reminder& reminder);
// Cancels reminders whose time is over. Returns how many.
std::int64_t end_lapsed_reminders(kit::Runtime& runtime, const kit::Actor& actor);
// One's own open tasks that are due before then.
[[nodiscard]] std::int64_t count_due(const kit::Read& read, Time before);

// For the pool, when a customer leaves somebody's hands: how many open tasks were cancelled, or handed over.
std::int64_t cancel_tasks(kit::Write& write, CustomerId customer_id, StaffId of);
std::int64_t hand_over_tasks(kit::Write& write, CustomerId customer_id, StaffId from, StaffId to);

// Texts that went to many customers in a period; for the fairness report.
struct AlikeTexts {
  StaffId staff_id;
  std::string staff_name;
  std::int64_t customers = 0;
};
[[nodiscard]] std::vector<AlikeTexts> alike_texts(db::Transaction& tx, Time from, Time before, std::int64_t at_least);

// A new secret address; the old one dies.
[[nodiscard]] NewFeed renew_feed(kit::Write& write);
// Nothing happens when there is none.
void end_feed(kit::Write& write);
// The calendar behind an address; follow_ups.feed_unknown also for people who left.
[[nodiscard]] Result<std::string> calendar_of(db::Transaction& tx, std::string_view token, Time now);

[[nodiscard]] customers::TimelineSource timeline_source();

// For the erasure of a customer: what was written of him goes.
[[nodiscard]] customers::ErasePart erase_part();

// For the document a person is given of what is held of him.
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();

}  // namespace homeport::follow_ups
