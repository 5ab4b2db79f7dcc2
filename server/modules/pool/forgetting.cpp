// What is forgotten of a customer who is erased: his place, and every word; the ledger of moves stays.

#include "modules/pool/service.hpp"

namespace homeport::pool {
namespace {

const db::Sql kForgetPlace{"DELETE FROM pool_customer WHERE customer_id = $1"};
const db::Sql kBlankMoves{"UPDATE pool_move SET note = NULL WHERE customer_id = $1 AND note IS NOT NULL"};
const db::Sql kBlankRequests{"UPDATE pool_request SET reason = '***', answer = NULL WHERE customer_id = $1"};
const db::Sql kForgetCollaborators{"DELETE FROM pool_collaborator WHERE customer_id = $1"};
const db::Sql kForgetNotices{"DELETE FROM pool_notice WHERE customer_id = $1"};

}  // namespace

customers::ErasePart erase_part() {
  return [](kit::Write& write, customers::CustomerId id) {
    for (const auto* sql : {&kForgetPlace, &kBlankMoves, &kBlankRequests, &kForgetCollaborators, &kForgetNotices})
      write.tx.send(*sql, id);
  };
}

}  // namespace homeport::pool
