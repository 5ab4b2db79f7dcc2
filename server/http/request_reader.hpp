#pragma once

// One HTTP/1.x request after another out of the bytes of a connection. Parsing is Beast's; the limits, and what is
// refused beyond Beast (smuggling, missing Host, strange transfer codings), are ours. Does no input or output.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace homeport::http {

enum class ReadError : std::uint8_t {
  none,
  malformed,         // 400
  header_too_large,  // 431: the whole header, request line included
  too_many_headers,  // 431
  target_too_long,   // 414
  bad_version,       // 505
  unknown_method,    // 501
  unknown_encoding,  // 501: a transfer coding other than "chunked"
  no_host,           // 400: HTTP/1.1 needs exactly one Host
  body_too_large,    // 413
};

// The problem document for it.
[[nodiscard]] Response answer_to(ReadError error, std::string_view request_id);

class RequestReader {
 public:
  struct Limits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t target_bytes = 8 * 1024;
    std::size_t header_count = 100;
  };
  enum class Phase : std::uint8_t { head, body, done };

  explicit RequestReader(const Limits& limits);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  // The next request goes into `request` (method, target, headers), which must outlive it.
  void begin(Request& request);

  // Takes from the front of `bytes` what it can use and returns how much that is; the rest must come again with more
  // behind it. Stops when the head is complete, so that the caller can decide about the body.
  std::size_t feed(std::string_view bytes);

  // Where the body goes, piece by piece as it is fed, and how long it may be. The caller may empty `into` meanwhile.
  // Without this call, a body is dropped.
  void take_body(std::string& into);
  void limit_body(std::uint64_t bytes);

  [[nodiscard]] Phase phase() const;
  [[nodiscard]] ReadError error() const;
  [[nodiscard]] bool has_started() const;  // a byte of the request was taken
  [[nodiscard]] std::uint64_t body_bytes() const;

  // Once the head is complete:
  [[nodiscard]] std::optional<std::uint64_t> content_length() const;
  [[nodiscard]] bool keep_alive() const;
  [[nodiscard]] bool is_http_1_0() const;

 private:
  struct Parser;
  Limits limits_;
  std::unique_ptr<Parser> parser_;
};

}  // namespace homeport::http
