#pragma once

// What other modules ask of privacy, and its use-cases. Whoever sends something to a customer, or uses what is known of
// him for more than serving him, asks may_contact first.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "kit/personal_data.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/privacy/types.hpp"

namespace homeport::privacy {

// One customer's phone in full, logged and capped, for those who don't see phones anyway.
inline constexpr std::string_view kRevealPermission = "customers.phone.reveal";
inline constexpr std::string_view kRevealLogPermission = "privacy.reveals.read";
inline constexpr std::string_view kErasePermission = "privacy.erase";
inline constexpr std::string_view kExportPermission = "privacy.export";
inline constexpr std::string_view kSettingPermission = "privacy.settings.write";

// How leads nobody ever had to do with are found and put in the recycle bin; empty: they aren't.
struct LeadSlice {
  std::vector<CustomerId> leads;  // in the order of their ids
  CustomerId last;                // who was looked at last
  bool is_end = false;            // there was nobody more to look at
};
struct LeadHooks {
  // Of the next `size` customers after `after`, those whose records were last changed before `untouched_since`.
  std::function<LeadSlice(db::Transaction&, Time untouched_since, CustomerId after, std::int64_t size)> find;
  // Refuses when he is more than that, or nobody can delete him.
  std::function<Outcome(kit::Write&, Time untouched_since, CustomerId, std::string reason)> put_away;
};

// What main hands over: how each module forgets a customer, in this order, customers themselves last; and what each
// holds of a person, in the order of the document he is given.
struct Hooks {
  std::vector<customers::ErasePart> erase;
  std::vector<kit::PersonalPart> personal{};
  LeadHooks leads{};
};
using HooksPtr = std::shared_ptr<const Hooks>;

// --- Consent (consents.cpp) -----------------------------------------------------------------------------------------

// True when the customer is there and active and the purpose is allowed (allows in rules.hpp). One or two statements.
[[nodiscard]] bool may_contact(db::Transaction& tx, CustomerId id, Purpose purpose);

// All purposes in their order. Refusals: those of customers::load.
[[nodiscard]] Result<std::vector<Consent>> load_consents(const kit::Read& read, CustomerId id);
// Adds to the history; decides from now on unless something said later is known. privacy.consent_in_future, those of
// customers::load, customers.hidden.
[[nodiscard]] Result<Consent> record_consent(kit::Write& write, CustomerId id, const NewConsent& wanted);

// Somebody was asked for his consent.
[[nodiscard]] customers::UsePart use_part();

// Who has given consent, as a column and as conditions ("consent", "consent_refused") of the list of customers.
[[nodiscard]] customers::ListExtension customer_list_extension();

// --- Reveals (reveals.cpp) ------------------------------------------------------------------------------------------

// The same customer twice on one day counts once; every time is logged. privacy.no_phone (404), privacy.reveal_limit
// (429), customers.hidden (403: the pool opens hidden details), those of customers::load.
[[nodiscard]] Result<Revealed> reveal_phone(kit::Write& write, CustomerId id, const RevealRequest& request);

// --- Erasure (erasing.cpp) ------------------------------------------------------------------------------------------

// For good: somebody in the recycle bin, with all who went along. Sales, points and their chain of hashes stay true, no
// personal datum stays. privacy.confirmation_wrong, those of customers::load_deleted.
[[nodiscard]] Result<Erasure> erase(kit::Write& write, const Hooks& hooks, CustomerId id,
                                    const ErasureRequest& request);
// Those whose time in the recycle bin is over, one transaction each. How many.
std::int64_t erase_due(kit::Runtime& runtime, const Hooks& hooks);
// After how many days in the recycle bin somebody is erased; nothing: never.
[[nodiscard]] std::optional<std::int64_t> bin_days(db::Transaction& tx);
// What privacy itself forgets.
[[nodiscard]] customers::ErasePart erase_part();

// --- Leads nobody contacted (lead_retention.cpp) ---------------------------------------------------------------------

// One run of the job: goes on with today's search, when one is due, and puts away whom it finds, one transaction each
// and so many at most. How many.
std::int64_t put_leads_away(kit::Runtime& runtime, const Hooks& hooks);
// Whom this many months would concern now, as far as it looks.
[[nodiscard]] LeadPreview preview_leads(kit::Runtime& runtime, const kit::Actor& actor, const Hooks& hooks,
                                        std::int64_t months);
// Holds for whoever agrees to something: he is more than a lead. As the same of other modules.
[[nodiscard]] std::string_view more_than_lead();

// --- The document a person is given (personal_data.hpp) -------------------------------------------------------------

// What privacy itself holds of a person.
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();
// Sections, fields and choices the document has no words for: main hands over none.
[[nodiscard]] std::vector<std::string> wordless(std::span<const kit::PersonalPart> parts);

// --- Settings (settings.cpp) ----------------------------------------------------------------------------------------

[[nodiscard]] Setting load_setting(db::Transaction& tx);
[[nodiscard]] Result<Setting> edit_setting(kit::Write& write, std::int64_t version, std::string_view json);
// Whom this many days in the recycle bin would erase at once.
[[nodiscard]] Preview preview_bin(const kit::Read& read, std::int64_t days);

}  // namespace homeport::privacy
