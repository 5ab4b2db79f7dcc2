#include "modules/sales/http_offline.hpp"

#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/sales/offline_store.hpp"
#include "modules/sales/service.hpp"

namespace homeport::sales {
namespace {

constexpr std::array kSorts{kit::SortChoice{"created_at", "o.created_at", false}};

Result<kit::Answer> list_offline(kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), kSorts, true));
  std::optional<bool> is_reviewed;
  if (const auto state = call.query_text("state")) {
    if (*state != "open" && *state != "reviewed") {
      return refuse(RefusalKind::invalid, "request.not_a_choice", "must be one of: open, reviewed", "state");
    }
    is_reviewed = *state == "reviewed";
  }
  auto query = store::offline_rows(read.actor, is_reviewed);
  TRY(const auto store_id, call.query_id<OrgUnitId>("store_id"));
  if (store_id) query.where_equal("o.store_id", store_id->value);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "o.sale_id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto one = db::read_record<OfflineSale>(rows);
    const auto cursor = kit::cursor_after_integer(one.created_at.us, one.sale_id.value);
    if (!list.add(to_json(one, read.view()), cursor)) break;
  }
  return kit::Answer{list.take()};
}

}  // namespace

void add_offline_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of("list_offline_sales",
                           "Sales made offline that came to something else here, or in another way could not have been "
                           "made with the network; newest first.",
                           kReadPermission);
  list.answer = &table_of<OfflineSale>();
  list.answer_is_list = true;
  list.query = {{"state", "open or reviewed"}, {"store_id", "of this store", FieldKind::id}};
  endpoints.read("/v1/offline_sales", list, list_offline);

  auto reviewing =
      kit::spec_of("review_offline_sale",
                   "Says that somebody has looked at it, and what the buyer was given back of what he paid "
                   "too much.",
                   kReviewPermission);
  reviewing.answer = &table_of<OfflineSale>();
  reviewing.refusals = {"sales.not_found", "sales.nothing_to_review", "sales.paid_back_too_much",
                        "sales.review_own_sale"};
  endpoints.write<OfflineReview>(
      http::Method::post, "/v1/customers/{customer_id}/sales/{sale_id}/offline_review", reviewing,
      [](kit::Write& write, const kit::Call& call, const OfflineReview& review) -> Result<kit::Answer> {
        TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto sale_id, call.path_id<SaleId>("sale_id"));
        TRY(const auto made, review_offline(write, customer_id, sale_id, review));
        return kit::answer_with(made, write.view());
      });
}

}  // namespace homeport::sales
