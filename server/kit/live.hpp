#pragma once

// Live events: the route on which screens listen, and who hears what.

#include <functional>
#include <memory>
#include <utility>

#include "kit/endpoint.hpp"

namespace homeport::kit {

// Listeners chosen one by one. Asked on the teller's thread for each of them, so it has at hand what it needs to know.
class ActorAudience final : public http::Audience {
 public:
  using Includes = std::function<bool(const Actor&)>;
  explicit ActorAudience(Includes includes) : includes_(std::move(includes)) {}
  [[nodiscard]] bool includes(const Actor& actor) const { return includes_(actor); }

 private:
  Includes includes_;
};

// With the permission, where one is needed; then the person it is for, else the audience, else whoever reaches the
// unit. Who sees only his own hears nothing of a unit, which doesn't tell whose doing it was.
[[nodiscard]] bool may_hear(const Actor& actor, const http::LiveEvent& event);

// GET /v1/events. What a listener may hear follows his rights: they are looked at again with each heartbeat.
void add_event_route(Endpoints& endpoints, Runtime& runtime, Authenticator& authenticator);

}  // namespace homeport::kit
