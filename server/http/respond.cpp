#include "http/respond.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace homeport::http {
namespace {

constexpr int kQuickGzipLevel = 1;

constexpr std::string_view kAlways =
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: same-origin\r\n";
constexpr std::string_view kOnPages =
    "Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'\r\n";
constexpr std::string_view kOnTls = "Strict-Transport-Security: max-age=31536000\r\n";

bool same_name(std::string_view a, std::string_view lower_case) {
  return std::ranges::equal(
      a, lower_case, [](char x, char y) { return (x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x) == y; });
}

bool has_header(const Response& response, std::string_view lower_case_name) {
  return std::ranges::any_of(response.headers,
                             [&](const auto& header) { return same_name(header.first, lower_case_name); });
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  out += value;
  out += "\r\n";
}

void append_framing(std::string& out, const Response& response, const HeadFacts& facts) {
  if (has_no_body(response.status)) return;
  append_line(out, "Content-Type", response.content_type);
  if (facts.framing == Framing::length) {
    out += "Content-Length: ";
    append_decimal(out, static_cast<std::int64_t>(facts.body_bytes));
    out += "\r\n";
  } else if (facts.framing == Framing::chunked) {
    out += "Transfer-Encoding: chunked\r\n";
  }
}

bool can_show_scripts(std::string_view content_type) {
  return content_type.starts_with("text/html") || content_type.starts_with("image/svg") ||
         content_type.starts_with("application/xml") || content_type.starts_with("application/xhtml");
}

bool is_text(std::string_view content_type) {
  return content_type.starts_with("application/json") || content_type.starts_with("application/problem+json") ||
         (content_type.starts_with("text/") && !content_type.starts_with("text/event-stream"));
}

bool is_sound(std::string_view text) { return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos; }

}  // namespace

bool has_no_body(int status) { return status == 204 || status == 304; }

bool has_sound_headers(const Response& response) {
  return is_sound(response.content_type) && std::ranges::all_of(response.headers, [](const auto& header) {
           return !header.first.empty() && is_sound(header.first) && is_sound(header.second);
         });
}

void append_head(std::string& out, const Response& response, const HeadFacts& facts) {
  out += "HTTP/1.1 ";
  append_decimal(out, response.status);
  out += ' ';
  out += status_text(response.status);
  out += "\r\nDate: ";
  out += facts.date;
  out += "\r\n";
  append_framing(out, response, facts);
  if (!has_header(response, "cache-control")) out += "Cache-Control: no-store\r\n";
  for (const auto& [name, value] : response.headers)
    append_line(out, name, value);
  append_line(out, "X-Request-Id", facts.request_id);
  out += kAlways;
  if (can_show_scripts(response.content_type)) out += kOnPages;
  if (facts.is_tls) out += kOnTls;
  if (!facts.keep_alive) {
    out += "Connection: close\r\n";
  } else if (facts.is_http_1_0) {
    out += "Connection: keep-alive\r\n";
  }
  out += "\r\n";
}

bool is_worth_compressing(const Response& response, AcceptedEncodings accepted) {
  return accepted.gzip && response.events == nullptr && response.body.size() >= kLeastCompressedBytes &&
         response.body.size() <= kMostCompressedBytes && is_text(response.content_type) &&
         !has_header(response, "content-encoding");
}

void compress_body(Response& response) {
  std::string compressed = gzip(response.body, kQuickGzipLevel);
  if (compressed.size() >= response.body.size()) return;
  response.body = std::move(compressed);
  response.headers.emplace_back("Content-Encoding", "gzip");
  if (!has_header(response, "vary")) response.headers.emplace_back("Vary", "Accept-Encoding");
}

Outgoing answer_with_asset(const Asset& asset, const Request& request) {
  Representation chosen = choose(asset, accepted_encodings(request.header("accept-encoding")));
  Outgoing outgoing;
  Response& response = outgoing.response;
  response.content_type = asset.content_type;
  response.headers.emplace_back("ETag", chosen.etag);
  response.headers.emplace_back("Cache-Control", asset.cache_control);
  response.headers.emplace_back("Vary", "Accept-Encoding");
  const std::string_view if_none_match = request.header("if-none-match");
  if (!if_none_match.empty() && matches_etag(if_none_match, chosen.etag)) {
    response.status = 304;
    return outgoing;
  }
  if (!chosen.encoding.empty()) response.headers.emplace_back("Content-Encoding", chosen.encoding);
  outgoing.shared_body = std::move(chosen.bytes);
  return outgoing;
}

Response page_without_office() {
  Response response;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Cache-Control", "no-cache");
  response.body = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Homeport</title></head>
<body style="font: 16px/1.6 system-ui, sans-serif; max-width: 40em; margin: 4em auto; padding: 0 1em">
<h1>Homeport is running</h1>
<p>The server answers under <code>/v1</code>, but the pages of the office have not been built yet.
Build them once, in the folder of the source:</p>
<pre>npm --prefix web ci
npm --prefix web run build</pre>
<p>Then load this page again; the server need not be restarted.</p>
<p lang="zh">服务器已启动，但网页尚未构建。请在源码目录运行以上两条命令，然后刷新本页。</p>
</body></html>
)";
  return response;
}

}  // namespace homeport::http
