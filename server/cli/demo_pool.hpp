#pragma once

// Leads for the demo chain: a pool, people who claim from it and follow up, and some whom nobody follows.

#include <random>
#include <string>
#include <vector>

#include "kit/use_case.hpp"
#include "modules/pool/types.hpp"

namespace homeport::cli {

struct DemoSeller {
  kit::StaffId id;
  kit::OrgUnitId store;
  std::string name;
};

class DemoPool {
 public:
  DemoPool(kit::Runtime& runtime, bool is_zh, std::vector<DemoSeller> sellers, std::vector<std::string> surnames);

  // The pool, its rules and reasons; throws std::runtime_error when something is refused.
  void open(const std::vector<kit::OrgUnitId>& stores);
  // One day of arrivals, claims, follow-ups and returns, at the runtime's clock.
  void pass_day(std::mt19937_64& random);

  // A lead who makes up his mind today, and whose he is.
  struct Buyer {
    DemoSeller seller;
    customers::CustomerId customer;
  };
  [[nodiscard]] std::vector<Buyer> buyers(std::mt19937_64& random);

 private:
  void bring(std::mt19937_64& random);
  void claim_some(std::mt19937_64& random, const DemoSeller& seller);
  void follow_up_some(std::mt19937_64& random, const DemoSeller& seller);
  [[nodiscard]] static kit::Actor actor_of(const DemoSeller& seller);

  kit::Runtime& runtime_;
  bool is_zh_;
  std::vector<DemoSeller> sellers_;
  std::vector<std::string> surnames_;
  pool::PoolId pool_;
  std::int64_t leads_ = 0;
};

}  // namespace homeport::cli
