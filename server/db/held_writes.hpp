#pragma once

// Statements that a transaction on PostgreSQL has promised and not sent yet. Those marked /*in_any_order*/ wait here
// until somebody asks something or the transaction ends, so that rows for one table travel as one statement: most of
// what an INSERT costs there is not the row but the statement.

#include <cstddef>
#include <functional>
#include <memory_resource>
#include <span>
#include <vector>

#include "db/transaction.hpp"

namespace homeport::db {

class HeldWrites {
 public:
  // Copies the parameters. Statements keep the order in which each first came; rows of one keep theirs.
  void add(const Sql& sql, std::span<const Param> params);
  [[nodiscard]] bool is_empty() const { return rows_ == 0; }
  [[nodiscard]] std::size_t row_count() const { return rows_; }

  // How many rows each statement has: what comes later can be told from what was there.
  using Mark = std::vector<std::size_t>;
  [[nodiscard]] Mark mark() const;
  [[nodiscard]] bool has_grown_since(const Mark& mark) const;
  void drop_since(const Mark& mark);

  // Hands out all rows, statement by statement (parameters row after row), and forgets them.
  void take_all(const std::function<void(const Sql&, std::size_t rows, std::span<const Param>)>& take);

 private:
  struct Group {
    const Sql* sql = nullptr;
    std::size_t rows = 0;
    std::vector<Param> params;
  };
  Group& group_of(const Sql& sql);
  [[nodiscard]] static std::size_t rows_in(const Mark& mark, std::size_t group) {
    return group < mark.size() ? mark[group] : 0;
  }

  std::vector<Group> groups_;
  std::size_t rows_ = 0;
  std::pmr::monotonic_buffer_resource texts_;
};

}  // namespace homeport::db
