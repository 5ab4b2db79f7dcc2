#include "http/request_reader.hpp"

#include <algorithm>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "base/check.hpp"

namespace homeport::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;
using beast::string_view;

std::optional<Method> method_from(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get: return Method::get;
    case beast::http::verb::head: return Method::head;
    case beast::http::verb::post: return Method::post;
    case beast::http::verb::put: return Method::put;
    case beast::http::verb::patch: return Method::patch;
    case beast::http::verb::delete_: return Method::del;
    case beast::http::verb::options: return Method::options;
    default: return std::nullopt;
  }
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

void assign_lower(std::string& to, string_view from) {
  to.resize(from.size());
  std::transform(from.begin(), from.end(), to.begin(), lower);
}

// A request line in another version of HTTP, as opposed to one that isn't HTTP at all.
bool names_another_version(std::string_view bytes) {
  const std::string_view line = bytes.substr(0, bytes.find('\r'));
  const std::size_t at = line.rfind(" HTTP/");
  if (at == std::string_view::npos) return false;
  const std::string_view version = line.substr(at + 6);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool is_version = !version.empty() && version.size() <= 3 && is_digit(version.front()) &&
                          is_digit(version.back()) && (version.size() < 3 || version[1] == '.');
  return is_version && version != "1.0" && version != "1.1";
}

// The events of one message, from Beast's parser to a Request.
class Message final : public beast::http::basic_parser<true> {
 public:
  Message(const RequestReader::Limits& limits, Request& request) : limits_(limits), request_(request) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    body_limit(boost::none);
    eager(false);
  }

  std::size_t take(std::string_view bytes) {
    if (error != ReadError::none || is_done()) return 0;
    std::size_t used = skip_empty_lines(bytes);
    if (!has_started) return used;
    while (used < bytes.size() && error == ReadError::none && !is_done()) {
      const bool in_head = !is_header_done();
      if (!in_head && waits_for_chunk_header(bytes.size() - used)) break;
      error_code code;
      const std::size_t step = put({bytes.data() + used, bytes.size() - used}, code);
      if (code && code != beast::http::error::need_more) set_error(code, bytes.substr(used));
      used += step;
      if (in_head) {
        count_head(step, bytes.substr(used));
        if (is_header_done()) break;
      }
      if (code) break;
    }
    return used;
  }

  [[nodiscard]] bool knows_end_of_head() const { return is_header_done(); }

  ReadError error = ReadError::none;
  std::string* body = nullptr;
  std::uint64_t body_limit_bytes = 0;
  std::uint64_t body_bytes = 0;
  bool has_started = false;
  bool is_1_0 = false;

 private:
  // RFC 9112 §2.2: an empty line before the request line is ignored.
  std::size_t skip_empty_lines(std::string_view bytes) {
    if (has_started) return 0;
    std::size_t used = 0;
    while (used + 1 < bytes.size() && bytes[used] == '\r' && bytes[used + 1] == '\n') {
      used += 2;
      if (++empty_lines_ > kEmptyLineLimit) {
        error = ReadError::malformed;
        return used;
      }
    }
    if (used == bytes.size() || (used + 1 == bytes.size() && bytes[used] == '\r')) return used;
    has_started = true;
    return used;
  }

  // Given the last chunk's header and then less than five bytes in all, Beast 1.81 fails an assertion. No message ends
  // with less than five ("0", two line ends), so waiting for them holds nothing up.
  [[nodiscard]] bool waits_for_chunk_header(std::size_t at_hand) const {
    constexpr std::size_t kShortestEnd = 5;
    return chunked() && chunk_bytes_left_ == 0 && at_hand < kShortestEnd;
  }

  // Beast's own limit is per call; this one is for the header as a whole.
  void count_head(std::size_t taken, std::string_view waiting) {
    head_bytes_ += taken;
    if (error != ReadError::none) return;
    const bool too_large =
        is_header_done() ? head_bytes_ > limits_.header_bytes : head_bytes_ + waiting.size() >= limits_.header_bytes;
    if (too_large) error = too_large_error(waiting);
  }

  // Without an end of the request line, it is the target that goes on and on.
  [[nodiscard]] ReadError too_large_error(std::string_view waiting) const {
    const bool has_line = !request_.target.empty() || waiting.find("\r\n") != std::string_view::npos;
    return has_line ? ReadError::header_too_large : ReadError::target_too_long;
  }

  void set_error(error_code code, std::string_view bytes) {
    if (error != ReadError::none) return;  // ours, from a callback
    if (code == beast::http::error::header_limit) {
      error = too_large_error(bytes);
    } else if (code == beast::http::error::bad_version && names_another_version(bytes)) {
      error = ReadError::bad_version;
    } else {
      error = ReadError::malformed;
    }
  }

  void refuse(ReadError reason, error_code& code) {
    error = reason;
    code = beast::http::error::bad_value;
  }

  void on_request_impl(beast::http::verb verb, string_view, string_view target, int version,
                       error_code& code) override {
    is_1_0 = version == 10;
    if (target.size() > limits_.target_bytes) return refuse(ReadError::target_too_long, code);
    const auto method = method_from(verb);
    if (!method) return refuse(ReadError::unknown_method, code);
    request_.method = *method;
    request_.target.assign(target.data(), target.size());
  }

  void on_response_impl(int, string_view, int, error_code& code) override { code = beast::http::error::bad_value; }

  void on_field_impl(beast::http::field field, string_view name, string_view value, error_code& code) override {
    if (is_header_done() || in_trailer_) return;  // trailers are read over
    if (request_.headers.size() == limits_.header_count) return refuse(ReadError::too_many_headers, code);
    if (field == beast::http::field::host) ++hosts_;
    if (field == beast::http::field::transfer_encoding &&
        (is_1_0 || !std::ranges::equal(value, std::string_view("chunked"), {}, lower))) {
      return refuse(ReadError::unknown_encoding, code);
    }
    auto& header = request_.headers.emplace_back();
    assign_lower(header.first, name);
    header.second.assign(value.data(), value.size());
  }

  void on_header_impl(error_code& code) override {
    in_trailer_ = true;
    const bool enough_hosts = is_1_0 ? hosts_ <= 1 : hosts_ == 1;
    if (!enough_hosts) refuse(ReadError::no_host, code);
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}

  std::size_t on_body_impl(string_view piece, error_code& code) override {
    body_bytes += piece.size();
    if (body_bytes > body_limit_bytes) {
      refuse(ReadError::body_too_large, code);
      return 0;
    }
    if (body != nullptr) body->append(piece.data(), piece.size());
    return piece.size();
  }

  void on_chunk_header_impl(std::uint64_t size, string_view, error_code& code) override {
    if (size > body_limit_bytes || body_bytes + size > body_limit_bytes) refuse(ReadError::body_too_large, code);
    chunk_bytes_left_ = size;
  }

  std::size_t on_chunk_body_impl(std::uint64_t, string_view piece, error_code& code) override {
    chunk_bytes_left_ -= piece.size();
    return on_body_impl(piece, code);
  }

  void on_finish_impl(error_code&) override {}

  static constexpr int kEmptyLineLimit = 4;

  const RequestReader::Limits& limits_;
  Request& request_;
  std::size_t head_bytes_ = 0;
  std::uint64_t chunk_bytes_left_ = 0;
  int hosts_ = 0;
  int empty_lines_ = 0;
  bool in_trailer_ = false;
};

}  // namespace

struct RequestReader::Parser {
  std::optional<Message> message;
};

Response answer_to(ReadError error, std::string_view request_id) {
  switch (error) {
    case ReadError::header_too_large:
      return problem_with_status(431, "request.header_too_large", "The request's header is too long.", request_id);
    case ReadError::too_many_headers:
      return problem_with_status(431, "request.too_many_headers", "The request has too many header fields.",
                                 request_id);
    case ReadError::target_too_long:
      return problem_with_status(414, "request.target_too_long", "The request's address is too long.", request_id);
    case ReadError::bad_version:
      return problem_with_status(505, "request.http_version", "Only HTTP/1.1 and HTTP/1.0 are spoken here.",
                                 request_id);
    case ReadError::unknown_method:
      return problem_with_status(501, "request.unknown_method", "No such method here.", request_id);
    case ReadError::unknown_encoding:
      return problem_with_status(501, "request.unknown_transfer_encoding",
                                 "The only transfer coding understood is \"chunked\".", request_id);
    case ReadError::no_host:
      return problem_with_status(400, "request.host_missing", "The request needs exactly one Host.", request_id);
    case ReadError::body_too_large:
      return problem_with_status(413, "request.too_large", "The request's body is too large.", request_id);
    case ReadError::none:
    case ReadError::malformed: break;
  }
  return problem_with_status(400, "request.malformed", "This is not a well-formed HTTP request.", request_id);
}

RequestReader::RequestReader(const Limits& limits) : limits_(limits), parser_(std::make_unique<Parser>()) {}
RequestReader::~RequestReader() = default;

void RequestReader::begin(Request& request) { parser_->message.emplace(limits_, request); }

std::size_t RequestReader::feed(std::string_view bytes) {
  CHECK(parser_->message.has_value());
  return parser_->message->take(bytes);
}

void RequestReader::take_body(std::string& into) { parser_->message->body = &into; }
void RequestReader::limit_body(std::uint64_t bytes) { parser_->message->body_limit_bytes = bytes; }

RequestReader::Phase RequestReader::phase() const {
  if (parser_->message->is_done()) return Phase::done;
  return parser_->message->knows_end_of_head() ? Phase::body : Phase::head;
}

ReadError RequestReader::error() const { return parser_->message->error; }
bool RequestReader::has_started() const { return parser_->message->has_started; }
std::uint64_t RequestReader::body_bytes() const { return parser_->message->body_bytes; }

std::optional<std::uint64_t> RequestReader::content_length() const {
  const auto length = parser_->message->content_length();
  if (!length) return std::nullopt;
  return *length;
}

bool RequestReader::keep_alive() const { return parser_->message->keep_alive(); }
bool RequestReader::is_http_1_0() const { return parser_->message->is_1_0; }

}  // namespace homeport::http
