// What was written of contacts with a person, and what somebody means to do with him.

#include "modules/follow_ups/service.hpp"

namespace homeport::follow_ups {

struct PersonalFollowUp {
  Time at;
  Kind kind = Kind::call;
  std::string text;
  std::optional<ContactResult> result;
  std::optional<std::string> next_text;
  std::optional<Time> next_at;
};
struct PersonalTask {
  Time created_at;
  std::string text;
  Time due_at;
  TaskState state = TaskState::open;
  std::optional<Time> closed_at;
};

}  // namespace homeport::follow_ups

template <>
struct homeport::Fields<homeport::follow_ups::PersonalFollowUp> {
  using R = homeport::follow_ups::PersonalFollowUp;
  static constexpr std::string_view name = "PersonalFollowUp";
  static constexpr std::array rows{
      field<&R::at>("at", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::text>("text", Access::read_only),
      field<&R::result>("result", Access::read_only),
      field<&R::next_text>("next_text", Access::read_only),
      field<&R::next_at>("next_at", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::follow_ups::PersonalTask> {
  using R = homeport::follow_ups::PersonalTask;
  static constexpr std::string_view name = "PersonalTask";
  static constexpr std::array rows{
      field<&R::created_at>("created_at", Access::read_only), field<&R::text>("text", Access::read_only),
      field<&R::due_at>("due_at", Access::read_only),         field<&R::state>("state", Access::read_only),
      field<&R::closed_at>("closed_at", Access::read_only),
  };
};

namespace homeport::follow_ups {
namespace {

const db::Sql kPersonalFollowUp{
    "SELECT at, kind, text, result, next_text, next_at FROM follow_up WHERE customer_id = $1 ORDER BY at DESC, id DESC "
    "LIMIT $2"};
const db::Sql kPersonalTask{
    "SELECT created_at, text, due_at, state, closed_at FROM follow_up_task WHERE customer_id = $1 ORDER BY task_id "
    "DESC LIMIT $2"};

}  // namespace

std::vector<kit::PersonalPart> personal_parts() {
  return {kit::personal_part<PersonalFollowUp>("follow_ups", kPersonalFollowUp),
          kit::personal_part<PersonalTask>("tasks", kPersonalTask)};
}

}  // namespace homeport::follow_ups
