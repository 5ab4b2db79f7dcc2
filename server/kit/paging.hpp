#pragma once

// Lists: limit, cursor, sort, and counting up to a thousand. Cursors are opaque to callers; inside are the sort value
// and id of the last row (keyset paging), so a page costs the same wherever it is.

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "db/transaction.hpp"
#include "http/message.hpp"
#include "kit/access.hpp"

namespace homeport::kit {

inline constexpr std::int64_t kDefaultPageSize = 50;
inline constexpr std::int64_t kLargestPageSize = 200;
inline constexpr std::int64_t kCountLimit = 1000;

// One way to sort a list: the public name and the column (an expression of constant text) it stands for.
struct SortChoice {
  std::string_view name;    // "name", "created_at"
  std::string_view column;  // "c.name_folded"
  bool is_text = false;
};

struct Page {
  std::int64_t limit = kDefaultPageSize;
  SortChoice sort;
  bool descending = false;
  // Where the page before ended; not set on the first page.
  std::optional<std::string> after_text;
  std::optional<std::int64_t> after_integer;
  std::int64_t after_id = 0;
  [[nodiscard]] bool is_first() const { return after_id == 0; }
};

// Reads limit, cursor and sort ("name", "-created_at"). `choices` must not be empty; the first is the default, sorted
// `default_descending`. Refusals: request.out_of_range (limit), request.not_a_choice (sort), request.bad_cursor.
[[nodiscard]] Result<Page> page_of(const http::Request& request, std::span<const SortChoice> choices,
                                   bool default_descending);

[[nodiscard]] std::string cursor_after_text(std::string_view sort_value, std::int64_t id);
[[nodiscard]] std::string cursor_after_integer(std::int64_t sort_value, std::int64_t id);

// A statement composed at run time from constant text; every value goes in as a parameter.
class ListQuery {
 public:
  explicit ListQuery(std::string_view text) : text_(text) {}

  ListQuery& text(std::string_view constant) {
    text_ += constant;
    return *this;
  }
  ListQuery& bind(std::int64_t value);
  ListQuery& bind(std::string_view value);
  // "column LIKE $n …": the words stand anywhere in it, or at its beginning; their own wildcards mean themselves.
  // What case matters is the caller's business: columns for search are folded, and so is what is searched for.
  ListQuery& contains(std::string_view column, std::string_view words);
  ListQuery& begins_with(std::string_view column, std::string_view words);
  // " AND column = $n"
  ListQuery& where_equal(std::string_view column, std::int64_t value);
  ListQuery& where_equal(std::string_view column, std::string_view value);
  // " AND (store_column is in the actor's reach)"; own scope: owner_column = the actor. Empty owner_column: own scope
  // counts as store scope.
  ListQuery& where_in_reach(const Actor& actor, std::string_view store_column, std::string_view owner_column);
  // " AND (sort, id) after the cursor ORDER BY … LIMIT limit + 1"
  ListQuery& page(const Page& page, std::string_view id_column);

  [[nodiscard]] db::Rows run(db::Transaction& tx) const { return tx.query_text(text_, params_); }
  [[nodiscard]] const std::string& sql() const { return text_; }
  [[nodiscard]] const std::vector<db::Param>& params() const { return params_; }

 private:
  ListQuery& like(std::string_view column, std::string_view pattern);

  std::string text_;
  std::vector<db::Param> params_;
  std::deque<std::string> texts_;  // owners of bound texts; a deque never moves them
};

struct Count {
  std::int64_t total = 0;
  bool is_exact = true;
};

// Counts the rows of "SELECT … FROM … WHERE …" (no ORDER BY) up to kCountLimit.
[[nodiscard]] Count count_rows(db::Transaction& tx, const ListQuery& query);

// Builds {"items":[…],"next_cursor":…,"total":…,"total_is_exact":…}.
class ListAnswer {
 public:
  explicit ListAnswer(const Page& page);
  // False when the page is full: this row belongs to the next page, stop; next_cursor is then written from the row
  // added last.
  [[nodiscard]] bool add(std::string item_json, std::string cursor_after_it);
  // For a page that ends before it is full, because enough was looked at for once: the rest begins after `cursor`. Does
  // nothing to a page that is full.
  void goes_on_after(std::string cursor);
  void set_count(Count count) { count_ = count; }
  [[nodiscard]] std::string take();

 private:
  std::int64_t limit_;
  std::int64_t size_ = 0;
  bool has_more_ = false;
  std::string items_ = "[";
  std::string last_cursor_;
  std::optional<Count> count_;
};

}  // namespace homeport::kit
