// What is forgotten of a customer who is erased: every word; that somebody was in touch, and when, stays.

#include "modules/follow_ups/module.hpp"
#include "modules/follow_ups/service.hpp"

namespace homeport::follow_ups {
namespace {

const db::Sql kBlankContacts{
    "UPDATE follow_up SET text = '***', likeness = '', evidence_ref = NULL, next_text = NULL WHERE customer_id = $1"};
const db::Sql kForgetTasks{"DELETE FROM follow_up_task WHERE customer_id = $1"};

}  // namespace

std::string_view more_than_lead() {
  return "(EXISTS (SELECT 1 FROM follow_up f WHERE f.customer_id = c.customer_id) OR "
         "EXISTS (SELECT 1 FROM follow_up_task t WHERE t.customer_id = c.customer_id))";
}

customers::ErasePart erase_part() {
  return [](kit::Write& write, customers::CustomerId id) {
    for (const auto* sql : {&kBlankContacts, &kForgetTasks})
      write.tx.send(*sql, id);
  };
}

}  // namespace homeport::follow_ups
