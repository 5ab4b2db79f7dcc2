#pragma once

// What the running server gives to everything in it: made once in main (or by a test), passed by reference.

#include <filesystem>
#include <memory>
#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "db/database.hpp"
#include "http/server.hpp"

namespace homeport::kit {

class Jobs;

struct Runtime {
  db::Database& database;
  const Clock& clock;
  IdSource& ids;
  std::filesystem::path data_folder;    // imports, backups, keys
  http::EventStream* events = nullptr;  // none on the terminal and in most tests
  Jobs* jobs = nullptr;                 // none before the scheduler exists
};

}  // namespace homeport::kit
