#pragma once

// The request target, taken apart: "/v1/customers?q=li%20ming" to a path and decoded query parameters.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace homeport::http {

inline constexpr std::size_t kQueryParameterLimit = 100;

struct Target {
  std::string raw_path;  // still percent-encoded, begins with '/' (or is "*")
  std::string path;      // decoded
  std::vector<std::pair<std::string, std::string>> query;
};

// %XX decoded ('+' to space as well in a query). Nothing for a broken escape, a control character, or what isn't UTF-8
// afterwards.
enum class DecodeAs { path, query };
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, DecodeAs as);

// Takes origin form, absolute form ("http://host/path") and "*". Nothing when it is none of them, when
// percent_decode refuses a part, or with more than kQueryParameterLimit parameters.
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

}  // namespace homeport::http
