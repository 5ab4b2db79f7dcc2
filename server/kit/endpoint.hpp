#pragma once

// From a route to a use-case: signs the caller in, checks permission, refuses unknown query parameters and fields,
// replays idempotent requests, runs the use-case on the database's threads, and turns the result into an answer.
// Modules declare their routes with it in http.cpp and write nothing of this themselves.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "http/router.hpp"
#include "kit/paging.hpp"
#include "kit/use_case.hpp"

namespace homeport::kit {

// What a use-case says over HTTP.
struct Answer {
  std::string json;  // the body; empty with 204
  int status = 200;
  std::optional<std::int64_t> version;  // becomes the ETag
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
};

template <class Record>
[[nodiscard]] Answer answer_with(const Record& record, View view, int status = 200) {
  Answer answer;
  answer.json = to_json(record, view);
  answer.status = status;
  if constexpr (requires { record.version; }) answer.version = record.version;
  return answer;
}
[[nodiscard]] Answer no_content();

// The request side of a call, with everything a handler may ask of it.
class Call {
 public:
  explicit Call(const http::Request& request) : request_(request) {}

  [[nodiscard]] const http::Request& request() const { return request_; }
  // The {name} part of the path as an id; request.wrong_type naming it when it is none.
  template <class IdType>
  [[nodiscard]] Result<IdType> path_id(std::string_view name) const {
    const auto id = parse_id_as<IdType>(request_.parameter(name));
    if (!id) return bad_path_id(name);
    return *id;
  }
  [[nodiscard]] std::string_view path_text(std::string_view name) const { return request_.parameter(name); }
  // Query parameters: absent → nullopt; malformed → refusal naming it.
  template <class IdType>
  [[nodiscard]] Result<std::optional<IdType>> query_id(std::string_view name) const {
    const auto text = request_.query_value(name);
    if (!text || text->empty()) return std::optional<IdType>{};
    const auto id = parse_id_as<IdType>(*text);
    if (!id) return bad_query(name, "an id");
    return std::optional<IdType>{*id};
  }
  [[nodiscard]] std::optional<std::string> query_text(std::string_view name) const;  // trimmed; empty → nullopt
  [[nodiscard]] Result<std::optional<std::int64_t>> query_integer(std::string_view name) const;
  [[nodiscard]] Result<std::optional<Time>> query_time(std::string_view name) const;
  [[nodiscard]] Result<std::optional<Date>> query_date(std::string_view name) const;
  // The version in If-Match; request.precondition_missing (428) when absent, request.wrong_type when malformed.
  [[nodiscard]] Result<std::int64_t> if_match_version() const;

 private:
  static Refusal bad_path_id(std::string_view name);
  static Refusal bad_query(std::string_view name, std::string_view expected);

  const http::Request& request_;
};

// 409 request.version_conflict with the record as it stands now.
template <class Record>
[[nodiscard]] Outcome check_version(const Record& current, std::int64_t given_version, View view) {
  if (current.version == given_version) return Done{};
  auto refusal = refuse(RefusalKind::conflict, "request.version_conflict",
                        "somebody has edited this meanwhile: it is at version " + std::to_string(current.version) +
                            ", you edited version " + std::to_string(given_version));
  refusal.current_json = to_json(current, view);
  return refusal;
}

// Which of the bounded pools a blocking route runs on, so that none waits behind what is heavier or open to strangers.
enum class Weight : std::uint8_t {
  light,     // milliseconds: a quote
  password,  // hashing; anybody may ask for it
  heavy,     // seconds: reading a whole file
};

// The part of a route that a module says; method and path are arguments of the calls below.
struct RouteSpec {
  std::string operation_id;  // "list_customers"
  std::string summary;       // one English sentence
  std::string permission;    // "" = any signed-in caller
  bool is_public = false;    // no sign-in; only for set-up and sign-in
  const RecordTable* answer = nullptr;
  bool answer_is_list = false;
  int success_status = 200;
  std::vector<http::QueryParameter> query{};
  std::vector<std::string> refusals{};
  bool needs_if_match = false;
  bool is_audited = true;     // a successful write must add an audit entry (CHECKed); false only where nothing changes
  bool is_idempotent = true;  // needs an Idempotency-Key
  std::int64_t body_limit_bytes = 256 * 1024;
  Weight weight = Weight::light;  // of blocking routes
};

// Of a write that may share a transaction with others (db/sharing.hpp has what it promises).
template <class Body>
struct SharedBy {
  std::function<bool(const Body&)> may;  // this one, too?
  std::function<void(db::Transaction&, const Body&)> foretell;
};

template <>
struct SharedBy<void> {
  std::function<bool(const void*)> may;
  std::function<void(db::Transaction&, const void*)> foretell;
};

// Runs on a worker thread of a bounded pool (Weight): for what takes long (hashing a password, checking a file). It may
// use runtime.database blockingly.
struct Blocking {
  Runtime& runtime;
  std::shared_ptr<const Actor> actor;  // nullptr on public routes without a session
  const http::Request& request;
  Time now;
  [[nodiscard]] View view() const { return actor ? actor->view() : View{}; }
};

class Endpoints {
 public:
  using ReadHandler = std::function<Result<Answer>(Read&, const Call&)>;
  using WriteHandler = std::function<Result<Answer>(Write&, const Call&)>;
  using BlockingHandler = std::function<Result<Answer>(Blocking&)>;

  Endpoints(http::Router& router, Runtime& runtime, Authenticator& authenticator, std::string module);
  ~Endpoints();

  [[nodiscard]] Runtime& runtime() const;
  // The same for another module's routes.
  [[nodiscard]] Endpoints for_module(std::string module) const;

  void read(std::string path, RouteSpec spec, ReadHandler handler);

  // A write with a JSON body read by the field table of Body before the handler runs.
  template <class Body>
  void write(http::Method method, std::string path, RouteSpec spec,
             std::function<Result<Answer>(Write&, const Call&, const Body&)> handler, SharedBy<Body> shared = {}) {
    SharedBy<void> shared_by;
    if (shared.may) {
      shared_by.may = [may = std::move(shared.may)](const void* body) { return may(*static_cast<const Body*>(body)); };
      shared_by.foretell = [ahead = std::move(shared.foretell)](db::Transaction& tx, const void* body) {
        ahead(tx, *static_cast<const Body*>(body));
      };
    }
    add_write(
        method, std::move(path), std::move(spec), &table_of<Body>(),
        [](std::string_view json, View view) -> Result<std::shared_ptr<void>> {
          auto body = std::make_shared<Body>();
          TRY_DONE(read_json(json, table_of<Body>(), body.get(), ReadMode::create, view));
          return std::static_pointer_cast<void>(body);
        },
        [handler = std::move(handler)](Write& write, const Call& call, const void* body) {
          return handler(write, call, *static_cast<const Body*>(body));
        },
        std::move(shared_by));
  }
  // A write without a body (actions such as …/disable).
  void action(http::Method method, std::string path, RouteSpec spec, WriteHandler handler);
  // PATCH: the handler loads the record, checks the version, and applies patch_record(record, body, view) itself; the
  // body is described by Record's table. `call.request().body` is the JSON.
  template <class Record>
  void edit(std::string path, RouteSpec spec, WriteHandler handler) {
    spec.needs_if_match = true;
    if (spec.answer == nullptr) spec.answer = &table_of<Record>();
    add_write(
        http::Method::patch, std::move(path), std::move(spec), &table_of<Record>(), nullptr,
        [handler = std::move(handler)](Write& write, const Call& call, const void*) { return handler(write, call); });
  }
  // On the worker pool of spec.weight. `body` describes a JSON body or is nullptr; BodyKind::upload streams it to a
  // file first.
  void blocking(http::Method method, std::string path, RouteSpec spec, const RecordTable* body,
                http::BodyKind body_kind, BlockingHandler handler);
  // Answers by itself (server-sent events); still signed in and permission-checked.
  void stream(std::string path, RouteSpec spec,
              std::function<http::Response(std::shared_ptr<const Actor>, const http::Request&)> handler);

 private:
  using BodyReader = std::function<Result<std::shared_ptr<void>>(std::string_view, View)>;
  using BodyWriteHandler = std::function<Result<Answer>(Write&, const Call&, const void*)>;
  struct Shared;

  Endpoints(std::shared_ptr<Shared> shared, std::string module);
  void add_write(http::Method method, std::string path, RouteSpec spec, const RecordTable* body, BodyReader read_body,
                 BodyWriteHandler handler, SharedBy<void> shared = {});
  [[nodiscard]] http::RouteDescription describe(http::Method method, std::string path, const RouteSpec& spec,
                                                const RecordTable* body) const;

  std::shared_ptr<Shared> shared_;
  std::string module_;
};

}  // namespace homeport::kit
