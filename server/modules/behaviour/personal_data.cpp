// What a person did beside buying, and what it brought.

#include "modules/behaviour/service.hpp"

namespace homeport::behaviour {

struct PersonalEvent {
  Time occurred_at;
  std::string name_zh;
  std::string name_en;
  EventState state = EventState::not_granted;
  std::optional<std::string> store_name;
  std::string source;
  std::optional<std::string> evidence;
  Points points;
  std::int64_t marks = 0;
  std::optional<std::string> dimension;
  std::optional<Time> decided_at;
  std::optional<std::string> decision_note;
  std::optional<Time> reversed_at;
  std::optional<std::string> reverse_reason;
};

}  // namespace homeport::behaviour

template <>
struct homeport::Fields<homeport::behaviour::PersonalEvent> {
  using R = homeport::behaviour::PersonalEvent;
  static constexpr std::string_view name = "PersonalEvent";
  static constexpr std::array rows{
      field<&R::occurred_at>("occurred_at", Access::read_only),
      field<&R::name_zh>("name_zh", Access::read_only),
      field<&R::name_en>("name_en", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::store_name>("store_name", Access::read_only),
      field<&R::source>("source", Access::read_only),
      field<&R::evidence>("evidence", Access::read_only),
      field<&R::points>("points", Access::read_only),
      field<&R::marks>("marks", Access::read_only),
      field<&R::dimension>("dimension", Access::read_only),
      field<&R::decided_at>("decided_at", Access::read_only),
      field<&R::decision_note>("decision_note", Access::read_only),
      field<&R::reversed_at>("reversed_at", Access::read_only),
      field<&R::reverse_reason>("reverse_reason", Access::read_only),
  };
};

namespace homeport::behaviour {
namespace {

const db::Sql kPersonalEvent{
    "SELECT e.occurred_at, k.name_zh, k.name_en, e.state, u.name, e.source, e.evidence, e.points, e.marks, "
    "e.dimension, e.decided_at, e.decision_note, e.reversed_at, e.reverse_reason FROM behaviour_event e JOIN "
    "behaviour_kind k ON k.id = e.kind_id LEFT JOIN org_unit u ON u.id = e.store_id WHERE e.customer_id = $1 ORDER "
    "BY e.id DESC LIMIT $2"};

}  // namespace

std::vector<kit::PersonalPart> personal_parts() {
  return {kit::personal_part<PersonalEvent>("behaviour_events", kPersonalEvent)};
}

}  // namespace homeport::behaviour
