#include "modules/sales/http_reservations.hpp"

#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/sales/reservation_store.hpp"
#include "modules/sales/service.hpp"

namespace homeport::sales {
namespace {

constexpr std::array kReservationSorts{kit::SortChoice{"created_at", "r.created_at", false}};

Result<kit::Answer> list_reservations(kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), kReservationSorts, true));
  kit::ListQuery query("SELECT " + store::reservation_columns() + " FROM sale_reservation r WHERE 1 = 1");
  query.where_in_reach(read.actor, "r.store_id", "r.staff_id");
  TRY(const auto store_id, call.query_id<OrgUnitId>("store_id"));
  if (store_id) query.where_equal("r.store_id", store_id->value);
  TRY(const auto customer_id, call.query_id<CustomerId>("customer_id"));
  if (customer_id) query.where_equal("r.customer_id", customer_id->value);
  if (const auto state = call.query_text("state")) query.where_equal("r.state", *state);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "r.reservation_id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto one = db::read_record<Reservation>(rows);
    const auto cursor = kit::cursor_after_integer(one.created_at.us, one.reservation_id.value);
    if (!list.add(to_json(one, read.view()), cursor)) break;
  }
  return kit::Answer{list.take()};
}

void add_writes(kit::Endpoints& endpoints, const std::shared_ptr<catalogue::ProductCache>& products) {
  auto reserving =
      kit::spec_of("reserve_sale",
                   "Puts a basket aside with its prices and benefits and holds the points and vouchers it is "
                   "to be paid with.",
                   kSellPermission);
  reserving.answer = &table_of<ReservationMade>();
  reserving.success_status = 201;
  reserving.refusals = {"catalogue.product_unknown", "sales.payable_changed", "points.balance_too_low",
                        "rewards.voucher_used"};
  endpoints.write<ReservationRequest>(
      http::Method::post, "/v1/reservations", reserving,
      [products](kit::Write& write, const kit::Call&, const ReservationRequest& request) -> Result<kit::Answer> {
        TRY(const auto made, reserve(*products, write, request));
        return kit::answer_with(made, write.view(), 201);
      });

  auto completing =
      kit::spec_of("complete_reservation", "Makes the sale that was reserved, exactly once.", kSellPermission);
  completing.answer = &table_of<SaleDocument>();
  completing.success_status = 201;
  completing.refusals = {"sales.reservation_unknown", "sales.reservation_expired", "sales.reservation_completed",
                         "sales.due_differs", "sales.payments_do_not_add_up"};
  endpoints.write<CompletionRequest>(
      http::Method::post, "/v1/reservations/{reservation_id}/complete", completing,
      [](kit::Write& write, const kit::Call& call, const CompletionRequest& request) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<ReservationId>("reservation_id"));
        TRY(const auto document, complete(write, id, request));
        return kit::answer_with(document, write.view(), 201);
      });

  auto voiding =
      kit::spec_of("void_reservation", "Gives a reservation up and lets go of what it held.", kSellPermission);
  voiding.answer = &table_of<Reservation>();
  voiding.refusals = {"sales.reservation_unknown", "sales.reservation_expired", "sales.reservation_completed"};
  endpoints.action(http::Method::post, "/v1/reservations/{reservation_id}/void", voiding,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<ReservationId>("reservation_id"));
                     TRY(const auto ended, void_reservation(write, id));
                     return kit::answer_with(ended, write.view());
                   });
}

}  // namespace

void add_reservation_routes(kit::Endpoints& endpoints, const std::shared_ptr<catalogue::ProductCache>& products) {
  auto list = kit::spec_of("list_reservations", "Reservations within reach, newest first.", kReadPermission);
  list.answer = &table_of<Reservation>();
  list.answer_is_list = true;
  list.query = {{"store_id", "of this store", FieldKind::id},
                {"customer_id", "of this customer", FieldKind::id},
                {"state", "held, completed, voided or expired"}};
  endpoints.read("/v1/reservations", list, list_reservations);

  auto one = kit::spec_of("get_reservation", "One reservation with its lines and rewards.", kReadPermission);
  one.answer = &table_of<ReservationDocument>();
  endpoints.read("/v1/reservations/{reservation_id}", one,
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<ReservationId>("reservation_id"));
                   TRY(const auto document, load_reservation(read, id));
                   return kit::answer_with(document, read.view());
                 });
  add_writes(endpoints, products);
}

}  // namespace homeport::sales
