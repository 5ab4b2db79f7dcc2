#pragma once

// Lots, draws, adjustments and blocks as the entries of a customer remember them. The tables say how things stand; the
// entries, which his chain of hashes covers, say how they came to stand so. What differs was changed past the ledger.
//
// Two things are as they are without an entry: a lot that comes of age at its time, and what is reserved in a lot.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/transaction.hpp"
#include "modules/points/recorded_lines.hpp"
#include "modules/points/recorded_request.hpp"
#include "modules/points/request_types.hpp"
#include "modules/points/types.hpp"

namespace homeport::points {

// How one customer's account stands.
struct Standing {
  CustomerId customer_id;
  Time updated_at = kFirstTime;
  std::optional<Time> blocked_at;
  std::vector<Lot> lots;
  std::vector<Draw> draws;
  std::vector<Adjustment> adjustments;
};

// Entries are added in their order. Each complaint is a sentence that names the customer.
class Remembered {
 public:
  explicit Remembered(CustomerId customer_id) : customer_id_(customer_id) {}
  void add(const Entry& entry);
  [[nodiscard]] std::vector<std::string> complaints(const Standing& standing) const;

 private:
  struct Request {
    EntryId entry_id;
    RecordedRequest recorded;
  };
  void add_change(const Entry& entry, const LotChange& change);
  void check_lots(std::vector<std::string>& found, const Standing& standing) const;
  void check_draws(std::vector<std::string>& found, const Standing& standing) const;
  void check_adjustments(std::vector<std::string>& found, const Standing& standing) const;
  [[nodiscard]] std::string of_customer() const;

  CustomerId customer_id_;
  std::map<LotId, Lot> lots_;  // `left` is what is left or reserved
  std::map<std::pair<EntryId, LotId>, Draw> draws_;
  std::map<AdjustmentId, Request> requests_;
  std::optional<Time> blocked_at_;
  std::vector<std::string> found_;
};

// May an entry of this kind, made then, leave a lot with that life?
[[nodiscard]] bool may_live_on(EntryKind kind, Time made_at, const Lot& before, const LotChange& after);

// Of all customers, a few hundred at a time.
[[nodiscard]] std::vector<std::string> changed_past_the_ledger(db::Transaction& tx);

}  // namespace homeport::points
