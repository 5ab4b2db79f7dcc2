// Whether somebody is a buyer, for modules that are told by main.

#include "modules/sales/service.hpp"

namespace homeport::sales {
namespace {

const db::Sql kBoughtSince{"SELECT sale_id FROM sale WHERE customer_id = $1 AND sold_at >= $2 LIMIT 1"};

}  // namespace

bool has_bought_since(db::Transaction& tx, CustomerId customer_id, Time since) {
  return tx.query(kBoughtSince, customer_id, since).next();
}

}  // namespace homeport::sales
