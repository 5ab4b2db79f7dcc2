#pragma once

// A small blocking HTTP client for tests: one connection, kept alive, with a door for bytes that are no HTTP at all.
// Every wait ends after kPatience with std::runtime_error, so that a broken server fails a test instead of hanging it.

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace homeport::test {

inline constexpr std::chrono::seconds kPatience{300};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpAnswer {
  int status = 0;
  HttpHeaders headers;  // names lower-case
  std::string body;     // chunks put together; compressed bodies as they came

  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;  // empty when absent
  [[nodiscard]] bool has_header(std::string_view lower_case_name) const;
};

class HttpClient {
 public:
  // Connects to 127.0.0.1 when first needed, and again when the server has closed.
  explicit HttpClient(int port);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  HttpAnswer get(std::string_view path, const HttpHeaders& headers = {});
  HttpAnswer head(std::string_view path, const HttpHeaders& headers = {});
  HttpAnswer post(std::string_view path, std::string_view body = {}, const HttpHeaders& headers = {});
  HttpAnswer put(std::string_view path, std::string_view body = {}, const HttpHeaders& headers = {});
  HttpAnswer patch(std::string_view path, std::string_view body, const HttpHeaders& headers = {});
  HttpAnswer del(std::string_view path, const HttpHeaders& headers = {});
  // A body without a Content-Type among the headers is sent as application/json.
  HttpAnswer send(std::string_view method, std::string_view path, std::string_view body, const HttpHeaders& headers);

  // Sent with every request from now on; an empty value stops it.
  void set_header(const std::string& name, std::string value);

  // The bytes as they are.
  void send_raw(std::string_view bytes);
  // The next answer; one to HEAD has no body whatever its Content-Length says.
  HttpAnswer receive(bool to_head = false);
  // Everything up to and including `marker`, of the raw stream.
  std::string receive_until(std::string_view marker);
  // What still comes before the server closes; a reset counts as closed.
  std::string receive_until_closed();
  // No more bytes from our side.
  void finish_sending();
  void close();
  [[nodiscard]] bool is_connected() const { return socket_ >= 0; }

 private:
  void connect();
  void connect_unless_alive();
  bool receive_some();  // false: closed
  void need(std::size_t bytes);
  std::string take(std::size_t bytes);
  std::string take_line();
  std::string take_chunks();

  int port_;
  int socket_ = -1;
  std::string received_;
  std::map<std::string, std::string> always_;
};

}  // namespace homeport::test
