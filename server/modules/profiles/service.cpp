#include "modules/profiles/service.hpp"

#include <algorithm>

#include "base/phone.hpp"
#include "modules/identity/service.hpp"
#include "modules/profiles/lunar.hpp"
#include "modules/profiles/part_store.hpp"
#include "modules/profiles/rules.hpp"

namespace homeport::profiles {
namespace {

using customers::KeyKind;

constexpr std::string_view kSearchPart = "profiles";
constexpr std::string_view kPhonePart = "profiles.phones";

template <class Part>
void add_tokens_of(Tokens& tokens, db::Transaction& tx, CustomerId customer_id) {
  for (const auto& part : store::load<Part>(tx, customer_id))
    add_tokens(tokens, part);
}

void save_part(kit::Write& write, CustomerId customer_id, std::string_view part, const SearchTokens& tokens) {
  customers::set_search_part(write, customer_id, part, tokens);
}

void save_search(kit::Write& write, CustomerId customer_id) {
  Tokens tokens;
  add_tokens_of<Contact>(tokens, write.tx, customer_id);
  add_tokens_of<Channel>(tokens, write.tx, customer_id);
  add_tokens_of<Vehicle>(tokens, write.tx, customer_id);
  add_tokens_of<Device>(tokens, write.tx, customer_id);
  save_part(write, customer_id, kSearchPart, tokens.open);
  save_part(write, customer_id, kPhonePart, tokens.phones);
}

// Whoever may not see what is hidden of a public customer sees none of this either.
Result<customers::Customer> reached(const kit::Read& read, CustomerId customer_id) {
  TRY(auto customer, customers::load(read, customer_id));
  TRY_DONE(customers::check_details_seen(read.actor, customer.hidden_bits));
  return customer;
}

template <class Part>
constexpr std::string_view noun_of() {
  return store::TableOf<Part>::name;
}

// Phones in the trail are masked: it is read by people without the right to see them.
void mask_phones(std::vector<kit::AuditChange>& changes) {
  const auto masked = [](const std::string& json) {
    if (json.size() < 2 || json.front() != '"') return json;
    std::string made;
    append_json_string(made, mask_phone(std::string_view(json).substr(1, json.size() - 2), customers::kPhoneRegion));
    return made;
  };
  for (auto& change : changes) {
    if (change.field != "phone" && change.field != "value") continue;
    change.before_json = masked(change.before_json);
    change.after_json = masked(change.after_json);
  }
}

template <class Part>
void tell_of(kit::Write& write, std::string_view verb, const customers::Customer& customer, const Part& part,
             std::vector<kit::AuditChange> changes) {
  mask_phones(changes);
  write.audit({"profiles." + std::string(verb), std::string(noun_of<Part>()), part.id.value,
               customer.name + ": " + label_of(part), customer.id.value, customer.store_id.value, std::move(changes)});
  write.publish({std::string(kChangedTopic), customer.id.value, part.id.value, customer.store_id.value, "{}"});
}

// At most one address and one contact is the main one.
template <class Part>
void give_up_main(kit::Write& write, const Part& main) {
  if constexpr (requires { main.is_main; }) {
    if (!main.is_main) return;
    for (auto part : store::load<Part>(write.tx, main.customer_id)) {
      if (part.id == main.id || !part.is_main) continue;
      part.is_main = false;
      part.updated_at = write.now;
      ++part.version;
      if (!store::update(write.tx, part)) throw db::SerializationFailure("a part was edited a moment ago");
    }
  }
}

KeyKind key_kind(ChannelKind kind) {
  switch (kind) {
    case ChannelKind::phone: return KeyKind::phone;
    case ChannelKind::email: return KeyKind::email;
    case ChannelKind::wechat: return KeyKind::wechat;
  }
  return KeyKind::phone;
}

template <class Part>
Outcome take_key(kit::Write& write, const Part& part) {
  if constexpr (std::is_same_v<Part, Channel>) {
    return customers::take_further_key(write, part.customer_id, key_kind(part.kind), part.value);
  }
  return Done{};
}

template <class Part>
void release_key(kit::Write& write, const Part& part) {
  if constexpr (std::is_same_v<Part, Channel>) {
    customers::release_further_key(write, part.customer_id, key_kind(part.kind), part.value);
  }
}

// A person who sees a number masked sends it back masked.
void unmask(std::optional<std::string>& after, const std::optional<std::string>& before) {
  if (after && before && *after == mask_phone(*before, customers::kPhoneRegion)) after = before;
}

template <class Part>
void unmask(Part& after, const Part& before) {
  if constexpr (requires { after.phone; }) unmask(after.phone, before.phone);
  if constexpr (std::is_same_v<Part, Channel>) {
    const bool is_masked =
        before.kind == ChannelKind::phone && after.value == mask_phone(before.value, customers::kPhoneRegion);
    if (is_masked) after.value = before.value;
  }
}

Birthday birthday_from(const kit::Read& read, const customers::Customer& customer,
                       const std::optional<LunarDay>& lunar) {
  Birthday birthday;
  birthday.customer_id = customer.id;
  birthday.birthday_on = customer.birthday_on;
  const Date today = local_date(read.now, identity::store_time_zone(read.tx, customer.store_id));
  if (lunar) {
    birthday.calendar = BirthdayCalendar::lunar;
    birthday.next_on = next_lunar_birthday(*lunar, today);
  } else if (customer.birthday_on) {
    birthday.next_on = next_solar_birthday(*customer.birthday_on, today);
  }
  const auto shown = lunar                  ? lunar
                     : customer.birthday_on ? std::optional(lunar_of(*customer.birthday_on))
                                            : std::nullopt;
  if (shown) {
    birthday.lunar_month = shown->month;
    birthday.lunar_day = shown->day;
    birthday.is_leap_month = shown->is_leap_month;
  }
  if (birthday.next_on) birthday.days_left = std::int64_t{birthday.next_on->days} - today.days;
  return birthday;
}

Result<LunarDay> lunar_from(const BirthdayChoice& choice, const customers::Customer& customer) {
  if (choice.lunar_month.has_value() != choice.lunar_day.has_value()) {
    return refuse(RefusalKind::invalid, "request.required", "a lunar day has a month and a day",
                  choice.lunar_month ? "lunar_day" : "lunar_month");
  }
  if (choice.lunar_month) return LunarDay{*choice.lunar_month, *choice.lunar_day, choice.is_leap_month.value_or(false)};
  if (customer.birthday_on) return lunar_of(*customer.birthday_on);
  return refuse(RefusalKind::invalid, "profiles.birthday_missing",
                "the record has no birthday: say the month and the day", "lunar_month");
}

}  // namespace

Address visible(const kit::Actor& actor, const customers::Keeping& keeping, Address part) {
  part.phone = customers::visible_phone(actor, part.phone, keeping);
  return part;
}

Contact visible(const kit::Actor& actor, const customers::Keeping& keeping, Contact part) {
  part.phone = customers::visible_phone(actor, part.phone, keeping);
  return part;
}

Channel visible(const kit::Actor& actor, const customers::Keeping& keeping, Channel part) {
  if (part.kind == ChannelKind::phone) part.value = *customers::visible_phone(actor, part.value, keeping);
  return part;
}

Vehicle visible(const kit::Actor&, const customers::Keeping&, Vehicle part) { return part; }

Device visible(const kit::Actor&, const customers::Keeping&, Device part) { return part; }

template <class Part>
Result<std::vector<Part>> list_parts(const kit::Read& read, CustomerId customer_id) {
  TRY(const auto customer, reached(read, customer_id));
  auto parts = store::load<Part>(read.tx, customer_id);
  for (auto& part : parts)
    part = visible(read.actor, customers::keeping_of(customer), std::move(part));
  return parts;
}

template <class Part>
Result<Part> load_part(const kit::Read& read, CustomerId customer_id, PartId id) {
  TRY_DONE(reached(read, customer_id));
  for (auto& part : store::load<Part>(read.tx, customer_id)) {
    if (part.id == id) return std::move(part);
  }
  return refuse(RefusalKind::not_found, "profiles.part_unknown", "this customer has no such entry");
}

template <class Part>
Result<Part> add_part(kit::Write& write, CustomerId customer_id, Part wanted) {
  TRY(const auto customer, reached(write.as_read(), customer_id));
  wanted.customer_id = customer_id;
  wanted.id = write.new_id<PartId>();
  wanted.created_at = write.now;
  wanted.updated_at = write.now;
  wanted.version = 1;
  TRY_DONE(normalise(wanted));
  if (store::load<Part>(write.tx, customer_id).size() >= kMostOfAKind) {
    return refuse(RefusalKind::unprocessable, "profiles.too_many",
                  "a customer has at most " + std::to_string(kMostOfAKind) + " of them");
  }
  TRY_DONE(take_key(write, wanted));
  give_up_main(write, wanted);
  store::insert(write.tx, wanted);
  save_search(write, customer_id);
  tell_of(write, "add", customer, wanted, kit::changes_of_new(wanted));
  return wanted;
}

template <class Part>
Result<Part> edit_part(kit::Write& write, const Part& before, Part after) {
  TRY(const auto customer, reached(write.as_read(), before.customer_id));
  unmask(after, before);
  TRY_DONE(normalise(after));
  auto changes = kit::changes_between(before, after);
  if (changes.empty()) return before;
  if constexpr (std::is_same_v<Part, Channel>) {
    if (after.value != before.value) {
      TRY_DONE(take_key(write, after));
      release_key(write, before);
    }
  }
  give_up_main(write, after);
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("a part was edited a moment ago");
  save_search(write, after.customer_id);
  tell_of(write, "edit", customer, after, std::move(changes));
  return after;
}

template <class Part>
Outcome remove_part(kit::Write& write, CustomerId customer_id, PartId id) {
  TRY(const auto part, load_part<Part>(write.as_read(), customer_id, id));
  TRY(const auto customer, reached(write.as_read(), customer_id));
  release_key(write, part);
  store::remove(write.tx, part);
  save_search(write, customer_id);
  auto changes = kit::changes_of_new(part);
  for (auto& change : changes)
    std::swap(change.before_json, change.after_json);
  tell_of(write, "remove", customer, part, std::move(changes));
  return Done{};
}

namespace {

template <class Part>
bool is_main(const Part& part) {
  if constexpr (requires { part.is_main; }) return part.is_main;
  return false;
}

template <class Part>
Outcome hand_over(kit::Write& write, const Part& before, const customers::Customer& to, bool as_main) {
  Part part = before;
  part.customer_id = to.id;
  part.updated_at = write.now;
  ++part.version;
  if constexpr (requires { part.is_main; }) part.is_main = as_main;
  release_key(write, before);
  store::remove(write.tx, before);
  TRY_DONE(take_key(write, part));
  store::insert(write.tx, part);
  tell_of(write, "move", to, part, kit::changes_of_new(part));
  return Done{};
}

template <class Part>
Result<bool> move_all(kit::Write& write, const customers::Customer& from, const customers::Customer& into) {
  const auto moving = store::load<Part>(write.tx, from.id);
  if (moving.empty()) return false;
  const auto kept = store::load<Part>(write.tx, into.id);
  if (kept.size() + moving.size() > kMostOfAKind) {
    return refuse(RefusalKind::unprocessable, "profiles.too_many",
                  "together they have " + std::to_string(kept.size() + moving.size()) +
                      " of them, a customer has at most " + std::to_string(kMostOfAKind),
                  "from_customer_id");
  }
  const bool has_main = std::any_of(kept.begin(), kept.end(), [](const Part& one) { return is_main(one); });
  for (const auto& part : moving) {
    store::note_move(write.tx, into.id, {part.id, from.id, is_main(part)}, write.now);
    TRY_DONE(hand_over(write, part, into, is_main(part) && !has_main));
  }
  return true;
}

Outcome move_parts(kit::Write& write, CustomerId from_id, CustomerId into_id) {
  TRY(const auto from, customers::load(write.as_read(), from_id));
  TRY(const auto into, customers::load(write.as_read(), into_id));
  TRY(const bool addresses, move_all<Address>(write, from, into));
  TRY(const bool contacts, move_all<Contact>(write, from, into));
  TRY(const bool channels, move_all<Channel>(write, from, into));
  TRY(const bool vehicles, move_all<Vehicle>(write, from, into));
  TRY(const bool devices, move_all<Device>(write, from, into));
  if (!addresses && !contacts && !channels && !vehicles && !devices) return Done{};
  save_search(write, from_id);
  save_search(write, into_id);
  return Done{};
}

// Those that came along and are still there.
template <class Part>
Outcome give_back(kit::Write& write, CustomerId from, const customers::Customer& to,
                  const std::vector<store::Move>& moves) {
  for (const auto& part : store::load<Part>(write.tx, from)) {
    const auto came = std::find_if(moves.begin(), moves.end(), [&](const auto& one) { return one.part_id == part.id; });
    if (came != moves.end()) TRY_DONE(hand_over(write, part, to, came->was_main));
  }
  return Done{};
}

Outcome give_parts_back(kit::Write& write, CustomerId from_id, CustomerId into_id) {
  const auto moves = store::load_moves(write.tx, into_id, from_id);
  if (moves.empty()) return Done{};
  TRY(const auto from, customers::load(write.as_read(), from_id));
  TRY_DONE(give_back<Address>(write, into_id, from, moves));
  TRY_DONE(give_back<Contact>(write, into_id, from, moves));
  TRY_DONE(give_back<Channel>(write, into_id, from, moves));
  TRY_DONE(give_back<Vehicle>(write, into_id, from, moves));
  TRY_DONE(give_back<Device>(write, into_id, from, moves));
  store::forget_moves(write.tx, into_id, from_id);
  save_search(write, from_id);
  save_search(write, into_id);
  return Done{};
}

}  // namespace

customers::MergePart merge_part() { return move_parts; }

customers::MergePart unmerge_part() { return give_parts_back; }

Result<Birthday> birthday_of(const kit::Read& read, CustomerId customer_id) {
  TRY(const auto customer, reached(read, customer_id));
  return birthday_from(read, customer, store::load_lunar(read.tx, customer_id));
}

Result<Birthday> choose_birthday(kit::Write& write, CustomerId customer_id, const BirthdayChoice& choice) {
  TRY(const auto customer, reached(write.as_read(), customer_id));
  const auto before = birthday_from(write.as_read(), customer, store::load_lunar(write.tx, customer_id));
  std::optional<LunarDay> lunar;
  if (choice.calendar == BirthdayCalendar::lunar) {
    TRY(lunar, lunar_from(choice, customer));
    store::save_lunar(write.tx, customer_id, *lunar, write.now);
  } else {
    store::delete_lunar(write.tx, customer_id);
  }
  auto after = birthday_from(write.as_read(), customer, lunar);
  write.audit({"profiles.choose_birthday", "customer", customer_id.value, customer.name, customer_id.value,
               customer.store_id.value, kit::changes_between(before, after)});
  return after;
}

bool has_parts(db::Transaction& tx, CustomerId customer_id) { return store::has_any(tx, customer_id); }

#define HOMEPORT_INSTANTIATE(Part)                                                   \
  template Result<std::vector<Part>> list_parts<Part>(const kit::Read&, CustomerId); \
  template Result<Part> load_part<Part>(const kit::Read&, CustomerId, PartId);       \
  template Result<Part> add_part<Part>(kit::Write&, CustomerId, Part);               \
  template Result<Part> edit_part<Part>(kit::Write&, const Part&, Part);             \
  template Outcome remove_part<Part>(kit::Write&, CustomerId, PartId)
HOMEPORT_INSTANTIATE(Address);
HOMEPORT_INSTANTIATE(Contact);
HOMEPORT_INSTANTIATE(Channel);
HOMEPORT_INSTANTIATE(Vehicle);
HOMEPORT_INSTANTIATE(Device);
#undef HOMEPORT_INSTANTIATE

}  // namespace homeport::profiles
