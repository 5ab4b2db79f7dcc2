// What is forgotten of a customer who is erased: every word; what counted, and for how much, stays.

#include "modules/behaviour/service.hpp"

namespace homeport::behaviour {
namespace {

const db::Sql kBlankEvents{
    "UPDATE behaviour_event SET evidence = NULL, decision_note = NULL, reverse_reason = NULL "
    "WHERE customer_id = $1"};

}  // namespace

customers::ErasePart erase_part() {
  return [](kit::Write& write, customers::CustomerId id) { write.tx.send(kBlankEvents, id); };
}

}  // namespace homeport::behaviour
