#include "modules/imports/people_recording.hpp"

#include <algorithm>

#include "modules/imports/store.hpp"
#include "modules/profiles/service.hpp"

namespace homeport::imports {
namespace {

using customers::KeyKind;

// What an update changes, as it was: the fields of NewCustomer, without source, owner and card.
std::string before_json(const customers::Customer& customer) {
  customers::NewCustomer before;
  before.kind = customer.kind;
  before.name = customer.name;
  before.gender = customer.gender;
  before.birthday_on = customer.birthday_on;
  before.phone = customer.phone;
  before.email = customer.email;
  before.note = customer.note;
  before.occupation = customer.occupation;
  before.store_id = customer.store_id;
  before.external_ref = customer.external_ref;
  before.own_values = customer.own_values;
  return to_json(before, View{true});
}

customers::NewCustomer new_customer(const PersonRow& row, const PeopleContext& context) {
  customers::NewCustomer wanted;
  wanted.kind = row.kind.value_or(customers::CustomerKind::person);
  wanted.name = !row.name.empty() ? row.name : row.external_ref ? *row.external_ref : row.card_number.value_or("");
  wanted.gender = row.gender;
  wanted.birthday_on = row.birthday_on;
  wanted.phone = row.phone;
  wanted.email = row.email;
  wanted.note = row.note;
  wanted.occupation = row.occupation;
  wanted.store_id = row.store_id ? row.store_id : context.default_store;
  wanted.source = row.source.value_or(std::string(kSourceImport));
  wanted.external_ref = row.external_ref;
  wanted.card_number = row.card_number;
  wanted.own_values = row.own_values;
  return wanted;
}

// Blank cells leave things as they are.
customers::Customer changed_by(const customers::Customer& before, const PersonRow& row) {
  auto after = before;
  const auto set = [](auto& field, const auto& value) {
    if (value) field = *value;
  };
  if (!row.name.empty()) after.name = row.name;
  set(after.kind, row.kind);
  set(after.gender, row.gender);
  set(after.birthday_on, row.birthday_on);
  set(after.phone, row.phone);
  set(after.email, row.email);
  set(after.note, row.note);
  set(after.occupation, row.occupation);
  set(after.store_id, row.store_id);
  set(after.external_ref, row.external_ref);
  for (const auto& value : row.own_values) {
    const auto had = std::ranges::find_if(after.own_values, [&](const auto& one) { return one.field == value.field; });
    if (had != after.own_values.end()) {
      had->value = value.value;
    } else {
      after.own_values.push_back(value);
    }
  }
  return after;
}

// The field of a file that a field of the record comes from.
std::string meaning_of_field(const std::string& field) {
  if (field == "birthday_on") return "birthday";
  return field == "store_id" ? "store" : field;
}

Outcome count(kit::Write& write, const ImportFile& import, const store::PeopleProgress& progress) {
  if (store::add_progress(write.tx, import.id, progress)) return Done{};
  return refuse(RefusalKind::conflict, std::string(kStopped), "this import was stopped");
}

class Recorder {
 public:
  Recorder(kit::Write& write, const ImportFile& import, const PeopleContext& context, std::span<const ReadPerson> rows)
      : write_(write), import_(import), context_(context), rows_(rows), owners_(write.tx, rows) {}

  Outcome record() {
    for (const auto& one : rows_) {
      ++progress_.staged;
      if (const auto* error = std::get_if<RowError>(&one.read)) {
        refuse(one, *error);
        continue;
      }
      const auto& row = std::get<PersonRow>(one.read);
      const auto decided = decide(row, owners_.match(row), context_.mode);
      if (const auto* error = std::get_if<RowError>(&decided)) {
        refuse(one, *error);
        continue;
      }
      TRY_DONE(act(one, row, std::get<PersonDecision>(decided)));
    }
    return count(write_, import_, progress_);
  }

 private:
  void refuse(const ReadPerson& one, const RowError& error) {
    ++progress_.refused;
    store::insert_error(write_.tx, import_.id, {error, "", one.cells_json});
  }

  Outcome act(const ReadPerson& one, const PersonRow& row, const PersonDecision& decision) {
    if (decision.action == PersonAction::create) return create(one, row);
    // Two rows of one file about one customer contradict each other, or one of them is too many.
    if (const auto earlier = store::row_of_customer(write_.tx, import_.id, *decision.customer_id)) {
      refuse(one,
             {row.row_no, "", "imports.row_repeats", "means the same customer as row " + std::to_string(*earlier), ""});
      return Done{};
    }
    if (decision.action == PersonAction::update) return update(one, row, *decision.customer_id);
    ++progress_.skipped;
    return Done{};
  }

  Outcome create(const ReadPerson& one, const PersonRow& row) {
    CHECK(one.prepared.has_value());
    if (!one.prepared->ok()) return one.prepared->refusal();
    TRY(const auto made, customers::create(write_, one.prepared->value()));
    owners_.add(row, made.id);
    ImportEffect effect;
    effect.row_no = row.row_no;
    effect.customer_id = made.id;
    effect.version_after = made.version;
    store::insert_effect(write_.tx, import_.id, effect);
    ++progress_.ok;
    ++progress_.created;
    return Done{};
  }

  Outcome update(const ReadPerson& one, const PersonRow& row, CustomerId id) {
    TRY(const auto before, customers::load(write_.as_read(), id));
    if (before.status == customers::CustomerStatus::disabled) {
      // His keys stay with the record that was merged, and that record is left as it is.
      const auto successor = customers::successor_of(write_.tx, id);
      if (successor != id) {
        refuse(one, {row.row_no, "", "imports.merged_away",
                     "means a customer who was merged into customer " + to_string(successor), ""});
        return Done{};
      }
    }
    TRY(const auto after, customers::update(write_, before, changed_by(before, row)));
    const bool binds_card =
        row.card_number && !customers::find_by_key(write_.tx, KeyKind::card, *row.card_number).has_value();
    if (after.version == before.version && !binds_card) {
      ++progress_.skipped;
      return Done{};
    }
    ImportEffect effect;
    if (binds_card) {
      TRY(const auto card, customers::bind_card(write_, id, *row.card_number));
      effect.card = card.card_number;
    }
    effect.row_no = row.row_no;
    effect.customer_id = id;
    effect.effect = EffectKind::updated;
    effect.version_after = after.version;
    effect.before_json = before_json(before);
    store::insert_effect(write_.tx, import_.id, effect);
    owners_.add(row, id);
    ++progress_.ok;
    ++progress_.updated;
    return Done{};
  }

  kit::Write& write_;
  const ImportFile& import_;
  const PeopleContext& context_;
  std::span<const ReadPerson> rows_;
  KeyOwners owners_;
  store::PeopleProgress progress_;
};

Refusal changed_since() {
  return refuse(RefusalKind::conflict, "imports.changed_since", "the customer was changed since");
}

Outcome restore(kit::Write& write, const ImportEffect& effect) {
  TRY(const auto current, customers::load(write.as_read(), effect.customer_id));
  if (current.version != effect.version_after) return changed_since();
  auto stored = record_from_json<customers::NewCustomer>(effect.before_json, View{true});
  CHECK(stored.ok());
  const auto& before = *stored;
  auto after = current;
  after.kind = before.kind;
  after.name = before.name;
  after.gender = before.gender;
  after.birthday_on = before.birthday_on;
  after.phone = before.phone;
  after.email = before.email;
  after.note = before.note;
  after.occupation = before.occupation;
  if (before.store_id) after.store_id = *before.store_id;
  after.external_ref = before.external_ref;
  after.own_values = before.own_values;
  TRY_DONE(customers::update(write, current, std::move(after)));
  if (effect.card) TRY_DONE(customers::unbind_card(write, effect.customer_id, *effect.card));
  return Done{};
}

// Whether something happened with him since, as everybody who keeps such things knows.
bool is_used(kit::Write& write, CustomerId id, std::span<const customers::UsePart> use) {
  if (customers::kin_of(write.tx, id).size() > 1 || profiles::has_parts(write.tx, id)) return true;
  const auto witness = kit::system_actor("imports");
  const kit::Read read{write.tx, witness, write.now};
  return std::any_of(use.begin(), use.end(), [&](const customers::UsePart& part) { return part(read, id); });
}

}  // namespace

KeyOwners::KeyOwners(db::Transaction& tx, std::span<const ReadPerson> rows) {
  std::vector<std::string> references;
  std::vector<std::string> phones;
  std::vector<std::string> cards;
  for (const auto& one : rows) {
    const auto* row = std::get_if<PersonRow>(&one.read);
    if (row == nullptr) continue;
    if (row->external_ref) references.push_back(*row->external_ref);
    if (row->phone) phones.push_back(*row->phone);
    if (row->card_number) cards.push_back(*row->card_number);
  }
  references_ = customers::find_by_keys(tx, KeyKind::external, references);
  phones_ = customers::find_by_keys(tx, KeyKind::phone, phones);
  cards_ = customers::find_by_keys(tx, KeyKind::card, cards);
}

PersonMatch KeyOwners::match(const PersonRow& row) const {
  const auto in = [](const Owners& owners, const std::optional<std::string>& key) -> std::optional<CustomerId> {
    if (!key) return std::nullopt;
    const auto found = owners.find(*key);
    return found == owners.end() ? std::nullopt : std::optional(found->second);
  };
  return {in(references_, row.external_ref), in(phones_, row.phone), in(cards_, row.card_number)};
}

void KeyOwners::add(const PersonRow& row, CustomerId id) {
  if (row.external_ref) references_.emplace(*row.external_ref, id);
  if (row.phone) phones_.emplace(*row.phone, id);
  if (row.card_number) cards_.emplace(*row.card_number, id);
}

ReadPerson prepare_person(std::variant<PersonRow, RowError>&& read, std::string cells_json,
                          const PeopleContext& context) {
  ReadPerson one{std::move(read), std::move(cells_json), std::nullopt};
  const auto* row = std::get_if<PersonRow>(&one.read);
  if (row != nullptr) one.prepared = customers::prepare(new_customer(*row, context), context.now);
  return one;
}

Outcome record_people(kit::Write& write, const ImportFile& import, const PeopleContext& context,
                      std::span<const ReadPerson> rows) {
  return Recorder(write, import, context, rows).record();
}

Outcome refuse_person(kit::Write& write, const ImportFile& import, const ReadPerson& row, const Refusal& refusal) {
  const auto* good = std::get_if<PersonRow>(&row.read);
  CHECK(good != nullptr);
  store::PeopleProgress progress;
  progress.staged = 1;
  progress.refused = 1;
  store::insert_error(
      write.tx, import.id,
      {{good->row_no, meaning_of_field(refusal.field), refusal.reason, refusal.detail, ""}, "", row.cells_json});
  return count(write, import, progress);
}

Outcome undo_effect(kit::Write& write, const ImportEffect& effect, std::span<const customers::UsePart> use) {
  if (effect.effect == EffectKind::updated) return restore(write, effect);
  if (is_used(write, effect.customer_id, use)) {
    return refuse(RefusalKind::conflict, "imports.used_since", "something happened with this customer since");
  }
  auto taken = customers::take_back(write, effect.customer_id, effect.version_after);
  if (!taken.ok() && taken.refusal().reason == "customers.changed_since") return changed_since();
  return taken;
}

}  // namespace homeport::imports
