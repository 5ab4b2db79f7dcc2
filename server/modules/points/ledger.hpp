#pragma once

// One customer's account in the hands of one write: locked, changed entry by entry, saved once. Everything that moves
// points goes through it, so that balances, numbers, hashes, lots and draws agree.

#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "kit/use_case.hpp"
#include "modules/points/recorded_lines.hpp"
#include "modules/points/types.hpp"
#include "modules/points/wallet_rules.hpp"
#include "modules/programme/service.hpp"

namespace homeport::points {

// The tier before an entry, and after it; none where the chain has no tiers.
struct TierStep {
  const programme::Tier* held = nullptr;
  const programme::Tier* after = nullptr;
};

class Ledger {
 public:
  // Locks the account, and makes it if need be: one waiting statement.
  Ledger(kit::Write& write, CustomerId customer_id);
  // One that is locked already.
  Ledger(kit::Write& write, Account account, std::shared_ptr<const programme::Programme> programme);

  [[nodiscard]] Account& account() { return account_; }
  [[nodiscard]] const programme::Programme& programme() const { return *programme_; }
  [[nodiscard]] const programme::StrategyVersion& strategy() const { return strategy_; }  // now; the defaults if none
  [[nodiscard]] Time now() const { return write_.now; }
  [[nodiscard]] TierStep tier_step(Points combined_delta) const;
  [[nodiscard]] TierStep tier_after_review() const;

  // Numbers the entry, and moves the balances and the tier by it. Its amounts are set. It is chained and written when
  // what it does to lots is known: with the next one, or when the account is saved. The caller's copy has no hash.
  EntryId post(Entry& entry, const TierStep& step);
  EntryId post(Entry& entry) { return post(entry, tier_step(entry.combined)); }

  // New points of an entry; `id`: the entry's own number unless it opens several.
  void open_lot(const Entry& entry, Points points, const LotLife& life, std::optional<LotId> id = {},
                std::optional<Time> granted_at = {});
  void open_debt(const Entry& entry, Points points, std::optional<LotId> id = {});
  // Takes from what is left in lots; below zero gives back. Each lot once for an entry.
  void draw(EntryId entry_id, Lot& lot, Points points);
  // Takes what is left of the lot an entry once opened, then of others; returns what is missing.
  [[nodiscard]] Points take(EntryId entry_id, std::optional<Lot>& own_lot, Points wanted);
  void draw_reserved(EntryId entry_id, Lot& lot, Points points);
  void reserve(Lot& lot, Points points);  // below zero: releases
  // Points that wait no longer, or live on: lots whose life the caller has changed. The ledger remembers it by an
  // entry.
  void change_lives(std::vector<Lot>& lots);
  void note_due(std::optional<Time> at);

  // The lots to draw `wanted` from; together fewer than wanted where there are not enough.
  struct Plan {
    std::vector<Lot> lots;
    std::vector<LotPart> parts;
    [[nodiscard]] Points total() const;
    [[nodiscard]] Lot& lot(LotId id);
  };
  [[nodiscard]] Plan plan(Points wanted);

  // Lets a lot that lives while something happens live on after the last activity; true when it does so longer. Its
  // life is the caller's to write.
  [[nodiscard]] bool renew(Lot& lot) const;

  // Remembered by an entry of its own.
  void set_blocked(bool is_blocked, std::optional<std::string> reason);

  // Does what is due: releases holds, activates, expires, repays. Waits only where something is due.
  void settle();
  // Lets spendable points repay debts. Waits only where there are both.
  void repay();
  // What the customer may do today, against the limits of the day.
  void count_today();

  // What a return took out of the wallet of what that sale brought may be earned again on the same day. The limit may
  // have kept points out of later sales meanwhile: those stay out.
  void give_back_earned(const Entry& sale, Points taken);

  // Writes the account. Last. CHECKs that the wallet adds up.
  void save();

 private:
  void release_expired_holds();
  void settle_lots();
  void write_draw(EntryId entry_id, const Lot& lot, Points points);
  LotChange& note_change(EntryId entry_id, const Lot& lot);
  void write_entry();

  kit::Write& write_;
  Account account_;
  std::shared_ptr<const programme::Programme> programme_;
  programme::StrategyVersion strategy_;
  std::optional<Entry> unwritten_;  // the last one posted
  EntryId changing_;                // the entry of the changes below
  std::vector<LotChange> changes_;
  EntryId drawing_;  // of the draws numbered below
  std::int64_t draw_no_ = 0;
};

// points.wallet_blocked: nothing can, say, "be spent from it".
[[nodiscard]] Refusal wallet_blocked(std::string_view what);
// points.daily_limit: what was, say, "spent" today would go beyond it.
[[nodiscard]] Refusal beyond_daily_limit(std::string_view done, Points points, Points so_far, Points limit);
// May so much leave this wallet, settled, today? Refuses those two, in these words, and points.balance_too_low.
[[nodiscard]] Outcome check_leaving(Ledger& ledger, Points points, std::string_view what, std::string_view done);

}  // namespace homeport::points
