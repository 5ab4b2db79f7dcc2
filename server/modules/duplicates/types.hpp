#pragma once

// The words of duplicates: what two records have in common, how much that says, and what somebody decided about them.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "modules/customers/types.hpp"

namespace homeport::duplicates {

using customers::CustomerId;
using PairId = Id<struct PairTag>;

// open: nobody has decided. dismissed: two different people, somebody said. merged: one by now.
enum class PairState : std::uint8_t { open, dismissed, merged };

// What speaks for two records being one person.
enum class Evidence : std::uint8_t {
  same_name,
  similar_name,
  same_birthday,
  similar_birthday,  // one digit off, or day and month the other way round
  same_email,        // also a further one
  same_vehicle,      // by its VIN or plate
  same_device,       // by its IMEI
  similar_phone,     // one digit off, or two beside each other swapped
  same_phone,        // only of somebody about to be entered
  same_card,         // likewise
};

inline constexpr std::int64_t kCertain = 100;     // the highest score
inline constexpr std::int64_t kLeastScore = 40;   // below it two records are not worth anybody's time
inline constexpr std::size_t kMostInBlock = 200;  // larger blocks say nothing: everybody called 张伟
inline constexpr std::size_t kMostPairsOfCustomer = 20;
inline constexpr std::int64_t kMostSimilarShown = 5;  // on entry

// What belongs to one person as a rule, but not always: a family shares a car and an address of mail.
enum class MarkKind : std::uint8_t { email, vin, plate, imei };
struct Mark {
  MarkKind kind = MarkKind::email;
  std::string value;
};

// What of a customer is compared.
struct Person {
  CustomerId id;
  customers::CustomerKind kind = customers::CustomerKind::person;
  std::string name;
  std::optional<std::string> phone;  // E.164
  std::optional<std::string> email;
  std::optional<Date> birthday_on;
  std::vector<Mark> marks{};  // of his details; further e-mails too
};

// Somebody to be compared with others, and the news that said so.
struct Waiting {
  CustomerId customer_id;
  std::int64_t event_id = 0;
};

// Two customers who may be one; the one with the lower id first.
struct Pair {
  PairId id;
  CustomerId customer_id;
  CustomerId other_id;
  std::int64_t score = 0;
  std::string evidence;  // words of Evidence, joined by commas
  PairState state = PairState::open;
  kit::OrgUnitId store_id;  // where the first belongs, and his owner: as they were when the pair was found
  kit::StaffId owner_staff_id;
  kit::OrgUnitId other_store_id;
  kit::StaffId other_owner_staff_id;
  Time found_at;
  std::optional<Time> decided_at;
  std::optional<kit::StaffId> decided_by;
};

// A pair as the list shows it, both as the caller may see them.
struct PairItem {
  PairId id;
  CustomerId customer_id;
  CustomerId other_id;
  std::int64_t score = 0;
  std::vector<std::string> evidence;
  PairState state = PairState::open;
  Time found_at;
  std::optional<Time> decided_at;
  customers::Customer customer;
  customers::Customer other;
};

// Somebody about to be entered.
struct SimilarRequest {
  customers::CustomerKind kind = customers::CustomerKind::person;
  std::string name;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  std::optional<std::string> card_number;
  std::optional<Date> birthday_on;
};
struct SimilarCustomer {
  std::int64_t score = 0;
  std::vector<std::string> evidence;
  customers::Customer customer;
};
struct SimilarAnswer {
  std::vector<SimilarCustomer> items;
};

}  // namespace homeport::duplicates

template <>
struct homeport::Choices<homeport::duplicates::PairState> {
  static constexpr std::array<std::string_view, 3> names{"open", "dismissed", "merged"};
};
template <>
struct homeport::Choices<homeport::duplicates::Evidence> {
  static constexpr std::array<std::string_view, 10> names{
      "same_name",    "similar_name", "same_birthday", "similar_birthday", "same_email",
      "same_vehicle", "same_device",  "similar_phone", "same_phone",       "same_card"};
};

template <>
struct homeport::Fields<homeport::duplicates::Pair> {
  using T = homeport::duplicates::Pair;
  static constexpr std::string_view name = "DuplicatePairRow";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::other_id>("other_id", Access::read_only),
      field<&T::score>("score", Access::read_only),
      field<&T::evidence>("evidence", Access::read_only),
      field<&T::state>("state", Access::read_only),
      field<&T::store_id>("store_id", Access::internal),
      field<&T::owner_staff_id>("owner_staff_id", Access::internal),
      field<&T::other_store_id>("other_store_id", Access::internal),
      field<&T::other_owner_staff_id>("other_owner_staff_id", Access::internal),
      field<&T::found_at>("found_at", Access::read_only),
      field<&T::decided_at>("decided_at", Access::read_only),
      field<&T::decided_by>("decided_by", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::duplicates::PairItem> {
  using T = homeport::duplicates::PairItem;
  static constexpr std::string_view name = "DuplicatePair";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::other_id>("other_id", Access::read_only),
      field<&T::score>("score", Access::read_only, {.about = "40 to 100: how much speaks for one person."}),
      field<&T::evidence>("evidence", Access::read_only, {.about = "What the two have in common."}),
      field<&T::state>("state", Access::read_only),
      field<&T::found_at>("found_at", Access::read_only),
      field<&T::decided_at>("decided_at", Access::read_only),
      field<&T::customer>("customer", Access::read_only),
      field<&T::other>("other", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::duplicates::SimilarRequest> {
  using T = homeport::duplicates::SimilarRequest;
  static constexpr std::string_view name = "SimilarRequest";
  static constexpr std::array rows{
      field<&T::kind>("kind", Access::read_write),
      field<&T::name>("name", Access::read_write, {.max = homeport::customers::kMostNameCharacters}),
      field<&T::phone>("phone", Access::read_write, {.max = 60}),
      field<&T::email>("email", Access::read_write, {.max = homeport::customers::kMostEmailCharacters}),
      field<&T::card_number>("card_number", Access::read_write, {.max = 60}),
      field<&T::birthday_on>("birthday_on", Access::read_write),
  };
};

template <>
struct homeport::Fields<homeport::duplicates::SimilarCustomer> {
  using T = homeport::duplicates::SimilarCustomer;
  static constexpr std::string_view name = "SimilarCustomer";
  static constexpr std::array rows{
      field<&T::score>("score", Access::read_only),
      field<&T::evidence>("evidence", Access::read_only),
      field<&T::customer>("customer", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::duplicates::SimilarAnswer> {
  using T = homeport::duplicates::SimilarAnswer;
  static constexpr std::string_view name = "SimilarCustomers";
  static constexpr std::array rows{field<&T::items>("items", Access::read_only)};
};
