#include "program_start.hpp"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

#include "http_load.hpp"

namespace homeport::bench {
namespace {

// One start of the real program: from exec to the first good answer, and its resident memory then.
struct Start {
  double ms = 0;
  double resident_mib = 0;
};

double resident_mib(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024.0;
  }
  return 0;
}

Start start_program(const std::filesystem::path& program, const std::filesystem::path& folder, int port) {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string port_text = std::to_string(port);
    if (std::freopen("/dev/null", "w", stdout) == nullptr) ::_exit(126);
    ::execl(program.c_str(), program.c_str(), "serve", "--data", folder.c_str(), "--port", port_text.c_str(),
            "--log-level", "off", nullptr);
    ::_exit(127);
  }
  Start start;
  LoadOptions probe;
  probe.port = port;
  probe.connections = 1;
  probe.requests = 1;
  probe.make_request = [](std::int64_t) { return get_request("/readyz"); };
  for (int attempt = 0; attempt < 20'000; ++attempt) {
    try {
      if (put_load(probe).answers == 1) break;
    } catch (const std::exception&) {
      ::usleep(500);
    }
  }
  start.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  start.resident_mib = resident_mib(child);
  ::kill(child, SIGTERM);
  ::waitpid(child, nullptr, 0);
  return start;
}

}  // namespace

std::vector<Figure> measure_program_start(const std::filesystem::path& folder, const std::string& size, int rounds) {
  const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "homeport";
  Figure time;
  time.id = "S12";
  time.variant = "start to first answer";
  time.size = size;
  time.unit = "ms";
  time.against = "goal 150 ms";
  Figure memory = time;
  memory.variant = "resident memory, idle";
  memory.unit = "MiB";
  memory.against = "goal 60 MiB";
  (void)start_program(program, folder, 18'080);  // makes the schema; not counted
  for (int round = 0; round < rounds; ++round) {
    const auto start = start_program(program, folder, 18'081 + round);
    time.rounds.push_back(start.ms);
    time.against_rounds.push_back(150);
    memory.rounds.push_back(start.resident_mib);
    memory.against_rounds.push_back(60);
  }
  settle(time);
  settle(memory);
  return {std::move(time), std::move(memory)};
}

}  // namespace homeport::bench
