// What customers agree to and take back.

#include <algorithm>

#include "modules/privacy/rules.hpp"
#include "modules/privacy/service.hpp"
#include "modules/privacy/store.hpp"

namespace homeport::privacy {
namespace {

constexpr std::string_view kGiven =
    "EXISTS (SELECT 1 FROM customer_consent p WHERE p.customer_id = c.customer_id AND p.state = 'given' AND ";
constexpr std::string_view kRefused =
    "EXISTS (SELECT 1 FROM customer_consent p WHERE p.customer_id = c.customer_id AND p.state = 'withdrawn' AND ";

Consent consent_of(Purpose purpose, const ConsentChange* change) {
  Consent consent;
  consent.purpose = purpose;
  if (change != nullptr) {
    consent.state = change->state;
    consent.at = change->at;
    consent.source = change->source;
    consent.wording = change->wording;
    consent.by_name = change->by_name;
  }
  consent.is_allowed = allows(purpose, consent.state);
  return consent;
}

const ConsentChange* change_for(std::span<const ConsentChange> changes, Purpose purpose) {
  for (const auto& change : changes) {
    if (change.purpose == purpose) return &change;
  }
  return nullptr;
}

ConsentChange change_of(kit::Write& write, CustomerId id, const NewConsent& wanted) {
  ConsentChange change;
  change.customer_id = id;
  change.id = write.new_id<ConsentChangeId>();
  change.purpose = wanted.purpose;
  change.state = wanted.state;
  change.at = wanted.at.value_or(write.now);
  change.recorded_at = write.now;
  change.source = wanted.source;
  change.wording = wanted.wording;
  if (write.actor.staff_id.is_set()) change.by_staff_id = write.actor.staff_id;
  change.by_name = write.actor.name;
  return change;
}

}  // namespace

bool may_contact(db::Transaction& tx, CustomerId id, Purpose purpose) {
  const auto head = customers::load_head(tx, id);
  if (!head.ok() || head->status != customers::CustomerStatus::active) return false;
  return allows(purpose, store::load_state(tx, id, purpose));
}

Result<std::vector<Consent>> load_consents(const kit::Read& read, CustomerId id) {
  TRY_DONE(customers::load(read, id));
  const auto changes = store::load_consents(read.tx, id);
  std::vector<Consent> consents;
  for (std::size_t i = 0; i < Choices<Purpose>::names.size(); ++i) {
    const auto purpose = static_cast<Purpose>(i);
    consents.push_back(consent_of(purpose, change_for(changes, purpose)));
  }
  return consents;
}

customers::UsePart use_part() {
  return [](const kit::Read& read, CustomerId id) {
    const auto consents = load_consents(read, id);
    return consents.ok() && std::ranges::any_of(*consents, [](const Consent& one) { return one.state.has_value(); });
  };
}

Result<Consent> record_consent(kit::Write& write, CustomerId id, const NewConsent& wanted) {
  TRY(const auto customer, customers::load(write.as_read(), id));
  TRY_DONE(customers::check_details_seen(write.actor, customer.hidden_bits));
  const auto change = change_of(write, id, wanted);
  TRY_DONE(check_moment(change.at, write.now));
  // Two who enter something for one customer at one moment wait for each other.
  customers::hold(write, id);
  const auto known = store::load_consents(write.tx, id);
  const auto* before = change_for(known, wanted.purpose);
  store::insert_change(write.tx, change);
  const bool decides = supersedes(change.at, before == nullptr ? std::nullopt : std::optional(before->at));
  if (decides) store::save_consent(write.tx, change);
  kit::AuditEntry entry{"privacy.record_consent", "customer", id.value, customer.name, id.value,
                        customer.store_id.value};
  entry.changes = kit::changes_of_new(change);
  write.audit(entry);
  return consent_of(wanted.purpose, decides ? &change : before);
}

customers::ListExtension customer_list_extension() {
  customers::ListExtension extension;
  extension.fill = [](const kit::Read& read, std::span<customers::CustomerListItem> items) {
    std::vector<CustomerId> ids;
    for (const auto& item : items)
      ids.push_back(item.id);
    auto given = store::given_by(read.tx, ids);
    for (auto& item : items)
      item.consents = std::move(given[item.id.value]);
  };
  using customers::ConditionField;
  using customers::ConditionKind;
  extension.conditions = {ConditionField{.name = "consent",
                                         .kind = ConditionKind::choice,
                                         .column = "p.purpose",
                                         .before = kGiven,
                                         .after = ")",
                                         .choices = Choices<Purpose>::names},
                          ConditionField{.name = "consent_refused",
                                         .kind = ConditionKind::choice,
                                         .column = "p.purpose",
                                         .before = kRefused,
                                         .after = ")",
                                         .choices = Choices<Purpose>::names}};
  return extension;
}

}  // namespace homeport::privacy
