#include "http/router.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/check.hpp"
#include "http/target.hpp"

namespace homeport::http {
namespace {

constexpr std::size_t kMethodCount = 7;
constexpr std::size_t kMostSegments = 32;

// "/a/b" to {"a", "b"}; "/" to {""}. Nothing when it doesn't begin with '/' or is too deep for any route.
std::optional<std::vector<std::string_view>> split(std::string_view path) {
  if (path.empty() || path.front() != '/') return std::nullopt;
  std::vector<std::string_view> segments;
  path.remove_prefix(1);
  for (;;) {
    if (segments.size() == kMostSegments) return std::nullopt;
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_parameter(std::string_view segment) { return !segment.empty() && segment.front() == '{'; }

bool is_snake_case(std::string_view name) {
  return !name.empty() &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_literal(std::string_view segment) {
  return std::ranges::all_of(segment, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
  });
}

std::string_view parameter_name(std::string_view segment) {
  CHECK(segment.size() > 2 && segment.back() == '}');
  const std::string_view name = segment.substr(1, segment.size() - 2);
  CHECK(is_snake_case(name));
  return name;
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::array<const Route*, kMethodCount> routes{};

  [[nodiscard]] const Route* route_for(Method method) const {
    const Route* exact = routes[static_cast<std::size_t>(method)];
    if (exact == nullptr && method == Method::head) return routes[static_cast<std::size_t>(Method::get)];
    return exact;
  }
};

namespace {

// One walk down the tree: the first node with the method wins, literals tried before parameters.
template <class Node>
struct Walk {
  const std::vector<std::string>& segments;
  Method method;
  const Route* route = nullptr;
  std::array<bool, kMethodCount> allowed{};
  std::vector<std::size_t> taken;    // segments that stood for parameters, on the way to here
  std::vector<std::size_t> matched;  // the same for `route`

  bool down(const Node& node, std::size_t depth) {
    if (depth == segments.size()) return arrive(node);
    const std::string& segment = segments[depth];
    if (const auto literal = node.literals.find(segment); literal != node.literals.end()) {
      if (down(*literal->second, depth + 1)) return true;
    }
    if (node.parameter == nullptr || segment.empty()) return false;
    taken.push_back(depth);
    const bool found = down(*node.parameter, depth + 1);
    taken.pop_back();
    return found;
  }

  bool arrive(const Node& node) {
    for (std::size_t i = 0; i < kMethodCount; ++i)
      allowed[i] = allowed[i] || node.routes[i] != nullptr;
    route = node.route_for(method);
    if (route != nullptr) matched = taken;
    return route != nullptr;
  }
};

std::string allow_header(const std::array<bool, kMethodCount>& allowed) {
  std::string text;
  for (std::size_t i = 0; i < kMethodCount; ++i) {
    const auto method = static_cast<Method>(i);
    const bool head_of_get = method == Method::head && allowed[static_cast<std::size_t>(Method::get)];
    if (!allowed[i] && !head_of_get && method != Method::options) continue;
    if (!text.empty()) text += ", ";
    text += method_name(method);
  }
  return text;
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(RouteDescription description, Handler handler) {
  CHECK(handler != nullptr);
  CHECK(is_snake_case(description.operation_id));
  CHECK(description.body_limit_bytes > 0);
  CHECK(std::ranges::none_of(
      routes_, [&](const auto& known) { return known->description.operation_id == description.operation_id; }));

  auto route = std::make_unique<Route>();
  route->index = routes_.size();
  const auto segments = split(description.path);
  CHECK(segments.has_value());
  Node* node = root_.get();
  for (const std::string_view segment : *segments) {
    if (is_parameter(segment)) {
      const std::string_view name = parameter_name(segment);
      CHECK(std::ranges::find(route->parameter_names, name) == route->parameter_names.end());
      route->parameter_names.emplace_back(name);
      if (node->parameter == nullptr) node->parameter = std::make_unique<Node>();
      node = node->parameter.get();
    } else {
      CHECK(is_literal(segment));
      auto& next = node->literals[std::string(segment)];
      if (next == nullptr) next = std::make_unique<Node>();
      node = next.get();
    }
  }
  const Route*& place = node->routes[static_cast<std::size_t>(description.method)];
  CHECK(place == nullptr);
  place = route.get();
  route->description = std::move(description);
  route->handler = std::move(handler);
  routes_.push_back(std::move(route));
}

Router::Match Router::match(Method method, std::string_view path) const {
  Match result;
  const auto raw_segments = split(path);
  if (!raw_segments) return result;
  std::vector<std::string> segments;
  segments.reserve(raw_segments->size());
  for (const std::string_view raw : *raw_segments) {
    auto decoded = percent_decode(raw, DecodeAs::path);
    if (!decoded) return result;
    segments.push_back(std::move(*decoded));
  }
  Walk<Node> walk{.segments = segments, .method = method};
  if (walk.down(*root_, 0)) {
    result.route = walk.route;
    for (std::size_t i = 0; i < walk.matched.size(); ++i) {
      result.parameters.emplace_back(walk.route->parameter_names[i], std::move(segments[walk.matched[i]]));
    }
    return result;
  }
  if (std::ranges::find(walk.allowed, true) != walk.allowed.end()) {
    result.other_method_exists = true;
    result.allowed_methods = allow_header(walk.allowed);
  }
  return result;
}

}  // namespace homeport::http
