#pragma once

// The parts of a record, each kind with the same five use-cases. Every one checks that the caller reaches the
// customer; writes change what he is found by in the same transaction.

#include <vector>

#include "kit/personal_data.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/profiles/field_tables.hpp"

namespace homeport::profiles {

// Part: Address, Contact, Channel, Vehicle or Device.

// Somebody's details changed; the customer of the news is whose they are, its subject the detail.
inline constexpr std::string_view kChangedTopic = "profiles.profile_changed";

// Oldest first, phones as the caller may see them.
template <class Part>
[[nodiscard]] Result<std::vector<Part>> list_parts(const kit::Read& read, CustomerId customer_id);
// profiles.part_unknown. Phones in full: what is edited is the whole.
template <class Part>
[[nodiscard]] Result<Part> load_part(const kit::Read& read, CustomerId customer_id, PartId id);
// Refusals of normalise (rules.hpp), profiles.too_many; of a channel those of customers::take_further_key.
template <class Part>
[[nodiscard]] Result<Part> add_part(kit::Write& write, CustomerId customer_id, Part wanted);
// Saves `after`, made from `before`. Nothing changed: nothing is written.
template <class Part>
[[nodiscard]] Result<Part> edit_part(kit::Write& write, const Part& before, Part after);
template <class Part>
[[nodiscard]] Outcome remove_part(kit::Write& write, CustomerId customer_id, PartId id);

// The part as this caller may see it.
[[nodiscard]] Address visible(const kit::Actor& actor, const customers::Keeping& keeping, Address part);
[[nodiscard]] Contact visible(const kit::Actor& actor, const customers::Keeping& keeping, Contact part);
[[nodiscard]] Channel visible(const kit::Actor& actor, const customers::Keeping& keeping, Channel part);
[[nodiscard]] Vehicle visible(const kit::Actor& actor, const customers::Keeping& keeping, Vehicle part);
[[nodiscard]] Device visible(const kit::Actor& actor, const customers::Keeping& keeping, Device part);

// When a customer is merged into another: every part of his is the other's, with its key; the main ones of the other
// stay the main ones. profiles.too_many.
[[nodiscard]] customers::MergePart merge_part();
// When that is undone: what came along and is still there goes back, main where it was the main one.
[[nodiscard]] customers::MergePart unmerge_part();

// `today` in the chain's time zone.
[[nodiscard]] Result<Birthday> birthday_of(const kit::Read& read, CustomerId customer_id);
// profiles.birthday_missing (lunar_month) when there is nothing to work a lunar birthday out from, request.required
// for a month without a day or a day without a month.
[[nodiscard]] Result<Birthday> choose_birthday(kit::Write& write, CustomerId customer_id, const BirthdayChoice& choice);

// For the erasure of a customer: all parts go. Their keys customers frees.
[[nodiscard]] customers::ErasePart erase_part();

// Does he have anything of all this, a lunar birthday included? Checks no reach.
[[nodiscard]] bool has_parts(db::Transaction& tx, CustomerId customer_id);

// For the document a person is given of what is held of him.
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();

}  // namespace homeport::profiles
