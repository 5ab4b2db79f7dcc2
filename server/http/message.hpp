#pragma once

// A request and an answer as the rest of the server sees them: no sockets, no Beast.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace homeport::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options };

[[nodiscard]] std::string_view method_name(Method method);

struct Request {
  Method method = Method::get;
  std::string target;                                           // as sent: "/v1/customers?q=li"
  std::string path;                                             // decoded path without query
  std::vector<std::pair<std::string, std::string>> query;       // decoded, in order
  std::vector<std::pair<std::string, std::string>> headers;     // names lower-case
  std::vector<std::pair<std::string, std::string>> parameters;  // {name} parts of the route's path
  std::string body;                                             // empty for streamed bodies
  std::string body_file;                                        // where a streamed body was put (upload routes);
                                                                // deleted when the answer's status is 400 or more
  std::int64_t body_size = 0;
  std::string source_address;  // peer, or the forwarded address when trusted
  std::string request_id;      // ours, also in the answer's X-Request-Id
  bool is_tls = false;

  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;  // empty when absent
  [[nodiscard]] std::string_view parameter(std::string_view name) const;          // CHECKs that it is there
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
  [[nodiscard]] std::string_view cookie(std::string_view name) const;  // empty when absent
};

class Subscription;  // event_stream.hpp

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // no line breaks in names or values
  std::shared_ptr<Subscription> events;                      // set by EventStream::subscribe: the answer goes on
};

// Called exactly once per request, from any thread.
using Responder = std::function<void(Response)>;

// The problem document (RFC 9457) for a refusal, with the status its kind fixes and Retry-After where it has one.
[[nodiscard]] Response problem(const Refusal& refusal, std::string_view request_id);
[[nodiscard]] int status_of(RefusalKind kind);
// The same for what only HTTP can refuse (405, 408, 414, 431…): `status` is 400 to 599.
[[nodiscard]] Response problem_with_status(int status, std::string_view reason, std::string_view detail,
                                           std::string_view request_id);
[[nodiscard]] std::string_view status_text(int status);  // "Not Found"; "Error" for one we never use
// 500 without details; the log has them under the request id.
[[nodiscard]] Response internal_error(std::string_view request_id);

}  // namespace homeport::http
