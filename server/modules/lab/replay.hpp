#pragma once

// Replays customers one after another under both rulebooks. What happened before the period moves the standings by
// what was recorded then; what happened in it is worked out anew, returns taking back what the replayed sale gave;
// what came after is left out. Pure; one per thread.

#include <array>
#include <cstdint>
#include <vector>

#include "modules/lab/arithmetic.hpp"
#include "modules/lab/plan.hpp"
#include "modules/lab/tally.hpp"
#include "modules/lab/wallet.hpp"

namespace homeport::lab {

class Replay {
 public:
  explicit Replay(const Plan& plan) : plan_(plan), tally_(plan) {}

  void take(const sales::CustomerHistory& history);
  [[nodiscard]] const Tally& tally() const { return tally_; }
  // Sales seen so far, for the progress.
  [[nodiscard]] std::int64_t sales_seen() const { return sales_seen_; }

 private:
  // A replayed sale that is going to be returned, or part of it.
  struct KeptSale {
    sales::SaleId sale_id;
    bool is_counted = false;
    std::uint32_t first_share = 0;
    std::uint32_t line_count = 0;
    std::array<Granted, kSides> granted;
  };
  struct KeptLine {
    std::int64_t line_no = 0;
    std::int64_t quantity = 0;
    std::int64_t returned = 0;
    std::int64_t amount_minor = 0;
    std::int64_t cost_minor = 0;
    std::uint16_t type = 0;
    std::array<LineWorth, kSides> worth;
  };
  struct TakenBack {
    std::int64_t amount_minor = 0;
    std::int64_t cost_minor = 0;
    std::array<LineWorth, kSides> worth;
    std::array<std::int64_t, kSides> wallet{};
  };

  void begin_period();
  void before_period(std::int64_t delta, Time at, bool is_sale);
  void take_sale(const sales::CustomerHistory& history, const sales::HistorySale& sale);
  void replay_sale(const sales::CustomerHistory& history, const sales::HistorySale& sale);
  [[nodiscard]] SaleWorth worth_of(const sales::HistorySale& sale, std::size_t side, Shares shares);
  void count_sale(const sales::HistorySale& sale, const std::array<SaleWorth, kSides>& worth);
  void count_wallets();
  void keep(const sales::CustomerHistory& history, const sales::HistorySale& sale, bool is_counted);
  void take_return(const sales::CustomerHistory& history, const sales::HistoryReturn& made);
  [[nodiscard]] TakenBack take_lines(const KeptSale& sale, bool is_counted, const sales::CustomerHistory& history,
                                     const sales::HistoryReturn& made);
  void count_return(const sales::HistoryReturn& made, const TakenBack& taken);

  const Plan& plan_;
  Tally tally_;
  std::int64_t sales_seen_ = 0;
  std::array<Assessor, kSides> assessors_;

  // Of the customer at hand.
  std::array<Standing, kSides> standings_;
  std::array<Wallet, kSides> wallets_;
  CustomerOutcome outcome_;
  bool is_counted_ = false;
  bool is_in_period_ = false;
  std::vector<std::int64_t> returned_sales_;  // ids, sorted
  std::vector<KeptSale> kept_sales_;
  std::vector<KeptLine> kept_lines_;

  // Of the sale at hand.
  std::vector<WorthLine> lines_;
  std::vector<std::uint16_t> types_;
  std::array<Granted, kSides> granted_;
};

}  // namespace homeport::lab
