// Two accounts that were made one and are to be two again. What came by the merge and is still there goes back the way
// it came: it leaves one account in this transaction and arrives in the other in another.

#include "modules/points/service.hpp"
#include "modules/points/store.hpp"
#include "modules/points/transferring.hpp"

namespace homeport::points {
namespace {

// First and last purchase as this account's own sales have them, and those of others who are still part of it.
void find_sales_again(kit::Write& write, Account& account) {
  auto span = store::load_sale_span(write.tx, account.customer_id);
  const auto widen = [](std::optional<Time>& kept, std::optional<Time> other, auto wins) {
    if (other && (!kept || wins(*other, *kept))) kept = other;
  };
  for (const auto kin : customers::kin_of(write.tx, account.customer_id)) {
    if (kin == account.customer_id) continue;
    const auto other = store::load_account(write.tx, kin);
    if (!other) continue;
    widen(span.first_at, other->first_sale_at, std::less<>{});
    widen(span.last_at, other->last_sale_at, std::greater<>{});
  }
  account.first_sale_at = span.first_at;
  account.last_sale_at = span.last_at;
}

Outcome check_lots(const std::vector<Lot>& lots) {
  for (const auto& lot : lots) {
    if (lot.reserved.hundredths == 0) continue;
    return refuse(RefusalKind::conflict, "points.holds_open",
                  programme::format_points(lot.reserved) + " points are reserved for a purchase being made");
  }
  return Done{};
}

}  // namespace

Result<EntryId> part_accounts(kit::Write& write, CustomerId from, CustomerId into) {
  CHECK(from != into);
  TRY(const auto customer, customers::load_head(write.tx, into));
  Ledger old(write, from);
  Ledger ledger(write, into);
  if (old.account().merged_into_id != into) {
    return refuse(RefusalKind::conflict, "points.not_merged", "this account was not merged into that one");
  }
  TRY_DONE(check_arrived(write.tx, from, into));
  old.account().merged_into_id.reset();
  old.save();
  ledger.settle();
  const Time since = customers::merged_at(write.tx, from, into).value_or(kFirstTime);
  auto lots = store::load_merged_lots(write.tx, into, from, since);
  TRY_DONE(check_lots(lots));
  const auto entry =
      send_back(write, ledger, from, std::move(lots), store::load_merged_sums(write.tx, into, from, since));
  find_sales_again(write, ledger.account());
  ledger.save();
  kit::AuditEntry audit;
  audit.action = "points.unmerge";
  audit.subject_kind = "customer";
  audit.subject_id = into.value;
  audit.subject_label = customer.name;
  audit.customer_id = into.value;
  audit.changes = kit::changes_of_new(entry);
  write.audit(audit);
  return entry.id;
}

customers::MergePart unmerge_part() {
  return [](kit::Write& write, CustomerId from, CustomerId into) -> Outcome {
    TRY_DONE(part_accounts(write, from, into));
    return Done{};
  };
}

}  // namespace homeport::points
