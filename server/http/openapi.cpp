#include "http/openapi.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "http/schema.hpp"

namespace homeport::http {
namespace {

constexpr std::string_view kProblemReference = "#/components/responses/Problem";

// Fixed parts, in the order of the document.
constexpr std::string_view kSecuritySchemes =
    R"({"bearer":{"type":"http","scheme":"bearer","description":"The token of a session."},)"
    R"("session_cookie":{"type":"apiKey","in":"cookie","name":"homeport_session"}})";
constexpr std::string_view kProblemResponse =
    R"({"description":"Refused, with the reason.","content":{"application/problem+json":)"
    R"({"schema":{"$ref":"#/components/schemas/Problem"}}}})";
constexpr std::string_view kProblemSchema =
    R"({"type":"object","description":"RFC 9457, with a stable public reason.",)"
    R"("required":["type","title","status","reason"],"properties":{)"
    R"("type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},)"
    R"("reason":{"type":"string","description":"Stable, such as points.balance_too_low."},)"
    R"("detail":{"type":"string"},"field":{"type":"string","description":"Path such as lines[0].quantity."},)"
    R"("request_id":{"type":"string"},)"
    R"("errors":{"type":"array","items":{"$ref":"#/components/schemas/ProblemField"}},)"
    R"("current":{"description":"The record as it stands now, where that is what stood in the way."}}})";
constexpr std::string_view kProblemFieldSchema =
    R"({"type":"object","required":["field","reason","detail"],"properties":{"field":{"type":"string"},)"
    R"("reason":{"type":"string"},"detail":{"type":"string"}}})";

SchemaUse body_use(const RouteDescription& route) {
  return route.method == Method::patch ? SchemaUse::patch : SchemaUse::create;
}

SchemaSet schemas_of(const std::vector<std::unique_ptr<Route>>& routes) {
  SchemaSet schemas;
  for (const auto& route : routes) {
    if (route->description.answer != nullptr) schemas.add(*route->description.answer, SchemaUse::read);
  }
  for (const auto& route : routes) {
    if (route->description.body != nullptr) schemas.add(*route->description.body, body_use(route->description));
  }
  return schemas;
}

void begin_parameter(JsonWriter& json, std::string_view name, std::string_view in, bool required) {
  json.begin_object();
  json.key("name").text(name);
  json.key("in").text(in);
  if (required) json.key("required").boolean(true);
}

void append_header_parameter(JsonWriter& json, std::string_view name, std::string_view about) {
  begin_parameter(json, name, "header", true);
  json.key("description").text(about);
  json.key("schema").begin_object().key("type").text("string").end_object();
  json.end_object();
}

void append_parameters(JsonWriter& json, const Route& route) {
  const RouteDescription& description = route.description;
  if (route.parameter_names.empty() && description.query.empty() && !description.needs_idempotency_key &&
      !description.needs_if_match) {
    return;
  }
  json.key("parameters").begin_array();
  for (const std::string& name : route.parameter_names) {
    begin_parameter(json, name, "path", true);
    json.key("schema");
    append_parameter_schema(json, name.ends_with("_id") ? FieldKind::id : FieldKind::text);
    json.end_object();
  }
  for (const QueryParameter& parameter : description.query) {
    begin_parameter(json, parameter.name, "query", false);
    if (!parameter.about.empty()) json.key("description").text(parameter.about);
    json.key("schema");
    append_parameter_schema(json, parameter.kind);
    json.end_object();
  }
  if (description.needs_idempotency_key) {
    append_header_parameter(json, "Idempotency-Key",
                            "1 to 64 printable characters; the same key with the same input gets the same answer.");
  }
  if (description.needs_if_match) {
    append_header_parameter(json, "If-Match", "The ETag of the version that was edited.");
  }
  json.end_array();
}

void append_body(JsonWriter& json, const RouteDescription& route, const SchemaSet& schemas) {
  if (route.body_kind == BodyKind::none) return;
  json.key("requestBody").begin_object();
  json.key("required").boolean(true);
  json.key("content").begin_object();
  if (route.body_kind == BodyKind::upload) {
    json.key("application/octet-stream").begin_object().end_object();
  } else {
    json.key("application/json").begin_object();
    if (route.body != nullptr) {
      json.key("schema").begin_object();
      schemas.append_reference(json, *route.body, body_use(route));
      json.end_object();
    }
    json.end_object();
  }
  json.end_object();
  json.key("x-homeport-limit-bytes").integer(route.body_limit_bytes);
  json.end_object();
}

void append_answer_schema(JsonWriter& json, const RouteDescription& route, const SchemaSet& schemas) {
  json.key("schema").begin_object();
  if (!route.answer_is_list) {
    schemas.append_reference(json, *route.answer, SchemaUse::read);
    json.end_object();
    return;
  }
  json.key("type").text("object");
  json.key("required").begin_array().text("items").end_array();
  json.key("properties").begin_object();
  json.key("items").begin_object().key("type").text("array").key("items").begin_object();
  schemas.append_reference(json, *route.answer, SchemaUse::read);
  json.end_object().end_object();
  json.key("next_cursor").begin_object().key("type").text("string").end_object();
  json.key("total").begin_object().key("type").text("integer").end_object();
  json.key("total_is_exact").begin_object().key("type").text("boolean").end_object();
  json.end_object().end_object();
}

void append_responses(JsonWriter& json, const Route& route, const SchemaSet& schemas) {
  const RouteDescription& description = route.description;
  json.key("responses").begin_object();
  json.key(std::to_string(description.success_status)).begin_object();
  json.key("description").text(status_text(description.success_status));
  if (description.answer != nullptr) {
    json.key("content").begin_object().key("application/json").begin_object();
    append_answer_schema(json, description, schemas);
    json.end_object().end_object();
  }
  json.end_object();
  const auto problem_of = [&](bool applies, std::string_view status) {
    if (applies) json.key(status).begin_object().key("$ref").text(kProblemReference).end_object();
  };
  problem_of(description.body_kind != BodyKind::none || !description.query.empty(), "400");
  problem_of(!description.is_public, "401");
  problem_of(!description.permission.empty(), "403");
  problem_of(!route.parameter_names.empty(), "404");
  problem_of(description.needs_if_match, "409");
  problem_of(description.needs_idempotency_key, "422");
  problem_of(description.needs_if_match, "428");
  problem_of(true, "default");
  json.end_object();
}

void append_operation(JsonWriter& json, const Route& route, const SchemaSet& schemas) {
  const RouteDescription& description = route.description;
  json.begin_object();
  json.key("operationId").text(description.operation_id);
  json.key("tags").begin_array().text(description.module).end_array();
  if (!description.summary.empty()) json.key("summary").text(description.summary);
  if (description.is_public) json.key("security").begin_array().end_array();
  if (!description.permission.empty()) json.key("x-homeport-permission").text(description.permission);
  if (!description.refusals.empty()) {
    json.key("x-homeport-refusals").begin_array();
    for (const std::string& reason : description.refusals)
      json.text(reason);
    json.end_array();
  }
  append_parameters(json, route);
  append_body(json, description, schemas);
  append_responses(json, route, schemas);
  json.end_object();
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

void append_paths(JsonWriter& json, const std::vector<std::unique_ptr<Route>>& routes, const SchemaSet& schemas) {
  std::map<std::string, std::map<std::string, const Route*>> by_path;
  for (const auto& route : routes) {
    by_path[route->description.path][lower_case(method_name(route->description.method))] = route.get();
  }
  json.key("paths").begin_object();
  for (const auto& [path, methods] : by_path) {
    json.key(path).begin_object();
    for (const auto& [method, route] : methods) {
      json.key(method);
      append_operation(json, *route, schemas);
    }
    json.end_object();
  }
  json.end_object();
}

}  // namespace

std::string openapi_json(const Router& router, std::string_view version) {
  const SchemaSet schemas = schemas_of(router.routes());
  JsonWriter json;
  json.begin_object();
  json.key("openapi").text("3.1.0");
  json.key("info").begin_object().key("title").text("Homeport").key("version").text(version).end_object();
  json.key("security").raw(R"([{"session_cookie":[]},{"bearer":[]}])");
  append_paths(json, router.routes(), schemas);
  json.key("components").begin_object();
  json.key("securitySchemes").raw(kSecuritySchemes);
  json.key("responses").begin_object().key("Problem").raw(kProblemResponse).end_object();
  json.key("schemas").begin_object();
  schemas.append_schemas(json);
  json.key("Problem").raw(kProblemSchema);
  json.key("ProblemField").raw(kProblemFieldSchema);
  json.end_object();
  json.end_object();
  json.end_object();
  return indent_json(json.view());
}

std::string indent_json(std::string_view compact_json) {
  std::string out;
  out.reserve(compact_json.size() * 2);
  std::size_t depth = 0;
  const auto break_line = [&] {
    out += '\n';
    out.append(depth * 2, ' ');
  };
  for (std::size_t i = 0; i < compact_json.size(); ++i) {
    const char c = compact_json[i];
    if (c == '"') {
      std::size_t end = i + 1;
      while (end < compact_json.size() && compact_json[end] != '"')
        end += compact_json[end] == '\\' ? 2U : 1U;
      out += compact_json.substr(i, end + 1 - i);
      i = end;
    } else if (c == '{' || c == '[') {
      out += c;
      const bool is_empty = i + 1 < compact_json.size() && compact_json[i + 1] == (c == '{' ? '}' : ']');
      if (is_empty) {
        out += compact_json[++i];
      } else {
        ++depth;
        break_line();
      }
    } else if (c == '}' || c == ']') {
      --depth;
      break_line();
      out += c;
    } else if (c == ',') {
      out += c;
      break_line();
    } else if (c == ':') {
      out += ": ";
    } else {
      out += c;
    }
  }
  out += '\n';
  return out;
}

}  // namespace homeport::http
