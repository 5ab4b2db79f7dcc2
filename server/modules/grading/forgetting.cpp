// What is forgotten of a customer who is erased: why somebody graded him by hand.

#include "modules/grading/service.hpp"

namespace homeport::grading {
namespace {

const db::Sql kBlankReason{"UPDATE customer_grade SET reason = NULL WHERE customer_id = $1"};

}  // namespace

customers::ErasePart erase_part() {
  return [](kit::Write& write, customers::CustomerId id) { write.tx.send(kBlankReason, id); };
}

}  // namespace homeport::grading
