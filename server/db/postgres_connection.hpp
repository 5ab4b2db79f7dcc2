#pragma once

// One connection to PostgreSQL in libpq's pipeline mode: statements are queued, answers read when somebody needs one.
// Used by one thread at a time.

#include <cstdint>
#include <deque>
#include <exception>
#include <list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "db/postgres_errors.hpp"
#include "db/transaction.hpp"

struct pg_conn;

namespace homeport::db {

struct PgConnDeleter {
  void operator()(pg_conn* connection) const;
};
using PgConn = std::unique_ptr<pg_conn, PgConnDeleter>;

// Connects with our settings. Throws ConnectionLost when the server cannot be reached or refuses us.
[[nodiscard]] PgConn connect_postgres(const std::string& url);

class PostgresConnection {
 public:
  explicit PostgresConnection(const std::string& url);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  enum class Access { write, read };
  // Queues the begin of a transaction, which travels together with its first statement.
  void begin(Access access);
  // Queues a statement, and its preparation on first use. Parameters are copied. Now and then, after many without a
  // wait, reads the answers, so that neither side's buffers fill; an error may thus surface here.
  void queue(const Sql& sql, std::span<const Param> params);
  void queue(std::string_view text, std::span<const Param> params);
  // Queues a statement for so many rows, parameters row after row: an INSERT of one row as one of many.
  void queue_rows(const Sql& sql, std::size_t rows, std::span<const Param> params);
  // Queues a statement whose answer goes where somebody will look for it.
  void queue_into(const Sql& sql, std::span<const Param> params, std::shared_ptr<PostgresResult> into);
  // The statement is marked /*in_any_order*/.
  [[nodiscard]] bool may_be_held(const Sql& sql) { return constant_statement(sql).may_be_held; }
  // Sends what is queued and reads all answers; gives the last one. Throws the first error; what was queued behind it
  // is forgotten then, and only roll_back() makes sense.
  PostgresResult answer();
  // Sends COMMIT together with what is queued and waits. Throws when the server did not commit; ConnectionLost when
  // nobody knows.
  void commit();
  // Send the end without waiting for the answer.
  void roll_back() noexcept;
  void end_read();

  // False: close it and open a new one.
  [[nodiscard]] bool is_usable() const { return is_usable_; }

 private:
  struct Prepared {
    std::string name;             // empty: not prepared on the server
    std::string asked;            // the text we were given
    std::string text;             // the text for the server
    std::vector<unsigned> types;  // of the parameters; 0: the server finds out
    int parameter_count = 0;
    bool may_be_held = false;
    bool is_joinable = false;  // an INSERT of one row that could be one of many
  };
  using TextList = std::list<Prepared>;
  // What will be answered, in order.
  struct Expected {
    enum class Kind : std::uint8_t { prepare, statement, commit, sync };
    Kind kind = Kind::statement;
    bool is_ignored = false;  // nobody waits for it, whatever it says
    Prepared* prepared = nullptr;
    std::shared_ptr<PostgresResult> into{};
  };

  Prepared& constant_statement(const Sql& sql);
  Prepared& wide_statement(const Sql& sql, std::size_t rows, std::span<const Param> params);
  Prepared& text_statement(std::string_view text);
  void queue_prepared(Prepared& prepared, std::span<const Param> params, Expected::Kind kind);
  void prepare_for(Prepared& prepared, std::span<const Param> params);
  void gather(std::span<const Param> params);
  void queue_control(const Sql& sql, Expected::Kind kind = Expected::Kind::statement);
  void queue_sync();
  void ignore_expected();
  void read_one(std::exception_ptr& first_error, PostgresResult& last);
  PostgresResult read_all();
  void drop_oldest_text();
  void forget_on_server(Prepared& prepared);
  [[noreturn]] void lose();

  PgConn connection_;
  bool is_usable_ = true;
  Access access_ = Access::read;  // of the transaction under way
  std::deque<Expected> expected_;
  std::uint64_t prepared_count_ = 0;
  std::unordered_map<const Sql*, std::unique_ptr<Prepared>> constant_;
  std::map<std::pair<const Sql*, std::size_t>, std::unique_ptr<Prepared>> wide_;  // by statement and rows
  TextList texts_;                                                                // most recently used first
  std::unordered_map<std::string_view, TextList::iterator> texts_by_text_;

  // Parameters on their way, reused.
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<std::uint64_t> numbers_;
};

}  // namespace homeport::db
