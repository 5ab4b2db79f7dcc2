#include "http/metrics.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <mutex>

#include <prometheus/metric_family.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include "base/check.hpp"
#include "base/log.hpp"
#include "http/router.hpp"

namespace homeport::http {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

// Upper bounds of the duration histogram.
constexpr std::array<std::int64_t, 12> kBucketsUs = {100,    250,    500,     1'000,   2'500,     5'000,
                                                     10'000, 25'000, 100'000, 250'000, 1'000'000, 10'000'000};

// Statuses that are counted by name; any other counts as 0, shown as "other".
constexpr std::array<int, 24> kStatuses = {0,   200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 408,
                                           409, 413, 414, 415, 422, 428, 429, 431, 500, 501, 503};

std::size_t status_index(int status) {
  const auto* const found = std::ranges::find(kStatuses, status);
  return found == kStatuses.end() ? 0 : static_cast<std::size_t>(found - kStatuses.begin());
}

struct RouteCounts {
  std::array<std::atomic<std::uint64_t>, kStatuses.size()> by_status{};
  std::array<std::atomic<std::uint64_t>, kBucketsUs.size()> by_duration{};  // not cumulative
  std::atomic<std::uint64_t> sum_us{0};
  std::string method;
  std::string path;
};

struct Registered {
  MetricType type = MetricType::Gauge;
  std::string name;
  std::string about;
  Metrics::Labels labels;
  Metrics::Read read;
};

MetricFamily family(std::string name, std::string about, MetricType type) {
  MetricFamily made;
  made.name = std::move(name);
  made.help = std::move(about);
  made.type = type;
  return made;
}

MetricFamily single(std::string name, std::string about, MetricType type, double value) {
  MetricFamily made = family(std::move(name), std::move(about), type);
  ClientMetric& metric = made.metric.emplace_back();
  (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
  return made;
}

void add_label(ClientMetric& metric, std::string name, std::string value) {
  auto& label = metric.label.emplace_back();
  label.name = std::move(name);
  label.value = std::move(value);
}

void add_statuses(MetricFamily& requests, const RouteCounts& counts) {
  for (std::size_t i = 0; i < kStatuses.size(); ++i) {
    const std::uint64_t count = counts.by_status[i].load(std::memory_order_relaxed);
    if (count == 0) continue;
    ClientMetric& metric = requests.metric.emplace_back();
    add_label(metric, "method", counts.method);
    add_label(metric, "route", counts.path);
    add_label(metric, "status", kStatuses[i] == 0 ? "other" : std::to_string(kStatuses[i]));
    metric.counter.value = static_cast<double>(count);
  }
}

void add_durations(MetricFamily& seconds, const RouteCounts& counts) {
  std::uint64_t total = 0;
  for (const auto& status : counts.by_status)
    total += status.load(std::memory_order_relaxed);
  if (total == 0) return;
  ClientMetric& metric = seconds.metric.emplace_back();
  add_label(metric, "method", counts.method);
  add_label(metric, "route", counts.path);
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < kBucketsUs.size(); ++i) {
    below += counts.by_duration[i].load(std::memory_order_relaxed);
    auto& bucket = metric.histogram.bucket.emplace_back();
    bucket.upper_bound = static_cast<double>(kBucketsUs[i]) / 1e6;
    bucket.cumulative_count = below;
  }
  metric.histogram.sample_count = std::max(total, below);  // counted one after the other while requests go on
  metric.histogram.sample_sum = static_cast<double>(counts.sum_us.load(std::memory_order_relaxed)) / 1e6;
}

}  // namespace

struct Metrics::State {
  prometheus::Registry registry;
  mutable std::mutex mutex;
  std::vector<Registered> registered;
  std::vector<std::unique_ptr<RouteCounts>> routes;
  RouteCounts no_route;

  // One family per name, in the order of the names.
  [[nodiscard]] std::map<std::string, MetricFamily> read_registered() const {
    const std::lock_guard lock(mutex);
    std::map<std::string, MetricFamily> families;
    for (const Registered& one : registered) {
      auto& to = families.try_emplace(one.name, family(one.name, one.about, one.type)).first->second;
      double value = 0;
      try {
        value = one.read();
      } catch (const std::exception& error) {
        log::warning("http.metric_not_read", {{"name", one.name}, {"error", error.what()}});
        continue;
      }
      ClientMetric& metric = to.metric.emplace_back();
      for (const auto& [name, text] : one.labels)
        add_label(metric, name, text);
      (one.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    }
    return families;
  }
};

Metrics::Metrics() : state_(std::make_unique<State>()) {
  state_->no_route.method = "any";
  state_->no_route.path = "none";
}
Metrics::~Metrics() = default;

void Metrics::add_gauge(std::string name, std::string about, Labels labels, Read read) {
  CHECK(read != nullptr);
  const std::lock_guard lock(state_->mutex);
  state_->registered.push_back(
      Registered{MetricType::Gauge, std::move(name), std::move(about), std::move(labels), std::move(read)});
}

void Metrics::add_counter(std::string name, std::string about, Labels labels, Read read) {
  CHECK(read != nullptr);
  CHECK(name.ends_with("_total"));
  const std::lock_guard lock(state_->mutex);
  state_->registered.push_back(
      Registered{MetricType::Counter, std::move(name), std::move(about), std::move(labels), std::move(read)});
}

prometheus::Registry& Metrics::registry() { return state_->registry; }

void Metrics::know_routes(const Router& router) {
  CHECK(state_->routes.empty());
  for (const auto& route : router.routes()) {
    auto counts = std::make_unique<RouteCounts>();
    counts->method = method_name(route->description.method);
    counts->path = route->description.path;
    state_->routes.push_back(std::move(counts));
  }
}

void Metrics::count_request(std::size_t route_index, int status, std::int64_t duration_us) {
  RouteCounts& counts = route_index < state_->routes.size() ? *state_->routes[route_index] : state_->no_route;
  counts.by_status[status_index(status)].fetch_add(1, std::memory_order_relaxed);
  counts.sum_us.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(duration_us, 0)),
                          std::memory_order_relaxed);
  for (std::size_t i = 0; i < kBucketsUs.size(); ++i) {
    if (duration_us > kBucketsUs[i]) continue;
    counts.by_duration[i].fetch_add(1, std::memory_order_relaxed);
    break;
  }
}

std::string Metrics::text() const {
  std::vector<MetricFamily> families;
  MetricFamily requests = family("homeport_http_requests_total", "Requests answered.", MetricType::Counter);
  MetricFamily seconds =
      family("homeport_http_request_seconds", "From the request's head to its answer.", MetricType::Histogram);
  const auto add_route = [&](const RouteCounts& counts) {
    add_statuses(requests, counts);
    add_durations(seconds, counts);
  };
  for (const auto& counts : state_->routes)
    add_route(*counts);
  add_route(state_->no_route);
  families.push_back(std::move(requests));
  families.push_back(std::move(seconds));

  const auto own = [&](std::string name, std::string about, MetricType type, auto value) {
    families.push_back(single(std::move(name), std::move(about), type, static_cast<double>(value)));
  };
  own("homeport_http_connections", "Connections open now.", MetricType::Gauge, connections_.load());
  own("homeport_http_refused_connections_total", "Connections turned away at the limit.", MetricType::Counter,
      refused_connections_.load());
  own("homeport_http_event_subscribers", "Event streams open now.", MetricType::Gauge, event_subscribers_.load());
  own("homeport_http_received_bytes_total", "Bytes received.", MetricType::Counter, received_bytes_.load());
  own("homeport_http_sent_bytes_total", "Bytes sent.", MetricType::Counter, sent_bytes_.load());

  for (auto& [name, registered] : state_->read_registered())
    families.push_back(std::move(registered));
  for (auto& collected : state_->registry.Collect())
    families.push_back(std::move(collected));
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace homeport::http
