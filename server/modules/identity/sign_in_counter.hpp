#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "db/transaction.hpp"
#include "modules/identity/rules.hpp"

namespace homeport::identity {

// identity.locked_out with the seconds until the next try.
[[nodiscard]] Refusal locked_out(std::int64_t wait_s);

// The failed tries at one sign-in name from one address, with those at the name from anywhere and those from the
// address at any name. Rows are always locked in the same order.
class SignInCounter {
 public:
  // `given` is what was typed; unknown and impossible names are counted like others.
  SignInCounter(std::string_view given, std::string address);

  // As it would be kept; something nobody is called when it can't be a sign-in name.
  [[nodiscard]] const std::string& sign_in_name() const { return sign_in_name_; }
  // Without locking: for a first look.
  [[nodiscard]] std::int64_t seconds_locked(db::Transaction& tx, Time now) const;
  // Locks the counters until the end of the transaction.
  [[nodiscard]] std::int64_t lock(db::Transaction& tx, Time now) const;
  // After lock(). True when this failure locks the name here, the name everywhere or the address.
  bool add_failure(db::Transaction& tx, Time now) const;
  // A success clears the name, not the address: one's own account mustn't give a fresh start with others'.
  void reset_name_here(db::Transaction& tx) const;
  // For whoever got a new password from an administrator: the name is open from everywhere.
  void reset_name_everywhere(db::Transaction& tx) const;

 private:
  std::string sign_in_name_;
  std::string name_value_;
  std::string name_at_address_value_;
  std::string address_;
};

}  // namespace homeport::identity
