#pragma once

// From a Response to the bytes before its body: status line and header, with what every answer carries.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "http/compress.hpp"
#include "http/message.hpp"
#include "http/static_files.hpp"

namespace homeport::http {

inline constexpr std::size_t kLeastCompressedBytes = 1024;
// Beyond this, compressing would hold up the io thread for milliseconds: done on a background thread.
inline constexpr std::size_t kMostCompressedInPlaceBytes = 128 * 1024;
inline constexpr std::size_t kMostCompressedBytes = 16 * 1024 * 1024;  // larger answers go out as they are

// An answer on its way out: the body is the response's, or shared with other answers (static files).
struct Outgoing {
  Response response;
  Asset::Bytes shared_body;

  [[nodiscard]] std::string_view body() const {
    return shared_body != nullptr ? std::string_view(*shared_body) : std::string_view(response.body);
  }
};

enum class Framing : std::uint8_t {
  length,    // Content-Length
  chunked,   // an event stream
  to_close,  // an event stream to an HTTP/1.0 client
};

struct HeadFacts {
  std::string_view date;  // "Sat, 21 Nov 2026 10:00:00 GMT"
  std::string_view request_id;
  Framing framing = Framing::length;
  std::size_t body_bytes = 0;
  bool keep_alive = true;
  bool is_http_1_0 = false;
  bool is_tls = false;
};

// False when a name or value could break out of its header line.
[[nodiscard]] bool has_sound_headers(const Response& response);

void append_head(std::string& out, const Response& response, const HeadFacts& facts);

// Whether compress_body would do something: a text of some length, not yet encoded, to somebody who takes gzip.
[[nodiscard]] bool is_worth_compressing(const Response& response, AcceptedEncodings accepted);
void compress_body(Response& response);

// The answer for an asset: 200 with the best copy, or 304 when the client has it.
[[nodiscard]] Outgoing answer_with_asset(const Asset& asset, const Request& request);
// Where the office would be, when it has not been built.
[[nodiscard]] Response page_without_office();

[[nodiscard]] bool has_no_body(int status);  // 204 and 304

}  // namespace homeport::http
