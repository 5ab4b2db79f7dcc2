#pragma once

// One description per record. The table of a record's fields feeds the JSON codec (json.hpp), the SQL columns
// (db/record_sql.hpp), the OpenAPI schema (http/openapi.hpp), and the audit difference (kit/audit.hpp), so a plain
// field is described in one row:
//
//   template <> struct homeport::Fields<Product> {
//     static constexpr std::string_view name = "Product";
//     static constexpr std::array rows{
//         field<&Product::id>("id", Access::read_only),
//         field<&Product::name>("name", Access::read_write, {.min = 1, .max = 120, .required = true}),
//         field<&Product::cost>("cost_minor", Access::margin, {.min = 0}),
//     };
//   };
//
// A member without a row, a member given twice and a name given twice do not compile (see table_of).

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/pfr/tuple_size.hpp>

#include "base/amounts.hpp"
#include "base/check.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"

namespace homeport {

// Who may write and see a field.
enum class Access : std::uint8_t {
  read_write,        // shown; may be given on create and edit
  create_only,       // shown; may be given on create, not afterwards
  read_only,         // shown; the server decides it
  write_only,        // may be given, never shown (passwords)
  margin,            // like read_write, only for callers with the margin right
  margin_read_only,  // like read_only, only for callers with the margin right
  internal,          // a column only: never in any answer, request, export or audit difference
};

enum class FieldKind : std::uint8_t {
  boolean,
  integer,
  id,
  money,
  points,
  rate,
  time,
  date,
  text,
  choice,
  record,
  list
};

// The names of an enum's values, in order from 0: template <> struct Choices<Gender> { static constexpr std::array
// names{...}; };
template <class Enum>
struct Choices;

template <class Enum>
[[nodiscard]] constexpr std::string_view word_of(Enum value) {
  return Choices<Enum>::names[static_cast<std::size_t>(value)];
}

// The value with that name, if there is one.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> choice_of(std::string_view word) {
  for (std::size_t i = 0; i < Choices<Enum>::names.size(); ++i) {
    if (Choices<Enum>::names[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <class Record>
struct Fields;

struct RecordTable;

// How to reach into a value of one C++ type without knowing it. Which pointers are set depends on `kind`.
struct TypeOps {
  FieldKind kind{};
  bool optional = false;
  std::span<const std::string_view> choices{};
  const RecordTable* (*record)() = nullptr;  // record
  const TypeOps* element = nullptr;          // list
  bool (*has)(const void*) = nullptr;        // optional: is there a value?
  void (*clear)(void*) = nullptr;            // optional, list: make it empty
  // boolean, integer, id, money, points, rate, time (µs), date (days), choice (index)
  std::int64_t (*get_int)(const void*) = nullptr;
  void (*set_int)(void*, std::int64_t) = nullptr;
  std::string_view (*get_text)(const void*) = nullptr;  // text
  void (*set_text)(void*, std::string_view) = nullptr;
  const void* (*inner)(const void*) = nullptr;  // record: the record itself
  void* (*make_inner)(void*) = nullptr;
  std::size_t (*size)(const void*) = nullptr;  // list
  const void* (*at)(const void*, std::size_t) = nullptr;
  void* (*append)(void*) = nullptr;
};

// min and max: code points of a text, items of a list, else the number's range. Zero max means the kind's own
// default (see default_limits).
struct Limits {
  std::int64_t min = 0;
  std::int64_t max = 0;
  bool required = false;     // must be present on create (and not null)
  bool multiline = false;    // a text that may hold line breaks
  std::string_view about{};  // one English sentence for the API description
};

struct FieldRow {
  std::string_view name;
  Access access{};
  Limits limits{};
  const TypeOps* type = nullptr;
  const void* (*locate)(const void* record) = nullptr;
  void* (*locate_mutable)(void* record) = nullptr;
  std::string_view member{};  // the same for two rows of one member; for the compile-time check only

  [[nodiscard]] bool is_column() const { return type->kind != FieldKind::record && type->kind != FieldKind::list; }
  [[nodiscard]] bool is_margin() const { return access == Access::margin || access == Access::margin_read_only; }
};

struct RecordTable {
  std::string_view name;
  std::span<const FieldRow> rows;

  [[nodiscard]] const FieldRow* find(std::string_view field_name) const {
    for (const auto& row : rows) {
      if (row.name == field_name) return &row;
    }
    return nullptr;
  }
};

template <class Record>
[[nodiscard]] const RecordTable& table_of();

namespace detail {

template <class T>
struct Ops;

template <class T, FieldKind kKind, class Get, class Set>
constexpr TypeOps int_ops(Get get, Set set) {
  TypeOps ops;
  ops.kind = kKind;
  ops.get_int = get;
  ops.set_int = set;
  return ops;
}

template <class T>
const T& as(const void* p) {
  return *static_cast<const T*>(p);
}
template <class T>
T& as(void* p) {
  return *static_cast<T*>(p);
}

template <>
struct Ops<bool> {
  static constexpr TypeOps value = int_ops<bool, FieldKind::boolean>(
      [](const void* p) { return std::int64_t{as<bool>(p)}; }, [](void* p, std::int64_t v) { as<bool>(p) = v != 0; });
};
template <>
struct Ops<std::int64_t> {
  static constexpr TypeOps value = int_ops<std::int64_t, FieldKind::integer>(
      [](const void* p) { return as<std::int64_t>(p); }, [](void* p, std::int64_t v) { as<std::int64_t>(p) = v; });
};
template <>
struct Ops<Money> {
  static constexpr TypeOps value = int_ops<Money, FieldKind::money>(
      [](const void* p) { return as<Money>(p).minor; }, [](void* p, std::int64_t v) { as<Money>(p).minor = v; });
};
template <>
struct Ops<Points> {
  static constexpr TypeOps value =
      int_ops<Points, FieldKind::points>([](const void* p) { return as<Points>(p).hundredths; },
                                         [](void* p, std::int64_t v) { as<Points>(p).hundredths = v; });
};
template <>
struct Ops<Rate> {
  static constexpr TypeOps value = int_ops<Rate, FieldKind::rate>([](const void* p) { return as<Rate>(p).ppm; },
                                                                  [](void* p, std::int64_t v) { as<Rate>(p).ppm = v; });
};
template <>
struct Ops<Time> {
  static constexpr TypeOps value = int_ops<Time, FieldKind::time>([](const void* p) { return as<Time>(p).us; },
                                                                  [](void* p, std::int64_t v) { as<Time>(p).us = v; });
};
template <>
struct Ops<Date> {
  static constexpr TypeOps value =
      int_ops<Date, FieldKind::date>([](const void* p) { return std::int64_t{as<Date>(p).days}; },
                                     [](void* p, std::int64_t v) { as<Date>(p).days = static_cast<std::int32_t>(v); });
};
template <class Tag>
struct Ops<Id<Tag>> {
  static constexpr TypeOps value = int_ops<Id<Tag>, FieldKind::id>(
      [](const void* p) { return as<Id<Tag>>(p).value; }, [](void* p, std::int64_t v) { as<Id<Tag>>(p).value = v; });
};
constexpr TypeOps text_ops() {
  TypeOps ops;
  ops.kind = FieldKind::text;
  ops.get_text = [](const void* p) -> std::string_view { return as<std::string>(p); };
  ops.set_text = [](void* p, std::string_view v) { as<std::string>(p).assign(v); };
  return ops;
}
template <>
struct Ops<std::string> {
  static constexpr TypeOps value = text_ops();
};
template <class T>
requires std::is_enum_v<T>
struct Ops<T> {
  static constexpr TypeOps make() {
    auto ops = int_ops<T, FieldKind::choice>([](const void* p) { return static_cast<std::int64_t>(as<T>(p)); },
                                             [](void* p, std::int64_t v) { as<T>(p) = static_cast<T>(v); });
    ops.choices = Choices<T>::names;
    return ops;
  }
  static constexpr TypeOps value = make();
};
template <class T>
requires requires { Fields<T>::rows; }
struct Ops<T> {
  static constexpr TypeOps make() {
    TypeOps ops;
    ops.kind = FieldKind::record;
    ops.record = [] { return &table_of<T>(); };
    ops.inner = [](const void* p) { return p; };
    ops.make_inner = [](void* p) { return p; };
    return ops;
  }
  static constexpr TypeOps value = make();
};
template <class T>
struct Ops<std::optional<T>> {
  static constexpr TypeOps make() {
    using O = std::optional<T>;
    TypeOps ops = Ops<T>::value;
    ops.optional = true;
    ops.has = [](const void* p) { return as<O>(p).has_value(); };
    ops.clear = [](void* p) { as<O>(p).reset(); };
    constexpr FieldKind kKind = Ops<T>::value.kind;
    if constexpr (kKind == FieldKind::text) {
      ops.get_text = [](const void* p) -> std::string_view { return Ops<T>::value.get_text(&*as<O>(p)); };
      ops.set_text = [](void* p, std::string_view v) { Ops<T>::value.set_text(&as<O>(p).emplace(), v); };
    } else if constexpr (kKind == FieldKind::record) {
      ops.inner = [](const void* p) { return static_cast<const void*>(&*as<O>(p)); };
      ops.make_inner = [](void* p) { return static_cast<void*>(&as<O>(p).emplace()); };
    } else {
      ops.get_int = [](const void* p) { return Ops<T>::value.get_int(&*as<O>(p)); };
      ops.set_int = [](void* p, std::int64_t v) { Ops<T>::value.set_int(&as<O>(p).emplace(), v); };
    }
    return ops;
  }
  static constexpr TypeOps value = make();
};
template <class T>
struct Ops<std::vector<T>> {
  static constexpr TypeOps make() {
    using V = std::vector<T>;
    TypeOps ops;
    ops.kind = FieldKind::list;
    ops.element = &Ops<T>::value;
    ops.clear = [](void* p) { as<V>(p).clear(); };
    ops.size = [](const void* p) { return as<V>(p).size(); };
    ops.at = [](const void* p, std::size_t i) { return static_cast<const void*>(&as<V>(p)[i]); };
    ops.append = [](void* p) { return static_cast<void*>(&as<V>(p).emplace_back()); };
    return ops;
  }
  static constexpr TypeOps value = make();
};

template <class MemberPointer>
struct MemberOf;
template <class R, class T>
struct MemberOf<T R::*> {
  using Record = R;
  using Type = T;
};

template <auto kMember>
const void* locate(const void* record) {
  using M = MemberOf<decltype(kMember)>;
  return &(as<typename M::Record>(record).*kMember);
}
template <auto kMember>
void* locate_mutable(void* record) {
  using M = MemberOf<decltype(kMember)>;
  return &(as<typename M::Record>(record).*kMember);
}

// A text that names the member: addresses of two functions are no constants under the sanitizers of GCC 12.
template <auto kMember>
consteval std::string_view member_signature() {
  return __PRETTY_FUNCTION__;
}

template <std::size_t kSize>
consteval bool rows_are_distinct(const std::array<FieldRow, kSize>& rows) {
  for (std::size_t i = 0; i < kSize; ++i) {
    for (std::size_t k = i + 1; k < kSize; ++k) {
      if (rows[i].name == rows[k].name || rows[i].member == rows[k].member) return false;
    }
  }
  return true;
}

}  // namespace detail

template <auto kMember>
consteval FieldRow field(std::string_view name, Access access, Limits limits = {}) {
  using Type = typename detail::MemberOf<decltype(kMember)>::Type;
  return FieldRow{name,
                  access,
                  limits,
                  &detail::Ops<Type>::value,
                  &detail::locate<kMember>,
                  &detail::locate_mutable<kMember>,
                  detail::member_signature<kMember>()};
}

template <class Record>
const RecordTable& table_of() {
  static_assert(boost::pfr::tuple_size_v<Record> == Fields<Record>::rows.size(),
                "every member of the record needs exactly one row in its field table");
  static_assert(detail::rows_are_distinct(Fields<Record>::rows), "a member or a name stands twice in the field table");
  static constexpr RecordTable table{Fields<Record>::name, Fields<Record>::rows};
  return table;
}

// The limits that hold for a row: its own, or its kind's where it names no maximum. Texts: 200 code points; lists:
// 100 items; rates: 0…100 %; numbers, money and points: ±kMaxAmount; times: years 1900…2200.
[[nodiscard]] Limits effective_limits(const FieldRow& row);

}  // namespace homeport
