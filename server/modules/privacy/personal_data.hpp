#pragma once

// The document a person is given of what is held of him, as JSON and on paper.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kit/personal_data.hpp"
#include "modules/identity/types.hpp"
#include "modules/privacy/paper.hpp"
#include "modules/privacy/service.hpp"

namespace homeport::privacy {

// Of one section on paper: nobody reads more of it, and a program reads the JSON.
inline constexpr std::size_t kMostPrintedRecords = 1'000;

struct PersonalSection {
  std::string_view name;
  const RecordTable* table = nullptr;
  std::vector<std::string> records;  // as JSON
  bool is_cut = false;               // there are more than the document takes
};
struct PersonalData {
  CustomerId customer_id;
  std::vector<CustomerId> merged_ids;  // whose records are among them
  std::string customer_name;
  kit::OrgUnitId store_id;
  std::string chain_name;
  std::string currency;
  int currency_digits = 2;
  std::string time_zone;
  Time produced_at;
  std::vector<PersonalSection> sections;  // in the order main handed them
};

// All of it, also of those who were merged into him. Refusals: those of customers::load, customers.hidden, and
// access.permission_missing for who may not see his phone: a document with holes would pass for the whole.
[[nodiscard]] Result<PersonalData> collect_personal_data(const kit::Read& read, const Hooks& hooks, CustomerId id);

[[nodiscard]] std::string personal_json(const PersonalData& data);
// With the words of a language; times on the clock of the chain.
[[nodiscard]] Paper personal_paper(const PersonalData& data, identity::Language language);

// Notes who was given whose data in which form, and how much of it.
void note_export(kit::Write& write, const PersonalData& data, PersonalForm form);

}  // namespace homeport::privacy
