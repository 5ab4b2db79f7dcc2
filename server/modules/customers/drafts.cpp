// For those who bring many customers at once: what a record would become, and whose keys these are.

#include <algorithm>

#include "kit/paging.hpp"
#include "modules/customers/rules.hpp"
#include "modules/customers/service.hpp"

namespace homeport::customers {

Result<NewCustomer> normalised(const NewCustomer& wanted, Time now) {
  Customer draft;
  draft.name = wanted.name;
  draft.birthday_on = wanted.birthday_on;
  draft.phone = wanted.phone;
  draft.email = wanted.email;
  draft.note = wanted.note;
  draft.occupation = wanted.occupation;
  draft.external_ref = wanted.external_ref;
  TRY_DONE(normalise(draft, date_in_utc(now)));
  NewCustomer kept = wanted;
  kept.name = draft.name;
  kept.phone = draft.phone;
  kept.email = draft.email;
  kept.external_ref = draft.external_ref;
  if (wanted.card_number) {
    TRY(kept.card_number, card_number_from(*wanted.card_number));
  }
  return kept;
}

std::unordered_map<std::string, CustomerId> find_by_keys(db::Transaction& tx, KeyKind kind,
                                                         std::span<const std::string> values) {
  std::unordered_map<std::string, CustomerId> found;
  for (std::size_t from = 0; from < values.size(); from += kMostKeysAsked) {
    const auto some = values.subspan(from, std::min(kMostKeysAsked, values.size() - from));
    kit::ListQuery query("SELECT value, customer_id FROM customer_key WHERE 1 = 1");
    query.where_equal("kind", word_of(kind)).text(" AND value IN (");
    for (std::size_t i = 0; i < kMostKeysAsked; ++i) {
      // Always as many places, so that one prepared statement serves every batch.
      if (i != 0) query.text(", ");
      query.bind(std::string_view(some[std::min(i, some.size() - 1)]));
    }
    for (auto rows = query.text(")").run(tx); rows.next();)
      found.emplace(rows.string(0), rows.id<CustomerId>(1));
  }
  return found;
}

}  // namespace homeport::customers
