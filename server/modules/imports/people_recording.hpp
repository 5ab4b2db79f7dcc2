#pragma once

// From rows of a file to customers, and back again when an import is undone. Private to this module.

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/imports/people_rules.hpp"
#include "modules/imports/people_store.hpp"

namespace homeport::imports {

// A row as it was read: understood, or with what is wrong.
struct ReadPerson {
  std::variant<PersonRow, RowError> read;
  std::string cells_json;
  // The customer he becomes unless he is one; of rows that were understood.
  std::optional<Result<customers::PreparedCustomer>> prepared;
};

// For a row that is to be recorded. Asks no database: readers do it, so that the writer has less to do.
[[nodiscard]] ReadPerson prepare_person(std::variant<PersonRow, RowError>&& read, std::string cells_json,
                                        const PeopleContext& context);

// Whose the keys of some rows are, asked with few statements.
class KeyOwners {
 public:
  KeyOwners(db::Transaction& tx, std::span<const ReadPerson> rows);
  [[nodiscard]] PersonMatch match(const PersonRow& row) const;
  // Somebody made since.
  void add(const PersonRow& row, CustomerId id);

 private:
  using Owners = std::unordered_map<std::string, CustomerId>;
  Owners references_;
  Owners phones_;
  Owners cards_;
};

// Why nothing more is recorded: somebody cancelled the import meanwhile.
inline constexpr std::string_view kStopped = "imports.stopped";

// Records some rows and counts them, in the transaction of `write`. A refusal must be rolled back: kStopped, or that of
// a row that is refused only when it is to be written.
[[nodiscard]] Outcome record_people(kit::Write& write, const ImportFile& import, const PeopleContext& context,
                                    std::span<const ReadPerson> rows);

// Writes a row down as refused, for one whose recording had to be rolled back. kStopped.
[[nodiscard]] Outcome refuse_person(kit::Write& write, const ImportFile& import, const ReadPerson& row,
                                    const Refusal& refusal);

// Takes back what a row did: who was made is taken away, unless he was used since by what `use` tells, has details of
// profiles or somebody was merged into him; who was changed gets his values back. Refusals: imports.changed_since,
// imports.used_since, and those of customers (somebody else has the phone by now). A refusal must be rolled back.
[[nodiscard]] Outcome undo_effect(kit::Write& write, const ImportEffect& effect,
                                  std::span<const customers::UsePart> use);

}  // namespace homeport::imports
