#pragma once

// Load for an HTTP server on this machine: so many connections, each sending its next request when the answer to the
// last one is there. One thread, epoll, so that it costs little beside what is measured.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace homeport::bench {

struct LoadOptions {
  int port = 0;  // on 127.0.0.1
  int connections = 32;
  std::int64_t requests = 100'000;    // at most, all connections together
  std::int64_t duration_ms = 10'000;  // at most
  int pipeline = 1;                   // requests on their way per connection
  // The whole request as it goes over the wire; `number` counts from 0 over all connections. Called on the loading
  // thread.
  std::function<std::string(std::int64_t number)> make_request;
};

struct LoadResult {
  std::int64_t answers = 0;
  std::int64_t failures = 0;  // answers whose status isn't 2xx, and connections that broke
  double seconds = 0;
  double per_second = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  double max_ms = 0;
  std::string first_failure;  // head of the first answer that was none of 2xx
};

// "GET path HTTP/1.1" with a Host and whatever `headers` ("Name: value\r\n" each) says.
[[nodiscard]] std::string get_request(std::string_view path, std::string_view headers = {});
[[nodiscard]] std::string post_request(std::string_view path, std::string_view json, std::string_view headers = {});

// Runs until the requests or the time are used up, and waits for what is on its way. Throws std::runtime_error when
// nobody listens.
[[nodiscard]] LoadResult put_load(const LoadOptions& options);

// CPU time this process has used so far, all threads, in seconds.
[[nodiscard]] double cpu_seconds();
// The same for another process, from /proc; 0 when it isn't there.
[[nodiscard]] double cpu_seconds_of(int process_id);

}  // namespace homeport::bench
