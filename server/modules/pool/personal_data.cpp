// Where a person stands as a lead, how he came there, what was asked about him, and when hidden details were shown.

#include "modules/pool/service.hpp"

namespace homeport::pool {

struct PersonalPlace {
  std::string pool_name;
  State state = State::public_;
  Stage stage = Stage::fresh;
  std::string source;
  std::optional<std::string> grade;
  std::optional<std::string> region;
  std::optional<std::string> interest;
  std::optional<std::int64_t> activity;
  Time entered_at;
  std::optional<Time> taken_at;
  std::optional<Time> last_counted_at;
  std::optional<Time> opportunity_at;
  std::optional<Time> protected_until;
};
struct PersonalMove {
  Time at;
  MoveKind kind = MoveKind::enter;
  State from_state = State::public_;
  State to_state = State::public_;
  std::optional<DueReason> due_reason;
  std::optional<std::string> note;
};
struct PersonalRequest {
  Time asked_at;
  RequestKind kind = RequestKind::extension;
  RequestState state = RequestState::pending;
  std::string reason;
  std::optional<Time> answered_at;
  std::optional<std::string> answer;
};
struct PersonalOpening {
  Time at;
};

}  // namespace homeport::pool

template <>
struct homeport::Fields<homeport::pool::PersonalPlace> {
  using R = homeport::pool::PersonalPlace;
  static constexpr std::string_view name = "PersonalPlace";
  static constexpr std::array rows{
      field<&R::pool_name>("pool_name", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::stage>("stage", Access::read_only),
      field<&R::source>("source", Access::read_only),
      field<&R::grade>("grade", Access::read_only),
      field<&R::region>("region", Access::read_only),
      field<&R::interest>("interest", Access::read_only),
      field<&R::activity>("activity", Access::read_only),
      field<&R::entered_at>("entered_at", Access::read_only),
      field<&R::taken_at>("taken_at", Access::read_only),
      field<&R::last_counted_at>("last_contact_at", Access::read_only),
      field<&R::opportunity_at>("opportunity_at", Access::read_only),
      field<&R::protected_until>("protected_until", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::pool::PersonalMove> {
  using R = homeport::pool::PersonalMove;
  static constexpr std::string_view name = "PersonalMove";
  static constexpr std::array rows{
      field<&R::at>("at", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::from_state>("from_state", Access::read_only),
      field<&R::to_state>("to_state", Access::read_only),
      field<&R::due_reason>("due_reason", Access::read_only),
      field<&R::note>("note", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::pool::PersonalRequest> {
  using R = homeport::pool::PersonalRequest;
  static constexpr std::string_view name = "PersonalRequest";
  static constexpr std::array rows{
      field<&R::asked_at>("asked_at", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::answered_at>("answered_at", Access::read_only),
      field<&R::answer>("answer", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::pool::PersonalOpening> {
  using R = homeport::pool::PersonalOpening;
  static constexpr std::string_view name = "PersonalOpening";
  static constexpr std::array rows{
      field<&R::at>("at", Access::read_only),
  };
};

namespace homeport::pool {
namespace {

const db::Sql kPersonalPlace{
    "SELECT p.name, c.state, c.stage, c.source, c.grade, c.region, c.interest, c.activity, c.entered_at, "
    "c.taken_at, c.last_counted_at, c.opportunity_at, c.protected_until FROM pool_customer c JOIN pool p ON p.id = "
    "c.pool_id WHERE c.customer_id = $1 LIMIT $2"};
const db::Sql kPersonalMove{
    "SELECT at, kind, from_state, to_state, due_reason, note FROM pool_move WHERE customer_id = $1 ORDER BY "
    "move_no DESC LIMIT $2"};
const db::Sql kPersonalRequest{
    "SELECT asked_at, kind, state, reason, answered_at, answer FROM pool_request WHERE customer_id = $1 ORDER BY "
    "request_id DESC LIMIT $2"};
const db::Sql kPersonalOpening{
    "SELECT at FROM pool_reveal WHERE customer_id = $1 ORDER BY at DESC, reveal_id DESC LIMIT $2"};

}  // namespace

std::vector<kit::PersonalPart> personal_parts() {
  return {kit::personal_part<PersonalPlace>("pool_places", kPersonalPlace),
          kit::personal_part<PersonalMove>("pool_moves", kPersonalMove),
          kit::personal_part<PersonalRequest>("pool_requests", kPersonalRequest),
          kit::personal_part<PersonalOpening>("pool_reveals", kPersonalOpening)};
}

}  // namespace homeport::pool
