// What a person bought, how it was paid, what came back, and what was put aside for him.

#include "modules/sales/service.hpp"

namespace homeport::sales {

struct PersonalSale {
  SaleId sale_id;
  Time sold_at;
  std::optional<std::string> store_name;
  SaleSource source = SaleSource::till;
  std::optional<std::string> external_ref;
  Money list;
  Money rebate;
  Money payable;
  Money rewards;
  Money returned;
  std::optional<std::string> tier_name;
  std::optional<std::string> note;
};
struct PersonalSaleLine {
  SaleId sale_id;
  Time sold_at;
  std::string sku;
  std::string product_name;
  std::int64_t quantity = 0;
  Money unit_price;
  Money discount;
  Money paid;
  std::int64_t returned_quantity = 0;
};
struct PersonalPayment {
  SaleId sale_id;
  PaymentKind kind = PaymentKind::cash;
  Money amount;
  Money refunded;
  std::optional<Points> points;
  std::optional<std::string> label;
};
struct PersonalReturn {
  ReturnId return_id;
  SaleId sale_id;
  Time returned_at;
  std::optional<std::string> store_name;
  std::string reason;
  Money refund;
  Money paid_out;
  Money exchanged;
  Money withheld;
};
struct PersonalReturnLine {
  ReturnId return_id;
  std::string sku;
  std::string product_name;
  std::int64_t quantity = 0;
  Money refund;
};
struct PersonalReservation {
  ReservationId reservation_id;
  Time created_at;
  ReservationState state = ReservationState::held;
  std::optional<std::string> store_name;
  Money payable;
  Time expires_at;
  std::optional<std::string> note;
};

struct PersonalReservationLine {
  ReservationId reservation_id;
  std::string sku;
  std::string product_name;
  std::int64_t quantity = 0;
  Money unit_price;
  Money discount;
};

}  // namespace homeport::sales

template <>
struct homeport::Fields<homeport::sales::PersonalSale> {
  using R = homeport::sales::PersonalSale;
  static constexpr std::string_view name = "PersonalSale";
  static constexpr std::array rows{
      field<&R::sale_id>("sale_id", Access::read_only),
      field<&R::sold_at>("sold_at", Access::read_only),
      field<&R::store_name>("store_name", Access::read_only),
      field<&R::source>("source", Access::read_only),
      field<&R::external_ref>("external_ref", Access::read_only),
      field<&R::list>("list_minor", Access::read_only),
      field<&R::rebate>("rebate_minor", Access::read_only),
      field<&R::payable>("payable_minor", Access::read_only),
      field<&R::rewards>("rewards_minor", Access::read_only),
      field<&R::returned>("returned_minor", Access::read_only),
      field<&R::tier_name>("tier_name", Access::read_only),
      field<&R::note>("note", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::sales::PersonalSaleLine> {
  using R = homeport::sales::PersonalSaleLine;
  static constexpr std::string_view name = "PersonalSaleLine";
  static constexpr std::array rows{
      field<&R::sale_id>("sale_id", Access::read_only),
      field<&R::sold_at>("sold_at", Access::read_only),
      field<&R::sku>("sku", Access::read_only),
      field<&R::product_name>("product_name", Access::read_only),
      field<&R::quantity>("quantity", Access::read_only),
      field<&R::unit_price>("unit_price_minor", Access::read_only),
      field<&R::discount>("discount_minor", Access::read_only),
      field<&R::paid>("paid_minor", Access::read_only),
      field<&R::returned_quantity>("returned_quantity", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::sales::PersonalPayment> {
  using R = homeport::sales::PersonalPayment;
  static constexpr std::string_view name = "PersonalPayment";
  static constexpr std::array rows{
      field<&R::sale_id>("sale_id", Access::read_only),     field<&R::kind>("kind", Access::read_only),
      field<&R::amount>("amount_minor", Access::read_only), field<&R::refunded>("refunded_minor", Access::read_only),
      field<&R::points>("points", Access::read_only),       field<&R::label>("label", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::sales::PersonalReturn> {
  using R = homeport::sales::PersonalReturn;
  static constexpr std::string_view name = "PersonalReturn";
  static constexpr std::array rows{
      field<&R::return_id>("return_id", Access::read_only),
      field<&R::sale_id>("sale_id", Access::read_only),
      field<&R::returned_at>("returned_at", Access::read_only),
      field<&R::store_name>("store_name", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::refund>("refund_minor", Access::read_only),
      field<&R::paid_out>("paid_out_minor", Access::read_only),
      field<&R::exchanged>("exchanged_minor", Access::read_only),
      field<&R::withheld>("withheld_minor", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::sales::PersonalReturnLine> {
  using R = homeport::sales::PersonalReturnLine;
  static constexpr std::string_view name = "PersonalReturnLine";
  static constexpr std::array rows{
      field<&R::return_id>("return_id", Access::read_only),       field<&R::sku>("sku", Access::read_only),
      field<&R::product_name>("product_name", Access::read_only), field<&R::quantity>("quantity", Access::read_only),
      field<&R::refund>("refund_minor", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::sales::PersonalReservation> {
  using R = homeport::sales::PersonalReservation;
  static constexpr std::string_view name = "PersonalReservation";
  static constexpr std::array rows{
      field<&R::reservation_id>("reservation_id", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::store_name>("store_name", Access::read_only),
      field<&R::payable>("payable_minor", Access::read_only),
      field<&R::expires_at>("expires_at", Access::read_only),
      field<&R::note>("note", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::sales::PersonalReservationLine> {
  using R = homeport::sales::PersonalReservationLine;
  static constexpr std::string_view name = "PersonalReservationLine";
  static constexpr std::array rows{
      field<&R::reservation_id>("reservation_id", Access::read_only),
      field<&R::sku>("sku", Access::read_only),
      field<&R::product_name>("product_name", Access::read_only),
      field<&R::quantity>("quantity", Access::read_only),
      field<&R::unit_price>("unit_price_minor", Access::read_only),
      field<&R::discount>("discount_minor", Access::read_only),
  };
};

namespace homeport::sales {
namespace {

const db::Sql kPersonalSales{
    "SELECT s.sale_id, s.sold_at, u.name, s.source, s.external_ref, s.list_minor, s.rebate_minor, s.payable_minor, "
    "s.rewards_minor, s.returned_minor, s.tier_name, s.note FROM sale s LEFT JOIN org_unit u ON u.id = s.store_id "
    "WHERE s.customer_id = $1 ORDER BY s.sale_id DESC LIMIT $2"};
const db::Sql kPersonalSaleLines{
    "SELECT l.sale_id, s.sold_at, l.sku, l.product_name, l.quantity, l.unit_price_minor, l.discount_minor, "
    "l.paid_minor, l.returned_quantity FROM sale s JOIN sale_line l ON l.customer_id = s.customer_id AND "
    "l.sale_id = s.sale_id WHERE s.customer_id = $1 ORDER BY s.sale_id DESC, l.line_no LIMIT $2"};
const db::Sql kPersonalPayments{
    "SELECT p.sale_id, p.kind, p.amount_minor, p.refunded_minor, p.points, p.label FROM sale s JOIN sale_payment p ON "
    "p.customer_id = s.customer_id AND p.sale_id = s.sale_id WHERE s.customer_id = $1 ORDER BY s.sale_id DESC, "
    "p.payment_no LIMIT $2"};
const db::Sql kPersonalReturns{
    "SELECT r.return_id, r.sale_id, r.returned_at, u.name, r.reason, r.refund_minor, r.paid_out_minor, "
    "r.exchanged_minor, r.withheld_minor FROM sale_return r LEFT JOIN org_unit u ON u.id = r.store_id "
    "WHERE r.customer_id = $1 ORDER BY r.return_id DESC LIMIT $2"};
const db::Sql kPersonalReturnLines{
    "SELECT q.return_id, l.sku, l.product_name, q.quantity, q.refund_minor FROM sale_return_line q "
    "JOIN sale_return r ON r.customer_id = q.customer_id AND r.return_id = q.return_id "
    "JOIN sale_line l ON l.customer_id = q.customer_id AND l.sale_id = r.sale_id AND l.line_no = q.line_no "
    "WHERE q.customer_id = $1 ORDER BY q.return_id DESC, q.line_no LIMIT $2"};
const db::Sql kPersonalReservations{
    "SELECT r.reservation_id, r.created_at, r.state, u.name, r.payable_minor, r.expires_at, r.note "
    "FROM sale_reservation r LEFT JOIN org_unit u ON u.id = r.store_id WHERE r.customer_id = $1 "
    "ORDER BY r.reservation_id DESC LIMIT $2"};
const db::Sql kPersonalReservationLines{
    "SELECT reservation_id, sku, product_name, quantity, unit_price_minor, discount_minor FROM sale_reservation_line "
    "WHERE customer_id = $1 ORDER BY reservation_id DESC, line_no LIMIT $2"};

}  // namespace

std::vector<kit::PersonalPart> personal_parts() {
  return {kit::personal_part<PersonalSale>("sales", kPersonalSales),
          kit::personal_part<PersonalSaleLine>("sale_lines", kPersonalSaleLines),
          kit::personal_part<PersonalPayment>("payments", kPersonalPayments),
          kit::personal_part<PersonalReturn>("returns", kPersonalReturns),
          kit::personal_part<PersonalReturnLine>("return_lines", kPersonalReturnLines),
          kit::personal_part<PersonalReservation>("reservations", kPersonalReservations),
          kit::personal_part<PersonalReservationLine>("reservation_lines", kPersonalReservationLines)};
}

}  // namespace homeport::sales
