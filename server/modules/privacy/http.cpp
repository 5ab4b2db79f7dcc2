#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/privacy/module.hpp"
#include "modules/privacy/store.hpp"

namespace homeport::privacy {
namespace {

constexpr std::string_view kConsentsPath = "/v1/customers/{customer_id}/consents";

template <class Record>
Result<kit::Answer> list_by_id(const kit::Read& read, const kit::Call& call, kit::ListQuery query,
                               std::span<const kit::SortChoice> sorts, std::string_view id_column) {
  TRY(const auto page, kit::page_of(call.request(), sorts, true));
  kit::ListAnswer answer(page);
  answer.set_count(kit::count_rows(read.tx, query));
  query.page(page, id_column);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto record = db::read_record<Record>(rows);
    if (!answer.add(to_json(record, read.view()), kit::cursor_after_integer(record.id.value, record.id.value))) break;
  }
  return kit::Answer{answer.take()};
}

}  // namespace

void add_consent_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<Consent>("list_consents", "What a customer agrees to: every purpose, asked or not.",
                                    customers::kReadPermission);
  list.answer_is_list = true;
  endpoints.read(std::string(kConsentsPath), list, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    TRY(const auto id, call.path_id<CustomerId>("customer_id"));
    TRY(const auto consents, load_consents(read, id));
    return kit::whole_list(consents, read.view());
  });

  auto history = kit::spec_of<ConsentChange>("list_consent_changes", "Every yes and no of a customer, newest first.",
                                             customers::kReadPermission);
  history.answer_is_list = true;
  endpoints.read(std::string(kConsentsPath) + "/history", history,
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                   TRY_DONE(customers::load(read, id));
                   return list_by_id<ConsentChange>(read, call, store::changes_of(id), store::change_sorts(), "h.id");
                 });

  auto record = kit::spec_of<Consent>("record_consent", "Records that a customer agrees to something, or no longer.",
                                      customers::kWritePermission, {"privacy.consent_in_future", "customers.hidden"});
  record.success_status = 201;
  endpoints.write<NewConsent>(
      http::Method::post, std::string(kConsentsPath), record,
      [](kit::Write& write, const kit::Call& call, const NewConsent& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto consent, record_consent(write, id, body));
        return kit::answer_with(consent, write.view(), 201);
      });
}

void add_reveal_routes(kit::Endpoints& endpoints) {
  auto reveal = kit::spec_of<Revealed>(
      "reveal_phone", "Shows one customer's phone in full; it is logged who asked, when and what for.",
      kRevealPermission, {"privacy.no_phone", "privacy.reveal_limit", "customers.hidden"});
  reveal.is_idempotent = false;  // the answer is the phone, and is kept nowhere
  endpoints.write<RevealRequest>(
      http::Method::post, "/v1/customers/{customer_id}/reveal", reveal,
      [](kit::Write& write, const kit::Call& call, const RevealRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto revealed, reveal_phone(write, id, body));
        return kit::answer_with(revealed, write.view());
      });

  auto log = kit::spec_of<Reveal>("list_reveals", "Who had whose phone shown, newest first.", kRevealLogPermission);
  log.answer_is_list = true;
  log.query = {{"staff_id", "by this person", FieldKind::id}, {"customer_id", "of this customer", FieldKind::id}};
  endpoints.read("/v1/reveals", log, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    store::RevealConditions conditions;
    TRY(conditions.staff_id, call.query_id<StaffId>("staff_id"));
    TRY(conditions.customer_id, call.query_id<CustomerId>("customer_id"));
    return list_by_id<Reveal>(read, call, store::reveal_rows(read.actor, conditions), store::reveal_sorts(), "r.id");
  });
}

void add_erasure_routes(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  auto erasing = kit::spec_of<Erasure>(
      "erase_customer",
      "Erases a customer in the recycle bin for good: no personal datum stays, sales and points do. Can't be undone.",
      kErasePermission, {"customers.not_in_recycle_bin", "privacy.confirmation_wrong"});
  endpoints.write<ErasureRequest>(
      http::Method::post, "/v1/customers/{customer_id}/erase", erasing,
      [hooks](kit::Write& write, const kit::Call& call, const ErasureRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto erasure, erase(write, *hooks, id, body));
        return kit::answer_with(erasure, write.view());
      });
}

}  // namespace homeport::privacy
