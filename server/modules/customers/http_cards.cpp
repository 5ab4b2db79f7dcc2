#include "kit/routes.hpp"
#include "modules/customers/module.hpp"
#include "modules/customers/service.hpp"

namespace homeport::customers {
namespace {

constexpr std::string_view kCardsPath = "/v1/customers/{customer_id}/cards";

Result<kit::Answer> list_cards(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<CustomerId>("customer_id"));
  TRY(const auto cards, load_cards(read, id));
  return kit::whole_list(cards, read.view());
}

}  // namespace

void add_card_routes(kit::Endpoints& endpoints) {
  endpoints.read(std::string(kCardsPath),
                 kit::spec_of<Card>("list_customer_cards", "The cards a customer has and had.", kReadPermission),
                 list_cards);

  auto bind = kit::spec_of<Card>("bind_customer_card", "Gives a customer a card.", kWritePermission);
  bind.success_status = 201;
  bind.refusals = {"customers.card_invalid", "customers.card_taken", "customers.card_bound_already",
                   "customers.too_many_cards", "customers.disabled"};
  endpoints.write<NewCard>(http::Method::post, std::string(kCardsPath), bind,
                           [](kit::Write& write, const kit::Call& call, const NewCard& body) -> Result<kit::Answer> {
                             TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                             TRY(const auto card, bind_card(write, id, body.card_number));
                             return kit::answer_with(card, write.view(), 201);
                           });

  std::string one(kCardsPath);
  one += "/{card_number}";
  endpoints.action(http::Method::del, one,
                   kit::spec_of<Card>("return_customer_card", "Takes a card back.", kWritePermission),
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                     TRY(const auto card, unbind_card(write, id, call.path_text("card_number")));
                     return kit::answer_with(card, write.view());
                   });
  auto codes = kit::spec_of<CardCodes>("get_customer_card_codes", "What scanners read of a card that can be used.",
                                       kReadPermission);
  codes.refusals = {"customers.card_not_found"};
  endpoints.read(std::string(one).append("/codes"), codes,
                 [](const kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                   TRY(const auto shown, card_codes(read, id, call.path_text("card_number")));
                   return kit::Answer{to_json(shown, read.view())};
                 });
  auto replace = kit::spec_of<Card>("replace_customer_card", "Takes a lost or broken card back and gives out another.",
                                    kWritePermission);
  replace.refusals = {"customers.card_invalid", "customers.card_taken", "customers.card_not_found",
                      "customers.card_same", "customers.disabled"};
  endpoints.write<CardReplacement>(
      http::Method::post, std::string(one).append("/replace"), replace,
      [](kit::Write& write, const kit::Call& call, const CardReplacement& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto card, replace_card(write, id, call.path_text("card_number"), body.card_number));
        return kit::answer_with(card, write.view());
      });
  for (const bool is_frozen : {true, false}) {
    const std::string verb = is_frozen ? "freeze" : "unfreeze";
    auto spec = kit::spec_of<Card>(
        verb + "_customer_card",
        is_frozen ? "Blocks a lost card; nobody can use it." : "Unblocks a card that was found.", kWritePermission);
    spec.is_audited = false;  // one that is so already stays as it is
    endpoints.action(http::Method::post, std::string(one).append("/").append(verb), spec,
                     [is_frozen](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                       TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                       TRY(const auto card, set_card_frozen(write, id, call.path_text("card_number"), is_frozen));
                       return kit::answer_with(card, write.view());
                     });
  }
}

}  // namespace homeport::customers
