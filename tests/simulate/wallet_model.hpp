#pragma once

// A wallet as it is described, kept in plain lists: what the server says of a member's points is held against it.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "base/time.hpp"

namespace homeport::test {

struct ModelLot {
  std::int64_t left = 0;
  bool is_pending = false;
  Time activates_at;
  std::optional<Time> expires_at;
  std::int64_t expired = 0;  // of it, so far
};

// Points of one lot: what a spending drew, what a hold set aside.
struct ModelPart {
  std::size_t lot = 0;
  std::int64_t points = 0;
};
using ModelParts = std::vector<ModelPart>;

class WalletModel {
 public:
  bool is_blocked = false;
  std::int64_t debt = 0;

  [[nodiscard]] std::int64_t available() const { return sum(false); }
  [[nodiscard]] std::int64_t pending() const { return sum(true); }

  // What is due by now.
  void settle(Time now) {
    for (auto& lot : lots_) {
      if (lot.left == 0) continue;
      if (lot.is_pending && lot.activates_at <= now) lot.is_pending = false;
      if (lot.is_pending || !lot.expires_at || *lot.expires_at > now) continue;
      lot.expired += lot.left;
      lot.left = 0;
    }
    repay();
  }

  std::size_t add(std::int64_t points, Time now, std::optional<Time> activates_at, std::optional<Time> expires_at) {
    ModelLot lot;
    lot.left = points;
    lot.is_pending = activates_at && *activates_at > now;
    lot.activates_at = activates_at.value_or(now);
    lot.expires_at = expires_at;
    lots_.push_back(lot);
    repay();
    return lots_.size() - 1;
  }

  // The oldest expiry first, then the oldest lot.
  [[nodiscard]] ModelParts draw(std::int64_t points) {
    CHECK(points <= available());
    ModelParts parts;
    for (const auto index : in_order()) {
      if (points == 0) break;
      auto& lot = lots_[index];
      if (lot.is_pending) continue;
      const auto taken = std::min(points, lot.left);
      lot.left -= taken;
      points -= taken;
      parts.push_back({index, taken});
    }
    return parts;
  }

  // What was held goes back as it was; it may expire at the next settling.
  void let_go(const ModelParts& parts) {
    for (const auto& part : parts)
      lots_[part.lot].left += part.points;
  }

  // What was spent goes back; what has expired meanwhile lives on until `short_life`.
  void give_back(const ModelParts& parts, Time now, Time short_life) {
    for (const auto& part : parts) {
      auto& lot = lots_[part.lot];
      if (lot.expires_at && *lot.expires_at <= now) lot.expires_at = short_life;
      lot.left += part.points;
    }
    repay();
  }

  // A grant is taken back: from its lot, then from others, then it is owed. What has expired isn't asked for.
  void take_back(std::size_t index, std::int64_t given) {
    auto& own = lots_[index];
    auto missing = given - own.expired;
    const auto from_own = std::min(missing, own.left);
    own.left -= from_own;
    missing -= from_own;
    const auto from_others = std::min(missing, available());
    (void)draw(from_others);
    debt += missing - from_others;
  }

  // All there is, on its way to another wallet.
  void send_everything_to(WalletModel& other) {
    for (const auto index : in_order()) {
      auto moved = lots_[index];
      moved.expired = 0;
      other.lots_.push_back(moved);
      lots_[index].left = 0;
    }
    other.debt += std::exchange(debt, 0);
    other.repay();
  }

  // Some of it, with the lives of its lots.
  void send_to(WalletModel& other, std::int64_t points) {
    for (const auto& part : draw(points)) {
      auto moved = lots_[part.lot];
      moved.left = part.points;
      moved.expired = 0;
      other.lots_.push_back(moved);
    }
    other.repay();
  }

 private:
  [[nodiscard]] std::int64_t sum(bool of_pending) const {
    std::int64_t points = 0;
    for (const auto& lot : lots_)
      points += lot.is_pending == of_pending ? lot.left : 0;
    return points;
  }

  // Lots with something in them, in the order of spending.
  [[nodiscard]] std::vector<std::size_t> in_order() const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < lots_.size(); ++i) {
      if (lots_[i].left > 0) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return lots_[a].expires_at.value_or(kLastTime) < lots_[b].expires_at.value_or(kLastTime);
    });
    return order;
  }

  void repay() {
    const auto paid = std::min(debt, available());
    (void)draw(paid);
    debt -= paid;
  }

  std::vector<ModelLot> lots_;
};

}  // namespace homeport::test
