// Whether somebody is a buyer, for modules that are told by main.

#include "modules/sales/module.hpp"
#include "modules/sales/service.hpp"

namespace homeport::sales {
namespace {

const db::Sql kBoughtSince{"SELECT sale_id FROM sale WHERE customer_id = $1 AND sold_at >= $2 LIMIT 1"};
const db::Sql kOpenUntil{
    "SELECT expires_at FROM sale_reservation WHERE customer_id = $1 AND state = 'held' AND expires_at > $2 "
    "ORDER BY expires_at DESC LIMIT 1"};

}  // namespace

bool has_bought_since(db::Transaction& tx, CustomerId customer_id, Time since) {
  return tx.query(kBoughtSince, customer_id, since).next();
}

std::optional<Time> open_order_until(db::Transaction& tx, CustomerId customer_id, Time now) {
  auto rows = tx.query(kOpenUntil, customer_id, now);
  if (!rows.next()) return std::nullopt;
  return Time{rows.integer(0)};
}

std::string_view more_than_lead() {
  return "(EXISTS (SELECT 1 FROM sale s WHERE s.customer_id = c.customer_id) OR "
         "EXISTS (SELECT 1 FROM sale_reservation v WHERE v.customer_id = c.customer_id))";
}

customers::BinPart bin_part() {
  customers::BinPart part;
  part.go = [](kit::Write& write, const customers::Deleting& deleting) -> Outcome {
    const auto until = open_order_until(write.tx, deleting.customer_id, write.now);
    if (!until) return Done{};
    return refuse(
        RefusalKind::conflict, "sales.reservation_open",
        "a basket is put aside for this customer until " + format_rfc3339(*until) + ": sell it or give it up first");
  };
  return part;
}

}  // namespace homeport::sales
