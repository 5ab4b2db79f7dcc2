#pragma once

// The JSON codec over field tables. Reading refuses unknown fields, wrong types and values out of range by name and
// reports every violation (up to kMaxViolations) at once; writing leaves out what the viewer may not see.
//
// Forms: ids as decimal strings, money/points/rates/quantities as integers, times as RFC 3339 UTC text, dates as
// YYYY-MM-DD, choices as their names; an empty optional is left out when writing; null clears it when reading.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/fields.hpp"
#include "base/result.hpp"

namespace homeport {

// What the reader or writer of a record is entitled to.
struct View {
  bool margin = false;  // may see and give cost, margin and profit
};

inline constexpr std::size_t kMaxViolations = 50;
inline constexpr std::size_t kMaxJsonDepth = 16;
inline constexpr std::size_t kUsualJsonBytes = 2'048;  // room made at once for what is written

// Reads `body` into `record`. Refusals: request.not_json; else invalid with one FieldError per violation
// (request.unknown_field, request.read_only_field, request.wrong_type, request.out_of_range, request.too_long,
// request.too_short, request.too_many_items, request.not_a_choice, request.bad_text, request.required), or forbidden
// access.margin_required when a margin field is given without the right. On refusal `record` must not be used.
//
// create: fields that are `required` must be there. patch: only what is given is changed, create_only fields are
// refused as read-only.
enum class ReadMode : std::uint8_t { create, patch };
[[nodiscard]] Outcome read_json(std::string_view body, const RecordTable& table, void* record, ReadMode mode,
                                View view);

template <class Record>
[[nodiscard]] Result<Record> record_from_json(std::string_view body, View view) {
  Record record{};
  TRY_DONE(read_json(body, table_of<Record>(), &record, ReadMode::create, view));
  return record;
}

template <class Record>
[[nodiscard]] Outcome patch_record(Record& record, std::string_view body, View view) {
  return read_json(body, table_of<Record>(), &record, ReadMode::patch, view);
}

void append_record_json(std::string& out, const RecordTable& table, const void* record, View view);

template <class Record>
[[nodiscard]] std::string to_json(const Record& record, View view) {
  std::string out;
  out.reserve(kUsualJsonBytes);
  append_record_json(out, table_of<Record>(), &record, view);
  return out;
}

// `text` as a JSON string with its quotes. In text that is not UTF-8 every byte beyond ASCII
// becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

// One scalar value of a field as JSON ("null" where an optional is empty).
void append_value_json(std::string& out, const TypeOps& type, const void* value, View view);

// Writes JSON that has no record of its own. Commas are its business; keys and nesting are the caller's.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& id(std::int64_t value);  // as a string
  JsonWriter& time(Time value);
  JsonWriter& date(Date value);
  JsonWriter& raw(std::string_view json);  // trusted JSON text

  template <class Record>
  JsonWriter& record(const Record& value, View view) {
    before_value();
    append_record_json(out_, table_of<Record>(), &value, view);
    return *this;
  }

  [[nodiscard]] const std::string& view() const { return out_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void before_value();

  std::string out_;
  bool needs_comma_ = false;
};

}  // namespace homeport
