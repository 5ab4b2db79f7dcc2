// What the one who stays takes over of the record of the one who goes.

#include <algorithm>

#include "modules/customers/merging.hpp"
#include "modules/customers/records.hpp"

namespace homeport::customers {
namespace {

constexpr std::string_view kOwnValuePrefix = "own_values.";

Refusal unknown_field(std::size_t place) {
  return refuse(RefusalKind::invalid, "customers.field_not_taken",
                "is no field that is taken over: name, gender, birthday_on, phone, email, note, occupation, tag_ids or "
                "own_values.<key>",
                "take_fields[" + std::to_string(place) + "]");
}

void take_tags(const Customer& goes, Customer& stays) {
  for (const auto tag : goes.tag_ids) {
    if (std::find(stays.tag_ids.begin(), stays.tag_ids.end(), tag) == stays.tag_ids.end()) {
      stays.tag_ids.push_back(tag);
    }
  }
}

// A value the other lacks is taken away.
void take_own_value(const Customer& goes, std::string_view key, Customer& stays) {
  std::erase_if(stays.own_values, [&](const auto& one) { return one.field == key; });
  const auto theirs =
      std::find_if(goes.own_values.begin(), goes.own_values.end(), [&](const auto& one) { return one.field == key; });
  if (theirs != goes.own_values.end()) stays.own_values.push_back(*theirs);
}

bool take_field(const Customer& goes, std::string_view field, Customer& stays) {
  if (field == "name") {
    stays.name = goes.name;
  } else if (field == "gender") {
    stays.gender = goes.gender;
  } else if (field == "birthday_on") {
    stays.birthday_on = goes.birthday_on;
  } else if (field == "email") {
    stays.email = goes.email;
  } else if (field == "note") {
    stays.note = goes.note;
  } else if (field == "occupation") {
    stays.occupation = goes.occupation;
  } else if (field == "tag_ids") {
    take_tags(goes, stays);
  } else if (field.starts_with(kOwnValuePrefix)) {
    take_own_value(goes, field.substr(kOwnValuePrefix.size()), stays);
  } else {
    return false;
  }
  return true;
}

// Either phone finds the one who stays, whichever of the two records has it; here they change places.
Result<Customer> swap_phones(kit::Write& write, const Customer& goes, const Customer& stays) {
  if (goes.phone == stays.phone) return stays;
  auto without = goes;
  without.phone.reset();
  TRY(const auto bare, update(write, goes, without));
  auto taking = stays;
  taking.phone = goes.phone;
  TRY(auto taken, update(write, stays, taking));
  if (stays.phone) {
    auto giving = bare;
    giving.phone = stays.phone;
    TRY_DONE(update(write, bare, giving));
  }
  return taken;
}

}  // namespace

Outcome take_chosen(kit::Write& write, const Customer& goes, const Customer& stays,
                    std::span<const std::string> fields) {
  auto after = stays;
  bool swaps_phones = false;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i] == "phone") {
      swaps_phones = true;
    } else if (!take_field(goes, fields[i], after)) {
      return unknown_field(i);
    }
  }
  TRY(const auto changed, update(write, stays, after));
  if (swaps_phones) TRY_DONE(swap_phones(write, goes, changed));
  return Done{};
}

}  // namespace homeport::customers
