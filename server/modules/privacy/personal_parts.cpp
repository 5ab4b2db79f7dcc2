// What privacy itself holds of a person: what he agreed to, and when his phone was shown and what for.

#include "modules/privacy/service.hpp"

namespace homeport::privacy {

struct PersonalConsent {
  Purpose purpose = Purpose::sms;
  ConsentState state = ConsentState::given;
  Time said_at;
  Time recorded_at;
  std::string source;
  std::optional<std::string> wording;
};
struct PersonalReveal {
  Time at;
  RevealReason reason = RevealReason::call_back;
  std::optional<std::string> note;
};

}  // namespace homeport::privacy

template <>
struct homeport::Fields<homeport::privacy::PersonalConsent> {
  using R = homeport::privacy::PersonalConsent;
  static constexpr std::string_view name = "PersonalConsent";
  static constexpr std::array rows{
      field<&R::purpose>("purpose", Access::read_only), field<&R::state>("state", Access::read_only),
      field<&R::said_at>("said_at", Access::read_only), field<&R::recorded_at>("recorded_at", Access::read_only),
      field<&R::source>("source", Access::read_only),   field<&R::wording>("wording", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::privacy::PersonalReveal> {
  using R = homeport::privacy::PersonalReveal;
  static constexpr std::string_view name = "PersonalReveal";
  static constexpr std::array rows{
      field<&R::at>("at", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::note>("note", Access::read_only),
  };
};

namespace homeport::privacy {
namespace {

const db::Sql kPersonalConsents{
    "SELECT purpose, state, at, recorded_at, source, wording FROM customer_consent_change WHERE customer_id = $1 "
    "ORDER BY id DESC LIMIT $2"};
const db::Sql kPersonalReveals{
    "SELECT at, reason, note FROM phone_reveal WHERE customer_id = $1 ORDER BY id DESC LIMIT $2"};

}  // namespace

std::vector<kit::PersonalPart> personal_parts() {
  return {kit::personal_part<PersonalConsent>("consents", kPersonalConsents),
          kit::personal_part<PersonalReveal>("phone_reveals", kPersonalReveals)};
}

}  // namespace homeport::privacy
