#pragma once

// The records, requests and choices of customers. What is refused and why: rules.hpp and service.hpp.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/amounts.hpp"
#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"
#include "modules/customers/condition_types.hpp"
#include "modules/customers/timeline_types.hpp"
#include "modules/own_fields/types.hpp"

namespace homeport::customers {

struct CustomerTag;
using CustomerId = Id<CustomerTag>;

enum class CustomerKind : std::uint8_t { person, organisation };
enum class Gender : std::uint8_t { female, male, other };
// deleted: in the recycle bin, nobody meets him, and nothing of him is lost. erased: only what the books need is left.
enum class CustomerStatus : std::uint8_t { active, disabled, deleted, erased };
// frozen: lost or stolen, nobody can use it, nobody else can get it. returned: free for another customer.
enum class CardStatus : std::uint8_t { active, frozen, returned };
// What only one customer can have.
enum class KeyKind : std::uint8_t { phone, card, external, email, wechat };
// What of a customer nobody wants everybody to see before he is somebody's; bits of Customer::hidden_bits.
enum class HideableField : std::uint8_t { name, phone, email, note };

// Limits of what may be entered, in characters unless said otherwise.
inline constexpr std::int64_t kMostNameCharacters = 120;
inline constexpr std::int64_t kMostNoteCharacters = 2000;
inline constexpr std::int64_t kMostEmailCharacters = 254;
inline constexpr std::int64_t kMostReferenceCharacters = 80;
inline constexpr std::int64_t kMostSourceCharacters = 40;
inline constexpr std::size_t kLeastCardCharacters = 4;
inline constexpr std::size_t kMostCardCharacters = 32;
inline constexpr std::int64_t kMostCardsInUse = 20;    // active and frozen cards of one customer
inline constexpr std::int64_t kMostCardsListed = 200;  // newest first
inline constexpr std::int64_t kMostTagsOfOne = 50;     // tags of one customer
inline constexpr std::size_t kMostCodeBytes = 256;     // of what a reader or scanner sends

// Numbers typed without a country code are numbers of this country.
inline constexpr std::string_view kPhoneRegion = "CN";

// Where a record came from when nobody says.
inline constexpr std::string_view kSourceByHand = "office";

// A customer's record; phone is E.164 inside, and masked in every answer to who may not see it (sees_phone).
struct Customer {
  CustomerId id;
  CustomerKind kind = CustomerKind::person;
  std::string name;
  std::string name_folded;  // sorts names the way people expect
  std::optional<Gender> gender;
  std::optional<Date> birthday_on;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  std::optional<std::string> note;
  std::optional<std::string> occupation;
  kit::OrgUnitId store_id;
  std::optional<kit::StaffId> owner_staff_id;
  CustomerStatus status = CustomerStatus::active;
  std::string source{kSourceByHand};
  std::optional<std::string> external_ref;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
  bool is_pooled = false;        // his owner is moved by the pool, not by an edit
  std::int64_t hidden_bits = 0;  // bit n: HideableField n is shown masked to those without customers.hidden.read
  std::vector<std::string> hidden_fields;        // what this answer doesn't show in full; not kept
  std::vector<own_fields::TagId> tag_ids;        // ascending
  std::vector<own_fields::OwnValue> own_values;  // of the active fields that have one
};

// A new customer. No store: the one the caller works in. No owner: nobody, or the caller where he sees only his own.
struct NewCustomer {
  CustomerKind kind = CustomerKind::person;
  std::string name;
  std::optional<Gender> gender;
  std::optional<Date> birthday_on;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  std::optional<std::string> note;
  std::optional<std::string> occupation;
  std::optional<kit::OrgUnitId> store_id;
  std::optional<kit::StaffId> owner_staff_id;
  std::optional<std::string> source;
  std::optional<std::string> external_ref;
  std::optional<std::string> card_number;
  std::vector<own_fields::TagId> tag_ids;
  std::vector<own_fields::OwnValue> own_values;
};

// Many at once: all of them or none.
inline constexpr std::int64_t kMostOfABatch = 200;
struct CustomerBatch {
  std::vector<NewCustomer> customers;
};

// What a till needs of a customer.
struct CustomerHead {
  CustomerId id;
  CustomerKind kind = CustomerKind::person;
  std::string name;
  std::optional<std::string> phone;  // E.164; show it through visible_phone
  kit::OrgUnitId store_id;
  std::optional<kit::StaffId> owner_staff_id;
  CustomerStatus status = CustomerStatus::active;
  std::int64_t hidden_bits = 0;
};

// Where a customer stands by the decision of the pool.
struct Placement {
  std::optional<kit::StaffId> owner_staff_id;
  kit::OrgUnitId store_id;  // not set: stays where he is
  bool is_pooled = true;
  std::int64_t hidden_bits = 0;
};

// A row of the list. The last members belong to higher modules, who fill them in (ListExtension in service.hpp).
struct CustomerListItem {
  CustomerId id;
  CustomerKind kind = CustomerKind::person;
  std::string name;
  std::optional<Gender> gender;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  std::optional<Date> birthday_on;
  kit::OrgUnitId store_id;
  std::optional<std::string> store_name;
  std::optional<kit::StaffId> owner_staff_id;
  CustomerStatus status = CustomerStatus::active;
  std::string source;
  std::optional<std::string> external_ref;
  std::optional<std::string> note;
  Time created_at;
  std::int64_t version = 1;
  std::vector<std::string> hidden_fields;  // see Customer
  std::vector<own_fields::TagId> tag_ids;
  std::vector<own_fields::OwnValue> own_values;
  std::optional<std::string> card_number;  // the active card issued last
  std::optional<Id<struct ListedTierTag>> tier_id;
  std::optional<std::string> tier_name;
  std::optional<Points> combined_points;
  std::optional<Time> last_purchase_at;
  std::vector<std::string> consents;  // purposes agreed to
};

struct Card {
  CustomerId customer_id;
  std::string card_number;
  CardStatus status = CardStatus::active;
  Time issued_at;
  Time updated_at;
};

struct NewCard {
  std::string card_number;
};

// A lost or broken card is taken back and another one given out.
struct CardReplacement {
  std::string card_number;  // the new one
};

// What a card is recognised by, where there is none in plastic: on a phone's screen, or printed.
struct CardCodes {
  std::string card_number;
  std::string code_qr_svg;
  std::string code_barcode_svg;
};

// Conditions of the list; all given ones must hold.
struct ListConditions {
  std::optional<std::string> text;  // any words: names, pinyin, initials, digits of a phone or card
  std::optional<kit::OrgUnitId> store_id;
  std::optional<kit::StaffId> owner_staff_id;
  std::optional<CustomerStatus> status;
  std::optional<CustomerKind> kind;
  std::optional<std::string> source;
  std::optional<Time> created_from;    // inclusive
  std::optional<Time> created_before;  // exclusive
  bool sorts_by_name = false;          // then without those whose names are hidden: an order tells names
  std::vector<CheckedCondition> all;
  std::vector<CustomerId> only;  // not empty: these alone
};

}  // namespace homeport::customers

template <>
struct homeport::Choices<homeport::customers::CustomerKind> {
  static constexpr std::array<std::string_view, 2> names{"person", "organisation"};
};
template <>
struct homeport::Choices<homeport::customers::Gender> {
  static constexpr std::array<std::string_view, 3> names{"female", "male", "other"};
};
template <>
struct homeport::Choices<homeport::customers::CustomerStatus> {
  static constexpr std::array<std::string_view, 4> names{"active", "disabled", "deleted", "erased"};
};
template <>
struct homeport::Choices<homeport::customers::CardStatus> {
  static constexpr std::array<std::string_view, 3> names{"active", "frozen", "returned"};
};
template <>
struct homeport::Choices<homeport::customers::KeyKind> {
  static constexpr std::array<std::string_view, 5> names{"phone", "card", "external", "email", "wechat"};
};
template <>
struct homeport::Choices<homeport::customers::HideableField> {
  static constexpr std::array<std::string_view, 4> names{"name", "phone", "email", "note"};
};

// The order of these rows is the order of the columns in store.cpp.
template <>
struct homeport::Fields<homeport::customers::Customer> {
  using C = homeport::customers::Customer;
  static constexpr std::string_view name = "Customer";
  static constexpr std::array rows{
      field<&C::id>("id", Access::read_only),
      field<&C::kind>("kind", Access::read_write),
      field<&C::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::customers::kMostNameCharacters, .required = true}),
      field<&C::name_folded>("name_folded", Access::internal, {.max = 1000}),
      field<&C::gender>("gender", Access::read_write),
      field<&C::birthday_on>("birthday_on", Access::read_write),
      field<&C::phone>(
          "phone", Access::read_write,
          {.max = 60,
           .about = "Any spelling in; E.164 out, masked for who neither may see phones nor looks after the customer."}),
      field<&C::email>("email", Access::read_write, {.max = homeport::customers::kMostEmailCharacters}),
      field<&C::note>("note", Access::read_write, {.max = homeport::customers::kMostNoteCharacters, .multiline = true}),
      field<&C::occupation>("occupation", Access::read_write, {.max = 100}),
      field<&C::store_id>("store_id", Access::read_write, {.about = "The store that looks after the customer."}),
      field<&C::owner_staff_id>("owner_staff_id", Access::read_write,
                                {.about = "Who looks after the customer in person."}),
      field<&C::status>("status", Access::read_only),
      field<&C::source>("source", Access::read_write, {.min = 1, .max = homeport::customers::kMostSourceCharacters}),
      field<&C::external_ref>("external_ref", Access::read_write,
                              {.max = homeport::customers::kMostReferenceCharacters,
                               .about = "The customer's id in another system; unique."}),
      field<&C::created_at>("created_at", Access::read_only),
      field<&C::updated_at>("updated_at", Access::read_only),
      field<&C::version>("version", Access::read_only),
      field<&C::is_pooled>("is_pooled", Access::read_only,
                           {.about = "The owner is moved by the pool, not by an edit."}),
      field<&C::hidden_bits>("hidden_bits", Access::internal),
      field<&C::hidden_fields>("hidden_fields", Access::read_only,
                               {.about = "Masked or left out here until somebody has claimed the customer."}),
      field<&C::tag_ids>("tag_ids", Access::read_write, {.max = homeport::customers::kMostTagsOfOne}),
      field<&C::own_values>("own_values", Access::read_write,
                            {.max = homeport::own_fields::kMostOwnFields,
                             .about = "The values of the chain's own fields; those left out are cleared."}),
  };
};

template <>
struct homeport::Fields<homeport::customers::NewCustomer> {
  using C = homeport::customers::NewCustomer;
  static constexpr std::string_view name = "NewCustomer";
  static constexpr std::array rows{
      field<&C::kind>("kind", Access::read_write),
      field<&C::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::customers::kMostNameCharacters, .required = true}),
      field<&C::gender>("gender", Access::read_write),
      field<&C::birthday_on>("birthday_on", Access::read_write),
      field<&C::phone>("phone", Access::read_write, {.max = 60}),
      field<&C::email>("email", Access::read_write, {.max = homeport::customers::kMostEmailCharacters}),
      field<&C::note>("note", Access::read_write, {.max = homeport::customers::kMostNoteCharacters, .multiline = true}),
      field<&C::occupation>("occupation", Access::read_write, {.max = 100}),
      field<&C::store_id>("store_id", Access::read_write, {.about = "Default: the store the caller works in."}),
      field<&C::owner_staff_id>("owner_staff_id", Access::read_write),
      field<&C::source>("source", Access::read_write, {.max = homeport::customers::kMostSourceCharacters}),
      field<&C::external_ref>("external_ref", Access::read_write,
                              {.max = homeport::customers::kMostReferenceCharacters}),
      field<&C::card_number>("card_number", Access::read_write, {.max = 60, .about = "A member card to bind at once."}),
      field<&C::tag_ids>("tag_ids", Access::read_write, {.max = homeport::customers::kMostTagsOfOne}),
      field<&C::own_values>("own_values", Access::read_write, {.max = homeport::own_fields::kMostOwnFields}),
  };
};

template <>
struct homeport::Fields<homeport::customers::CustomerBatch> {
  using B = homeport::customers::CustomerBatch;
  static constexpr std::string_view name = "CustomerBatch";
  static constexpr std::array rows{
      field<&B::customers>("customers", Access::read_write,
                           {.min = 1, .max = homeport::customers::kMostOfABatch, .required = true}),
  };
};

template <>
struct homeport::Fields<homeport::customers::CustomerListItem> {
  using C = homeport::customers::CustomerListItem;
  static constexpr std::string_view name = "CustomerListItem";
  static constexpr std::array rows{
      field<&C::id>("id", Access::read_only),
      field<&C::kind>("kind", Access::read_only),
      field<&C::name>("name", Access::read_only),
      field<&C::gender>("gender", Access::read_only),
      field<&C::phone>("phone", Access::read_only),
      field<&C::email>("email", Access::read_only),
      field<&C::birthday_on>("birthday_on", Access::read_only),
      field<&C::store_id>("store_id", Access::read_only),
      field<&C::store_name>("store_name", Access::read_only),
      field<&C::owner_staff_id>("owner_staff_id", Access::read_only),
      field<&C::status>("status", Access::read_only),
      field<&C::source>("source", Access::read_only),
      field<&C::external_ref>("external_ref", Access::read_only),
      field<&C::note>("note", Access::read_only),
      field<&C::created_at>("created_at", Access::read_only),
      field<&C::version>("version", Access::read_only),
      field<&C::hidden_fields>("hidden_fields", Access::read_only),
      field<&C::tag_ids>("tag_ids", Access::read_only),
      field<&C::own_values>("own_values", Access::read_only),
      field<&C::card_number>("card_number", Access::read_only),
      field<&C::tier_id>("tier_id", Access::read_only),
      field<&C::tier_name>("tier_name", Access::read_only),
      field<&C::combined_points>("combined_points", Access::margin_read_only),
      field<&C::last_purchase_at>("last_purchase_at", Access::read_only),
      field<&C::consents>("consents", Access::read_only,
                          {.about = "What the customer has agreed to: sms, email, wechat, phone_call, profiling."}),
  };
};

template <>
struct homeport::Fields<homeport::customers::Card> {
  using C = homeport::customers::Card;
  static constexpr std::string_view name = "Card";
  static constexpr std::array rows{
      field<&C::customer_id>("customer_id", Access::read_only),
      field<&C::card_number>("card_number", Access::read_only),
      field<&C::status>("status", Access::read_only),
      field<&C::issued_at>("issued_at", Access::read_only),
      field<&C::updated_at>("updated_at", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::customers::NewCard> {
  using C = homeport::customers::NewCard;
  static constexpr std::string_view name = "NewCard";
  static constexpr std::array rows{
      field<&C::card_number>("card_number", Access::read_write, {.min = 1, .max = 60, .required = true}),
  };
};

template <>
struct homeport::Fields<homeport::customers::CardReplacement> {
  using C = homeport::customers::CardReplacement;
  static constexpr std::string_view name = "CardReplacement";
  static constexpr std::array rows{
      field<&C::card_number>("card_number", Access::read_write,
                             {.min = 1, .max = 60, .required = true, .about = "The card given out instead."}),
  };
};

template <>
struct homeport::Fields<homeport::customers::CardCodes> {
  using C = homeport::customers::CardCodes;
  static constexpr std::string_view name = "CardCodes";
  static constexpr std::array rows{
      field<&C::card_number>("card_number", Access::read_only),
      field<&C::code_qr_svg>("code_qr_svg", Access::read_only, {.about = "The number as a QR code: an SVG image."}),
      field<&C::code_barcode_svg>("code_barcode_svg", Access::read_only,
                                  {.about = "The number as a Code 128 barcode: an SVG image."}),
  };
};
