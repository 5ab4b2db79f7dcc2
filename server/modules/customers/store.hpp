#pragma once

// The SQL of customers and nothing but; one statement per function.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/customers/types.hpp"
#include "modules/own_fields/service.hpp"

namespace homeport::customers::store {

using Key = std::pair<KeyKind, std::string>;

void insert(db::Transaction& tx, const Customer& customer);
// False when the customer is no longer at the version before `customer.version`.
[[nodiscard]] bool update(db::Transaction& tx, const Customer& customer);
// Owner, store and what is hidden; the version rises by one. False when there is no such customer.
[[nodiscard]] bool place(db::Transaction& tx, CustomerId id, const Placement& placement, Time now);
// Makes other writers of this customer wait until the end of the transaction.
void hold(db::Transaction& tx, CustomerId id, Time now);
[[nodiscard]] std::optional<Customer> load(db::Transaction& tx, CustomerId id);
[[nodiscard]] std::optional<CustomerHead> load_head(db::Transaction& tx, CustomerId id);
void foretell_head(db::Transaction& tx, CustomerId id);

// Takes all keys, at most kMostKeysAtOnce; returns how many were free. Fewer than given: undo the transaction.
inline constexpr std::size_t kMostKeysAtOnce = 3;
[[nodiscard]] std::int64_t insert_keys(db::Transaction& tx, CustomerId id, std::span<const Key> keys);
// Of another customer nothing is taken away.
void delete_key(db::Transaction& tx, CustomerId id, const Key& key);
// All that are his: of the record, of his cards, and further ones. They are read from there, for keys are found by
// their value.
[[nodiscard]] std::vector<Key> load_keys(db::Transaction& tx, CustomerId id);
void insert_further_key(db::Transaction& tx, CustomerId id, const Key& key);
void delete_further_key(db::Transaction& tx, CustomerId id, const Key& key);
[[nodiscard]] std::optional<CustomerId> find_by_key(db::Transaction& tx, KeyKind kind, std::string_view value);
// The customers with that card and that phone; an empty text matches nobody.
struct CodeMatches {
  std::optional<CustomerId> by_card;
  std::optional<CustomerId> by_phone;
};
[[nodiscard]] CodeMatches find_by_code(db::Transaction& tx, std::string_view card_number, std::string_view phone);

void save_card(db::Transaction& tx, const Card& card);
[[nodiscard]] std::optional<Card> load_card(db::Transaction& tx, CustomerId id, std::string_view card_number);
// Those in use first, each kind newest first, at most kMostCardsListed.
[[nodiscard]] std::vector<Card> load_cards(db::Transaction& tx, CustomerId id);
// The active card issued last.
[[nodiscard]] std::optional<std::string> newest_card(db::Transaction& tx, CustomerId id);

// --- Taking away, for good (forgetting_store.cpp) -------------------------------------------------------------------

// Cards, further keys, tags, own values and search parts. The keys themselves: delete_key.
void delete_parts(db::Transaction& tx, CustomerId id);
// False when the customer isn't at that version.
[[nodiscard]] bool delete_record(db::Transaction& tx, CustomerId id, std::int64_t version);
void delete_events(db::Transaction& tx, CustomerId id);
void delete_search(db::Transaction& tx, CustomerId id);
// The record stays, erased and without a word of who it was; of his events stays that they happened.
void blank_record(db::Transaction& tx, CustomerId id, Time now);
void blank_events(db::Transaction& tx, CustomerId id);
// What merges with him changed, on either side.
void delete_merge_records(db::Transaction& tx, CustomerId id);

// --- Merges (merging_store.cpp) -------------------------------------------------------------------------------------

[[nodiscard]] std::vector<CustomerId> merged_into(db::Transaction& tx, CustomerId id);  // oldest merge first
[[nodiscard]] std::optional<CustomerId> successor_of(db::Transaction& tx, CustomerId id);
// `other` stands for `one` from now on, whoever did before.
void set_successor(db::Transaction& tx, CustomerId one, CustomerId other, Time at);
void forget_merged_into(db::Transaction& tx, CustomerId id);
// All tags, and the own values `into` has none of.
void move_tags_and_values(db::Transaction& tx, CustomerId from, CustomerId into, Time now);

// Tags and the values of own fields.
void insert_tag(db::Transaction& tx, CustomerId id, own_fields::TagId tag, Time now);
void delete_tag(db::Transaction& tx, CustomerId id, own_fields::TagId tag);
void save_own_value(db::Transaction& tx, CustomerId id, const own_fields::CheckedValue& value);
void delete_own_value(db::Transaction& tx, CustomerId id, own_fields::OwnFieldId field);
struct KeptParts {
  struct Value {
    own_fields::OwnFieldId field_id;
    std::string value;
  };
  std::vector<own_fields::TagId> tag_ids;  // ascending
  std::vector<Value> values;               // by field
};
[[nodiscard]] KeptParts load_parts(db::Transaction& tx, CustomerId id);
// Of several customers at once, by customer; at most kit::kLargestPageSize.
[[nodiscard]] std::map<std::int64_t, KeptParts> load_parts(db::Transaction& tx, std::span<const CustomerId> ids);
// The customers with that tag, or a value of that field, after `after` in the order of their ids.
[[nodiscard]] std::vector<CustomerId> with_tag(db::Transaction& tx, std::int64_t tag_id, CustomerId after,
                                               std::int64_t limit);
[[nodiscard]] std::vector<CustomerId> with_own_value(db::Transaction& tx, std::int64_t field_id, CustomerId after,
                                                     std::int64_t limit);

// Texts of higher modules in the search row; an empty one takes the part away.
void save_search_part(db::Transaction& tx, CustomerId id, std::string_view part, std::string_view tokens);
[[nodiscard]] std::vector<std::string> load_search_parts(db::Transaction& tx, CustomerId id);

void insert_search(db::Transaction& tx, CustomerId id, std::string_view tokens);
void update_search(db::Transaction& tx, CustomerId id, std::string_view tokens);

struct Event {
  Time at;
  std::int64_t id = 0;
  std::string kind;    // "created": the timeline says "customers.timeline.created"
  std::string detail;  // what it needs to be told, without secrets
  std::string actor_name;
};
void insert_event(db::Transaction& tx, CustomerId id, const Event& event);
enum class EventKinds : std::uint8_t { all, cards, changes };  // changes: all but those of cards
// The events before (at, id), newest first.
[[nodiscard]] std::vector<Event> load_events(db::Transaction& tx, CustomerId id, EventKinds kinds, Time before,
                                             std::int64_t before_id, std::int64_t limit);

// The list without order and limit: conditions, reach and, appended by the caller, what higher modules filter by
// (they name the customer c.customer_id). `id_column` names the customer where the engine can walk in its order.
struct ListQuery {
  kit::ListQuery rows;
  std::string_view id_column;
};
enum class ListColumns : std::uint8_t { all, to_count };
[[nodiscard]] ListQuery list_rows(db::Engine engine, const ListConditions& conditions, const kit::Actor& actor,
                                  ListColumns columns);
// Order and limit of one page. Sorting by created_at is sorting by the time-ordered customer_id.
void order_list(ListQuery& list, const kit::Page& page);
[[nodiscard]] std::span<const kit::SortChoice> list_sorts();
// How far a list goes that looks at no more than so many customers: the last of them in the order of `page`, after its
// cursor. `conditions` are those an index answers (indexed_part).
struct ListEnd {
  std::int64_t id = 0;
  std::string name_folded;
  [[nodiscard]] std::string cursor(const kit::Page& page) const;
};
// None where there are not so many.
[[nodiscard]] std::optional<ListEnd> end_after(db::Transaction& tx, ListQuery indexed, const kit::Page& page,
                                               std::int64_t customers);
// The same where the list is walked along this condition in the order of ids. The index says it: customers with one
// value lie scattered, and reading them only to count them takes longer than the list itself.
[[nodiscard]] std::optional<ListEnd> end_of_walk(db::Transaction& tx, const CheckedCondition& condition,
                                                 const kit::Page& page, std::int64_t customers);
void end_list(ListQuery& list, const kit::Page& page, const ListEnd& end);

// The conditions of the list that an index answers, and whether they are all of them.
struct IndexedPart {
  ListConditions conditions;
  bool is_all = true;
};
[[nodiscard]] IndexedPart indexed_part(const ListConditions& conditions);

// How many rows it has, `limit` at most.
[[nodiscard]] std::int64_t count_up_to(db::Transaction& tx, const ListQuery& list, std::int64_t limit);
struct ListRow {
  CustomerListItem item;
  bool is_pooled = false;
  std::int64_t hidden_bits = 0;
  std::string cursor;
};
[[nodiscard]] ListRow read_list_row(const db::Rows& rows, const kit::Page& page);

}  // namespace homeport::customers::store
