#include "http/service.hpp"

#include <algorithm>
#include <utility>

#include <arpa/inet.h>

#include "base/check.hpp"
#include "base/crypto.hpp"
#include "http/target.hpp"

namespace homeport::http {
namespace {

constexpr std::size_t kMostRequestIdCharacters = 64;

bool is_sane_request_id(std::string_view id) {
  return !id.empty() && id.size() <= kMostRequestIdCharacters && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

bool same_word(std::string_view a, std::string_view lower_case) {
  return std::ranges::equal(
      a, lower_case, [](char x, char y) { return (x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x) == y; });
}

bool is_json_type(std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (!type.empty() && type.back() == ' ')
    type.remove_suffix(1);
  return same_word(type, "application/json") || same_word(type, "application/merge-patch+json");
}

bool is_address(std::string_view text) {
  const std::string address(text);
  in_addr v4{};
  in6_addr v6{};
  return ::inet_pton(AF_INET, address.c_str(), &v4) == 1 || ::inet_pton(AF_INET6, address.c_str(), &v6) == 1;
}

// The last address of X-Forwarded-For: the one our own proxy has seen.
std::string_view forwarded_address(const Request& request) {
  std::string_view value;
  for (const auto& [name, text] : request.headers) {
    if (name == "x-forwarded-for") value = text;
  }
  const std::size_t comma = value.rfind(',');
  if (comma != std::string_view::npos) value.remove_prefix(comma + 1);
  while (!value.empty() && value.front() == ' ')
    value.remove_prefix(1);
  while (!value.empty() && value.back() == ' ')
    value.remove_suffix(1);
  return is_address(value) ? value : std::string_view{};
}

Response allowed(std::string_view methods) {
  Response response;
  response.status = 204;
  response.headers.emplace_back("Allow", methods);
  return response;
}

bool is_of_api(std::string_view path) { return path == "/v1" || path.starts_with("/v1/"); }

std::optional<Response> refuse_unusual(const Request& request) {
  const std::string_view expect = request.header("expect");
  if (!expect.empty() && !same_word(expect, "100-continue")) {
    return problem_with_status(417, "request.unknown_expectation", "The only expectation understood is 100-continue.",
                               request.request_id);
  }
  const std::string_view encoding = request.header("content-encoding");
  if (!encoding.empty() && !same_word(encoding, "identity")) {
    return problem_with_status(415, "request.unsupported_content_encoding", "Bodies are taken uncompressed only.",
                               request.request_id);
  }
  return std::nullopt;
}

Response too_large(std::uint64_t limit, std::string_view request_id) {
  return problem_with_status(413, "request.too_large",
                             "The request's body may have at most " + std::to_string(limit) + " bytes.", request_id);
}

}  // namespace

Service::Service(const ServerOptions& options, const Router& router, Background run_in_background)
    : options_(options),
      router_(router),
      metrics_(options.metrics != nullptr ? options.metrics : std::make_shared<Metrics>()),
      files_(options.web_folder),
      events_(metrics_),
      run_in_background_(std::move(run_in_background)) {}

void Service::begin_serving() { metrics_->know_routes(router_); }

std::string Service::make_request_id() {
  // Unique, not secret: a random word per thread and a count; fits into a string without an allocation.
  thread_local std::string word;
  thread_local std::uint32_t count = 0;
  constexpr std::uint32_t kCounts = 1U << 28U;
  if (word.empty() || count == kCounts) {
    word = random_token(6);
    count = 0;
  }
  std::string id = word;
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 24; shift >= 0; shift -= 4)
    id.push_back(kDigits[(count >> static_cast<unsigned>(shift)) & 15U]);
  ++count;
  return id;
}

RequestReader::Limits Service::reader_limits() const {
  return {options_.header_limit_bytes, kTargetLimitBytes, kHeaderCountLimit};
}

void Service::know_caller(Request& request, const Peer& peer) const {
  request.is_tls = peer.is_tls;
  request.source_address = peer.address;
  if (options_.trust_forwarded_for) {
    if (const std::string_view address = forwarded_address(request); !address.empty()) request.source_address = address;
    if (same_word(request.header("x-forwarded-proto"), "https")) request.is_tls = true;
  }
  const std::string_view id = request.header("x-request-id");
  if (is_sane_request_id(id)) {
    request.request_id = id;
  } else {
    request.request_id = make_request_id();
  }
}

Plan Service::plan(Request& request, const Peer& peer, const BodyFacts& body) const {
  Plan plan;
  know_caller(request, peer);
  auto target = parse_target(request.target);
  if (!target) {
    plan.answer =
        problem_with_status(400, "request.bad_target", "The request's address is not well-formed.", request.request_id);
    return plan;
  }
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  plan.answer = refuse_unusual(request);
  if (plan.answer) return plan;

  Router::Match match = router_.match(request.method, target->raw_path);
  plan.route = match.route;
  if (match.route != nullptr) {
    request.parameters = std::move(match.parameters);
    plan_route(plan, request, body);
    return plan;
  }
  plan.body_limit = static_cast<std::uint64_t>(kIgnoredBodyLimitBytes);
  const bool reads = request.method == Method::get || request.method == Method::head;
  if (match.other_method_exists) {
    if (request.method == Method::options) {
      plan.answer = allowed(match.allowed_methods);
    } else {
      plan.answer = problem_with_status(405, "request.method_not_allowed",
                                        "Allowed here: " + match.allowed_methods + ".", request.request_id);
      plan.answer->headers.emplace_back("Allow", match.allowed_methods);
    }
  } else if (reads && !is_of_api(request.path) && request.path != "*") {
    plan.is_page = true;
  } else if (request.method == Method::options && !is_of_api(request.path)) {
    plan.answer = allowed("GET, HEAD, OPTIONS");
  } else {
    plan.answer =
        problem_with_status(404, "request.no_such_route", "There is nothing at this address.", request.request_id);
  }
  return plan;
}

void Service::plan_route(Plan& plan, Request& request, const BodyFacts& body) const {
  const RouteDescription& description = plan.route->description;
  if (is_stopping() && description.path == "/readyz") {
    plan.answer = problem_with_status(503, "server.stopping", "The server is being stopped.", request.request_id);
    return;
  }
  plan.body_limit = static_cast<std::uint64_t>(description.body_kind == BodyKind::none ? kIgnoredBodyLimitBytes
                                                                                       : description.body_limit_bytes);
  if (!body.has_body) return;
  if (body.content_length && *body.content_length > plan.body_limit) {
    plan.answer = too_large(plan.body_limit, request.request_id);
  } else if (description.body_kind == BodyKind::json && !is_json_type(request.header("content-type"))) {
    plan.answer =
        problem_with_status(415, "request.unsupported_content_type",
                            "The body must be JSON, with Content-Type: application/json.", request.request_id);
  }
}

bool Service::open_connection() {
  const std::lock_guard lock(mutex_);
  if (connections_ >= options_.connection_limit) {
    metrics_->count_refused_connection();
    return false;
  }
  ++connections_;
  metrics_->add_connections(1);
  return true;
}

void Service::close_connection() {
  const std::lock_guard lock(mutex_);
  CHECK(connections_ > 0);
  --connections_;
  metrics_->add_connections(-1);
  if (connections_ == 0) none_left_.notify_all();
}

bool Service::wait_for_connections(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  return none_left_.wait_for(lock, most, [this] { return connections_ == 0; });
}

bool Service::take_body_room(std::int64_t bytes) {
  if (body_bytes_.fetch_add(bytes) + bytes <= kBodiesInMemoryLimitBytes) return true;
  body_bytes_.fetch_sub(bytes);
  return false;
}

bool Service::take_upload_place() {
  if (uploads_.fetch_add(1) < kConcurrentUploadLimit) return true;
  uploads_.fetch_sub(1);
  return false;
}

BodyRoom::~BodyRoom() {
  if (service_ == nullptr) return;
  if (bytes_ > 0) service_->give_body_room(bytes_);
  if (has_upload_) service_->give_upload_place();
}

bool BodyRoom::take_bytes(Service& service, std::int64_t bytes) {
  CHECK(bytes_ == 0);
  if (!service.take_body_room(bytes)) return false;
  service_ = &service;
  bytes_ = bytes;
  return true;
}

bool BodyRoom::take_upload(Service& service) {
  CHECK(!has_upload_);
  if (!service.take_upload_place()) return false;
  service_ = &service;
  has_upload_ = true;
  return true;
}

Response overloaded(std::string_view request_id) {
  Refusal refusal = refuse(RefusalKind::unavailable, "request.overloaded",
                           "The server has more to do than it can take just now. Please try again in a moment.");
  refusal.retry_after_s = 1;
  return problem(refusal, request_id);
}

}  // namespace homeport::http
