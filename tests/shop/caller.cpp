#include "shop/caller.hpp"

#include <stdexcept>

#include "base/crypto.hpp"

namespace homeport::test {
namespace {

const json::value* find(const json::value& value, std::string_view pointer) {
  json::error_code error;
  return value.find_pointer(json::string_view(pointer.data(), pointer.size()), error);
}

[[noreturn]] void complain(const Reply& reply, std::string_view pointer) {
  throw std::runtime_error("no such member " + std::string(pointer) + " in " + std::to_string(reply.status) + " " +
                           reply.body);
}

std::string text_or_empty(const Reply& reply, std::string_view pointer) {
  const auto* member = find(reply.value, pointer);
  return member != nullptr && member->is_string() ? std::string(member->as_string()) : std::string();
}

}  // namespace

bool Reply::has(std::string_view pointer) const { return find(value, pointer) != nullptr; }

std::int64_t Reply::number(std::string_view pointer) const {
  const auto* member = find(value, pointer);
  if (member == nullptr || !member->is_int64()) complain(*this, pointer);
  return member->as_int64();
}

std::string Reply::text(std::string_view pointer) const {
  const auto* member = find(value, pointer);
  if (member == nullptr || !member->is_string()) complain(*this, pointer);
  return std::string(member->as_string());
}

const json::array& Reply::list(std::string_view pointer) const {
  const auto* member = find(value, pointer);
  if (member == nullptr || !member->is_array()) complain(*this, pointer);
  return member->as_array();
}

std::string Reply::reason() const { return text_or_empty(*this, "/reason"); }

std::string Reply::field() const {
  const auto named = text_or_empty(*this, "/field");
  return named.empty() ? text_or_empty(*this, "/errors/0/field") : named;
}

bool Reply::was_replayed() const {
  for (const auto& [name, text] : headers) {
    if (name == "idempotency-replayed") return text == "true";
  }
  return false;
}

Caller::Caller(int port, std::string token, std::string staff_id)
    : client_(port), token_(std::move(token)), staff_id_(std::move(staff_id)) {
  if (!token_.empty()) client_.set_header("Authorization", "Bearer " + token_);
}

HttpHeaders Caller::with_key(std::string key) {
  return {{"Idempotency-Key", key.empty() ? random_token(12) : std::move(key)}};
}

Reply Caller::send(std::string_view method, std::string_view path, std::string_view body, const HttpHeaders& headers) {
  auto answer = client_.send(method, path, body, headers);
  Reply reply;
  reply.status = answer.status;
  reply.headers = std::move(answer.headers);
  reply.body = std::move(answer.body);
  json::error_code error;
  auto parsed = json::parse(json::string_view(reply.body.data(), reply.body.size()), error);
  if (!error) reply.value = std::move(parsed);
  return reply;
}

Reply Caller::get(std::string_view path) { return send("GET", path, {}, {}); }

Reply Caller::post(std::string_view path, const json::value& body, std::string key) {
  return send("POST", path, json::serialize(body), with_key(std::move(key)));
}

Reply Caller::act(std::string_view path, std::string key) { return send("POST", path, {}, with_key(std::move(key))); }

Reply Caller::patch(std::string_view path, const json::value& body, std::int64_t version) {
  auto headers = with_key({});
  headers.emplace_back("If-Match", "\"" + std::to_string(version) + "\"");
  return send("PATCH", path, json::serialize(body), headers);
}

Reply Caller::del(std::string_view path) { return send("DELETE", path, {}, with_key({})); }

Reply Caller::upload(std::string_view path, std::string_view bytes) {
  return send("POST", path, bytes, {{"Content-Type", "text/csv"}});
}

}  // namespace homeport::test
