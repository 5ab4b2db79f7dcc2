#pragma once

// A whole chain in this process, as its people meet it: everything wired as `homeport serve` does, a listener on a free
// port, set up over HTTP by Ada the administrator, with one store "Quay Street". Time stands still until told.
//
//   Shop shop(db::Engine::sqlite);
//   const auto lamp = shop.add_product("LAMP", 400'000, 240'000);
//   const auto lin = shop.register_customer("Lin", "13812345678");
//   const auto sale = shop.sell(lin, {{lamp, 1}});
//
// What must always hold is checked when it is destroyed. The words below are done by the administrator and throw
// std::runtime_error when the server refuses; what shall be refused is sent through a Caller.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "cli/application.hpp"
#include "http/server.hpp"
#include "shop/caller.hpp"
#include "support/test_database.hpp"

namespace homeport::test {

inline constexpr std::string_view kShopPassword = "a quiet anchorage 7";

// Units of a product in somebody's basket.
struct Units {
  std::string product_id;
  std::int64_t quantity = 1;
};

struct Sold {
  std::string customer_id;
  std::string sale_id;
  Reply document;
  [[nodiscard]] std::string path() const { return "/v1/customers/" + customer_id + "/sales/" + sale_id; }
};

// What became of a file.
struct Imported {
  std::string id;
  Reply preview;
  Reply end;  // the document of the import after its job has run
  std::string errors_csv;
  [[nodiscard]] std::int64_t count(const std::string& what) const { return end.number("/import/" + what); }
};

class Shop {
 public:
  explicit Shop(db::Engine engine, Time start = kTestMorning);
  ~Shop();
  Shop(const Shop&) = delete;
  Shop& operator=(const Shop&) = delete;

  [[nodiscard]] cli::Application& application() { return *application_; }
  [[nodiscard]] const http::Router& router() const { return router_; }
  [[nodiscard]] ManualClock& clock() { return clock_; }
  [[nodiscard]] int port() const { return server_->port(); }
  [[nodiscard]] Caller& ada() { return *ada_; }
  // A new session for Ada: the longest one ends after thirty days, of whatever clock.
  void sign_in_again();
  [[nodiscard]] Caller nobody() const { return Caller(port()); }
  [[nodiscard]] const std::string& headquarters() const { return headquarters_; }
  [[nodiscard]] const std::string& first_store() const { return first_store_; }

  std::string open_store(const std::string& name);
  // Somebody with one of the roles a chain begins with ("Shop assistant"), signed in with a password of his own.
  Caller hire(const std::string& role, const std::string& store_id);
  // The same with a role made for the purpose.
  Caller hire_with(const json::array& permissions, const std::string& data_scope, const std::string& store_id);
  std::string add_service_type(const std::string& code, std::int64_t weight_ppm,
                               std::optional<std::int64_t> margin_ppm = {});
  std::string add_product(const std::string& sku, std::int64_t price_minor, std::optional<std::int64_t> cost_minor = {},
                          const std::string& service_type_id = {});
  // An empty phone: none. An empty store: the first one.
  std::string register_customer(const std::string& name, const std::string& phone = {},
                                const std::string& store_id = {});

  // An empty customer: nobody known.
  [[nodiscard]] json::object basket(const std::string& customer_id, const std::vector<Units>& units,
                                    const std::string& store_id = {}) const;
  // The request that sells what was quoted, paid in cash.
  [[nodiscard]] static json::object paid(json::object basket, std::int64_t payable_minor);
  Reply quote(const std::string& customer_id, const std::vector<Units>& units);
  // As quoted, paid in cash.
  Sold sell(const std::string& customer_id, const std::vector<Units>& units);
  Reply take_back(const Sold& sold, const std::vector<std::pair<std::int64_t, std::int64_t>>& lines);  // number, units
  Reply points_of(const std::string& customer_id);
  // Every movement, newest first; at most 200.
  Reply entries_of(const std::string& customer_id);

  // Brings a file, maps its columns as suggested (and as `more` says), checks and starts it, and runs the job to its
  // end.
  Imported import_file(std::string_view bytes, const std::string& file_name = "sales.csv",
                       const std::string& date_format = "m/d/y", const json::object& more = {});
  void run_jobs() { application_->jobs().run_due_here(); }

  // Of every module; empty when all is well.
  [[nodiscard]] std::vector<std::string> broken_invariants() { return application_->broken_invariants(); }

  static std::string id_of(const Reply& reply) { return reply.text("/id"); }
  // Throws unless the server did it.
  static Reply done(Reply reply, std::string_view what);

 private:
  void set_up();
  Caller welcome(const std::string& role_id, const std::string& store_id);
  [[nodiscard]] static json::object mapping_of(const Reply& document, const std::string& date_format);

  TemporaryFolder folder_;
  std::unique_ptr<OwnPostgres> postgres_;
  ManualClock clock_;
  std::unique_ptr<cli::Application> application_;
  http::Router router_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<Caller> ada_;
  std::string headquarters_;
  std::string first_store_;
  int hired_ = 0;
};

// A chain per test, on either engine:
//   class till : public ShopTest {};
//   TEST_P(till, …) { … }
//   HOMEPORT_ON_BOTH_ENGINES(till);
class ShopTest : public EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (!IsSkipped()) shop_ = std::make_unique<Shop>(GetParam());
  }
  [[nodiscard]] Shop& shop() { return *shop_; }

 private:
  std::unique_ptr<Shop> shop_;
};

}  // namespace homeport::test
