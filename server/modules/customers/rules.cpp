#include "modules/customers/rules.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/phone.hpp"
#include "base/pinyin.hpp"
#include "base/search_tokens.hpp"
#include "base/text.hpp"
#include "modules/customers/service.hpp"

namespace homeport::customers {
namespace {

constexpr std::size_t kCardDigitsShown = 4;

bool is_card_character(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-'; }

// The card number in front of the first separator; empty when there is none.
std::string_view up_to(std::string_view text, std::string_view separators) {
  return text.substr(0, text.find_first_of(separators));
}

// The part of a swipe that names the card. Track 1 has a format letter before the number only where it has fields.
std::optional<std::string_view> card_in_track(std::string_view text) {
  if (text.starts_with('%')) {
    std::string_view first = up_to(text.substr(1), "?");
    const auto caret = first.find('^');
    if (caret != std::string_view::npos) {
      first = first.substr(0, caret);
      if (!first.empty() && (first.front() == 'B' || first.front() == 'b')) first.remove_prefix(1);
    }
    if (!trim(first).empty()) return first;
  }
  const auto second = text.find(';');
  if (second == std::string_view::npos) return text.starts_with('%') ? std::optional(text) : std::nullopt;
  return up_to(text.substr(second + 1), "=?");
}

Outcome check_email(std::string_view email) {
  const auto at = email.find('@');
  const bool has_both_sides = at != std::string_view::npos && at > 0 && at + 1 < email.size();
  const bool has_one_at = email.find('@', at == std::string_view::npos ? 0 : at + 1) == std::string_view::npos;
  if (has_both_sides && has_one_at && email.find(' ') == std::string_view::npos) return Done{};
  return refuse(RefusalKind::invalid, "customers.email_invalid", "an e-mail address looks like name@example.com",
                "email");
}

}  // namespace

Result<std::string> phone_from(std::string_view raw) {
  if (auto phone = normalise_phone(raw, kPhoneRegion)) return std::move(*phone);
  return refuse(RefusalKind::invalid, "customers.phone_invalid",
                "this is no phone number; numbers of other countries start with + and the country code", "phone");
}

Result<std::string> card_number_from(std::string_view raw) {
  const bool is_ascii =
      std::all_of(raw.begin(), raw.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string number;
  // Folding turns full-width letters and digits into ASCII.
  for (char c : is_ascii ? std::string(raw) : fold_for_search(raw)) {
    if (c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    number += c;
  }
  if (number.size() >= kLeastCardCharacters && number.size() <= kMostCardCharacters &&
      std::all_of(number.begin(), number.end(), is_card_character)) {
    return number;
  }
  return refuse(RefusalKind::invalid, "customers.card_invalid",
                "a card number has " + std::to_string(kLeastCardCharacters) + " to " +
                    std::to_string(kMostCardCharacters) + " digits, letters A to Z and dashes",
                "card_number");
}

std::optional<std::string> key_from(KeyKind kind, std::string_view value) {
  if (kind == KeyKind::phone) return normalise_phone(value, kPhoneRegion);
  if (kind == KeyKind::card) {
    auto card = card_number_from(value);
    return card.ok() ? std::optional(std::move(card).value()) : std::nullopt;
  }
  if (kind == KeyKind::email) {
    // Compared without regard to case, as every mail system of today does.
    auto email = fold_for_search(value);
    return check_email(email).ok() ? std::optional(std::move(email)) : std::nullopt;
  }
  auto reference = normalise_name(value);
  return reference.empty() ? std::nullopt : std::optional(std::move(reference));
}

CodeReading read_code(std::string_view text) {
  CodeReading reading;
  if (text.size() > kMostCodeBytes) return reading;
  text = trim(text);
  if (const auto track = card_in_track(text)) {
    if (auto card = card_number_from(*track); card.ok()) reading.card_number = std::move(card).value();
    return reading;
  }
  if (auto card = card_number_from(text); card.ok()) reading.card_number = std::move(card).value();
  reading.phone = normalise_phone(text, kPhoneRegion);
  return reading;
}

Outcome normalise(Customer& customer, Date today) {
  customer.name = normalise_name(customer.name);
  if (customer.name.empty()) {
    return refuse(RefusalKind::invalid, "request.required", "a customer needs a name", "name");
  }
  customer.name_folded = sort_key_of_name(customer.name);
  if (customer.phone) {
    TRY(customer.phone, phone_from(*customer.phone));
  }
  if (customer.email) TRY_DONE(check_email(*customer.email));
  if (customer.external_ref) {
    customer.external_ref = key_from(KeyKind::external, *customer.external_ref);
  }
  if (customer.birthday_on && *customer.birthday_on > plus_days(today, 1)) {
    return refuse(RefusalKind::invalid, "customers.birthday_in_future",
                  "the birthday " + format_date(*customer.birthday_on) + " is yet to come", "birthday_on");
  }
  return Done{};
}

SearchTokens search_tokens_of(const Customer& customer, std::span<const std::string> card_numbers) {
  SearchTokens tokens;
  tokens.add_name(customer.name);
  if (customer.phone) tokens.add_number(*customer.phone);
  for (const auto& card : card_numbers)
    tokens.add_number(card);
  if (customer.external_ref) tokens.add_number(*customer.external_ref);
  if (customer.email) tokens.add_name(*customer.email);
  return tokens;
}

bool is_hidden(std::int64_t hidden_bits, HideableField field) {
  return ((hidden_bits >> static_cast<int>(field)) & 1) != 0;
}

std::string hidden_name(std::string_view name) {
  std::size_t end = name.empty() ? 0 : 1;
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)
    ++end;
  return std::string(name.substr(0, end)) + "**";
}

std::string mask_card(std::string_view card_number) {
  const auto shown = card_number.size() > kCardDigitsShown ? card_number.substr(card_number.size() - kCardDigitsShown)
                                                           : std::string_view{};
  return "****" + std::string(shown);
}

Keeping keeping_of(const Customer& customer) {
  return {customer.store_id, customer.owner_staff_id, customer.is_pooled};
}

bool sees_phone(const kit::Actor& actor, const Keeping& keeping) {
  if (actor.may(kPhonePermission)) return true;
  const bool keeps_him = keeping.is_pooled && actor.staff_id.is_set() && keeping.owner_staff_id == actor.staff_id;
  return keeps_him && actor.reaches(keeping.store_id, *keeping.owner_staff_id);
}

Outcome check_placement(const kit::Actor& actor, kit::OrgUnitId store, std::optional<kit::StaffId> owner) {
  const bool is_own_scope = actor.kind == kit::Actor::Kind::staff && actor.scope == kit::DataScope::own;
  if (!actor.reaches_store(store) && !(is_own_scope && store == actor.org_unit_id)) {
    return refuse(RefusalKind::not_found, "access.out_of_scope", "this store is not within your reach", "store_id");
  }
  if (is_own_scope && owner != actor.staff_id) {
    return refuse(RefusalKind::not_found, "access.out_of_scope", "only you can be the owner within your reach",
                  "owner_staff_id");
  }
  return Done{};
}

std::string changed_fields(const Customer& before, const Customer& after) {
  std::string names;
  for (const auto& row : table_of<Customer>().rows) {
    if (row.access == Access::internal || row.name == "version" || row.name == "updated_at") continue;
    std::string old_json;
    std::string new_json;
    append_value_json(old_json, *row.type, row.locate(&before), View{});
    append_value_json(new_json, *row.type, row.locate(&after), View{});
    if (old_json == new_json) continue;
    if (!names.empty()) names += ',';
    names += row.name;
  }
  return names;
}

}  // namespace homeport::customers
