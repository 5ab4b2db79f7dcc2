#pragma once

// What a replay makes of one customer's wallet: points granted by sales, taken back by returns, and expired. Nobody is
// supposed to spend any: what people would have done with other points can't be known, so what is left at the end is
// the most that could be owed. Pure.

#include <cstdint>

#include "modules/lab/rulebook.hpp"

namespace homeport::lab {

// What one sale brought, for the returns that take it back.
struct Granted {
  std::int64_t points = 0;
  std::int64_t taken = 0;
  std::int64_t combined = 0;  // of the sale
  std::int64_t combined_taken = 0;
  Time expires_at = kLastTime;
  bool is_by_activity = false;
};

class Wallet {
 public:
  Granted grant(const Version& version, std::int64_t combined, Time at, const Calendar& calendar);
  // Returns what went. Points that have expired by then stay expired.
  std::int64_t take_back(Granted& granted, std::int64_t combined, Time at, const Calendar& calendar);
  void finish(const Calendar& calendar);

  [[nodiscard]] std::int64_t issued() const { return issued_; }
  [[nodiscard]] std::int64_t kept_back() const { return kept_back_; }  // by the daily limit
  [[nodiscard]] std::int64_t taken_back() const { return taken_back_; }
  [[nodiscard]] std::int64_t expired() const { return expired_; }  // by the end of the period
  [[nodiscard]] std::int64_t left() const { return issued_ - taken_back_ - expired_; }

 private:
  void expire_idle(Time at);

  std::int64_t issued_ = 0;
  std::int64_t kept_back_ = 0;
  std::int64_t taken_back_ = 0;
  std::int64_t expired_ = 0;
  // What lives as long as something happens.
  std::int64_t idle_ = 0;
  Time idle_expires_at_ = kLastTime;
  std::int64_t earned_day_ = -1;
  std::int64_t earned_today_ = 0;
};

}  // namespace homeport::lab
