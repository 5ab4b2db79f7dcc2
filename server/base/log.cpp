#include "base/log.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "base/text.hpp"
#include "base/time.hpp"

namespace homeport::log {
namespace {

struct LevelName {
  Level level;
  std::string_view name;
};

constexpr std::array kLevelNames{
    LevelName{Level::debug, "debug"}, LevelName{Level::info, "info"}, LevelName{Level::warning, "warning"},
    LevelName{Level::error, "error"}, LevelName{Level::off, "off"},
};

std::string_view name_of(Level level) { return kLevelNames[static_cast<std::size_t>(level)].name; }

class FunctionSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit FunctionSink(std::function<void(std::string_view)> function) : function_(std::move(function)) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    function_({message.payload.data(), message.payload.size()});
  }
  void flush_() override {}

  std::function<void(std::string_view)> function_;
};

std::shared_ptr<spdlog::logger> logger_onto(spdlog::sink_ptr sink) {
  auto logger = std::make_shared<spdlog::logger>("homeport", std::move(sink));
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);
  // A full disk must not fill the terminal, nor stop the shop.
  logger->set_error_handler([](const std::string&) {});
  return logger;
}

std::shared_ptr<spdlog::logger> logger_onto_stderr() {
  return logger_onto(std::make_shared<spdlog::sinks::stderr_sink_mt>());
}

// Never destroyed: threads may still log while the program ends.
struct Destination {
  std::shared_mutex mutex;
  std::shared_ptr<spdlog::logger> logger = logger_onto_stderr();
  std::atomic<Level> level = Level::info;
};

Destination& destination() {
  static auto* const destination = new Destination;
  return *destination;
}

void redirect(std::shared_ptr<spdlog::logger> logger) {
  Destination& to = destination();
  const std::unique_lock lock(to.mutex);
  to.logger->flush();
  to.logger.swap(logger);
}

std::shared_ptr<spdlog::logger> current_logger() {
  Destination& to = destination();
  const std::shared_lock lock(to.mutex);
  return to.logger;
}

thread_local const std::string* current_request_id = nullptr;

bool contains_any(std::string_view name, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

bool is_secret(std::string_view name) {
  return contains_any(name, {"password", "secret", "token", "cookie", "authorization"});
}

bool is_masked(std::string_view name) { return contains_any(name, {"phone", "card", "code"}); }

void append_text(std::string& line, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  line.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (c == '"' || c == '\\') {
      line.push_back('\\');
      line.push_back(c);
    } else if (c == '\n') {
      line.append("\\n");
    } else if (byte < 0x20 || byte == 0x7F) {
      line.append("\\u00");
      line.push_back(kDigits[byte >> 4U]);
      line.push_back(kDigits[byte & 15U]);
    } else {
      line.push_back(c);
    }
  }
  line.push_back('"');
}

// At most kMostTextBytes, cut before a character, not within one; what is no UTF-8 is shown as hexadecimal escapes.
std::string readable(std::string_view text) {
  if (text.size() > kMostTextBytes) {
    return readable(cut_to(text, kMostTextBytes)) + "…";
  }
  if (is_valid_utf8(text)) {
    return std::string(text);
  }
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < 0x80) {
      escaped.push_back(c);
    } else {
      fmt::format_to(std::back_inserter(escaped), "\\x{:02x}", byte);
    }
  }
  return escaped;
}

void append_value(std::string& line, const Field& field) {
  if (is_secret(field.name())) {
    line.append("\"[hidden]\"");
    return;
  }
  if (const auto* number = std::get_if<std::int64_t>(&field.value())) {
    const std::string digits = std::to_string(*number);
    const std::string shown = is_masked(field.name()) ? mask_digit_runs(digits) : digits;
    // A masked number is no JSON number any more.
    if (shown == digits) {
      line.append(digits);
    } else {
      append_text(line, shown);
    }
  } else if (const auto* truth = std::get_if<bool>(&field.value())) {
    line.append(*truth ? "true" : "false");
  } else {
    const std::string text = readable(std::get<std::string_view>(field.value()));
    append_text(line, is_masked(field.name()) ? mask_digit_runs(text) : text);
  }
}

std::string line_of(Level level, std::string_view event, Fields fields) {
  std::string line;
  line.reserve(256);
  line.append("{\"time\":\"").append(format_rfc3339(now_from_system_clock()));
  line.append("\",\"level\":\"").append(name_of(level)).append("\",\"event\":");
  append_text(line, readable(event));
  if (current_request_id != nullptr) {
    line.append(",\"request_id\":");
    append_text(line, readable(*current_request_id));
  }
  for (const Field& field : fields) {
    line.push_back(',');
    append_text(line, readable(field.name()));
    line.push_back(':');
    append_value(line, field);
  }
  line.push_back('}');
  return line;
}

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

void mask_run(std::string& text, std::span<const std::size_t> digits) {
  constexpr std::size_t kShortestMasked = 7;
  constexpr std::size_t kShortestWithBothEnds = 11;
  if (digits.size() < kShortestMasked) {
    return;
  }
  const bool both_ends = digits.size() >= kShortestWithBothEnds;
  const std::size_t kept_before = both_ends ? 3 : 0;
  const std::size_t kept_after = both_ends ? 4 : 2;
  for (const std::size_t at : digits.subspan(kept_before, digits.size() - kept_before - kept_after)) {
    text[at] = '*';
  }
}

}  // namespace

void set_level(Level level) { destination().level = level; }

bool set_level(std::string_view name) {
  const auto* const entry = std::ranges::find(kLevelNames, name, &LevelName::name);
  if (entry == kLevelNames.end()) {
    return false;
  }
  set_level(entry->level);
  return true;
}

bool write_to_file(const std::string& path, std::size_t most_bytes, std::size_t kept_files) {
  try {
    redirect(logger_onto(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, most_bytes, kept_files)));
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

void write_to(std::function<void(std::string_view line)> sink) {
  redirect(sink ? logger_onto(std::make_shared<FunctionSink>(std::move(sink))) : logger_onto_stderr());
}

void flush() { current_logger()->flush(); }

void write(Level level, std::string_view event, Fields fields) noexcept {
  try {
    if (level == Level::off || level < destination().level.load(std::memory_order_relaxed)) {
      return;
    }
    const auto logger = current_logger();
    const std::string line = line_of(level, event, fields);
    logger->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
    if (level >= Level::warning) {
      logger->flush();
    }
  } catch (...) {
    // Out of memory, or a sink that gave up: a lost line is better than a lost sale.
    return;
  }
}

RequestScope::RequestScope(std::string_view request_id) : request_id_(request_id), outer_(current_request_id) {
  current_request_id = &request_id_;
}

RequestScope::~RequestScope() { current_request_id = outer_; }

std::string mask_digit_runs(std::string_view text) {
  std::string masked(text);
  std::vector<std::size_t> run;  // where its digits stand
  for (std::size_t at = 0; at <= masked.size(); ++at) {
    if (is_digit_at(masked, at)) {
      run.push_back(at);
      continue;
    }
    const bool goes_on = !run.empty() && run.back() + 1 == at && is_digit_at(masked, at + 1) &&
                         (masked[at] == ' ' || masked[at] == '-' || masked[at] == '.');
    if (!goes_on) {
      mask_run(masked, run);
      run.clear();
    }
  }
  return masked;
}

}  // namespace homeport::log
