#include "http/target.hpp"

#include "base/text.hpp"

namespace homeport::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

// What stands for the path and query: without scheme and authority.
std::optional<std::string_view> origin_form(std::string_view target) {
  if (!target.empty() && target.front() == '/') return target;
  for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    if (slash == std::string_view::npos || slash == scheme.size()) return std::nullopt;
    return target.substr(slash);
  }
  return std::nullopt;
}

bool parse_query(std::string_view text, std::vector<std::pair<std::string, std::string>>& query) {
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    if (!pair.empty()) {
      if (query.size() == kQueryParameterLimit) return false;
      const std::size_t equals = pair.find('=');
      auto name = percent_decode(pair.substr(0, equals), DecodeAs::query);
      auto value = percent_decode(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1),
                                  DecodeAs::query);
      if (!name || !value) return false;
      query.emplace_back(std::move(*name), std::move(*value));
    }
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return true;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, DecodeAs as) {
  std::string decoded;
  decoded.reserve(text.size());
  bool is_ascii = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && as == DecodeAs::query) {
      c = ' ';
    } else if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (is_control(c)) return std::nullopt;
    is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80;
    decoded.push_back(c);
  }
  if (!is_ascii && !is_valid_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::optional<Target> parse_target(std::string_view target) {
  Target parsed;
  if (target == "*") {
    parsed.raw_path = parsed.path = "*";
    return parsed;
  }
  const auto origin = origin_form(target);
  if (!origin) return std::nullopt;
  const std::string_view without_fragment = origin->substr(0, origin->find('#'));
  const std::size_t question = without_fragment.find('?');
  parsed.raw_path = without_fragment.substr(0, question);
  auto path = percent_decode(parsed.raw_path, DecodeAs::path);
  if (!path) return std::nullopt;
  parsed.path = std::move(*path);
  if (question != std::string_view::npos && !parse_query(without_fragment.substr(question + 1), parsed.query)) {
    return std::nullopt;
  }
  return parsed;
}

}  // namespace homeport::http
