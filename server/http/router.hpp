#pragma once

// Routes: method and path pattern to handler, with the description that becomes openapi.json and the permission
// table test. A path pattern is literal segments and {parameters}; literal wins over parameter.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "http/message.hpp"

namespace homeport::http {

// A parameter in the query string, for the API description and for refusing unknown ones by name.
struct QueryParameter {
  std::string name;
  std::string about;
  FieldKind kind = FieldKind::text;
};

// What kind of body a route takes.
enum class BodyKind : std::uint8_t { none, json, upload };

struct RouteDescription {
  Method method = Method::get;
  std::string path;          // "/v1/customers/{customer_id}"
  std::string module;        // tag in openapi.json
  std::string operation_id;  // "list_customers": unique
  std::string summary;       // one English sentence
  std::string permission;    // "customers.read", "" = any signed-in caller
  bool is_public = false;    // no sign-in needed
  bool needs_idempotency_key = false;
  bool needs_if_match = false;
  BodyKind body_kind = BodyKind::none;
  std::int64_t body_limit_bytes = 256 * 1024;
  const RecordTable* body = nullptr;    // JSON body
  const RecordTable* answer = nullptr;  // JSON answer (the item, for lists)
  bool answer_is_list = false;
  int success_status = 200;
  std::vector<QueryParameter> query;
  std::vector<std::string> refusals;  // reasons worth documenting
  // Upload routes: asked when the header is there and before any of the body is read; an answer refuses it. Runs on a
  // background thread and may block for moments. Empty: the body of everybody is taken before the handler sees it.
  std::function<std::optional<Response>(const Request&)> admit_upload;
};

// Runs on an io thread; must not block. Calls the responder once, now or later, from any thread.
using Handler = std::function<void(std::shared_ptr<Request>, Responder)>;

struct Route {
  RouteDescription description;
  Handler handler;
  std::size_t index = 0;                     // its place in Router::routes()
  std::vector<std::string> parameter_names;  // in the order of the path
};

class Router {
 public:
  // CHECKs that neither the pattern nor the operation id is there already, and that the pattern is well-formed:
  // "/", then segments that are either literal or a whole {snake_case_name}, no name twice.
  void add(RouteDescription description, Handler handler);

  struct Match {
    const Route* route = nullptr;      // nullptr: nothing here
    bool other_method_exists = false;  // then 405, with allowed_methods
    std::string allowed_methods;
    std::vector<std::pair<std::string, std::string>> parameters;
  };
  // `path` is the path as sent, still percent-encoded: each segment is decoded by itself, so that %2F stays part of a
  // parameter. HEAD matches GET routes. A parameter never matches an empty segment.
  [[nodiscard]] Match match(Method method, std::string_view path) const;
  [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

  ~Router();
  Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

 private:
  struct Node;
  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace homeport::http
