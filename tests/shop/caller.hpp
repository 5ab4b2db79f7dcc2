#pragma once

// One person at a screen, or a program: sends requests over a connection of its own and reads the answers as JSON.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "support/http_client.hpp"

namespace homeport::test {

namespace json = boost::json;

// An answer. Members are named by JSON pointers: "/sale/payable_minor", "/items/0/id".
struct Reply {
  int status = 0;
  HttpHeaders headers;
  std::string body;
  json::value value;  // null when the body is no JSON

  [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }
  [[nodiscard]] bool has(std::string_view pointer) const;
  // Both throw std::runtime_error with the whole body when the member isn't there or of another type.
  [[nodiscard]] std::int64_t number(std::string_view pointer) const;
  [[nodiscard]] std::string text(std::string_view pointer) const;
  [[nodiscard]] const json::array& list(std::string_view pointer) const;
  // Of a problem; empty when there is none.
  [[nodiscard]] std::string reason() const;
  // The field it names, or that of its first error.
  [[nodiscard]] std::string field() const;
  [[nodiscard]] bool was_replayed() const;
};

class Caller {
 public:
  // An empty token: nobody is signed in.
  explicit Caller(int port, std::string token = {}, std::string staff_id = {});

  Reply get(std::string_view path);
  // Writes carry an idempotency key of their own unless one is given.
  Reply post(std::string_view path, const json::value& body, std::string key = {});
  // A POST without a body.
  Reply act(std::string_view path, std::string key = {});
  Reply patch(std::string_view path, const json::value& body, std::int64_t version);
  Reply del(std::string_view path);
  Reply upload(std::string_view path, std::string_view bytes);
  Reply send(std::string_view method, std::string_view path, std::string_view body, const HttpHeaders& headers);

  [[nodiscard]] const std::string& staff_id() const { return staff_id_; }
  [[nodiscard]] const std::string& token() const { return token_; }

 private:
  [[nodiscard]] static HttpHeaders with_key(std::string key);

  HttpClient client_;
  std::string token_;
  std::string staff_id_;
};

}  // namespace homeport::test
