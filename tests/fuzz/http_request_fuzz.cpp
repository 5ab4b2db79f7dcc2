// Bytes from anybody, in pieces of any size, through the request reader and what looks at its result.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "http/compress.hpp"
#include "http/request_reader.hpp"
#include "http/router.hpp"
#include "http/target.hpp"

namespace {

using homeport::http::ReadError;
using homeport::http::RequestReader;

constexpr std::uint64_t kBodyLimit = 1000;

homeport::http::Router& router() {
  static auto* const made = [] {
    auto* routes = new homeport::http::Router;
    int count = 0;
    for (const char* path : {"/v1/a", "/v1/{b}", "/v1/{b}/c/{d}", "/v1/a/c/e", "/"}) {
      homeport::http::RouteDescription description;
      description.path = path;
      description.operation_id = "route_" + std::to_string(++count);
      routes->add(description, [](const auto&, const auto&) {});
    }
    return routes;
  }();
  return *made;
}

void look_at(const homeport::http::Request& request) {
  (void)homeport::http::accepted_encodings(request.header("accept-encoding"));
  (void)request.cookie("homeport_session");
  const auto target = homeport::http::parse_target(request.target);
  if (!target) return;
  const auto match = router().match(request.method, target->raw_path);
  CHECK(match.route == nullptr || match.parameters.size() == match.route->parameter_names.size());
}

// One request; returns how much of the bytes it took, or everything when it is broken or not whole.
std::size_t read_one(std::string_view bytes, std::size_t step) {
  homeport::http::Request request;
  RequestReader reader({512, 128, 8});
  reader.begin(request);
  std::string at_hand;
  std::size_t given = 0;
  std::size_t taken = 0;
  bool in_body = false;
  for (;;) {
    const std::size_t used = reader.feed(at_hand);
    CHECK(used <= at_hand.size());
    at_hand.erase(0, used);
    taken += used;
    if (reader.error() != ReadError::none) return bytes.size();
    if (reader.phase() == RequestReader::Phase::done) break;
    if (reader.phase() == RequestReader::Phase::body && !in_body) {
      in_body = true;
      reader.take_body(request.body);
      reader.limit_body(kBodyLimit);
      continue;
    }
    if (used > 0) continue;
    if (given == bytes.size()) return bytes.size();
    const std::string_view piece = bytes.substr(given, step);
    at_hand += piece;
    given += piece.size();
  }
  CHECK(request.body.size() <= kBodyLimit);
  CHECK(request.headers.size() <= 8);
  CHECK(request.target.size() <= 128);
  look_at(request);
  return taken;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t step = data[0] == 0 ? size : data[0];
  std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  while (!bytes.empty()) {
    const std::size_t taken = read_one(bytes, step);
    CHECK(taken > 0 || bytes.empty());
    bytes.remove_prefix(taken);
  }
  return 0;
}
