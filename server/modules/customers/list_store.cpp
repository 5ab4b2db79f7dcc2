// The SQL of the customer list: composed of constant text, with every value as a parameter.

#include <algorithm>
#include <array>
#include <bit>

#include "base/phone.hpp"
#include "base/search_tokens.hpp"
#include "db/record_sql.hpp"
#include "modules/customers/conditions.hpp"
#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers::store {
namespace {

constexpr std::string_view kCounted = "SELECT c.customer_id, c.name_folded ";
constexpr std::string_view kColumns =
    "SELECT c.customer_id, c.kind, c.name, c.gender, c.phone, c.email, c.birthday_on, c.store_id, c.owner_staff_id, "
    "c.status, c.source, c.external_ref, c.note, c.created_at, c.version, "
    "(SELECT k.card_number FROM customer_card k WHERE k.customer_id = c.customer_id AND k.status = 'active' "
    "ORDER BY k.issued_at DESC, k.card_number LIMIT 1) AS card_number, c.name_folded, c.hidden_bits, c.is_pooled ";

// Through the index when there are words to look for. SQLite walks the matches in the order of their rowid, so that
// the newest of very many matches come at once.
const db::Sql kFromSearch{
    "FROM customer_search JOIN customer c ON c.customer_id = customer_search.rowid "
    "WHERE customer_search MATCH ",
    "FROM customer_search s JOIN customer c ON c.customer_id = s.customer_id "
    "WHERE s.tokens @@ plainto_tsquery('simple', "};
constexpr std::string_view kFromAll = "FROM customer c WHERE 1 = 1";

constexpr kit::SortChoice kByCreation{"created_at", "c.customer_id", false};
constexpr kit::SortChoice kByName{"name", "c.name_folded", true};
constexpr std::array kSorts{kByCreation, kByName};

// An id tells when it was made. The conditions on created_at decide; these bounds on the id only keep the engine from
// walking through years of customers, with room for clocks that were set back.
constexpr std::int64_t kClockSlackSeconds = kSecondsPerDay;

void where_created(ListQuery& list, const ListConditions& conditions) {
  auto& query = list.rows;
  if (conditions.created_from) {
    query.text(" AND c.created_at >= ").bind(conditions.created_from->us);
    query.text(" AND ")
        .text(list.id_column)
        .text(" >= ")
        .bind(first_id_at(plus_seconds(*conditions.created_from, -kClockSlackSeconds)));
  }
  if (conditions.created_before) {
    query.text(" AND c.created_at < ").bind(conditions.created_before->us);
    query.text(" AND ")
        .text(list.id_column)
        .text(" < ")
        .bind(first_id_at(plus_seconds(*conditions.created_before, kClockSlackSeconds)));
  }
}

// Without the right a phone shows its last digits, and only they and the whole number find it: fragments would tell the
// digits between one after the other. The index knows no difference, so what it finds is looked at again.
constexpr std::size_t kShownPhoneDigits = 4;
constexpr std::int64_t kLeastMaskedBytes = 12;  // '+', a country code, eight digits: of fewer, fewer are shown

void where_found_without_phone(kit::ListQuery& query, std::string_view text) {
  const auto whole_phone = normalise_phone(text, kPhoneRegion);
  for (const auto& digits : query_digits(text)) {
    const std::string anywhere = "%" + digits + "%";
    query.text(" AND (c.name_folded LIKE ").bind(anywhere);
    query.text(" OR c.email LIKE ").bind(anywhere);
    query.text(" OR REPLACE(c.external_ref, '-', '') LIKE ").bind(anywhere);
    query.text(" OR EXISTS (SELECT 1 FROM customer_card d WHERE d.customer_id = c.customer_id ");
    query.text("AND REPLACE(d.card_number, '-', '') LIKE ").bind(anywhere).text(")");
    query.text(" OR EXISTS (SELECT 1 FROM customer_own_value v WHERE v.customer_id = c.customer_id AND v.value LIKE ");
    query.bind(anywhere).text(")");
    // What higher modules add, without the phones among it; tokens are no longer than kLongestPrefix.
    query.text(" OR EXISTS (SELECT 1 FROM customer_search_part p WHERE p.customer_id = c.customer_id ");
    query.text("AND p.part NOT LIKE '%.phones' AND p.tokens LIKE ");
    query.bind("%" + digits.substr(0, kLongestPrefix) + "%").text(")");
    if (digits.size() <= kShownPhoneDigits) {
      query.text(" OR (LENGTH(c.phone) >= ").bind(kLeastMaskedBytes);
      query.text(" AND c.phone LIKE ").bind("%" + digits).text(")");
    }
    if (whole_phone) query.text(" OR c.phone = ").bind(*whole_phone);
    query.text(")");
  }
}

// Constant words rather than parameters, so that the partial indexes of the rare values are used.
void where_choices(kit::ListQuery& query, const ListConditions& conditions) {
  if (conditions.status) {
    query.text(*conditions.status == CustomerStatus::disabled ? " AND c.status = 'disabled'"
                                                              : " AND c.status = 'active'");
  } else {
    query.text(" AND ").text(kIsPresent);
  }
  if (conditions.kind) {
    query.text(*conditions.kind == CustomerKind::organisation ? " AND c.kind = 'organisation'"
                                                              : " AND c.kind = 'person'");
  }
}

// Conditions on what may be hidden find out about it as searching does.
bool asks_what_is_hidden(std::span<const CheckedCondition> conditions) {
  static constexpr std::array<std::string_view, 6> kTelling{"name", "phone", "email", "note", "external_ref", "card"};
  return std::any_of(conditions.begin(), conditions.end(), [](const auto& condition) {
    return std::find(kTelling.begin(), kTelling.end(), condition.field.name) != kTelling.end();
  });
}

}  // namespace

std::span<const kit::SortChoice> list_sorts() { return kSorts; }

ListQuery list_rows(db::Engine engine, const ListConditions& conditions, const kit::Actor& actor, ListColumns columns) {
  ListQuery list{kit::ListQuery(columns == ListColumns::all ? kColumns : kCounted), "c.customer_id"};
  auto& query = list.rows;
  const auto tokens = conditions.text ? query_tokens(*conditions.text) : std::vector<std::string>{};
  const auto* walked = conditions.text ? nullptr : condition_to_walk(conditions.all);
  if (walked != nullptr) {
    walk_condition(query, *walked, Walked::customers);
    list.id_column = "d.customer_id";
  } else if (tokens.empty()) {
    query.text(kFromAll);
    if (conditions.text) query.text(" AND 1 = 0");
  } else {
    query.text(kFromSearch.text(engine)).bind(join_tokens(tokens));
    if (engine == db::Engine::postgres) query.text(")");
    if (engine == db::Engine::sqlite) list.id_column = "customer_search.rowid";
  }
  if (conditions.store_id) query.where_equal("c.store_id", conditions.store_id->value);
  if (conditions.owner_staff_id) query.where_equal("c.owner_staff_id", conditions.owner_staff_id->value);
  if (conditions.source) query.where_equal("c.source", *conditions.source);
  where_choices(query, conditions);
  where_created(list, conditions);
  if (!conditions.only.empty()) {
    query.text(" AND c.customer_id IN (");
    // As many places as the next power of two, so that few prepared statements serve all.
    const auto& only = conditions.only;
    for (std::size_t i = 0, places = std::bit_ceil(only.size()); i < places; ++i)
      query.text(i == 0 ? "" : ", ").bind(only[std::min(i, only.size() - 1)].value);
    query.text(")");
  }
  for (const auto& condition : conditions.all) {
    if (&condition != walked) where_condition(query, condition);
  }
  // Whoever may not see a hidden name or phone may not find it out by searching either.
  if ((conditions.text || conditions.sorts_by_name || asks_what_is_hidden(conditions.all)) &&
      !actor.may(kHiddenPermission)) {
    query.text(" AND c.hidden_bits = 0");
  }
  if (conditions.text && !actor.may(kPhonePermission)) where_found_without_phone(query, *conditions.text);
  query.where_in_reach(actor, "c.store_id", "c.owner_staff_id");
  return list;
}

void order_list(ListQuery& list, const kit::Page& page) {
  auto& query = list.rows;
  if (page.sort.is_text) {
    query.page(page, "c.customer_id");
    return;
  }
  const std::string_view direction = page.descending ? " DESC" : " ASC";
  if (!page.is_first()) {
    query.text(" AND ").text(list.id_column).text(page.descending ? " < " : " > ").bind(page.after_id);
  }
  query.text(" ORDER BY ").text(list.id_column).text(direction).text(" LIMIT ").bind(page.limit + 1);
}

IndexedPart indexed_part(const ListConditions& conditions) {
  IndexedPart part;
  auto& indexed = part.conditions;
  indexed = conditions;
  indexed.source.reset();
  if (indexed.status == CustomerStatus::active) indexed.status.reset();
  if (indexed.kind == CustomerKind::person) indexed.kind.reset();
  indexed.all.clear();
  const auto* walked = conditions.text ? nullptr : condition_to_walk(conditions.all);
  if (walked != nullptr) indexed.all.push_back(*walked);
  part.is_all = indexed.source == conditions.source && indexed.status == conditions.status &&
                indexed.kind == conditions.kind && indexed.all.size() == conditions.all.size();
  return part;
}

std::string ListEnd::cursor(const kit::Page& page) const {
  return page.sort.is_text ? kit::cursor_after_text(name_folded, id) : kit::cursor_after_integer(id, id);
}

std::optional<ListEnd> end_after(db::Transaction& tx, ListQuery indexed, const kit::Page& page,
                                 std::int64_t customers) {
  kit::Page last = page;
  last.limit = 0;  // and one more
  order_list(indexed, last);
  indexed.rows.text(" OFFSET ").bind(customers - 1);
  auto rows = indexed.rows.run(tx);
  if (!rows.next()) return std::nullopt;
  return ListEnd{rows.integer(0), page.sort.is_text ? rows.string(1) : std::string()};
}

std::optional<ListEnd> end_of_walk(db::Transaction& tx, const CheckedCondition& condition, const kit::Page& page,
                                   std::int64_t customers) {
  ListQuery index{kit::ListQuery("SELECT d.customer_id "), "d.customer_id"};
  walk_condition(index.rows, condition, Walked::index);
  return end_after(tx, std::move(index), page, customers);
}

void end_list(ListQuery& list, const kit::Page& page, const ListEnd& end) {
  const std::string_view before = page.descending ? " >= " : " <= ";
  if (page.sort.is_text) {
    list.rows.text(" AND (c.name_folded, c.customer_id)").text(before).text("(").bind(end.name_folded);
    list.rows.text(", ").bind(end.id).text(")");
  } else {
    list.rows.text(" AND ").text(list.id_column).text(before).bind(end.id);
  }
}

std::int64_t count_up_to(db::Transaction& tx, const ListQuery& list, std::int64_t limit) {
  const std::string text =
      "SELECT count(*) FROM (" + list.rows.sql() + " LIMIT " + std::to_string(limit) + ") AS counted";
  auto rows = tx.query_text(text, list.rows.params());
  CHECK(rows.next());
  return rows.integer(0);
}

ListRow read_list_row(const db::Rows& rows, const kit::Page& page) {
  ListRow row;
  auto& item = row.item;
  item.id = rows.id<CustomerId>(0);
  item.kind = db::choice_at<CustomerKind>(rows, 1);
  item.name = rows.string(2);
  if (!rows.is_null(3)) item.gender = db::choice_at<Gender>(rows, 3);
  item.phone = rows.maybe_string(4);
  item.email = rows.maybe_string(5);
  if (!rows.is_null(6)) item.birthday_on = parse_date(rows.text(6));
  item.store_id = rows.id<kit::OrgUnitId>(7);
  if (!rows.is_null(8)) item.owner_staff_id = rows.id<kit::StaffId>(8);
  item.status = db::choice_at<CustomerStatus>(rows, 9);
  item.source = rows.string(10);
  item.external_ref = rows.maybe_string(11);
  item.note = rows.maybe_string(12);
  item.created_at = Time{rows.integer(13)};
  item.version = rows.integer(14);
  item.card_number = rows.maybe_string(15);
  row.hidden_bits = rows.integer(17);
  row.is_pooled = rows.integer(18) != 0;
  row.cursor = page.sort.is_text ? kit::cursor_after_text(rows.text(16), item.id.value)
                                 : kit::cursor_after_integer(item.id.value, item.id.value);
  return row;
}

}  // namespace homeport::customers::store
