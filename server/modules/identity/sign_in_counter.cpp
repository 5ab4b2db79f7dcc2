#include "modules/identity/sign_in_counter.hpp"

#include <algorithm>
#include <initializer_list>

#include "base/crypto.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

constexpr std::string_view kAddress = "address";
constexpr std::string_view kName = "name";
constexpr std::string_view kNameAtAddress = "name_at_address";

std::int64_t longest_lock(std::initializer_list<Attempts> counters, Time now) {
  std::int64_t longest = 0;
  for (const auto& counter : counters)
    longest = std::max(longest, identity::seconds_locked(counter, now));
  return longest;
}

bool add_one(db::Transaction& tx, const store::AttemptKey& key, const LockoutPolicy& policy, Time now) {
  const auto after = after_failure(store::load_attempts(tx, key), policy, now);
  store::store_attempts(tx, key, after);
  return seconds_locked(after, now) > 0;
}

}  // namespace

Refusal locked_out(std::int64_t wait_s) {
  auto refusal = refuse(RefusalKind::too_many, "identity.locked_out",
                        "too many failed sign-ins; try again in " + std::to_string(wait_s) + " seconds");
  refusal.retry_after_s = wait_s;
  return refusal;
}

SignInCounter::SignInCounter(std::string_view given, std::string address)
    : sign_in_name_(normalise_sign_in_name(given).value_or("")),
      name_value_(hex_encode(sha256(sign_in_name_.empty() ? given : std::string_view(sign_in_name_)))),
      name_at_address_value_(name_value_ + ":" + address),
      address_(std::move(address)) {}

std::int64_t SignInCounter::seconds_locked(db::Transaction& tx, Time now) const {
  const auto by_address = store::load_attempts(tx, {kAddress, address_});
  const auto by_name = store::load_attempts(tx, {kName, name_value_});
  const auto by_both = store::load_attempts(tx, {kNameAtAddress, name_at_address_value_});
  return longest_lock({by_address, by_name, by_both}, now);
}

std::int64_t SignInCounter::lock(db::Transaction& tx, Time now) const {
  const auto by_address = store::lock_attempts(tx, {kAddress, address_});
  const auto by_name = store::lock_attempts(tx, {kName, name_value_});
  const auto by_both = store::lock_attempts(tx, {kNameAtAddress, name_at_address_value_});
  return longest_lock({by_address, by_name, by_both}, now);
}

bool SignInCounter::add_failure(db::Transaction& tx, Time now) const {
  const bool address_locked = add_one(tx, {kAddress, address_}, kAddressLockout, now);
  const bool name_locked = add_one(tx, {kName, name_value_}, kNameLockout, now);
  const bool both_locked = add_one(tx, {kNameAtAddress, name_at_address_value_}, kNameAtAddressLockout, now);
  return address_locked || name_locked || both_locked;
}

void SignInCounter::reset_name_here(db::Transaction& tx) const {
  store::store_attempts(tx, {kNameAtAddress, name_at_address_value_}, Attempts{});
}

void SignInCounter::reset_name_everywhere(db::Transaction& tx) const {
  store::delete_attempts_of_name(tx, name_value_);
}

}  // namespace homeport::identity
