#include "modules/customers/listing.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "modules/customers/conditions.hpp"
#include "modules/customers/records.hpp"
#include "modules/identity/service.hpp"

namespace homeport::customers {
namespace {

// `where`, and the tag that is asked for so often that it has a parameter of its own.
Result<std::vector<CheckedCondition>> conditions_asked(const kit::Read& read, const kit::Call& call,
                                                       const Extensions& extensions) {
  ConditionSet asked;
  if (const auto where = call.query_text("where")) {
    TRY(asked, conditions_from(*where));
  }
  TRY(const auto tag, call.query_id<own_fields::TagId>("tag_id"));
  if (tag) asked.all.insert(asked.all.begin(), {"tag", ConditionOp::any_of, {to_string(*tag)}});
  std::vector<ConditionField> more;
  for (const auto& extension : extensions.list)
    more.insert(more.end(), extension.conditions.begin(), extension.conditions.end());
  return check_conditions(read, asked, more);
}

Result<ListConditions> conditions_of(const kit::Read& read, const kit::Call& call, const Extensions& extensions) {
  ListConditions conditions;
  conditions.text = call.query_text("q");
  conditions.source = call.query_text("source");
  TRY(conditions.store_id, call.query_id<kit::OrgUnitId>("store_id"));
  TRY(conditions.owner_staff_id, call.query_id<kit::StaffId>("owner_staff_id"));
  TRY(conditions.status, kit::query_choice<CustomerStatus>(call, "status"));
  if (conditions.status && *conditions.status > CustomerStatus::disabled) {
    return refuse(RefusalKind::invalid, "request.not_a_choice",
                  "must be one of: active, disabled; the recycle bin has a list of its own", "status");
  }
  TRY(conditions.kind, kit::query_choice<CustomerKind>(call, "kind"));
  TRY(conditions.created_from, call.query_time("created_from"));
  TRY(conditions.created_before, call.query_time("created_before"));
  TRY(conditions.all, conditions_asked(read, call, extensions));
  return conditions;
}

Result<std::vector<GivenFilter>> given_filters(const Extensions& extensions, const kit::Call& call) {
  std::vector<GivenFilter> given;
  for (const auto& extension : extensions.list) {
    for (const auto& filter : extension.filters) {
      TRY(const auto value, call.query_id<Id<struct AnyTag>>(filter.parameter));
      if (value) given.push_back({&filter, value->value});
    }
  }
  return given;
}

// The question of another module as if it had come over HTTP.
http::Request request_of(const ListQuestion& question) {
  http::Request request;
  request.query = question.parameters;
  return request;
}

Result<AskedList> asked_by(const kit::Read& read, const ListQuestion& question, const Extensions& extensions) {
  const auto known = list_parameters(extensions);
  for (const auto& [name, value] : question.parameters) {
    const bool is_known = std::any_of(known.begin(), known.end(),
                                      [&given = name](const auto& parameter) { return parameter.name == given; });
    if (!is_known) {
      return refuse(RefusalKind::invalid, "request.unknown_parameter", "the list has no such filter",
                    std::string(cut_to(name, 64)));
    }
  }
  const auto request = request_of(question);
  TRY(auto asked, asked_list(read, kit::Call(request), extensions));
  asked.conditions.only = question.only;
  return asked;
}

}  // namespace

std::vector<http::QueryParameter> list_parameters(const Extensions& extensions) {
  std::vector<http::QueryParameter> parameters{
      {"q", "words: name, pinyin, initials, digits of a phone or card", FieldKind::text},
      {"store_id", "of this store", FieldKind::id},
      {"owner_staff_id", "looked after by this person", FieldKind::id},
      {"status", "active or disabled", FieldKind::text},
      {"kind", "person or organisation", FieldKind::text},
      {"source", "exactly this source", FieldKind::text},
      {"created_from", "created at or after", FieldKind::time},
      {"created_before", "created before", FieldKind::time},
      {"tag_id", "who have this tag", FieldKind::id},
      {"where", R"(further conditions, as JSON: {"all":[{"field":"own.skin","op":"any_of","values":["dry"]}]})",
       FieldKind::text}};
  for (const auto& extension : extensions.list) {
    for (const auto& filter : extension.filters)
      parameters.push_back({std::string(filter.parameter), std::string(filter.about), FieldKind::id});
  }
  return parameters;
}

Result<AskedList> asked_list(const kit::Read& read, const kit::Call& call, const Extensions& extensions) {
  AskedList asked;
  TRY(asked.conditions, conditions_of(read, call, extensions));
  TRY(asked.filters, given_filters(extensions, call));
  return asked;
}

store::ListQuery list_query(const kit::Read& read, const AskedList& asked, store::ListColumns columns) {
  auto list = store::list_rows(read.tx.engine(), asked.conditions, read.actor, columns);
  for (const auto& given : asked.filters) {
    list.rows.text(" AND ").text(given.filter->before_value).bind(given.value).text(given.filter->after_value);
  }
  return list;
}

// Sets what belongs to other modules: the name of the store, and the columns of the extensions.
void fill_columns(const kit::Read& read, std::span<CustomerListItem> items, const Extensions& extensions) {
  std::map<std::int64_t, std::string> names;
  for (auto& item : items) {
    auto [place, is_new] = names.try_emplace(item.store_id.value);
    if (is_new) place->second = identity::org_unit_name(read.tx, item.store_id);
    item.store_name = place->second;
  }
  load_parts(read.tx, items);
  for (const auto& extension : extensions.list) {
    if (extension.fill && !items.empty()) extension.fill(read, items);
  }
}

FoundRows rows_of(const kit::Read& read, const AskedList& asked, const kit::Page& page, const Extensions& extensions,
                  const std::optional<store::ListEnd>& end) {
  auto list = list_query(read, asked, store::ListColumns::all);
  if (end) store::end_list(list, page, *end);
  store::order_list(list, page);
  FoundRows found;
  for (auto rows = list.rows.run(read.tx); rows.next();) {
    auto row = store::read_list_row(rows, page);
    row.item.phone =
        visible_phone(read.actor, row.item.phone, {row.item.store_id, row.item.owner_staff_id, row.is_pooled});
    hide_fields(read.actor, row.hidden_bits, row.item);
    found.items.push_back(std::move(row.item));
    found.cursors.push_back(std::move(row.cursor));
  }
  const std::size_t shown = std::min(found.items.size(), static_cast<std::size_t>(page.limit));
  fill_columns(read, std::span(found.items).first(shown), extensions);
  return found;
}

std::optional<store::ListEnd> end_of_page(const kit::Read& read, const AskedList& asked, const kit::Page& page) {
  const auto part = store::indexed_part(asked.conditions);
  if (part.is_all && asked.filters.empty()) return std::nullopt;
  // Sorted by name, all matches of a search are read before the first is known.
  if (asked.conditions.text && page.sort.is_text) return std::nullopt;
  const auto* walked = asked.conditions.text ? nullptr : store::condition_to_walk(part.conditions.all);
  if (walked != nullptr && !page.sort.is_text) return store::end_of_walk(read.tx, *walked, page, kMostLookedAt);
  return store::end_after(read.tx,
                          store::list_rows(read.tx.engine(), part.conditions, read.actor, store::ListColumns::to_count),
                          page, kMostLookedAt);
}

kit::Count count_of(const kit::Read& read, const AskedList& asked, const kit::Page& page,
                    const std::optional<store::ListEnd>& end) {
  auto list = list_query(read, asked, store::ListColumns::to_count);
  kit::Page first = page;
  first.after_id = 0;
  const auto first_end = page.is_first() ? end : end_of_page(read, asked, first);
  if (first_end) store::end_list(list, first, *first_end);
  auto count = kit::count_rows(read.tx, list.rows);
  count.is_exact = count.is_exact && !first_end;
  return count;
}

Outcome check_question(const kit::Read& read, const ListQuestion& question, const Extensions& extensions) {
  TRY_DONE(asked_by(read, question, extensions));
  return Done{};
}

Result<std::vector<CustomerListItem>> list_after(const kit::Read& read, const ListQuestion& question,
                                                 const Extensions& extensions, CustomerId after, std::int64_t limit) {
  TRY(const auto asked, asked_by(read, question, extensions));
  kit::Page page;
  page.limit = limit;
  page.sort = store::list_sorts().front();
  page.after_id = after.value;
  auto found = rows_of(read, asked, page, extensions);
  if (found.items.size() > static_cast<std::size_t>(limit)) found.items.resize(static_cast<std::size_t>(limit));
  return std::move(found.items);
}

Result<std::int64_t> count_listed(const kit::Read& read, const ListQuestion& question, const Extensions& extensions,
                                  std::int64_t limit) {
  TRY(const auto asked, asked_by(read, question, extensions));
  return store::count_up_to(read.tx, list_query(read, asked, store::ListColumns::to_count), limit);
}

}  // namespace homeport::customers
