// Member cards: given out, taken back, frozen when lost.

#include <algorithm>

#include "base/scan_codes.hpp"
#include "modules/customers/records.hpp"
#include "modules/customers/rules.hpp"
#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {
namespace {

bool is_in_use(const Card& card) { return card.status != CardStatus::returned; }

kit::AuditChange status_change(const Card& card, CardStatus before) {
  kit::AuditChange change{"card " + mask_card(card.card_number), {}, {}, false};
  append_json_string(change.before_json, word_of(before));
  append_json_string(change.after_json, word_of(card.status));
  return change;
}

// The card in use with that number, as an index into `cards`.
Result<std::size_t> card_in_use(const std::vector<Card>& cards, std::string_view card_number) {
  TRY(const auto number, card_number_from(card_number));
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (cards[i].card_number == number && is_in_use(cards[i])) return i;
  }
  return refuse(RefusalKind::not_found, "customers.card_not_found", "this customer has no such card", "card_number");
}

void tell(kit::Write& write, const Customer& customer, const Card& card, CardStatus before, std::string_view what) {
  record_event(write, customer.id, "card_" + std::string(what), mask_card(card.card_number));
  audit_customer(write, customer, "customers.card_" + std::string(what), {status_change(card, before)});
}

}  // namespace

Result<Card> bind_card(kit::Write& write, CustomerId id, std::string_view card_number) {
  store::hold(write.tx, id, write.now);
  TRY(const auto customer, load(write.as_read(), id));
  TRY(const auto number, card_number_from(card_number));
  if (customer.status == CustomerStatus::disabled) {
    return refuse(RefusalKind::conflict, "customers.disabled", "this customer is disabled and gets no card");
  }
  const auto cards = store::load_cards(write.tx, id);
  const auto same = std::find_if(cards.begin(), cards.end(), [&](const Card& c) { return c.card_number == number; });
  if (same != cards.end() && is_in_use(*same)) {
    return refuse(RefusalKind::conflict, "customers.card_bound_already", "this customer has this card already",
                  "card_number");
  }
  if (std::count_if(cards.begin(), cards.end(), is_in_use) >= kMostCardsInUse) {
    return refuse(RefusalKind::unprocessable, "customers.too_many_cards",
                  "a customer has at most " + std::to_string(kMostCardsInUse) + " cards", "card_number");
  }
  const std::vector<store::Key> keys{{KeyKind::card, number}};
  TRY_DONE(take_keys(write, id, keys));
  const Card card{id, number, CardStatus::active, write.now, write.now};
  store::save_card(write.tx, card);
  save_search(write, customer);
  tell(write, customer, card, CardStatus::returned, "issued");
  return card;
}

Result<Card> unbind_card(kit::Write& write, CustomerId id, std::string_view card_number) {
  store::hold(write.tx, id, write.now);
  TRY(const auto customer, load(write.as_read(), id));
  auto cards = store::load_cards(write.tx, id);
  TRY(const auto at, card_in_use(cards, card_number));
  Card& card = cards[at];
  const CardStatus before = card.status;
  card.status = CardStatus::returned;
  card.updated_at = write.now;
  store::delete_key(write.tx, id, {KeyKind::card, card.card_number});
  store::save_card(write.tx, card);
  save_search(write, customer);
  tell(write, customer, card, before, "returned");
  return card;
}

Result<Card> replace_card(kit::Write& write, CustomerId id, std::string_view old_number, std::string_view new_number) {
  TRY(const auto old, unbind_card(write, id, old_number));
  TRY(const auto issued, bind_card(write, id, new_number));
  if (old.card_number == issued.card_number) {
    return refuse(RefusalKind::invalid, "customers.card_same", "the new card is the old one", "card_number");
  }
  return issued;
}

Result<Card> set_card_frozen(kit::Write& write, CustomerId id, std::string_view card_number, bool frozen) {
  store::hold(write.tx, id, write.now);
  TRY(const auto customer, load(write.as_read(), id));
  auto cards = store::load_cards(write.tx, id);
  TRY(const auto at, card_in_use(cards, card_number));
  Card& card = cards[at];
  const CardStatus wanted = frozen ? CardStatus::frozen : CardStatus::active;
  if (card.status == wanted) return card;
  const CardStatus before = card.status;
  card.status = wanted;
  card.updated_at = write.now;
  store::save_card(write.tx, card);
  tell(write, customer, card, before, frozen ? "frozen" : "unfrozen");
  return card;
}

Result<CardCodes> card_codes(const kit::Read& read, CustomerId id, std::string_view card_number) {
  TRY(const auto cards, load_cards(read, id));
  TRY(const auto at, card_in_use(cards, card_number));
  const auto& card = cards[at];
  if (card.status == CardStatus::frozen) {
    return refuse(RefusalKind::not_found, "customers.card_not_found", "this card is frozen", "card_number");
  }
  return CardCodes{card.card_number, qr_svg(card.card_number), barcode_svg(card.card_number)};
}

Result<std::vector<Card>> load_cards(const kit::Read& read, CustomerId id) {
  TRY_DONE(load(read, id));
  return store::load_cards(read.tx, id);
}

}  // namespace homeport::customers
