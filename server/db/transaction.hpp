#pragma once

// What a use-case sees of a database: statements inside one transaction, the same text on every engine.
// A Transaction is used by one thread at a time and only inside the call that handed it out.

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/amounts.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"

namespace homeport::db {

enum class Engine : std::uint8_t { sqlite, postgres };

// The machine failed (disk, connection, a broken constraint we did not expect). Never a business "no".
// what() names the engine's code and the head of the statement, never a parameter's value.
class DatabaseError : public std::runtime_error {
 public:
  explicit DatabaseError(const std::string& sentence, std::string code = {})
      : std::runtime_error(sentence), code_(std::move(code)) {}

  // The engine's own code ("2067", "23505"), empty when the engine was not asked.
  [[nodiscard]] const std::string& code() const { return code_; }

 private:
  std::string code_;
};

// Another transaction was in the way (40001, 40P01, busy): running the whole use-case again is right.
class SerializationFailure : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

// A statement that lives as long as the program (namespace-scope constant): its address keys the statement cache.
// Placeholders are $1…$n on every engine; as many parameters are given as the largest number says. Two texts only
// where the engines must differ.
//
// Locking is the one dialect token: the comments /*for_update*/ and /*for_update_skip_locked*/ at the end of a SELECT
// become FOR UPDATE and FOR UPDATE SKIP LOCKED on PostgreSQL and stay comments on SQLite, where the one writer has
// everything locked anyway. Only in writes; in a read they are an error on both engines.
class Sql {
 public:
  constexpr explicit Sql(std::string_view both) : sqlite_(both), postgres_(both) {}
  constexpr Sql(std::string_view sqlite, std::string_view postgres) : sqlite_(sqlite), postgres_(postgres) {}
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;

  [[nodiscard]] std::string_view text(Engine engine) const { return engine == Engine::sqlite ? sqlite_ : postgres_; }

 private:
  std::string_view sqlite_;
  std::string_view postgres_;
};

// One bound parameter. Texts and blobs are views: they must live until the call returns (send() and query() keep
// copies where they need them). Texts are UTF-8; one with a NUL byte inside is refused on both engines.
struct Param {
  enum class Kind : std::uint8_t { null, integer, text, blob };
  Kind kind = Kind::null;
  std::int64_t integer = 0;
  std::string_view bytes{};

  Param() = default;
  Param(std::nullopt_t) {}                                         // NOLINT
  Param(std::int64_t v) : kind(Kind::integer), integer(v) {}       // NOLINT
  Param(int v) : kind(Kind::integer), integer(v) {}                // NOLINT
  Param(bool v) : kind(Kind::integer), integer(v ? 1 : 0) {}       // NOLINT
  Param(std::string_view v) : kind(Kind::text), bytes(v) {}        // NOLINT
  Param(const std::string& v) : kind(Kind::text), bytes(v) {}      // NOLINT
  Param(const char* v) : kind(Kind::text), bytes(v) {}             // NOLINT
  Param(Money v) : kind(Kind::integer), integer(v.minor) {}        // NOLINT
  Param(Points v) : kind(Kind::integer), integer(v.hundredths) {}  // NOLINT
  Param(Rate v) : kind(Kind::integer), integer(v.ppm) {}           // NOLINT
  Param(Time v) : kind(Kind::integer), integer(v.us) {}            // NOLINT
  template <class Tag>
  Param(Id<Tag> v) : kind(Kind::integer), integer(v.value) {}  // NOLINT
  template <class T>
  Param(const std::optional<T>& v) {  // NOLINT
    if (v) *this = Param(*v);
  }

  static Param blob(std::string_view bytes) {
    Param p;
    p.kind = Kind::blob;
    p.bytes = bytes;
    return p;
  }
};

// The engine's side of a running query.
class Cursor {
 public:
  Cursor() = default;
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  virtual ~Cursor() = default;

  virtual bool next() = 0;
  [[nodiscard]] virtual int column_count() const = 0;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual std::string_view bytes(int column) const = 0;  // valid until next()
};

// The rows of a query, read forwards once; they must not outlive the call the transaction was handed to:
//   for (auto rows = tx.query(kSelect, id); rows.next();) rows.integer(0);
// Reading a column of the wrong type or a NULL as a value is our own mistake (CHECK).
class Rows {
 public:
  explicit Rows(std::unique_ptr<Cursor> cursor) : cursor_(std::move(cursor)) {}

  bool next() { return cursor_->next(); }
  [[nodiscard]] int column_count() const { return cursor_->column_count(); }
  [[nodiscard]] bool is_null(int column) const { return cursor_->is_null(column); }
  [[nodiscard]] std::int64_t integer(int column) const { return cursor_->integer(column); }
  [[nodiscard]] std::string_view text(int column) const { return cursor_->bytes(column); }
  [[nodiscard]] std::string string(int column) const { return std::string(cursor_->bytes(column)); }
  template <class IdType>
  [[nodiscard]] IdType id(int column) const {
    return IdType{integer(column)};
  }
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
  }
  [[nodiscard]] std::optional<std::string> maybe_string(int column) const {
    return is_null(column) ? std::nullopt : std::optional(string(column));
  }

 private:
  std::unique_ptr<Cursor> cursor_;
};

// Once a statement has failed the transaction is doomed, also when the use-case catches the error: every later call
// throws it again and nothing is kept.
class Transaction {
 public:
  Transaction() = default;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  virtual ~Transaction() = default;

  [[nodiscard]] virtual Engine engine() const = 0;

  // Runs at once, so errors surface here. In writes, and always on PostgreSQL, the rows are held in memory; in reads
  // on SQLite they are computed while they are read. Page what may be large.
  template <class... Args>
  [[nodiscard]] Rows query(const Sql& sql, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{Param(args)...};
    return do_query(sql, params);
  }
  // Runs at once; returns how many rows it inserted, updated or deleted (0 for any other statement).
  template <class... Args>
  std::int64_t execute(const Sql& sql, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{Param(args)...};
    return do_execute(sql, params);
  }
  // Promises the statement before the commit but does not wait for it: on PostgreSQL it travels together with the
  // next query or the commit (one round trip), on SQLite it runs at once. For writes whose outcome decides nothing;
  // an error in one surfaces as DatabaseError at the next waiting call or at the commit.
  template <class... Args>
  void send(const Sql& sql, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{Param(args)...};
    do_send(sql, params);
  }

  // The same with parameters already gathered.
  [[nodiscard]] Rows query_with(const Sql& sql, std::span<const Param> params) { return do_query(sql, params); }
  std::int64_t execute_with(const Sql& sql, std::span<const Param> params) { return do_execute(sql, params); }
  void send_with(const Sql& sql, std::span<const Param> params) { do_send(sql, params); }

  // A text composed at run time from constant pieces (list filters). Values still go in as parameters only. Cached
  // by text in a small least-recently-used cache.
  [[nodiscard]] virtual Rows query_text(std::string_view text, std::span<const Param> params) = 0;
  virtual std::int64_t execute_text(std::string_view text, std::span<const Param> params) = 0;

  // Runs on the database's thread after a durable commit, never after a rollback; must be short and not throw.
  virtual void after_commit(std::function<void()> action) = 0;

 protected:
  virtual Rows do_query(const Sql& sql, std::span<const Param> params) = 0;
  virtual std::int64_t do_execute(const Sql& sql, std::span<const Param> params) = 0;
  virtual void do_send(const Sql& sql, std::span<const Param> params) = 0;
};

}  // namespace homeport::db
