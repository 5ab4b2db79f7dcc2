// What is forgotten of a customer who is erased: his name and every word; sums and points stay.

#include "modules/sales/service.hpp"

namespace homeport::sales {
namespace {

const db::Sql kBlankSales{"UPDATE sale SET customer_name = NULL, note = NULL WHERE customer_id = $1"};
const db::Sql kBlankReturns{"UPDATE sale_return SET reason = '***' WHERE customer_id = $1"};
const db::Sql kBlankReservations{
    "UPDATE sale_reservation SET customer_name = NULL, note = NULL WHERE customer_id = $1"};
const db::Sql kBlankOffline{"UPDATE sale_offline SET customer_name = NULL, review_note = NULL WHERE customer_id = $1"};

}  // namespace

customers::ErasePart erase_part() {
  return [](kit::Write& write, customers::CustomerId id) {
    for (const auto* sql : {&kBlankSales, &kBlankReturns, &kBlankReservations, &kBlankOffline})
      write.tx.send(*sql, id);
  };
}

}  // namespace homeport::sales
