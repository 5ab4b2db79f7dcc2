#pragma once

// The words of following up: a contact with a customer, the next step as a task, and the calendar of a person.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"
#include "modules/customers/types.hpp"

namespace homeport::follow_ups {

using customers::CustomerId;
using kit::StaffId;
using FollowUpId = Id<struct FollowUpTag>;
using TaskId = Id<struct TaskTag>;

enum class Kind : std::uint8_t { call, visit, message, appointment, note };
enum class ContactResult : std::uint8_t { reached, no_answer, interested, refused, ordered };
// What the server saw by itself: a message that was sent, a scan in the store, a sale.
enum class EvidenceKind : std::uint8_t { message, scan, sale };
// Why a follow-up moves the clock of its customer, or doesn't.
enum class Counting : std::uint8_t { counted, note_only, too_short, repeated, not_owner };
enum class TaskState : std::uint8_t { open, done, cancelled };

inline constexpr std::int64_t kMostTextCharacters = 4000;
inline constexpr std::int64_t kMostTaskCharacters = 200;
inline constexpr std::int64_t kLastTextsCompared = 10;   // newest of the same person with the same customer
inline constexpr std::int64_t kMostOpenTasks = 50;       // of one customer
inline constexpr std::int64_t kMostTaskDaysAhead = 730;  // how far a task may lie ahead
inline constexpr std::int64_t kMostTasksInFeed = 1000;
inline constexpr std::int64_t kFeedDaysBack = 30;
inline constexpr std::int64_t kMostRemindsOfCharacters = 40;

struct FollowUp {
  CustomerId customer_id;
  FollowUpId id;
  Kind kind = Kind::call;
  std::string text;
  std::optional<ContactResult> result;
  Time at;
  StaffId staff_id;
  std::string staff_name;
  std::optional<EvidenceKind> evidence_kind;
  std::optional<std::string> evidence_ref;
  bool counts = false;
  Counting counts_reason = Counting::note_only;
  std::optional<std::string> next_text;
  std::optional<Time> next_at;
  std::optional<TaskId> task_id;
  std::string likeness;  // the text without what is easily varied; for comparing
};

struct NewFollowUp {
  Kind kind = Kind::call;
  std::string text;
  std::optional<ContactResult> result;
  std::optional<std::string> next_text;
  std::optional<Time> next_at;
};

struct Task {
  CustomerId customer_id;
  TaskId task_id;
  StaffId staff_id;
  std::string text;
  Time due_at;
  TaskState state = TaskState::open;
  Time created_at;
  std::optional<Time> closed_at;
  std::optional<std::string> reminds_of;  // of a reminder, which the program gives by itself: "points.expiring"
  std::optional<Time> lapses_at;          // of a reminder: then it is cancelled by itself
  std::int64_t version = 1;
};

struct NewTask {
  std::string text;
  Time due_at;
  std::optional<StaffId> staff_id;
};

// A task as lists show it.
struct TaskItem {
  CustomerId customer_id;
  TaskId task_id;
  StaffId staff_id;
  std::string text;
  Time due_at;
  TaskState state = TaskState::open;
  Time created_at;
  std::optional<Time> closed_at;
  std::optional<std::string> reminds_of;
  std::int64_t version = 1;
  std::string staff_name;
  std::string customer_name;
};

struct Feed {
  bool exists = false;
  std::optional<Time> created_at;
};

struct NewFeed {
  std::string path;  // shown once
};

}  // namespace homeport::follow_ups

namespace homeport {

template <>
struct Choices<follow_ups::Kind> {
  static constexpr std::array<std::string_view, 5> names{"call", "visit", "message", "appointment", "note"};
};
template <>
struct Choices<follow_ups::ContactResult> {
  static constexpr std::array<std::string_view, 5> names{"reached", "no_answer", "interested", "refused", "ordered"};
};
template <>
struct Choices<follow_ups::EvidenceKind> {
  static constexpr std::array<std::string_view, 3> names{"message", "scan", "sale"};
};
template <>
struct Choices<follow_ups::Counting> {
  static constexpr std::array<std::string_view, 5> names{"counted", "note_only", "too_short", "repeated", "not_owner"};
};
template <>
struct Choices<follow_ups::TaskState> {
  static constexpr std::array<std::string_view, 3> names{"open", "done", "cancelled"};
};

template <>
struct Fields<follow_ups::FollowUp> {
  using R = follow_ups::FollowUp;
  static constexpr std::string_view name = "FollowUp";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::id>("id", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::text>("text", Access::read_only, {.max = follow_ups::kMostTextCharacters}),
      field<&R::result>("result", Access::read_only),
      field<&R::at>("at", Access::read_only),
      field<&R::staff_id>("staff_id", Access::read_only),
      field<&R::staff_name>("staff_name", Access::read_only),
      field<&R::evidence_kind>("evidence_kind", Access::read_only),
      field<&R::evidence_ref>("evidence_ref", Access::read_only),
      field<&R::counts>("counts", Access::read_only, {.about = "Moves the date by which the customer goes back."}),
      field<&R::counts_reason>("counts_reason", Access::read_only),
      field<&R::next_text>("next_text", Access::read_only),
      field<&R::next_at>("next_at", Access::read_only),
      field<&R::task_id>("task_id", Access::read_only),
      field<&R::likeness>("likeness", Access::internal),
  };
};

template <>
struct Fields<follow_ups::NewFollowUp> {
  using R = follow_ups::NewFollowUp;
  static constexpr std::string_view name = "NewFollowUp";
  static constexpr std::array rows{
      field<&R::kind>("kind", Access::read_write, {.required = true}),
      field<&R::text>("text", Access::read_write,
                      {.min = 1, .max = follow_ups::kMostTextCharacters, .required = true, .multiline = true}),
      field<&R::result>("result", Access::read_write),
      field<&R::next_text>("next_text", Access::read_write, {.max = follow_ups::kMostTaskCharacters}),
      field<&R::next_at>("next_at", Access::read_write, {.about = "With it a task is made."}),
  };
};

template <>
struct Fields<follow_ups::Task> {
  using R = follow_ups::Task;
  static constexpr std::string_view name = "Task";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::task_id>("task_id", Access::read_only),
      field<&R::staff_id>("staff_id", Access::read_only),
      field<&R::text>("text", Access::read_write, {.min = 1, .max = follow_ups::kMostTaskCharacters}),
      field<&R::due_at>("due_at", Access::read_write),
      field<&R::state>("state", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::closed_at>("closed_at", Access::read_only),
      field<&R::reminds_of>(
          "reminds_of", Access::read_only,
          {.max = follow_ups::kMostRemindsOfCharacters, .about = "What the program reminds of by itself."}),
      field<&R::lapses_at>("lapses_at", Access::read_only, {.about = "A reminder is cancelled by itself then."}),
      field<&R::version>("version", Access::read_only),
  };
};

template <>
struct Fields<follow_ups::NewTask> {
  using R = follow_ups::NewTask;
  static constexpr std::string_view name = "NewTask";
  static constexpr std::array rows{
      field<&R::text>("text", Access::read_write, {.min = 1, .max = follow_ups::kMostTaskCharacters, .required = true}),
      field<&R::due_at>("due_at", Access::read_write, {.required = true}),
      field<&R::staff_id>("staff_id", Access::read_write, {.about = "Default: the caller."}),
  };
};

template <>
struct Fields<follow_ups::TaskItem> {
  using R = follow_ups::TaskItem;
  static constexpr std::string_view name = "TaskItem";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::task_id>("task_id", Access::read_only),
      field<&R::staff_id>("staff_id", Access::read_only),
      field<&R::text>("text", Access::read_only),
      field<&R::due_at>("due_at", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::closed_at>("closed_at", Access::read_only),
      field<&R::reminds_of>("reminds_of", Access::read_only, {.about = "What the program reminds of by itself."}),
      field<&R::version>("version", Access::read_only),
      field<&R::staff_name>("staff_name", Access::read_only),
      field<&R::customer_name>("customer_name", Access::read_only),
  };
};

template <>
struct Fields<follow_ups::Feed> {
  using R = follow_ups::Feed;
  static constexpr std::string_view name = "CalendarFeed";
  static constexpr std::array rows{
      field<&R::exists>("exists", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
  };
};

template <>
struct Fields<follow_ups::NewFeed> {
  using R = follow_ups::NewFeed;
  static constexpr std::string_view name = "NewCalendarFeed";
  static constexpr std::array rows{
      field<&R::path>("path", Access::read_only, {.about = "The secret address, told once; anybody who has it reads."}),
  };
};

}  // namespace homeport
