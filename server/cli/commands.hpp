#pragma once

// What `homeport <command>` does. Each returns an exit code: 0 done, 1 refused or failed (said on stderr), 2 wrong use.

#include <filesystem>
#include <string>

#include "cli/application.hpp"
#include "http/server.hpp"

namespace homeport::cli {

struct ServeOptions {
  DataOptions data;
  http::ServerOptions http;
  std::string log_file;
  std::string log_level = "info";
};

// Serves until SIGINT or SIGTERM.
[[nodiscard]] int serve(const ServeOptions& options);

struct InitOptions {
  DataOptions data;
  std::string chain_name;
  std::string store_name;
  std::string admin_name;
  std::string sign_in_name;
  std::string password_file;  // "-" reads one line from standard input
  std::string currency = "CNY";
  std::string time_zone = "Asia/Shanghai";
  std::string language = "zh";
};
[[nodiscard]] int init(const InitOptions& options);

struct ImportOptions {
  DataOptions data;
  std::filesystem::path file;
  std::string store;  // name or code of the store for rows that name none; empty: the only one
  bool check_only = false;
};
[[nodiscard]] int import_sales(const ImportOptions& options);

struct DemoOptions {
  DataOptions data;
  std::int64_t customers = 2000;
  std::int64_t days = 365;
  std::uint64_t seed = 1;
  std::string language = "zh";
};
[[nodiscard]] int demo(const DemoOptions& options);

[[nodiscard]] int backup(const DataOptions& data, const std::filesystem::path& target);
[[nodiscard]] int restore(const DataOptions& data, const std::filesystem::path& source, bool replace);
[[nodiscard]] int verify(const DataOptions& data);
[[nodiscard]] int migrate(const DataOptions& data);
[[nodiscard]] int reset_password(const DataOptions& data, const std::string& sign_in_name);
[[nodiscard]] int print_version(const DataOptions& data);
[[nodiscard]] int print_api_description();

}  // namespace homeport::cli
