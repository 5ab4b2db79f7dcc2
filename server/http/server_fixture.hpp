#pragma once

// A listener with routes of every kind, for the tests of this folder.

#include <atomic>
#include <filesystem>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/crypto.hpp"
#include "base/json.hpp"
#include "http/operations.hpp"
#include "http/server.hpp"
#include "support/http_client.hpp"

namespace homeport::http {

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    options_.port = 0;
    options_.threads = 2;
    options_.access_log = false;
    options_.web_folder = folder_ / "web";
    options_.upload_folder = folder_ / "uploads";
    options_.metrics = metrics_;
    add_operations_routes(router_, {.version = "test", .metrics = metrics_, .is_ready = {}, .may_see_metrics = {}});
    add_plain_routes();
    add_body_routes();
    add_late_route();
    add_event_route();
  }
  ~ServerTest() override {
    stop();
    std::filesystem::remove_all(folder_);
  }

  void start() {
    server_ = std::make_unique<Server>(options_, router_);
    server_->start();
  }
  void stop() {
    answer_all_late(Response());
    server_.reset();
  }
  [[nodiscard]] int port() const { return server_->port(); }

  static RouteDescription route(Method method, std::string path, std::string id) {
    RouteDescription description;
    description.method = method;
    description.path = std::move(path);
    description.operation_id = std::move(id);
    description.module = "test";
    description.is_public = true;
    return description;
  }

  // Answers the requests to /v1/late that have come, from the calling thread.
  void answer_all_late(const Response& response) {
    std::vector<Responder> waiting;
    {
      const std::lock_guard lock(mutex_);
      waiting.swap(late_);
    }
    for (const Responder& respond : waiting)
      respond(response);
  }
  void wait_for_late(std::size_t count) {
    for (;;) {
      {
        const std::lock_guard lock(mutex_);
        if (late_.size() >= count) return;
      }
      std::this_thread::yield();
    }
  }
  [[nodiscard]] std::int64_t uploaded_files() const {
    if (!std::filesystem::exists(options_.upload_folder)) return 0;
    return std::distance(std::filesystem::directory_iterator(options_.upload_folder), {});
  }

  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("homeport_http_" + random_token(9));
  std::shared_ptr<Metrics> metrics_ = std::make_shared<Metrics>();
  ServerOptions options_;
  Router router_;
  std::unique_ptr<Server> server_;
  std::atomic<bool> still_allowed_{true};

 private:
  static Response with_body(std::string body) {
    Response response;
    response.body = std::move(body);
    return response;
  }

  void add_plain_routes() {
    router_.add(
        route(Method::get, "/v1/hello", "hello"),
        [](const std::shared_ptr<Request>&, const Responder& respond) { respond(with_body(R"({"hello":"world"})")); });
    // What the handler sees of the request.
    router_.add(route(Method::get, "/v1/seen/{name}", "seen"),
                [](const std::shared_ptr<Request>& request, const Responder& respond) {
                  JsonWriter json;
                  json.begin_object();
                  json.key("name").text(request->parameter("name"));
                  json.key("q").text(request->query_value("q").value_or("none"));
                  json.key("address").text(request->source_address);
                  json.key("is_tls").boolean(request->is_tls);
                  json.key("request_id").text(request->request_id);
                  json.end_object();
                  respond(with_body(json.take()));
                });
    router_.add(route(Method::get, "/v1/long", "long_text"),
                [](const std::shared_ptr<Request>& request, const Responder& respond) {
                  respond(with_body(std::string(std::stoul(std::string(*request->query_value("bytes"))), 'x')));
                });
    router_.add(route(Method::get, "/v1/throws", "throws"), [](const std::shared_ptr<Request>&, const Responder&) {
      throw std::runtime_error("the secret of the house");
    });
    router_.add(route(Method::get, "/v1/silent", "silent"), [](const std::shared_ptr<Request>&, const Responder&) {});
    router_.add(route(Method::get, "/v1/unsound", "unsound"),
                [](const std::shared_ptr<Request>&, const Responder& respond) {
                  Response response;
                  response.headers.emplace_back("X-Name", "a\r\nSet-Cookie: b=c");
                  respond(std::move(response));
                });
  }

  void add_body_routes() {
    const auto echo = [](const std::shared_ptr<Request>& request, const Responder& respond) {
      respond(with_body(request->body));
    };
    RouteDescription json = route(Method::post, "/v1/echo", "echo");
    json.body_kind = BodyKind::json;
    json.body_limit_bytes = 1'000;
    router_.add(json, echo);
    router_.add(route(Method::del, "/v1/echo", "delete_echo"), echo);
    RouteDescription upload = route(Method::post, "/v1/uploads", "upload");
    upload.body_kind = BodyKind::upload;
    upload.body_limit_bytes = 2'000'000;
    router_.add(upload, [](const std::shared_ptr<Request>& request, const Responder& respond) {
      Response response = with_body(request->body_file);
      response.headers.emplace_back("X-Size", std::to_string(request->body_size));
      if (request->query_value("refuse")) response.status = 422;
      respond(std::move(response));
    });
  }

  void add_late_route() {
    router_.add(route(Method::get, "/v1/late", "late"),
                [this](const std::shared_ptr<Request>&, const Responder& respond) {
                  const std::lock_guard lock(mutex_);
                  late_.push_back(respond);
                });
  }

  void add_event_route() {
    router_.add(route(Method::get, "/v1/events", "events"),
                [this](const std::shared_ptr<Request>& request, const Responder& respond) {
                  const std::string topic(request->query_value("topic").value_or(""));
                  auto filter = [topic](const LiveEvent& event) { return topic.empty() || event.topic == topic; };
                  respond(server_->events().subscribe(filter, [this] { return still_allowed_.load(); }));
                });
  }

  std::mutex mutex_;
  std::vector<Responder> late_;
};

}  // namespace homeport::http
