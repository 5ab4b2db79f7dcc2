#pragma once

// What the use-cases of customers share; not for other modules.

#include <span>
#include <string>
#include <string_view>

#include "base/phone.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"
#include "modules/customers/types.hpp"

namespace homeport::customers {

// Takes the keys for the customer; customers.phone_taken and its like when one belongs to somebody else.
[[nodiscard]] Outcome take_keys(kit::Write& write, CustomerId id, std::span<const store::Key> keys);

// Masks or leaves out what is hidden of a record from those without customers.hidden.read, and names it.
template <class Record>
void hide_fields(const kit::Actor& actor, std::int64_t hidden_bits, Record& record) {
  record.hidden_fields.clear();
  if (hidden_bits == 0 || actor.may(kHiddenPermission)) return;
  for (std::size_t i = 0; i < Choices<HideableField>::names.size(); ++i) {
    if (is_hidden(hidden_bits, static_cast<HideableField>(i))) {
      record.hidden_fields.emplace_back(Choices<HideableField>::names[i]);
    }
  }
  if (is_hidden(hidden_bits, HideableField::name)) record.name = hidden_name(record.name);
  if (is_hidden(hidden_bits, HideableField::phone)) {
    // One that is masked already stays so.
    if (record.phone && record.phone->starts_with('+')) record.phone = mask_phone(*record.phone, kPhoneRegion);
    record.external_ref.reset();  // often the phone, or what it is found by elsewhere
  }
  if (is_hidden(hidden_bits, HideableField::email)) record.email.reset();
  if (is_hidden(hidden_bits, HideableField::note)) record.note.reset();
}

// Tags and own values: fills them in, checks and saves them. check_parts brings them into the form in which they are
// kept; `before`: the record as it is now, nullptr for a new one. Refusals: those of own_fields::check_values and
// check_tags.
void load_parts(db::Transaction& tx, Customer& customer);
void load_parts(db::Transaction& tx, std::span<CustomerListItem> items);
[[nodiscard]] Result<std::vector<own_fields::CheckedValue>> check_parts(kit::Write& write, Customer& customer,
                                                                        const Customer* before);
void save_parts(kit::Write& write, const Customer& customer, const Customer* before,
                std::span<const own_fields::CheckedValue> values);

// What the database holds of the customer as tokens of the search index; and the same written to it.
[[nodiscard]] std::string search_text_of(db::Transaction& tx, const Customer& customer);
void save_search(kit::Write& write, const Customer& customer);

// Adds to the timeline.
void record_event(kit::Write& write, CustomerId id, std::string_view kind, std::string detail);

// An audit entry about the customer; phones in it are masked, for the trail is read by people without the right to
// see them.
void audit_customer(kit::Write& write, const Customer& customer, std::string_view action,
                    std::vector<kit::AuditChange> changes);

// kChangedTopic, of a customer of that store; 0: of none any more.
void publish_change(kit::Write& write, CustomerId id, kit::OrgUnitId store_id);

}  // namespace homeport::customers
