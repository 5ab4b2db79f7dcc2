// What is forgotten of a customer who is erased: every word; that somebody was in touch, and when, stays.

#include "modules/follow_ups/service.hpp"

namespace homeport::follow_ups {
namespace {

const db::Sql kBlankContacts{
    "UPDATE follow_up SET text = '***', likeness = '', evidence_ref = NULL, next_text = NULL WHERE customer_id = $1"};
const db::Sql kForgetTasks{"DELETE FROM follow_up_task WHERE customer_id = $1"};

}  // namespace

customers::ErasePart erase_part() {
  return [](kit::Write& write, customers::CustomerId id) {
    for (const auto* sql : {&kBlankContacts, &kForgetTasks})
      write.tx.send(*sql, id);
  };
}

}  // namespace homeport::follow_ups
