// What is held of a person in his record: the record itself, tags, own fields, cards, and what was changed when.

#include "modules/customers/service.hpp"

namespace homeport::customers {

struct PersonalRecord {
  CustomerId customer_id;
  CustomerKind kind = CustomerKind::person;
  std::string name;
  std::optional<Gender> gender;
  std::optional<Date> birthday_on;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  std::optional<std::string> occupation;
  std::optional<std::string> note;
  std::optional<std::string> store_name;
  CustomerStatus status = CustomerStatus::active;
  std::string source;
  std::optional<std::string> external_ref;
  Time created_at;
  Time updated_at;
};
struct PersonalTag {
  std::string tag_name;
  Time given_at;
};
struct PersonalOwnValue {
  std::string field_name;
  std::string value;
};
struct PersonalCard {
  std::string card_number;
  CardStatus status = CardStatus::active;
  Time issued_at;
  Time updated_at;
};
struct PersonalChange {
  Time at;
  std::string what;
  std::string detail;
};

}  // namespace homeport::customers

template <>
struct homeport::Fields<homeport::customers::PersonalRecord> {
  using R = homeport::customers::PersonalRecord;
  static constexpr std::string_view name = "PersonalRecord";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::name>("name", Access::read_only),
      field<&R::gender>("gender", Access::read_only),
      field<&R::birthday_on>("birthday_on", Access::read_only),
      field<&R::phone>("phone", Access::read_only),
      field<&R::email>("email", Access::read_only),
      field<&R::occupation>("occupation", Access::read_only),
      field<&R::note>("note", Access::read_only),
      field<&R::store_name>("store_name", Access::read_only),
      field<&R::status>("status", Access::read_only),
      field<&R::source>("source", Access::read_only),
      field<&R::external_ref>("external_ref", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::updated_at>("updated_at", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::customers::PersonalTag> {
  using R = homeport::customers::PersonalTag;
  static constexpr std::string_view name = "PersonalTag";
  static constexpr std::array rows{
      field<&R::tag_name>("tag_name", Access::read_only),
      field<&R::given_at>("given_at", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::customers::PersonalOwnValue> {
  using R = homeport::customers::PersonalOwnValue;
  static constexpr std::string_view name = "PersonalOwnValue";
  static constexpr std::array rows{
      field<&R::field_name>("field_name", Access::read_only),
      field<&R::value>("value", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::customers::PersonalCard> {
  using R = homeport::customers::PersonalCard;
  static constexpr std::string_view name = "PersonalCard";
  static constexpr std::array rows{
      field<&R::card_number>("card_number", Access::read_only),
      field<&R::status>("status", Access::read_only),
      field<&R::issued_at>("issued_at", Access::read_only),
      field<&R::updated_at>("updated_at", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::customers::PersonalChange> {
  using R = homeport::customers::PersonalChange;
  static constexpr std::string_view name = "PersonalChange";
  static constexpr std::array rows{
      field<&R::at>("at", Access::read_only),
      field<&R::what>("what", Access::read_only),
      field<&R::detail>("detail", Access::read_only),
  };
};

namespace homeport::customers {
namespace {

const db::Sql kPersonalRecord{
    "SELECT c.customer_id, c.kind, c.name, c.gender, c.birthday_on, c.phone, c.email, c.occupation, c.note, u.name, "
    "c.status, c.source, c.external_ref, c.created_at, c.updated_at FROM customer c "
    "LEFT JOIN org_unit u ON u.id = c.store_id WHERE c.customer_id = $1 LIMIT $2"};
const db::Sql kPersonalTags{
    "SELECT t.name, k.given_at FROM customer_tag k JOIN tag t ON t.id = k.tag_id WHERE k.customer_id = $1 "
    "ORDER BY k.tag_id LIMIT $2"};
// A choice is kept by its key; he is told its words.
const db::Sql kPersonalOwnValues{
    "SELECT f.name, COALESCE(o.label, v.value) FROM customer_own_value v JOIN own_field f ON f.id = v.field_id "
    "LEFT JOIN own_field_option o ON o.own_field_id = v.field_id AND o.key = v.value WHERE v.customer_id = $1 "
    "ORDER BY v.field_id LIMIT $2"};
const db::Sql kPersonalCards{
    "SELECT card_number, status, issued_at, updated_at FROM customer_card WHERE customer_id = $1 "
    "ORDER BY issued_at, card_number LIMIT $2"};
// What a merge says names the other record, which is somebody else's where it was undone.
const db::Sql kPersonalChanges{
    "SELECT at, kind, CASE WHEN kind IN ('merged', 'merged_into', 'merge_undone', 'merge_undone_from') THEN '' "
    "ELSE detail END FROM customer_event WHERE customer_id = $1 ORDER BY at DESC, event_id DESC LIMIT $2"};

}  // namespace

std::vector<kit::PersonalPart> personal_parts() {
  return {kit::personal_part<PersonalRecord>("records", kPersonalRecord),
          kit::personal_part<PersonalTag>("tags", kPersonalTags),
          kit::personal_part<PersonalOwnValue>("own_values", kPersonalOwnValues),
          kit::personal_part<PersonalCard>("cards", kPersonalCards),
          kit::personal_part<PersonalChange>("record_changes", kPersonalChanges)};
}

}  // namespace homeport::customers
