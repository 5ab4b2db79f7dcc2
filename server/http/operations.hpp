#pragma once

// The routes by which the server is run: /healthz, /readyz, /metrics and /openapi.json.

#include <functional>
#include <memory>
#include <string>

#include "http/metrics.hpp"
#include "http/router.hpp"

namespace homeport::http {

struct Operations {
  std::string version;               // of the program, for openapi.json
  std::shared_ptr<Metrics> metrics;  // the same as in ServerOptions
  std::function<bool()> is_ready;    // quick; empty: always
  // Who may see /metrics. Empty: callers on this machine only.
  std::function<bool(const Request&)> may_see_metrics;
};

// GET /healthz 200 as long as the process answers; GET /readyz 200 or 503 server.not_ready (also from Server::stop()
// on); GET /metrics in the Prometheus text format, 403 for others; GET /openapi.json for all routes the router has by
// the time it is first asked. All of them public, of module "system".
void add_operations_routes(Router& router, Operations operations);

}  // namespace homeport::http
