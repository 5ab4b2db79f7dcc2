#include "kit/paging.hpp"

#include <algorithm>
#include <charconv>

#include "base/crypto.hpp"

namespace homeport::kit {
namespace {

constexpr std::size_t kLongestCursor = 1024;
constexpr std::size_t kLargestReach = 4096;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// For LIKE … ESCAPE '\'.
std::string escaped(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') plain += '\\';
    plain += c;
  }
  return plain;
}

Refusal bad_cursor() {
  return refuse(RefusalKind::invalid, "request.bad_cursor", "this cursor does not belong to this list and sort",
                "cursor");
}

// Inside a cursor: "<id>:<sort value>".
Outcome read_cursor(std::string_view text, Page& page) {
  if (text.size() > kLongestCursor) return bad_cursor();
  const auto bytes = base64url_decode(text);
  if (!bytes) return bad_cursor();
  const auto colon = bytes->find(':');
  if (colon == std::string::npos) return bad_cursor();
  const auto id = whole_number(std::string_view(*bytes).substr(0, colon));
  if (!id || *id == 0) return bad_cursor();
  page.after_id = *id;
  const std::string_view value = std::string_view(*bytes).substr(colon + 1);
  if (page.sort.is_text) {
    page.after_text = std::string(value);
    return Done{};
  }
  page.after_integer = whole_number(value);
  if (!page.after_integer) return bad_cursor();
  return Done{};
}

Outcome read_sort(std::string_view text, std::span<const SortChoice> choices, Page& page) {
  page.descending = text.starts_with('-');
  const std::string_view name = page.descending ? text.substr(1) : text;
  std::string names;
  for (const auto& choice : choices) {
    if (choice.name == name) {
      page.sort = choice;
      return Done{};
    }
    names += (names.empty() ? "" : ", ") + std::string(choice.name);
  }
  return refuse(RefusalKind::invalid, "request.not_a_choice",
                "sort must be one of: " + names + "; a '-' before it turns the order around", "sort");
}

}  // namespace

Result<Page> page_of(const http::Request& request, std::span<const SortChoice> choices, bool default_descending) {
  CHECK(!choices.empty());
  Page page;
  page.sort = choices.front();
  page.descending = default_descending;
  if (const auto sort = request.query_value("sort"); sort && !sort->empty()) TRY_DONE(read_sort(*sort, choices, page));
  if (const auto limit = request.query_value("limit"); limit && !limit->empty()) {
    const auto number = whole_number(*limit);
    if (!number || *number < 1 || *number > kLargestPageSize) {
      return refuse(RefusalKind::invalid, "request.out_of_range",
                    "limit must be from 1 to " + std::to_string(kLargestPageSize), "limit");
    }
    page.limit = *number;
  }
  if (const auto cursor = request.query_value("cursor"); cursor && !cursor->empty()) {
    TRY_DONE(read_cursor(*cursor, page));
  }
  return page;
}

std::string cursor_after_text(std::string_view sort_value, std::int64_t id) {
  return base64url_encode(std::to_string(id) + ":" + std::string(sort_value));
}

std::string cursor_after_integer(std::int64_t sort_value, std::int64_t id) {
  return cursor_after_text(std::to_string(sort_value), id);
}

ListQuery& ListQuery::bind(std::int64_t value) {
  params_.emplace_back(value);
  text_ += "$" + std::to_string(params_.size());
  return *this;
}

ListQuery& ListQuery::bind(std::string_view value) {
  params_.emplace_back(std::string_view(texts_.emplace_back(value)));
  text_ += "$" + std::to_string(params_.size());
  return *this;
}

ListQuery& ListQuery::like(std::string_view column, std::string_view pattern) {
  return text(column).text(" LIKE ").bind(pattern).text(" ESCAPE '\\'");
}

ListQuery& ListQuery::contains(std::string_view column, std::string_view words) {
  return like(column, "%" + escaped(words) + "%");
}

ListQuery& ListQuery::begins_with(std::string_view column, std::string_view words) {
  return like(column, escaped(words) + "%");
}

ListQuery& ListQuery::where_equal(std::string_view column, std::int64_t value) {
  return text(" AND ").text(column).text(" = ").bind(value);
}

ListQuery& ListQuery::where_equal(std::string_view column, std::string_view value) {
  return text(" AND ").text(column).text(" = ").bind(value);
}

ListQuery& ListQuery::where_in_reach(const Actor& actor, std::string_view store_column, std::string_view owner_column) {
  if (actor.kind == Actor::Kind::system || actor.scope == DataScope::all) return *this;
  if (actor.scope == DataScope::own && !owner_column.empty()) return where_equal(owner_column, actor.staff_id.value);
  if (actor.org_unit_ids.empty()) return text(" AND 1 = 0");
  CHECK(actor.org_unit_ids.size() <= kLargestReach);
  // Rounded up to a power of two by repeating the last one, so that few different texts reach the statement cache.
  std::size_t places = 1;
  while (places < actor.org_unit_ids.size())
    places *= 2;
  text(" AND ").text(store_column).text(" IN (");
  for (std::size_t i = 0; i < places; ++i) {
    if (i != 0) text(", ");
    bind(actor.org_unit_ids[std::min(i, actor.org_unit_ids.size() - 1)]);
  }
  return text(")");
}

ListQuery& ListQuery::page(const Page& page, std::string_view id_column) {
  const std::string_view direction = page.descending ? " DESC" : " ASC";
  if (!page.is_first()) {
    text(" AND (").text(page.sort.column).text(", ").text(id_column).text(page.descending ? ") < (" : ") > (");
    if (page.after_text) {
      bind(*page.after_text);
    } else {
      CHECK(page.after_integer.has_value());
      bind(*page.after_integer);
    }
    text(", ").bind(page.after_id).text(")");
  }
  text(" ORDER BY ").text(page.sort.column).text(direction).text(", ").text(id_column).text(direction);
  return text(" LIMIT ").bind(page.limit + 1);
}

Count count_rows(db::Transaction& tx, const ListQuery& query) {
  const std::string text =
      "SELECT count(*) FROM (" + query.sql() + " LIMIT " + std::to_string(kCountLimit + 1) + ") AS counted";
  auto rows = tx.query_text(text, query.params());
  CHECK(rows.next());
  const std::int64_t total = rows.integer(0);
  return total > kCountLimit ? Count{kCountLimit, false} : Count{total, true};
}

ListAnswer::ListAnswer(const Page& page) : limit_(page.limit) {}

bool ListAnswer::add(std::string item_json, std::string cursor_after_it) {
  if (size_ == limit_) {
    has_more_ = true;
    return false;
  }
  if (size_ != 0) items_ += ',';
  items_ += item_json;
  last_cursor_ = std::move(cursor_after_it);
  ++size_;
  return true;
}

void ListAnswer::goes_on_after(std::string cursor) {
  if (has_more_) return;
  has_more_ = true;
  last_cursor_ = std::move(cursor);
}

std::string ListAnswer::take() {
  JsonWriter json;
  items_ += ']';
  json.begin_object().key("items").raw(items_);
  if (has_more_) json.key("next_cursor").text(last_cursor_);
  if (count_) json.key("total").integer(count_->total).key("total_is_exact").boolean(count_->is_exact);
  return json.end_object().take();
}

}  // namespace homeport::kit
