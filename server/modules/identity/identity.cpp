#include "modules/identity/actor_cache.hpp"
#include "modules/identity/authenticator.hpp"
#include "modules/identity/permissions.hpp"
#include "modules/identity/sealing_key.hpp"
#include "modules/identity/service.hpp"
#include "modules/identity/throttle.hpp"

namespace homeport::identity {

Identity::Identity(kit::Runtime& runtime, PasswordCost cost)
    : runtime_(runtime),
      cost_(cost),
      actors_(std::make_shared<ActorCache>()),
      permissions_(std::make_unique<PermissionCatalogue>()),
      sealing_key_(std::make_unique<SealingKey>(runtime.data_folder)),
      setup_code_(std::make_unique<SetupCode>()),
      throttle_(std::make_unique<SignInThrottle>()),
      authenticator_(std::make_unique<SessionAuthenticator>(runtime, actors_, *permissions_)) {}

Identity::~Identity() = default;

void Identity::declare_permissions(const std::vector<kit::Permission>& permissions) { permissions_->add(permissions); }

void Identity::add_seed(std::function<void(kit::Write&)> seed) { seeds_.push_back(std::move(seed)); }

kit::Authenticator& Identity::authenticator() { return *authenticator_; }

std::string Identity::setup_code() {
  const bool is_done = runtime_.database.read([](db::Transaction& tx) { return is_set_up(tx); });
  return is_done ? std::string{} : setup_code_->text();
}

void Identity::forget_actors_after_commit(db::Transaction& tx) const {
  tx.after_commit([actors = actors_] { actors->forget_all(); });
}

}  // namespace homeport::identity
