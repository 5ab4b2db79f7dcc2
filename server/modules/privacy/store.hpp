#pragma once

// The SQL of privacy and nothing but; one statement per function.

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/privacy/types.hpp"

namespace homeport::privacy::store {

void insert_change(db::Transaction& tx, const ConsentChange& change);
// How it stands with a purpose from now on.
void save_consent(db::Transaction& tx, const ConsentChange& change);
// The changes that decide, by purpose.
[[nodiscard]] std::vector<ConsentChange> load_consents(db::Transaction& tx, CustomerId id);
[[nodiscard]] std::optional<ConsentState> load_state(db::Transaction& tx, CustomerId id, Purpose purpose);
[[nodiscard]] kit::ListQuery changes_of(CustomerId id);
[[nodiscard]] std::span<const kit::SortChoice> change_sorts();
// What several customers have given, by customer.
[[nodiscard]] std::map<std::int64_t, std::vector<std::string>> given_by(db::Transaction& tx,
                                                                        std::span<const CustomerId> ids);

void insert_reveal(db::Transaction& tx, const Reveal& reveal);
[[nodiscard]] bool has_revealed(db::Transaction& tx, CustomerId id, StaffId staff, Time since);
// One more customer on that day; makes others of the same person wait until the end of the transaction. How many it
// makes.
[[nodiscard]] std::int64_t count_reveal(db::Transaction& tx, StaffId staff, Date day);
[[nodiscard]] std::int64_t reveals_of(db::Transaction& tx, StaffId staff, Date day);
struct RevealConditions {
  std::optional<StaffId> staff_id;
  std::optional<CustomerId> customer_id;
};
// Of customers within reach.
[[nodiscard]] kit::ListQuery reveal_rows(const kit::Actor& actor, const RevealConditions& conditions);
[[nodiscard]] std::span<const kit::SortChoice> reveal_sorts();

void insert_erasure(db::Transaction& tx, const Erasure& erasure);
// Consents leave no trace of the person, and notes of reveals are blanked.
void forget_consents(db::Transaction& tx, CustomerId id);
void blank_reveal_notes(db::Transaction& tx, CustomerId id);

[[nodiscard]] std::optional<Setting> load_setting(db::Transaction& tx);
void save_setting(db::Transaction& tx, const Setting& setting);
[[nodiscard]] std::optional<LeadPass> load_lead_pass(db::Transaction& tx);
void save_lead_pass(db::Transaction& tx, const LeadPass& pass);

}  // namespace homeport::privacy::store
