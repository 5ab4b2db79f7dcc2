// What must always be true of consents and erasures.

#include "modules/privacy/module.hpp"

namespace homeport::privacy {
namespace {

const db::Sql kConsentOff{
    "SELECT s.customer_id FROM customer_consent s LEFT JOIN customer_consent_change h "
    "ON h.customer_id = s.customer_id AND h.id = s.change_id WHERE h.id IS NULL OR h.state <> s.state "
    "OR h.purpose <> s.purpose OR h.at <> s.at LIMIT $1"};
const db::Sql kLaterWord{
    "SELECT h.customer_id FROM customer_consent_change h JOIN customer_consent s ON s.customer_id = h.customer_id "
    "AND s.purpose = h.purpose WHERE h.at > s.at OR (h.at = s.at AND h.id > s.change_id) LIMIT $1"};
const db::Sql kErasedKeepsSomething{
    "SELECT e.customer_id FROM customer_erasure e JOIN customer c ON c.customer_id = e.customer_id "
    "WHERE c.status <> 'erased' OR EXISTS (SELECT 1 FROM customer_consent s WHERE s.customer_id = e.customer_id) "
    "LIMIT $1"};

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      kit::no_rows("privacy.consent_equals_history", "a consent is what the change it names says", kConsentOff),
      kit::no_rows("privacy.the_last_word_decides", "nothing was said later than what holds", kLaterWord),
      kit::no_rows("privacy.erased_is_erased", "who has a certificate has nothing else", kErasedKeepsSomething),
  };
}

}  // namespace homeport::privacy
