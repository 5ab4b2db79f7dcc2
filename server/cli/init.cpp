#include <cstdio>
#include <fstream>
#include <iostream>

#include "cli/commands.hpp"

namespace homeport::cli {
namespace {

std::string read_password(const std::string& file) {
  std::string line;
  if (file == "-") {
    std::getline(std::cin, line);
  } else {
    std::ifstream stream(file);
    if (!stream) throw std::runtime_error("cannot read the password file " + file);
    std::getline(stream, line);
  }
  return line;
}

}  // namespace

int init(const InitOptions& options) {
  const SystemClock clock;
  Application application(options.data, clock);
  const auto migrated = application.migrate();
  if (!migrated.ok()) throw std::runtime_error(migrated.refusal().detail);
  identity::SetupRequest request;
  request.chain_name = options.chain_name;
  request.store_name = options.store_name;
  request.admin_name = options.admin_name;
  request.sign_in_name = options.sign_in_name;
  request.password = read_password(options.password_file);
  request.currency = options.currency;
  request.time_zone = options.time_zone;
  request.language = options.language == "en" ? identity::Language::en : identity::Language::zh;
  const auto done = identity::set_up(application.identity(), request, nullptr);
  if (!done.ok()) {
    const auto& refusal = done.refusal();
    throw std::runtime_error(refusal.field.empty() ? refusal.detail : refusal.field + ": " + refusal.detail);
  }
  std::printf("%s is set up. Start it with: homeport serve --data %s\n", options.chain_name.c_str(),
              options.data.folder.c_str());
  return 0;
}

}  // namespace homeport::cli
