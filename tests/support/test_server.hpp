#pragma once

// A server in this process for the tests of one module's routes: real listener, router and endpoints, callers made up
// by the test. Who asks is told by the header "Authorization: Bearer <name>" of a caller added before.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/server.hpp"
#include "kit/module.hpp"
#include "support/test_database.hpp"

namespace homeport::test {

class TestCallers final : public kit::Authenticator {
 public:
  void add(const std::string& token, kit::Actor actor);
  [[nodiscard]] std::shared_ptr<const kit::Actor> recall(const http::Request& request, Time now) override;
  [[nodiscard]] Result<std::shared_ptr<const kit::Actor>> authenticate(db::Transaction& tx,
                                                                       const http::Request& request, Time now) override;

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const kit::Actor>> actors_;
};

// A member of staff with these permissions and reach.
[[nodiscard]] kit::Actor staff_actor(std::int64_t staff_id, std::vector<std::string> permissions,
                                     kit::DataScope scope = kit::DataScope::all,
                                     std::vector<std::int64_t> org_unit_ids = {});

class TestServer {
 public:
  // Serves the routes of the modules on a free port until destroyed.
  TestServer(TestDatabase& database, const std::vector<kit::Module>& modules);
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  [[nodiscard]] int port() const { return server_->port(); }
  [[nodiscard]] TestCallers& callers() { return callers_; }
  [[nodiscard]] const http::Router& router() const { return router_; }

 private:
  TestCallers callers_;
  http::Router router_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace homeport::test
