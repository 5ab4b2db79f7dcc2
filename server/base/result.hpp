#pragma once

// Result<T>: the value, or a Refusal: a business "no" with a stable public reason. A refusal is an ordinary answer,
// never an exception; the machine failing is an exception; our own mistake is CHECK.

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/check.hpp"

namespace homeport {

// The kind fixes the HTTP status, in one table (http/problem.cpp).
enum class RefusalKind : std::uint8_t {
  invalid,               // 400: the request itself is wrong
  unauthenticated,       // 401
  forbidden,             // 403
  not_found,             // 404
  conflict,              // 409: the state of the world says no; also: somebody else has edited it meanwhile
  too_large,             // 413
  unsupported,           // 415
  unprocessable,         // 422: understood, but against a rule
  precondition_missing,  // 428
  too_many,              // 429
  unavailable,           // 503: overloaded or shutting down; try again
};

// One wrong field of a request; `field` is a path such as "lines[0].quantity".
struct FieldError {
  std::string field;
  std::string reason;
  std::string detail;

  friend bool operator==(const FieldError&, const FieldError&) = default;
};

struct Refusal {
  RefusalKind kind = RefusalKind::invalid;
  std::string reason;              // stable and public: "points.balance_too_low"
  std::string detail;              // English, with the numbers put in
  std::string field;               // path of the field it is about, or empty
  std::vector<FieldError> errors;  // all wrong fields of a request, if there are several
  std::string current_json;        // the record as it stands now (conflicts), as JSON, or empty
  std::int64_t retry_after_s = 0;  // when trying again makes sense, else 0
};

// Short forms, so that a refusal is one readable line at the place where it is decided.
inline Refusal refuse(RefusalKind kind, std::string reason, std::string detail = {}, std::string field = {}) {
  return Refusal{kind, std::move(reason), std::move(detail), std::move(field), {}, {}, 0};
}

template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Refusal refusal)                                                // NOLINT(google-explicit-constructor)
      : state_(std::in_place_index<1>, std::make_unique<Refusal>(std::move(refusal))) {}

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] T& value() & {
    CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] const T& value() const& {
    CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] T&& value() && {
    CHECK(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  [[nodiscard]] const Refusal& refusal() const& {
    CHECK(!ok());
    return **std::get_if<1>(&state_);
  }
  [[nodiscard]] Refusal&& refusal() && {
    CHECK(!ok());
    return std::move(**std::get_if<1>(&state_));
  }

 private:
  std::variant<T, std::unique_ptr<Refusal>> state_;
};

struct Done {};
using Outcome = Result<Done>;  // a use-case that answers only "done" or a refusal

}  // namespace homeport

#define HOMEPORT_CONCAT_(a, b) a##b
#define HOMEPORT_CONCAT(a, b) HOMEPORT_CONCAT_(a, b)

// TRY(auto account, load(tx, id));  declares `account`, or returns the refusal from the enclosing function.
#define TRY(declaration, expression) TRY_(HOMEPORT_CONCAT(try_result_, __LINE__), declaration, expression)
#define TRY_(name, declaration, expression)         \
  auto name = (expression);                         \
  if (!name.ok()) return std::move(name).refusal(); \
  declaration = std::move(name).value()

// TRY_DONE(check_scope(actor, store));  for an expression whose value is not needed.
#define TRY_DONE(expression) TRY_DONE_(HOMEPORT_CONCAT(try_done_, __LINE__), expression)
#define TRY_DONE_(name, expression)                   \
  do {                                                \
    auto name = (expression);                         \
    if (!name.ok()) return std::move(name).refusal(); \
  } while (false)
