#include "http/message.hpp"

#include "base/check.hpp"
#include "base/json.hpp"

namespace homeport::http {
namespace {

struct StatusText {
  int status;
  std::string_view text;
};

constexpr StatusText kStatusTexts[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
};

void begin_problem(JsonWriter& json, int status, std::string_view reason, std::string_view detail) {
  json.begin_object();
  json.key("type").text("about:blank");
  json.key("title").text(status_text(status));
  json.key("status").integer(status);
  json.key("reason").text(reason);
  if (!detail.empty()) json.key("detail").text(detail);
}

Response end_problem(JsonWriter& json, int status, std::string_view request_id) {
  if (!request_id.empty()) json.key("request_id").text(request_id);
  json.end_object();
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = json.take();
  return response;
}

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

std::optional<std::string_view> find_cookie(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    const std::size_t end = cookies.find(';');
    const std::string_view pair = without_spaces(cookies.substr(0, end));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && without_spaces(pair.substr(0, equals)) == name) {
      std::string_view value = without_spaces(pair.substr(equals + 1));
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
      return value;
    }
    if (end == std::string_view::npos) break;
    cookies.remove_prefix(end + 1);
  }
  return std::nullopt;
}

}  // namespace

std::string_view method_name(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
    case Method::options: return "OPTIONS";
  }
  return "GET";
}

std::string_view status_text(int status) {
  for (const auto& known : kStatusTexts) {
    if (known.status == status) return known.text;
  }
  return "Error";
}

std::string_view Request::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_case_name) return value;
  }
  return {};
}

std::string_view Request::parameter(std::string_view name) const {
  for (const auto& [known, value] : parameters) {
    if (known == name) return value;
  }
  constexpr bool kRouteHasParameter = false;
  CHECK(kRouteHasParameter);
  return {};
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [known, value] : query) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::string_view Request::cookie(std::string_view name) const {
  for (const auto& [header_name, value] : headers) {
    if (header_name != "cookie") continue;
    if (const auto found = find_cookie(value, name)) return *found;
  }
  return {};
}

int status_of(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::invalid: return 400;
    case RefusalKind::unauthenticated: return 401;
    case RefusalKind::forbidden: return 403;
    case RefusalKind::not_found: return 404;
    case RefusalKind::conflict: return 409;
    case RefusalKind::too_large: return 413;
    case RefusalKind::unsupported: return 415;
    case RefusalKind::unprocessable: return 422;
    case RefusalKind::precondition_missing: return 428;
    case RefusalKind::too_many: return 429;
    case RefusalKind::unavailable: return 503;
  }
  return 500;
}

Response problem(const Refusal& refusal, std::string_view request_id) {
  const int status = status_of(refusal.kind);
  JsonWriter json;
  begin_problem(json, status, refusal.reason, refusal.detail);
  if (!refusal.field.empty()) json.key("field").text(refusal.field);
  if (!refusal.errors.empty()) {
    json.key("errors").begin_array();
    for (const FieldError& error : refusal.errors) {
      json.begin_object();
      json.key("field").text(error.field);
      json.key("reason").text(error.reason);
      json.key("detail").text(error.detail);
      json.end_object();
    }
    json.end_array();
  }
  if (!refusal.current_json.empty()) json.key("current").raw(refusal.current_json);
  Response response = end_problem(json, status, request_id);
  if (refusal.retry_after_s > 0) response.headers.emplace_back("Retry-After", std::to_string(refusal.retry_after_s));
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

Response problem_with_status(int status, std::string_view reason, std::string_view detail,
                             std::string_view request_id) {
  CHECK(status >= 400 && status <= 599);
  JsonWriter json;
  begin_problem(json, status, reason, detail);
  return end_problem(json, status, request_id);
}

Response internal_error(std::string_view request_id) {
  return problem_with_status(500, "internal_error",
                             "Something went wrong on our side. The log has the details under the request id.",
                             request_id);
}

}  // namespace homeport::http
