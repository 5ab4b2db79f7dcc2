#pragma once

// What a module holds of one person, for that person: sections of the document privacy hands out. Their records have
// field tables of their own that name what is his. Costs and margins are in none of them, and neither is who of the
// staff did something, or anybody else: that is other people's data.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "base/json.hpp"
#include "db/record_sql.hpp"
#include "kit/use_case.hpp"

namespace homeport::kit {

// Of one section, over all records that were merged: years of a regular's purchases, and a document that still opens.
inline constexpr std::size_t kMostPersonalRecords = 10'000;
// Of the whole document, as JSON: what long texts may add up to.
inline constexpr std::size_t kMostPersonalBytes = 32ULL * 1024 * 1024;

// Takes the records of one section.
class PersonalRecords {
 public:
  explicit PersonalRecords(const RecordTable& table, std::size_t most = kMostPersonalRecords,
                           std::size_t most_bytes = kMostPersonalBytes)
      : table_(&table), most_(most), most_bytes_(most_bytes) {}

  // False when there is no room: the section is cut, and says so.
  template <class Record>
  bool add(const Record& record) {
    CHECK(&table_of<Record>() == table_);
    auto json = to_json(record, View{});
    if (records_.size() >= most_ || json.size() > most_bytes_ - bytes_) {
      is_cut_ = true;
      return false;
    }
    bytes_ += json.size();
    records_.push_back(std::move(json));
    return true;
  }
  // How many to ask for: one more than there is room for, by which one sees that there are more.
  [[nodiscard]] std::int64_t room() const { return static_cast<std::int64_t>(most_ - records_.size()) + 1; }
  [[nodiscard]] bool is_cut() const { return is_cut_; }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] std::vector<std::string> take() { return std::move(records_); }

 private:
  const RecordTable* table_;
  std::size_t most_;
  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::vector<std::string> records_;  // as JSON
  bool is_cut_ = false;
};

// One section: its name in the document, what its records look like, and who reads them. The reach was checked.
struct PersonalPart {
  std::string_view section;
  const RecordTable* table = nullptr;
  std::function<void(const Read&, std::int64_t customer_id, PersonalRecords&)> append;
};

template <class Record>
consteval bool tells_no_margin() {
  for (const auto& row : Fields<Record>::rows) {
    if (row.access == Access::margin || row.access == Access::margin_read_only) return false;
  }
  return true;
}

// A section that one statement reads: $1 is the customer, $2 how many rows at most; the columns are those of Record, in
// their order; what happened last comes first, so that a cut section lacks what is oldest. `sql` lives as long as the
// program.
template <class Record>
[[nodiscard]] PersonalPart personal_part(std::string_view section, const db::Sql& sql) {
  static_assert(tells_no_margin<Record>(), "margins are no personal data");
  return {section, &table_of<Record>(), [&sql](const Read& read, std::int64_t customer_id, PersonalRecords& records) {
            for (auto rows = read.tx.query(sql, customer_id, records.room()); rows.next();) {
              if (!records.add(db::read_record<Record>(rows))) return;
            }
          }};
}

}  // namespace homeport::kit
