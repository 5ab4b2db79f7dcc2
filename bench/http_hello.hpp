#pragma once

// The bare listener, as the measure for everything served over HTTP: a route that answers {"hello":"world"} at once.

#include <cstdint>

#include "http_load.hpp"

namespace homeport::bench {

struct HelloResult {
  LoadResult load;
  double server_cpu_us = 0;  // per answer, without the load's own
};

// Starts a server in this process with `threads` io threads, loads it and stops it.
[[nodiscard]] HelloResult measure_hello(int connections, std::int64_t requests, int threads = 2);

}  // namespace homeport::bench
