#include <charconv>

#include "base/text.hpp"
#include "kit/endpoint.hpp"

namespace homeport::kit {

Answer no_content() {
  Answer answer;
  answer.status = 204;
  return answer;
}

Refusal Call::bad_path_id(std::string_view name) {
  return refuse(RefusalKind::not_found, "request.no_such_record", "the path needs an id at {" + std::string(name) + "}",
                std::string(name));
}

Refusal Call::bad_query(std::string_view name, std::string_view expected) {
  return refuse(RefusalKind::invalid, "request.wrong_type",
                "the query parameter " + std::string(name) + " must be " + std::string(expected), std::string(name));
}

std::optional<std::string> Call::query_text(std::string_view name) const {
  const auto text = request_.query_value(name);
  if (!text) return std::nullopt;
  const auto trimmed = trim(*text);
  if (trimmed.empty()) return std::nullopt;
  return std::string(trimmed);
}

Result<std::optional<std::int64_t>> Call::query_integer(std::string_view name) const {
  const auto text = request_.query_value(name);
  if (!text || text->empty()) return std::optional<std::int64_t>{};
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size()) return bad_query(name, "a whole number");
  return std::optional<std::int64_t>{value};
}

Result<std::optional<Time>> Call::query_time(std::string_view name) const {
  const auto text = request_.query_value(name);
  if (!text || text->empty()) return std::optional<Time>{};
  const auto time = parse_rfc3339(*text);
  if (!time) return bad_query(name, "a time such as 2026-01-31T08:00:00Z");
  return std::optional<Time>{*time};
}

Result<std::optional<Date>> Call::query_date(std::string_view name) const {
  const auto text = request_.query_value(name);
  if (!text || text->empty()) return std::optional<Date>{};
  const auto date = parse_date(*text);
  if (!date) return bad_query(name, "a day such as 2026-01-31");
  return std::optional<Date>{*date};
}

Result<std::int64_t> Call::if_match_version() const {
  std::string_view text = request_.header("if-match");
  if (text.empty()) {
    return refuse(RefusalKind::precondition_missing, "request.precondition_missing",
                  "an edit needs the header If-Match with the ETag of the record you edited");
  }
  // A proxy that compresses may have made the ETag weak; the version is the same.
  if (text.starts_with("W/")) text.remove_prefix(2);
  std::int64_t version = 0;
  if (text.size() >= 3 && text.front() == '"' && text.back() == '"') {
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size() - 1, version);
    if (error == std::errc{} && end == text.data() + text.size() - 1) return version;
  }
  return refuse(RefusalKind::invalid, "request.wrong_type", "If-Match must hold one ETag such as \"3\"", "If-Match");
}

}  // namespace homeport::kit
