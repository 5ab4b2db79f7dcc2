#include <csignal>
#include <cstdio>
#include <thread>

#include "base/log.hpp"
#include "cli/commands.hpp"
#include "http/operations.hpp"

namespace homeport::cli {
namespace {

constexpr std::size_t kLogFileBytes = 64UL * 1024 * 1024;
constexpr std::size_t kKeptLogFiles = 8;

void prepare_log(const ServeOptions& options) {
  if (!log::set_level(options.log_level)) {
    throw std::runtime_error("there is no log level called " + options.log_level);
  }
  if (!options.log_file.empty() && !log::write_to_file(options.log_file, kLogFileBytes, kKeptLogFiles)) {
    throw std::runtime_error("cannot write the log file " + options.log_file);
  }
}

// Signals are taken by sigwait on the main thread; every thread started later inherits the mask.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

std::string address_for_people(const http::ServerOptions& options, int port) {
  const bool is_local = options.address == "127.0.0.1" || options.address == "0.0.0.0" || options.address == "::1" ||
                        options.address == "::";
  return std::string(options.certificate_file.empty() ? "http://" : "https://") +
         (is_local ? "localhost" : options.address) + ":" + std::to_string(port);
}

void greet(Application& application, const std::string& url) {
  std::printf("Homeport %s is listening on %s\n", std::string(version()).c_str(), url.c_str());
  std::printf("Data folder: %s\n", std::filesystem::absolute(application.folder()).c_str());
  const std::string code = application.identity().setup_code();
  if (!code.empty()) {
    std::printf("\nNot set up yet. Open this link to set it up:\n\n    %s/setup?code=%s\n\n", url.c_str(),
                code.c_str());
  }
  std::printf("Stop with Ctrl-C.\n");
  std::fflush(stdout);
}

}  // namespace

int serve(const ServeOptions& given) {
  ServeOptions options = given;
  prepare_log(options);
  const sigset_t signals = block_stop_signals();
  const SystemClock clock;
  Application application(options.data, clock);
  const auto migrated = application.migrate();
  if (!migrated.ok()) {
    std::fprintf(stderr, "homeport: %s\n", migrated.refusal().detail.c_str());
    return 1;
  }
  if (options.http.web_folder.empty()) options.http.web_folder = default_web_folder();
  options.http.upload_folder = application.folder() / "uploads";
  std::filesystem::create_directories(options.http.upload_folder);
  options.http.metrics = application.metrics();
  http::Router router;
  http::Server server(options.http, router);
  application.runtime().events = &server.events();
  application.add_routes(router);
  server.start();
  application.jobs().start();
  greet(application, address_for_people(options.http, server.port()));
  int signal = 0;
  sigwait(&signals, &signal);
  std::printf("Stopping: finishing what is running.\n");
  std::fflush(stdout);
  server.stop();
  application.jobs().stop();
  log::flush();
  return 0;
}

}  // namespace homeport::cli
