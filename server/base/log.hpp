#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace homeport::log {

// One JSON object a line: {"time":"…","level":"info","event":"sales.completed","request_id":"…","sale_id":7}.
// Writing a line never throws and never waits on another machine. Everything is safe from any thread.

enum class Level : std::uint8_t { debug, info, warning, error, off };

// One named value. Text is escaped, and cut after kMostTextBytes. In fields whose name speaks of a phone, card or code,
// long runs of digits are masked (mask_digit_runs), also in numbers; the value of a field that speaks of a password,
// secret, token or cookie is never written.
class Field {
 public:
  Field(std::string_view name, std::string_view value) : name_(name), value_(value) {}
  Field(std::string_view name, const char* value) : name_(name), value_(std::string_view(value)) {}
  Field(std::string_view name, const std::string& value) : name_(name), value_(std::string_view(value)) {}
  Field(std::string_view name, bool value) : name_(name), value_(value) {}
  template <std::integral T>
  requires(!std::same_as<T, bool> && sizeof(T) <= sizeof(std::int64_t)) Field(std::string_view name, T value)
      : name_(name), value_(static_cast<std::int64_t>(value)) {}

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] const std::variant<std::string_view, std::int64_t, bool>& value() const { return value_; }

 private:
  std::string_view name_;
  std::variant<std::string_view, std::int64_t, bool> value_;
};

using Fields = std::initializer_list<Field>;

inline constexpr std::size_t kMostTextBytes = 4096;

// Lines go to stderr until told otherwise. Below `level` nothing is written. The default is info.
void set_level(Level level);

// "debug", "info", "warning", "error", "off"; false for another word, and nothing changes.
[[nodiscard]] bool set_level(std::string_view name);

// To a file from now on, turned over at `most_bytes` with `kept_files` old ones kept. False when it can't be opened;
// then lines go on to where they went.
[[nodiscard]] bool write_to_file(const std::string& path, std::size_t most_bytes, std::size_t kept_files);

// Every line without its line break to `sink` from now on, one at a time; nullptr: to stderr again.
void write_to(std::function<void(std::string_view line)> sink);

void flush();

// `event` is module.what_happened, in lower case.
void write(Level level, std::string_view event, Fields fields = {}) noexcept;

inline void debug(std::string_view event, Fields fields = {}) noexcept { write(Level::debug, event, fields); }
inline void info(std::string_view event, Fields fields = {}) noexcept { write(Level::info, event, fields); }
inline void warning(std::string_view event, Fields fields = {}) noexcept { write(Level::warning, event, fields); }
inline void error(std::string_view event, Fields fields = {}) noexcept { write(Level::error, event, fields); }

// While it lives, lines of this thread carry the request id. Not to be held across a co_await, which may change thread.
class RequestScope {
 public:
  explicit RequestScope(std::string_view request_id);
  ~RequestScope();
  RequestScope(const RequestScope&) = delete;
  RequestScope& operator=(const RequestScope&) = delete;

 private:
  std::string request_id_;
  const std::string* outer_;
};

// The digits of runs of seven or more masked: all but the first three and last four of eleven or more, all but the last
// two of shorter ones. A single blank, dash or dot between two digits doesn't end a run, and stays.
[[nodiscard]] std::string mask_digit_runs(std::string_view text);

}  // namespace homeport::log
