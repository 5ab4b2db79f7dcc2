#include "support/http_client.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace homeport::test {
namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error("test client: " + what); }

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

std::size_t number(std::string_view text, int base) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end == text.data()) fail("no number: " + std::string(text));
  return value;
}

void set_patience(int socket) {
  timeval patience{};
  patience.tv_sec = kPatience.count();
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_case_name) return value;
  }
  return {};
}

bool HttpAnswer::has_header(std::string_view lower_case_name) const {
  return std::ranges::any_of(headers, [&](const auto& header) { return header.first == lower_case_name; });
}

HttpClient::HttpClient(int port) : port_(port) {}
HttpClient::~HttpClient() { close(); }

HttpAnswer HttpClient::get(std::string_view path, const HttpHeaders& headers) { return send("GET", path, {}, headers); }
HttpAnswer HttpClient::head(std::string_view path, const HttpHeaders& headers) {
  return send("HEAD", path, {}, headers);
}
HttpAnswer HttpClient::post(std::string_view path, std::string_view body, const HttpHeaders& headers) {
  return send("POST", path, body, headers);
}
HttpAnswer HttpClient::put(std::string_view path, std::string_view body, const HttpHeaders& headers) {
  return send("PUT", path, body, headers);
}
HttpAnswer HttpClient::patch(std::string_view path, std::string_view body, const HttpHeaders& headers) {
  return send("PATCH", path, body, headers);
}
HttpAnswer HttpClient::del(std::string_view path, const HttpHeaders& headers) {
  return send("DELETE", path, {}, headers);
}

HttpAnswer HttpClient::send(std::string_view method, std::string_view path, std::string_view body,
                            const HttpHeaders& headers) {
  std::string bytes = std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  bool has_type = false;
  for (const auto& [name, value] : headers) {
    bytes += name + ": " + value + "\r\n";
    has_type = has_type || lower_case(name) == "content-type";
  }
  for (const auto& [name, value] : always_)
    bytes += name + ": " + value + "\r\n";
  if (!body.empty() && !has_type) bytes += "Content-Type: application/json\r\n";
  if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH") {
    bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  bytes += "\r\n";
  bytes += body;
  connect_unless_alive();
  send_raw(bytes);
  HttpAnswer answer = receive(method == "HEAD");
  if (answer.header("connection") == "close") close();
  return answer;
}

void HttpClient::set_header(const std::string& name, std::string value) {
  if (value.empty()) {
    always_.erase(name);
  } else {
    always_[name] = std::move(value);
  }
}

void HttpClient::connect() {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) fail("no socket");
  set_patience(socket_);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what the sockets interface wants
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close();
    fail("nobody listens on port " + std::to_string(port_));
  }
}

void HttpClient::connect_unless_alive() {
  if (socket_ >= 0 && received_.empty()) {
    char peeked = 0;
    const auto bytes = ::recv(socket_, &peeked, 1, MSG_PEEK | MSG_DONTWAIT);
    const bool nothing_yet = bytes < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (!nothing_yet && bytes <= 0) close();
  }
  if (socket_ < 0) connect();
}

void HttpClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  received_.clear();
}

void HttpClient::finish_sending() { ::shutdown(socket_, SHUT_WR); }

void HttpClient::send_raw(std::string_view bytes) {
  if (socket_ < 0) connect();
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && (errno == EPIPE || errno == ECONNRESET)) return;  // the answer may be waiting all the same
    if (sent <= 0) fail("could not send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool HttpClient::receive_some() {
  if (socket_ < 0) return false;
  std::array<char, 64 * 1024> piece{};
  const auto bytes = ::recv(socket_, piece.data(), piece.size(), 0);
  if (bytes == 0 || (bytes < 0 && errno == ECONNRESET)) return false;
  if (bytes < 0) fail(errno == EAGAIN || errno == EWOULDBLOCK ? "waited too long" : "could not receive");
  received_.append(piece.data(), static_cast<std::size_t>(bytes));
  return true;
}

void HttpClient::need(std::size_t bytes) {
  while (received_.size() < bytes) {
    if (!receive_some()) fail("closed in the middle of an answer");
  }
}

std::string HttpClient::take(std::size_t bytes) {
  need(bytes);
  std::string taken = received_.substr(0, bytes);
  received_.erase(0, bytes);
  return taken;
}

std::string HttpClient::take_line() {
  for (;;) {
    const std::size_t end = received_.find("\r\n");
    if (end != std::string::npos) {
      std::string line = received_.substr(0, end);
      received_.erase(0, end + 2);
      return line;
    }
    if (!receive_some()) fail("closed before an answer");
  }
}

std::string HttpClient::take_chunks() {
  std::string body;
  for (;;) {
    const std::size_t size = number(take_line(), 16);
    body += take(size);
    if (!take_line().empty()) fail("a chunk without its end");
    if (size == 0) return body;
  }
}

HttpAnswer HttpClient::receive(bool to_head) {
  HttpAnswer answer;
  do {
    answer = HttpAnswer();
    const std::string status_line = take_line();
    if (!status_line.starts_with("HTTP/1.1 ")) fail("no status line: " + status_line);
    answer.status = static_cast<int>(number(std::string_view(status_line).substr(9), 10));
    for (std::string line = take_line(); !line.empty(); line = take_line()) {
      const std::size_t colon = line.find(": ");
      if (colon == std::string::npos) fail("no header: " + line);
      answer.headers.emplace_back(lower_case(line.substr(0, colon)), line.substr(colon + 2));
    }
  } while (answer.status < 200);
  const bool has_body = !to_head && answer.status != 204 && answer.status != 304;
  if (has_body && answer.header("transfer-encoding") == "chunked") {
    answer.body = take_chunks();
  } else if (has_body && answer.has_header("content-length")) {
    answer.body = take(number(answer.header("content-length"), 10));
  } else if (has_body) {
    answer.body = receive_until_closed();
  }
  return answer;
}

std::string HttpClient::receive_until(std::string_view marker) {
  for (;;) {
    const std::size_t at = received_.find(marker);
    if (at != std::string::npos) return take(at + marker.size());
    if (!receive_some()) fail("closed before: " + std::string(marker));
  }
}

std::string HttpClient::receive_until_closed() {
  while (receive_some()) {
  }
  std::string all;
  all.swap(received_);
  close();
  return all;
}

}  // namespace homeport::test
