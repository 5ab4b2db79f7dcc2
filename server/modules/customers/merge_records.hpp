#pragma once

// What a merge changed of the two records, kept so that it can be undone. Private to this module.

#include <optional>
#include <vector>

#include "base/json.hpp"
#include "db/transaction.hpp"
#include "modules/customers/types.hpp"

namespace homeport::customers {

using MergeRecordId = Id<struct MergeRecordTag>;

// The two records before the merge and after it: what can be entered of them.
struct MergeRecord {
  std::vector<CustomerId> kin;  // who was merged, and whom he stood for
  bool was_active = true;       // who was merged
  NewCustomer stays_before;
  NewCustomer stays_after;
  NewCustomer goes_before;
  NewCustomer goes_after;
};

[[nodiscard]] NewCustomer facts_of(const Customer& customer);

// What the merge changed and nobody has changed since becomes as it was before; all else stays as it is now.
[[nodiscard]] Customer given_back(Customer now, const NewCustomer& before, const NewCustomer& after);

namespace store {

struct KeptMerge {
  MergeRecordId id;
  MergeRecord record;
};
void keep_merge(db::Transaction& tx, CustomerId into, CustomerId from, MergeRecordId id, const MergeRecord& record,
                Time now);
// The merge of `from` into `into` that wasn't undone.
[[nodiscard]] std::optional<KeptMerge> load_merge(db::Transaction& tx, CustomerId into, CustomerId from);
[[nodiscard]] std::optional<Time> merged_at(db::Transaction& tx, CustomerId from, CustomerId into);
// Of whom a merge into `into` can be undone.
[[nodiscard]] std::vector<CustomerId> undoable_merges(db::Transaction& tx, CustomerId into);
void close_merge(db::Transaction& tx, CustomerId into, MergeRecordId id, Time now);
// `other` stands for `one` no longer.
void forget_successor(db::Transaction& tx, CustomerId one, CustomerId other);

}  // namespace store
}  // namespace homeport::customers

template <>
struct homeport::Fields<homeport::customers::MergeRecord> {
  using R = homeport::customers::MergeRecord;
  static constexpr std::string_view name = "MergeRecord";
  static constexpr std::array rows{
      field<&R::kin>("kin", Access::read_write, {.max = 100'000}),
      field<&R::was_active>("was_active", Access::read_write),
      field<&R::stays_before>("stays_before", Access::read_write),
      field<&R::stays_after>("stays_after", Access::read_write),
      field<&R::goes_before>("goes_before", Access::read_write),
      field<&R::goes_after>("goes_after", Access::read_write),
  };
};
