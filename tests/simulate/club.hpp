#pragma once

// Members of a chain and what they do with their points, each step by chance, beside the books of wallet_model.hpp.

#include <deque>
#include <string>
#include <vector>

#include "shop/shop.hpp"
#include "simulate/chance.hpp"
#include "simulate/wallet_model.hpp"

namespace homeport::test {

class Club {
 public:
  Club(db::Engine engine, std::uint64_t seed);

  // Some time goes by, and one thing happens.
  void step();
  // What happened in the last step.
  [[nodiscard]] const std::string& told() const { return told_; }
  // Every member's wallet is what it should be.
  void check_wallets();
  // Marks, stock, and what must always hold.
  void check_everything();

 private:
  struct Member {
    std::string id;
    WalletModel wallet;
    std::optional<std::size_t> merged_into;
    std::int64_t marks = 0;
    std::int64_t visits = 0;  // that count
    Date given_on{};
    std::int64_t given = 0;  // that day by hand, without a second person
  };
  // Points that may come back.
  struct Spent {
    std::size_t member = 0;
    std::string id;
    ModelParts parts;
    std::int64_t quantity = 0;
    bool is_over = false;
  };
  struct Voucher {
    std::size_t member = 0;
    std::string id;
    std::string code;
    ModelParts parts;  // by which it was bought
    std::optional<Time> expires_at;
    bool is_used = false;
    bool is_over = false;  // cancelled, or given again
  };
  struct Sale {
    std::size_t member = 0;
    std::string path;
    ModelParts parts;
    std::optional<std::size_t> voucher;
    bool is_back = false;
  };
  struct Held {
    std::size_t member = 0;
    std::string id;
    ModelParts parts;
    std::int64_t points = 0;
    std::int64_t due = 0;
    Time expires_at;
    bool is_over = false;
  };
  struct Waiting {
    std::size_t member = 0;
    std::string id;
    std::int64_t points = 0;
    bool is_bonus = false;
    std::optional<Time> activates_at;
    std::optional<Time> expires_at;
  };
  struct Visit {
    std::size_t member = 0;
    std::string id;
    std::size_t lot = 0;
  };

  void set_up_programme();
  void pass_time();
  void settle();

  void give_bonus();
  void adjust();
  void decide();
  void redeem();
  void cancel_redemption();
  void buy_voucher();
  void use_voucher_again();
  void cancel_voucher();
  void sell();
  void take_back();
  void reserve();
  void end_reservation();
  void visit();
  void reverse_visit();
  void transfer();
  void block();
  void merge();

  [[nodiscard]] Time now() { return shop_.clock().now(); }
  [[nodiscard]] std::size_t somebody();
  // The member himself, or the one he was merged into in the end.
  [[nodiscard]] std::size_t standing_for(std::size_t member) const;
  [[nodiscard]] std::string path_of(std::size_t member) const { return "/v1/customers/" + members_[member].id; }
  [[nodiscard]] WalletModel& wallet_of(std::size_t member) { return members_[member].wallet; }
  [[nodiscard]] std::int64_t some_points(std::size_t member);
  [[nodiscard]] std::int64_t reserved(std::size_t member) const;
  [[nodiscard]] bool needs_second(std::size_t member, std::int64_t points);
  // Why a spending of the member's points is refused; empty: it isn't.
  [[nodiscard]] std::string why_not_spend(std::size_t member, std::int64_t points);
  void give_back(std::size_t member, const ModelParts& parts);
  // What has arrived in a wallet that was merged goes on.
  void send_on(std::size_t member);
  void book(std::size_t member, std::int64_t points, bool is_bonus, std::optional<Time> activates_at,
            std::optional<Time> expires_at);
  void expect(const Reply& reply, const std::string& reason);
  // One pen, paid with a voucher and points, as far as asked for; the request without payments.
  [[nodiscard]] json::object basket(std::size_t member, std::int64_t points, std::optional<std::size_t> voucher);
  [[nodiscard]] std::int64_t payable(std::size_t member);
  [[nodiscard]] std::optional<std::size_t> some_voucher_of(std::size_t member);
  void keep_reissue(std::size_t used);

  Shop shop_;
  Chance chance_;
  TimeZone zone_ = TimeZone::utc();
  std::string told_;
  std::string pen_;
  std::string gift_;
  std::string series_;
  std::int64_t stock_ = 0;
  std::vector<Member> members_;
  std::vector<Spent> redemptions_;
  std::deque<Voucher> vouchers_;
  std::vector<Sale> sales_;
  std::vector<Held> held_;
  std::vector<Waiting> waiting_;
  std::vector<Visit> visits_;
};

}  // namespace homeport::test
