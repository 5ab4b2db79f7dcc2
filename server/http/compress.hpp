#pragma once

// gzip and brotli for answers, and what the Accept-Encoding header of a request allows.

#include <string>
#include <string_view>

namespace homeport::http {

// `level` 1 (quick) to 9 (small). Throws std::runtime_error when zlib fails (no memory).
[[nodiscard]] std::string gzip(std::string_view bytes, int level);

// `quality` 0 (quick) to 11 (small). Throws std::runtime_error when brotli fails (no memory).
[[nodiscard]] std::string brotli(std::string_view bytes, int quality);

struct AcceptedEncodings {
  bool gzip = false;
  bool brotli = false;
};

// An encoding with q=0 is not accepted; "*" stands for those not named.
[[nodiscard]] AcceptedEncodings accepted_encodings(std::string_view accept_encoding);

}  // namespace homeport::http
