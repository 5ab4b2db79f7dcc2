#include "kit/forgetting.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace homeport::kit {
namespace {

const db::Sql kAuditOf{"SELECT id, changes FROM audit_entry WHERE customer_id = $1"};
const db::Sql kBlankAudit{"UPDATE audit_entry SET subject_label = $3, changes = $4 WHERE customer_id = $1 AND id = $2"};
const db::Sql kBlankAnswers{"UPDATE idempotency_key SET answer = '{}' WHERE customer_id = $1"};
// What has no customer of its own yet is kept under a number made from caller and key, always negative.
const db::Sql kBlankCreation{
    "UPDATE idempotency_key SET answer = '{}' WHERE customer_id < 0 AND created_at = $1 AND answer LIKE $2"};

// Fields whose words the program made itself.
constexpr std::array<std::string_view, 6> kOwnWords{"status", "state", "kind", "purpose", "stage", "way"};

boost::json::value blanked(const boost::json::value& value, bool keeps_words) {
  if (value.is_string() && keeps_words) return value;
  if (value.is_null() || value.is_bool() || value.is_number()) return value;
  return kForgotten;
}

}  // namespace

std::string blanked_changes(std::string_view stored) {
  auto parsed = boost::json::parse(boost::json::string_view(stored.data(), stored.size()));
  for (auto& item : parsed.as_array()) {
    auto& change = item.as_object();
    auto& name = change.at("field").as_string();
    if (name.starts_with("card ")) name = "card";  // a masked number stands behind it
    const bool keeps_words =
        std::find(kOwnWords.begin(), kOwnWords.end(), std::string_view(name.data(), name.size())) != kOwnWords.end();
    for (const char* side : {"before", "after"})
      change[side] = blanked(change.at(side), keeps_words);
  }
  return boost::json::serialize(parsed);
}

void forget_customer(db::Transaction& tx, std::int64_t customer_id, Time created_at) {
  std::vector<std::pair<std::int64_t, std::string>> entries;
  for (auto rows = tx.query(kAuditOf, customer_id); rows.next();)
    entries.emplace_back(rows.integer(0), blanked_changes(rows.text(1)));
  for (const auto& [id, changes] : entries)
    tx.send(kBlankAudit, customer_id, id, kForgotten, changes);
  tx.send(kBlankAnswers, customer_id);
  tx.send(kBlankCreation, created_at, "%\"id\":\"" + std::to_string(customer_id) + "\"%");
}

}  // namespace homeport::kit
