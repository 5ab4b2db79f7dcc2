// What is forgotten of a customer who is erased: what a task had found and changed of him.

#include "modules/bulk/service.hpp"

namespace homeport::bulk {
namespace {

const db::Sql kBlankItems{
    "UPDATE bulk_task_customer SET before = '', outcome = CASE outcome WHEN 'changed' THEN 'kept' ELSE outcome END "
    "WHERE customer_id = $1"};

}  // namespace

customers::ErasePart erase_part() {
  return [](kit::Write& write, customers::CustomerId id) { write.tx.send(kBlankItems, id); };
}

}  // namespace homeport::bulk
