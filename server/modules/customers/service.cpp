#include "modules/customers/service.hpp"

#include "base/phone.hpp"
#include "base/search_tokens.hpp"
#include "kit/endpoint.hpp"
#include "modules/customers/deleting.hpp"
#include "modules/customers/records.hpp"
#include "modules/customers/rules.hpp"
#include "modules/customers/store.hpp"
#include "modules/identity/service.hpp"

namespace homeport::customers {
namespace {

Refusal not_found() { return refuse(RefusalKind::not_found, "customers.not_found", "there is no such customer"); }

Outcome check_in_reach(const kit::Actor& actor, const Customer& customer) {
  return kit::check_reach(actor, customer.store_id, customer.owner_staff_id.value_or(kit::StaffId{}));
}

std::string_view what_is_taken(KeyKind kind) {
  switch (kind) {
    case KeyKind::phone: return "phone";
    case KeyKind::card: return "card";
    case KeyKind::external: return "external_ref";
    case KeyKind::email: return "email";
    case KeyKind::wechat: return "wechat_id";
  }
  return "key";
}

// The refusal that names whose key it is, as far as the actor may know.
Refusal taken_by(kit::Write& write, KeyKind kind, CustomerId owner_id) {
  const std::string what(what_is_taken(kind));
  auto refusal = refuse(RefusalKind::conflict, "customers." + what + "_taken",
                        "this " + what + " belongs to another customer", kind == KeyKind::card ? "card_number" : what);
  const auto owner = store::load(write.tx, owner_id);
  if (owner && owner->status == CustomerStatus::deleted) return held_in_bin(write.actor, *owner, what, refusal.field);
  if (owner && check_in_reach(write.actor, *owner).ok()) {
    const auto seen = visible(write.actor, *owner);
    refusal.detail = "this " + what + " belongs to customer " + to_string(owner_id) + ", " + seen.name;
    refusal.current_json = to_json(seen, write.view());
  }
  return refusal;
}

Customer customer_from(const NewCustomer& wanted) {
  Customer customer;
  customer.kind = wanted.kind;
  customer.name = wanted.name;
  customer.gender = wanted.gender;
  customer.birthday_on = wanted.birthday_on;
  customer.phone = wanted.phone;
  customer.email = wanted.email;
  customer.note = wanted.note;
  customer.occupation = wanted.occupation;
  customer.store_id = wanted.store_id.value_or(kit::OrgUnitId{});
  customer.owner_staff_id = wanted.owner_staff_id;
  customer.source = wanted.source.value_or(std::string(kSourceByHand));
  customer.external_ref = wanted.external_ref;
  customer.tag_ids = wanted.tag_ids;
  customer.own_values = wanted.own_values;
  return customer;
}

// Whom, when and where: what only the write knows.
void settle(kit::Write& write, Customer& customer) {
  customer.id = write.new_id<CustomerId>();
  if (!customer.store_id.is_set()) customer.store_id = write.actor.org_unit_id;
  const bool sees_only_own = write.actor.kind == kit::Actor::Kind::staff && write.actor.scope == kit::DataScope::own;
  if (!customer.owner_staff_id && sees_only_own) customer.owner_staff_id = write.actor.staff_id;
  customer.created_at = write.now;
  customer.updated_at = write.now;
}

Outcome check_store_and_owner(kit::Write& write, const Customer& customer) {
  if (!customer.store_id.is_set()) {
    return refuse(RefusalKind::invalid, "customers.store_required", "a customer belongs to a store; name it",
                  "store_id");
  }
  TRY_DONE(check_placement(write.actor, customer.store_id, customer.owner_staff_id));
  TRY_DONE(identity::require_store(write.tx, customer.store_id));
  if (customer.owner_staff_id && *customer.owner_staff_id != write.actor.staff_id) {
    TRY_DONE(identity::require_active_staff(write.tx, *customer.owner_staff_id, "owner_staff_id"));
  }
  return Done{};
}

std::vector<store::Key> keys_of(const Customer& customer) {
  std::vector<store::Key> keys;
  if (customer.external_ref) keys.emplace_back(KeyKind::external, *customer.external_ref);
  if (customer.phone) keys.emplace_back(KeyKind::phone, *customer.phone);
  return keys;
}

// New keys are taken before old ones are given up, so that a refusal leaves everything as it was.
Outcome change_keys(kit::Write& write, const Customer& before, const Customer& after) {
  std::vector<store::Key> wanted;
  if (after.external_ref && after.external_ref != before.external_ref) {
    wanted.emplace_back(KeyKind::external, *after.external_ref);
  }
  if (after.phone && after.phone != before.phone) wanted.emplace_back(KeyKind::phone, *after.phone);
  TRY_DONE(take_keys(write, after.id, wanted));
  if (before.external_ref && after.external_ref != before.external_ref) {
    store::delete_key(write.tx, before.id, {KeyKind::external, *before.external_ref});
  }
  if (before.phone && after.phone != before.phone) {
    store::delete_key(write.tx, before.id, {KeyKind::phone, *before.phone});
  }
  return Done{};
}

std::string masked_json(const std::string& json) {
  if (json.size() < 2 || json.front() != '"') return json;
  std::string masked;
  append_json_string(masked, mask_phone(std::string_view(json).substr(1, json.size() - 2), kPhoneRegion));
  return masked;
}

}  // namespace

Outcome take_keys(kit::Write& write, CustomerId id, std::span<const store::Key> keys) {
  if (keys.empty()) return Done{};
  if (store::insert_keys(write.tx, id, keys) == static_cast<std::int64_t>(keys.size())) return Done{};
  for (const auto& [kind, value] : keys) {
    const auto owner = store::find_by_key(write.tx, kind, value);
    if (owner && *owner != id) return taken_by(write, kind, *owner);
  }
  for (const auto& [kind, value] : keys) {
    // His own already: a further phone that becomes the first, or the other way round.
    if (!store::find_by_key(write.tx, kind, value)) continue;
    const std::string what(what_is_taken(kind));
    return refuse(RefusalKind::conflict, "customers." + what + "_listed_already",
                  "this customer has this " + what + " already", what);
  }
  throw db::SerializationFailure("a key was given up a moment ago");
}

void record_event(kit::Write& write, CustomerId id, std::string_view kind, std::string detail) {
  store::insert_event(
      write.tx, id,
      {write.now, write.new_id<Id<struct EventTag>>().value, std::string(kind), std::move(detail), write.actor.name});
}

void audit_customer(kit::Write& write, const Customer& customer, std::string_view action,
                    std::vector<kit::AuditChange> changes) {
  for (auto& change : changes) {
    if (change.field != "phone") continue;
    change.before_json = masked_json(change.before_json);
    change.after_json = masked_json(change.after_json);
  }
  write.audit({std::string(action), "customer", customer.id.value, customer.name, customer.id.value,
               customer.store_id.value, std::move(changes)});
}

void publish_change(kit::Write& write, CustomerId id, kit::OrgUnitId store_id) {
  write.publish({std::string(kChangedTopic), id.value, id.value, store_id.value, "{}"});
}

void foretell_head(db::Transaction& tx, CustomerId id) { store::foretell_head(tx, id); }
Outcome take_further_key(kit::Write& write, CustomerId id, KeyKind kind, std::string_view value) {
  const std::vector<store::Key> keys{{kind, std::string(value)}};
  TRY_DONE(take_keys(write, id, keys));
  store::insert_further_key(write.tx, id, keys.front());
  return Done{};
}

void release_further_key(kit::Write& write, CustomerId id, KeyKind kind, std::string_view value) {
  store::delete_further_key(write.tx, id, {kind, std::string(value)});
  store::delete_key(write.tx, id, {kind, std::string(value)});
}

std::optional<std::string> normal_key(KeyKind kind, std::string_view value) { return key_from(kind, value); }

Result<CustomerHead> load_head(db::Transaction& tx, CustomerId id) {
  auto head = store::load_head(tx, id);
  if (!head) return not_found();
  return std::move(*head);
}

Result<CustomerHead> load_reached(const kit::Read& read, CustomerId id) {
  TRY(auto head, load_head(read.tx, id));
  TRY_DONE(kit::check_reach(read.actor, head.store_id, head.owner_staff_id.value_or(kit::StaffId{})));
  TRY_DONE(check_present(head.id, head.status));
  return head;
}

Result<CustomerId> reached_customer(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<CustomerId>("customer_id"));
  TRY_DONE(load_reached(read, id));
  return id;
}

Result<Customer> load(const kit::Read& read, CustomerId id) {
  auto customer = store::load(read.tx, id);
  if (!customer) return not_found();
  TRY_DONE(check_in_reach(read.actor, *customer));
  TRY_DONE(check_present(id, customer->status));
  load_parts(read.tx, *customer);
  return std::move(*customer);
}

std::optional<CustomerId> find_by_key(db::Transaction& tx, KeyKind kind, std::string_view value) {
  const auto key = key_from(kind, value);
  return key ? store::find_by_key(tx, kind, *key) : std::nullopt;
}

namespace {

Result<CustomerId> owner_of_card(db::Transaction& tx, CustomerId owner, const std::string& number) {
  const auto card = store::load_card(tx, owner, number);
  if (card && card->status == CardStatus::frozen) {
    return refuse(RefusalKind::conflict, "customers.card_frozen", "this card was reported lost", "code");
  }
  return owner;
}

}  // namespace

Result<CustomerId> find_by_code(db::Transaction& tx, std::string_view text) {
  // Learning that a text is no phone takes longer than looking for the card it most likely is.
  if (text.size() < kLeastAmbiguousBytes) {
    if (const auto number = card_number_from(text); number.ok()) {
      const auto matches = store::find_by_code(tx, *number, {});
      if (matches.by_card) return owner_of_card(tx, *matches.by_card, *number);
    }
  }
  const auto reading = read_code(text);
  if (!reading.card_number && !reading.phone) {
    return refuse(RefusalKind::invalid, "customers.code_unreadable", "this is neither a card nor a phone number",
                  "code");
  }
  const auto matches =
      store::find_by_code(tx, reading.card_number.value_or(std::string{}), reading.phone.value_or(std::string{}));
  if (matches.by_card && matches.by_phone && *matches.by_card != *matches.by_phone) {
    return refuse(RefusalKind::conflict, "customers.code_ambiguous",
                  "this is the card of customer " + to_string(*matches.by_card) + " and the phone of customer " +
                      to_string(*matches.by_phone),
                  "code");
  }
  if (matches.by_card) return owner_of_card(tx, *matches.by_card, *reading.card_number);
  if (matches.by_phone) return *matches.by_phone;
  return not_found();
}

std::optional<std::string> visible_phone(const kit::Actor& actor, const std::optional<std::string>& phone,
                                         const Keeping& keeping) {
  if (!phone || sees_phone(actor, keeping)) return phone;
  return mask_phone(*phone, kPhoneRegion);
}

Customer visible(const kit::Actor& actor, Customer customer) {
  customer.phone = visible_phone(actor, customer.phone, keeping_of(customer));
  hide_fields(actor, customer.hidden_bits, customer);
  return customer;
}

Outcome check_details_seen(const kit::Actor& actor, std::int64_t hidden_bits) {
  if (hidden_bits == 0 || actor.may(kHiddenPermission)) return Done{};
  return refuse(RefusalKind::forbidden, "customers.hidden", "claim the customer first: his details are hidden");
}

Outcome place(kit::Write& write, CustomerId id, const Placement& placement) {
  if (!store::place(write.tx, id, placement, write.now)) return not_found();
  return Done{};
}

Result<PreparedCustomer> prepare(const NewCustomer& wanted, Time now) {
  PreparedCustomer prepared;
  prepared.customer = customer_from(wanted);
  TRY_DONE(normalise(prepared.customer, date_in_utc(now)));
  if (wanted.card_number) {
    TRY(auto number, card_number_from(*wanted.card_number));
    prepared.card_numbers.push_back(std::move(number));
  }
  prepared.search_text = search_tokens_of(prepared.customer, prepared.card_numbers).text();
  return prepared;
}

Result<Customer> create(kit::Write& write, const NewCustomer& wanted) {
  TRY(auto prepared, prepare(wanted, write.now));
  return create(write, std::move(prepared));
}

Result<Customer> create(kit::Write& write, PreparedCustomer prepared) {
  auto& [customer, cards, search_text] = prepared;
  settle(write, customer);
  TRY_DONE(check_store_and_owner(write, customer));
  TRY(const auto values, check_parts(write, customer, nullptr));
  auto keys = keys_of(customer);
  for (const auto& number : cards)
    keys.emplace_back(KeyKind::card, number);
  TRY_DONE(take_keys(write, customer.id, keys));
  store::insert(write.tx, customer);
  for (const auto& number : cards) {
    store::save_card(write.tx, {customer.id, number, CardStatus::active, write.now, write.now});
  }
  if (!customer.tag_ids.empty() || !values.empty()) {
    save_parts(write, customer, nullptr, values);
    search_text = search_text_of(write.tx, customer);
  }
  store::insert_search(write.tx, customer.id, search_text);
  record_event(write, customer.id, "created", cards.empty() ? std::string{} : mask_card(cards.front()));
  audit_customer(write, customer, "customers.create", kit::changes_of_new(customer));
  write.publish({std::string(kCreatedTopic), customer.id.value, customer.id.value, customer.store_id.value, "{}"});
  return std::move(customer);
}

Result<Customer> update(kit::Write& write, const Customer& before, Customer after) {
  CHECK(before.id == after.id && before.version == after.version);
  // A person who sees the number masked sends it back masked.
  if (after.phone && before.phone && after.phone == mask_phone(*before.phone, kPhoneRegion)) {
    after.phone = before.phone;
  }
  TRY_DONE(normalise(after, date_in_utc(write.now)));
  TRY_DONE(check_in_reach(write.actor, before));
  TRY_DONE(check_details_seen(write.actor, before.hidden_bits));
  if (before.is_pooled && after.owner_staff_id != before.owner_staff_id) {
    return refuse(RefusalKind::conflict, "customers.owner_moved_by_pool",
                  "the customer is in a pool: claim, assign or transfer him there", "owner_staff_id");
  }
  TRY(const auto values, check_parts(write, after, &before));
  const std::string fields = changed_fields(before, after);
  if (fields.empty()) return before;
  if (after.store_id != before.store_id || after.owner_staff_id != before.owner_staff_id) {
    TRY_DONE(check_store_and_owner(write, after));
  }
  TRY_DONE(change_keys(write, before, after));
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the customer was edited a moment ago");
  save_parts(write, after, &before, values);
  save_search(write, after);
  record_event(write, after.id, "changed", fields);
  audit_customer(write, after, "customers.update", kit::changes_between(before, after));
  publish_change(write, after.id, after.store_id);
  return after;
}

Result<Customer> set_status(kit::Write& write, CustomerId id, CustomerStatus status) {
  if (status > CustomerStatus::disabled) {
    return refuse(RefusalKind::invalid, "request.not_a_choice", "must be one of: active, disabled", "status");
  }
  TRY(auto before, load(write.as_read(), id));
  if (before.status == status) return before;
  const auto successor =
      status == CustomerStatus::active ? store::successor_of(write.tx, id) : std::optional<CustomerId>{};
  if (successor) {
    return refuse(RefusalKind::conflict, "customers.merged_already",
                  "customer " + to_string(id) + " was merged into customer " + to_string(*successor));
  }
  Customer after = before;
  after.status = status;
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the customer was edited a moment ago");
  const bool is_enabled = status == CustomerStatus::active;
  record_event(write, id, is_enabled ? "enabled" : "disabled", {});
  audit_customer(write, after, is_enabled ? "customers.enable" : "customers.disable",
                 kit::changes_between(before, after));
  publish_change(write, after.id, after.store_id);
  return after;
}

}  // namespace homeport::customers
