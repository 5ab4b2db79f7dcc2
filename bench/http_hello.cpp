#include "http_hello.hpp"

#include <utility>

#include <sys/resource.h>

#include "http/server.hpp"

namespace homeport::bench {
namespace {

double cpu_seconds_of_this_thread() {
  rusage usage{};
  ::getrusage(RUSAGE_THREAD, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

}  // namespace

HelloResult measure_hello(int connections, std::int64_t requests, int threads) {
  http::Router router;
  http::RouteDescription hello;
  hello.path = "/v1/hello";
  hello.module = "bench";
  hello.operation_id = "hello";
  hello.is_public = true;
  router.add(std::move(hello), [](const std::shared_ptr<http::Request>&, const http::Responder& respond) {
    http::Response response;
    response.body = R"({"hello":"world"})";
    respond(std::move(response));
  });
  http::ServerOptions options;
  options.port = 0;
  options.threads = threads;
  options.access_log = false;
  http::Server server(options, router);
  server.start();

  LoadOptions load;
  load.port = server.port();
  load.connections = connections;
  load.requests = requests;
  load.make_request = [request = get_request("/v1/hello")](std::int64_t) { return request; };
  HelloResult result;
  const double all_before = cpu_seconds();
  const double own_before = cpu_seconds_of_this_thread();
  result.load = put_load(load);
  const double used = (cpu_seconds() - all_before) - (cpu_seconds_of_this_thread() - own_before);
  if (result.load.answers > 0) result.server_cpu_us = used * 1e6 / static_cast<double>(result.load.answers);
  server.stop();
  return result;
}

}  // namespace homeport::bench
