#include "support/test_server.hpp"

#include <algorithm>

namespace homeport::test {

void TestCallers::add(const std::string& token, kit::Actor actor) {
  const std::lock_guard lock(mutex_);
  actors_["Bearer " + token] = std::make_shared<const kit::Actor>(std::move(actor));
}

std::shared_ptr<const kit::Actor> TestCallers::recall(const http::Request& request, Time /*now*/) {
  const std::lock_guard lock(mutex_);
  const auto found = actors_.find(std::string(request.header("authorization")));
  return found == actors_.end() ? nullptr : found->second;
}

Result<std::shared_ptr<const kit::Actor>> TestCallers::authenticate(db::Transaction& /*tx*/,
                                                                    const http::Request& request, Time now) {
  if (auto actor = recall(request, now)) return actor;
  return refuse(RefusalKind::unauthenticated, "identity.sign_in_required", "sign in first");
}

kit::Actor staff_actor(std::int64_t staff_id, std::vector<std::string> permissions, kit::DataScope scope,
                       std::vector<std::int64_t> org_unit_ids) {
  kit::Actor actor;
  actor.staff_id = kit::StaffId{staff_id};
  actor.name = "staff " + std::to_string(staff_id);
  actor.permissions = kit::PermissionSet(std::move(permissions));
  actor.scope = scope;
  std::sort(org_unit_ids.begin(), org_unit_ids.end());
  if (!org_unit_ids.empty()) actor.org_unit_id = kit::OrgUnitId{org_unit_ids.front()};
  actor.org_unit_ids = std::move(org_unit_ids);
  return actor;
}

TestServer::TestServer(TestDatabase& database, const std::vector<kit::Module>& modules) {
  kit::Endpoints endpoints(router_, database.runtime(), callers_, "test");
  for (const auto& module : modules) {
    if (!module.add_routes) continue;
    auto own = endpoints.for_module(module.name);
    module.add_routes(own);
  }
  http::ServerOptions options;
  options.port = 0;
  options.threads = 1;
  options.access_log = false;
  options.upload_folder = database.folder();
  server_ = std::make_unique<http::Server>(options, router_);
  server_->start();
}

TestServer::~TestServer() { server_->stop(); }

}  // namespace homeport::test
