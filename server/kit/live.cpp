#include "kit/live.hpp"

#include <mutex>

#include "base/check.hpp"
#include "http/respond.hpp"

namespace homeport::kit {
namespace {

class Listener {
 public:
  explicit Listener(std::shared_ptr<const Actor> actor) : actor_(std::move(actor)) {}
  [[nodiscard]] std::shared_ptr<const Actor> actor() {
    const std::lock_guard lock(mutex_);
    return actor_;
  }
  void is_now(std::shared_ptr<const Actor> actor) {
    const std::lock_guard lock(mutex_);
    actor_ = std::move(actor);
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<const Actor> actor_;
};

}  // namespace

bool may_hear(const Actor& actor, const http::LiveEvent& event) {
  if (!actor.may(event.permission)) return false;
  if (event.staff_id != 0) return event.staff_id == actor.staff_id.value;
  if (event.audience) {
    const auto* audience = dynamic_cast<const ActorAudience*>(event.audience.get());
    CHECK(audience != nullptr);
    return audience->includes(actor);
  }
  if (event.org_unit_id == 0) return true;
  return actor.scope != DataScope::own && actor.reaches_store(OrgUnitId{event.org_unit_id});
}

void add_event_route(Endpoints& endpoints, Runtime& runtime, Authenticator& authenticator) {
  RouteSpec spec;
  spec.operation_id = "listen";
  spec.summary = "Server-sent events: what happens while a screen is open.";
  auto handler = [&runtime, &authenticator](const std::shared_ptr<const Actor>& actor, const http::Request& request) {
    if (runtime.events == nullptr) {
      return http::problem(
          refuse(RefusalKind::unavailable, "system.no_live_events", "this server sends no live events"),
          request.request_id);
    }
    const auto listener = std::make_shared<Listener>(actor);
    auto filter = [listener](const http::LiveEvent& event) { return may_hear(*listener->actor(), event); };
    auto still_allowed = [&runtime, &authenticator, listener, asked = request] {
      const Time now = runtime.clock.now();
      auto known = authenticator.recall(asked, now);
      if (!known) {
        auto found =
            runtime.database.read([&](db::Transaction& tx) { return authenticator.authenticate(tx, asked, now); });
        if (!found.ok()) return false;
        known = std::move(*found);
      }
      listener->is_now(std::move(known));
      return true;
    };
    return runtime.events->subscribe(filter, still_allowed);
  };
  endpoints.stream("/v1/events", spec, handler);
}

}  // namespace homeport::kit
