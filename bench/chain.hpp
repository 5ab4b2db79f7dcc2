#pragma once

// A chain to measure on: served in this process on a free port, with members and products made by the use-cases.

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/application.hpp"
#include "http/server.hpp"

namespace homeport::bench {

struct ChainOptions {
  std::filesystem::path folder;  // must not exist; removed at the end
  std::string database_url;      // empty: SQLite
  std::int64_t members = 10'000;
  int http_threads = 2;
};

class Chain {
 public:
  explicit Chain(const ChainOptions& options);
  ~Chain();
  Chain(const Chain&) = delete;
  Chain& operator=(const Chain&) = delete;

  [[nodiscard]] int port() const { return server_->port(); }
  [[nodiscard]] cli::Application& application() { return *application_; }
  // "Authorization: Bearer …\r\n" of the administrator.
  [[nodiscard]] const std::string& authorization() const { return authorization_; }
  [[nodiscard]] const std::vector<std::string>& member_ids() const { return member_ids_; }
  // The card of member i.
  [[nodiscard]] static std::string card_of(std::size_t i) { return std::to_string(88'000'000 + i); }
  // The body of a sale of three lines to a member who has bought little so far; `variant` picks the products.
  [[nodiscard]] std::string sale_body(std::size_t member, std::size_t variant) const;
  static constexpr std::size_t kVariants = 20;
  // The same three times the cheapest product: a member can buy it tens of thousands of times before his tier, and with
  // it the price, changes.
  [[nodiscard]] std::string smallest_sale_body(std::size_t member) const;

 private:
  void fill(std::int64_t members);
  void quote_variants();
  [[nodiscard]] std::string body_of(std::size_t member, const std::array<std::string_view, 3>& products,
                                    std::int64_t payable_minor) const;
  [[nodiscard]] std::size_t product_of(std::size_t variant, std::size_t line) const {
    return (variant * 3 + line) % product_ids_.size();
  }

  std::filesystem::path folder_;
  SystemClock clock_;
  std::unique_ptr<cli::Application> application_;
  http::Router router_;
  std::unique_ptr<http::Server> server_;
  std::string authorization_;
  std::string store_id_;
  std::vector<std::string> member_ids_;
  std::vector<std::string> product_ids_;
  std::string cheapest_id_;
  std::vector<std::int64_t> payables_;  // by variant
};

}  // namespace homeport::bench
