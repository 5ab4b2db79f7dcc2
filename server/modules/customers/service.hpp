#pragma once

// What other modules ask of customers, and where they hook in: columns and filters of the list, parts of the member
// head, entries of the timeline.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "base/search_tokens.hpp"
#include "kit/personal_data.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/types.hpp"

namespace homeport::kit {
class Call;
}  // namespace homeport::kit

namespace homeport::customers {

inline constexpr std::string_view kReadPermission = "customers.read";
inline constexpr std::string_view kWritePermission = "customers.write";
inline constexpr std::string_view kPhonePermission = "customers.phone.read";
// Find any member of the chain by his whole phone or card, also outside one's reach: he is standing at the counter.
inline constexpr std::string_view kFindAnywherePermission = "customers.find_anywhere";

// See what is hidden of a customer until he is claimed.
inline constexpr std::string_view kHiddenPermission = "customers.hidden.read";

// News, whose subject is the customer: there is a new one; and somebody was edited, is gone, back, or blank, so that
// whoever keeps something made from records looks again.
inline constexpr std::string_view kCreatedTopic = "customers.customer_created";
inline constexpr std::string_view kChangedTopic = "customers.customer_changed";

// --- Reading --------------------------------------------------------------------------------------------------------

// One point read; customers.not_found. Checks no reach: whoever acts for a person asks for load_reached, or has a rule
// of his own.
[[nodiscard]] Result<CustomerHead> load_head(db::Transaction& tx, CustomerId id);
// The same of one within reach, by his store or by who looks after him: also access.out_of_scope, and those of
// check_present.
[[nodiscard]] Result<CustomerHead> load_reached(const kit::Read& read, CustomerId id);
// For routes of other modules: who {customer_id} of the path is, if he is within the caller's reach.
[[nodiscard]] Result<CustomerId> reached_customer(const kit::Read& read, const kit::Call& call);
// For db::Sharing: load_head will be asked for it.
void foretell_head(db::Transaction& tx, CustomerId id);

// Those in the recycle bin and those who were erased are in no list: this condition leaves them out where a statement
// calls the table customer c.
inline constexpr std::string_view kIsPresent = "c.status NOT IN ('deleted', 'erased')";

// customers.in_recycle_bin and customers.erased (404) for those nobody deals with any more; asked where somebody acts
// for a customer or opens his record, behind check_reach. Their sales and points stay readable in their own lists.
[[nodiscard]] Outcome check_present(CustomerId id, CustomerStatus status);

// The whole record as it is kept (phone in full); customers.not_found, access.out_of_scope, those of check_present.
[[nodiscard]] Result<Customer> load(const kit::Read& read, CustomerId id);

// `value` in any spelling; nothing for what can't be such a key. Checks no reach.
[[nodiscard]] std::optional<CustomerId> find_by_key(db::Transaction& tx, KeyKind kind, std::string_view value);

// Whose these are, all with one statement for every kMostKeysAsked; `values` as they are kept (normalised). Checks no
// reach.
inline constexpr std::size_t kMostKeysAsked = 64;
[[nodiscard]] std::unordered_map<std::string, CustomerId> find_by_keys(db::Transaction& tx, KeyKind kind,
                                                                       std::span<const std::string> values);

// What create would keep of this, without asking whose keys they are or where it would stand: refusals of normalise
// (rules.hpp) and customers.card_invalid.
[[nodiscard]] Result<NewCustomer> normalised(const NewCustomer& wanted, Time now);

// The customer a typed, scanned or swiped text stands for: a phone in any spelling, a card number, a magnetic track.
// Checks no reach. Refusals: customers.code_unreadable, customers.not_found, customers.card_frozen, and
// customers.code_ambiguous when it is one's card and another's phone. Two statements at most.
[[nodiscard]] Result<CustomerId> find_by_code(db::Transaction& tx, std::string_view text);

// Who keeps a customer, and where, as far as it decides who sees his phone.
struct Keeping {
  kit::OrgUnitId store_id;
  std::optional<kit::StaffId> owner_staff_id;
  bool is_pooled = false;
};
[[nodiscard]] Keeping keeping_of(const Customer& customer);
// Whoever may see all phones; and whoever the pool gave the customer to, as long as he reaches him: he has to call him.
// An owner that was merely written into the record sees no more than before: whoever edits records could be it.
[[nodiscard]] bool sees_phone(const kit::Actor& actor, const Keeping& keeping);
// The phone as this actor may see it.
[[nodiscard]] std::optional<std::string> visible_phone(const kit::Actor& actor, const std::optional<std::string>& phone,
                                                       const Keeping& keeping);
// The record as this actor may see it: the phone, and what is hidden until the customer is claimed.
[[nodiscard]] Customer visible(const kit::Actor& actor, Customer customer);
// "张**": the first character, so that people can tell two apart and call neither.
[[nodiscard]] std::string hidden_name(std::string_view name);
[[nodiscard]] bool is_hidden(std::int64_t hidden_bits, HideableField field);
// customers.hidden (403) for whoever may not see what is hidden of a customer: he changes nothing of him and reads
// nothing that would give it away.
[[nodiscard]] Outcome check_details_seen(const kit::Actor& actor, std::int64_t hidden_bits);

// For home, within the actor's reach: the newest customers (phones as the actor may see them), and how many were made
// since then, up to kit::kCountLimit.
struct NewestCustomer {
  CustomerId id;
  std::string name;
  std::optional<std::string> phone;
  Time created_at;
};
[[nodiscard]] std::vector<NewestCustomer> newest(const kit::Read& read, std::int64_t limit);
[[nodiscard]] std::int64_t count_created_since(const kit::Read& read, Time since);

// For work on many: the next active customers by id, of a store or of the chain. Checks no reach.
[[nodiscard]] std::vector<CustomerId> active_after(db::Transaction& tx, std::optional<kit::OrgUnitId> store_id,
                                                   CustomerId after, std::int64_t limit);

// --- Writing --------------------------------------------------------------------------------------------------------

// Refusals: those of normalise (rules.hpp), customers.card_invalid, customers.store_required, those of
// identity::require_store and require_active_staff, access.out_of_scope, and customers.phone_taken,
// customers.card_taken, customers.external_ref_taken, which name the other customer only to those who reach him. One
// statement waits for its answer, the others travel together.
[[nodiscard]] Result<Customer> create(kit::Write& write, const NewCustomer& wanted);
// The same in two steps: what needs no database first, on whatever thread.
struct PreparedCustomer {
  Customer customer;  // without id, times and what follows from the actor
  std::vector<std::string> card_numbers;
  std::string search_text;
};
// Refusals: those of normalise, customers.card_invalid. `now` in UTC bounds the birthday.
[[nodiscard]] Result<PreparedCustomer> prepare(const NewCustomer& wanted, Time now);
[[nodiscard]] Result<Customer> create(kit::Write& write, PreparedCustomer prepared);
// All of them or none, in their order. One refused: his refusal, with the field under "customers[i]."; several:
// customers.batch_refused (unprocessable), each under `errors`.
[[nodiscard]] Result<std::vector<Customer>> create_all(kit::Write& write, std::span<const NewCustomer> wanted);

// Saves `after`, made from `before` as load() gave it in this transaction; returns it with its new version. Nothing
// changed: nothing is written. Refusals as for create.
[[nodiscard]] Result<Customer> update(kit::Write& write, const Customer& before, Customer after);

// For the pool: who looks after the customer, where, and what is hidden. Neither asks for reach nor tells the timeline:
// the pool has its own ledger. customers.not_found.
[[nodiscard]] Outcome place(kit::Write& write, CustomerId id, const Placement& placement);

// Takes away a record as if it had never been made, with its keys, cards and events; only the audit trail remembers.
// For undoing an import: whoever calls has made sure that nothing refers to the customer. customers.not_found,
// access.out_of_scope, customers.changed_since when it isn't at `version` any more.
[[nodiscard]] Outcome take_back(kit::Write& write, CustomerId id, std::int64_t version);

// Nothing happens when the customer has the status already.
[[nodiscard]] Result<Customer> set_status(kit::Write& write, CustomerId id, CustomerStatus status);

// customers.card_invalid, customers.card_taken, customers.card_bound_already, customers.too_many_cards,
// customers.disabled.
[[nodiscard]] Result<Card> bind_card(kit::Write& write, CustomerId id, std::string_view card_number);
// The card comes back and is free for another customer. customers.card_not_found.
[[nodiscard]] Result<Card> unbind_card(kit::Write& write, CustomerId id, std::string_view card_number);
// The old card is returned and the new one issued, both or neither. Refusals of unbind_card and bind_card.
[[nodiscard]] Result<Card> replace_card(kit::Write& write, CustomerId id, std::string_view old_number,
                                        std::string_view new_number);
// Lost or stolen, and found again. customers.card_not_found.
[[nodiscard]] Result<Card> set_card_frozen(kit::Write& write, CustomerId id, std::string_view card_number, bool frozen);
// A key beside those of the record, such as a second phone: `value` in the form key_from (rules.hpp) gives, which
// normal_key tells higher modules. customers.<kind>_taken when somebody else has it, customers.<kind>_listed_already
// when he has it himself. The reach was checked.
[[nodiscard]] Outcome take_further_key(kit::Write& write, CustomerId id, KeyKind kind, std::string_view value);
void release_further_key(kit::Write& write, CustomerId id, KeyKind kind, std::string_view value);
// The form in which such a key is kept; nothing for what can't be one.
[[nodiscard]] std::optional<std::string> normal_key(KeyKind kind, std::string_view value);

// What a higher module wants the customer to be found by beside his own words, under the module's name; no tokens take
// it away. Phones go under a name of their own, "<module>.phones": whoever may not see them can't find them by their
// digits. The reach was checked.
void set_search_part(kit::Write& write, CustomerId id, std::string_view part, const SearchTokens& tokens);

// Of a card that can be used. customers.card_not_found, also for a frozen one: nothing would accept its codes.
[[nodiscard]] Result<CardCodes> card_codes(const kit::Read& read, CustomerId id, std::string_view card_number);

// Newest first, at most kMostCardsListed, returned ones too.
[[nodiscard]] Result<std::vector<Card>> load_cards(const kit::Read& read, CustomerId id);

// --- Two customers who turn out to be one ---------------------------------------------------------------------------
//
// A merge is a pointer: the records of the one that was merged stay where they are, and whoever shows or counts what a
// customer has, asks for his kin.

// The customer and all who were merged into him, himself first.
[[nodiscard]] std::vector<CustomerId> kin_of(db::Transaction& tx, CustomerId id);
// Whom he was merged into in the end; himself where he wasn't.
[[nodiscard]] CustomerId successor_of(db::Transaction& tx, CustomerId id);

// When `from` was merged into `into`, unless that was undone.
[[nodiscard]] std::optional<Time> merged_at(db::Transaction& tx, CustomerId from, CustomerId into);

// What a higher module does when `from` is merged into `into`, in the same transaction; its refusal undoes all of it.
// It touches what belongs to `from` and sends `into` news of it.
using MergePart = std::function<Outcome(kit::Write&, CustomerId from, CustomerId into)>;
// Sets the pointer and lets the modules do their part, in order; neither record is changed otherwise. Refuses
// customers.not_found, customers.same_customer, customers.merged_already (409: one of the two was merged before).
[[nodiscard]] Outcome point_to(kit::Write& write, CustomerId from, CustomerId into, std::span<const MergePart> parts);

// --- The recycle bin ------------------------------------------------------------------------------------------------

// See the recycle bin, put customers there and take them out.
inline constexpr std::string_view kDeletePermission = "customers.delete";

// What a higher module does when a customer goes to the recycle bin and when he comes back, in the same transaction.
struct Deleting {
  CustomerId customer_id;
  bool even_with_points = false;  // whoever deletes knows that he has points to spend
};
struct BinPart {
  // Its refusal undoes all of it.
  std::function<Outcome(kit::Write&, const Deleting&)> go;
  // Not called for those who went along with somebody. May be empty.
  std::function<void(kit::Write&, CustomerId)> come_back;
};

// Whoever is there now, whole; customers.not_in_recycle_bin, access.out_of_scope.
[[nodiscard]] Result<Customer> load_deleted(const kit::Read& read, CustomerId id);
// Those who were deleted before, oldest first, without those who went along with somebody.
[[nodiscard]] std::vector<CustomerId> deleted_before(db::Transaction& tx, Time before, std::int64_t limit);
[[nodiscard]] std::optional<Time> deleted_at(db::Transaction& tx, CustomerId id);

// --- Erasing somebody for good (erasing.cpp) ------------------------------------------------------------------------

// How a module forgets a customer: everything that tells who he is goes, what the books need stays.
using ErasePart = std::function<void(kit::Write&, CustomerId)>;
// What customers itself forgets, last of all: the record is blank, its keys and cards are free, and no search finds it.
[[nodiscard]] ErasePart erase_part();
// The name of whoever was erased.
inline constexpr std::string_view kErasedName = "***";
[[nodiscard]] std::optional<Time> created_at(db::Transaction& tx, CustomerId id);

// For the document a person is given of what is held of him (personal_data.cpp).
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();

// Makes other writers of this customer wait until the end of the transaction.
void hold(kit::Write& write, CustomerId id);

// --- Hooks of higher modules, given to module() by main -------------------------------------------------------------

// A filter of the list by an id: GET /v1/customers?tier_id=7 appends
// " AND " + before_value + "$n" + after_value, for instance
// "EXISTS (SELECT 1 FROM point_account a WHERE a.customer_id = c.customer_id AND a.tier_id = " and ")".
// Both texts are constants; the customer is c.customer_id.
struct ListFilter {
  std::string_view parameter;
  std::string_view about;
  std::string_view before_value;
  std::string_view after_value;
};

// Columns of the list that belong to a higher module. `fill` sets its members of the rows of one page, at most
// kit::kLargestPageSize of them, with one query for all.
struct ListExtension {
  std::function<void(const kit::Read&, std::span<CustomerListItem>)> fill;
  std::vector<ListFilter> filters;
  std::vector<ConditionField> conditions{};  // what can be asked about in `where`
};

// A part of the answer of GET /v1/customers/find beside "customer": `name` is its member, `table` describes it, `write`
// gives its JSON ("null" for none).
struct HeadPart {
  std::string_view name;
  const RecordTable* table = nullptr;
  std::function<std::string(const kit::Read&, CustomerId)> write;
};

// Where the page before ended.
struct TimelinePosition {
  Time at = kLastTime;
  std::int64_t id = INT64_MAX;
};
// At most `limit` entries of the customer before the position, in the order of (at, id), newest first, with one
// query. The reach was checked; whether this actor may see this module's entries is the source's business.
using TimelineSource = std::function<std::vector<TimelineEntry>(const kit::Read&, CustomerId, const TimelinePosition&,
                                                                std::int64_t limit)>;

// Entries that came together from several statements: newest first, as many as asked for.
void keep_newest(std::vector<TimelineEntry>& entries, std::int64_t limit);

// A source and what it tells of.
struct TimelinePart {
  TimelineTopic topic = TimelineTopic::sales;
  TimelineSource read;
};

// Whether anything happened with a customer that a module keeps, for whoever asks if he was ever used; seen as the
// actor of `read` sees it. A source of the timeline can tell, where it has a first entry.
using UsePart = std::function<bool(const kit::Read&, CustomerId)>;
[[nodiscard]] UsePart use_part_of(TimelineSource source);

struct Extensions {
  std::vector<ListExtension> list;
  std::vector<HeadPart> head;
  std::vector<TimelinePart> timeline;
  std::vector<MergePart> merge;      // in this order
  std::vector<MergePart> unmerge{};  // the way back, when a merge is undone
  std::vector<BinPart> bin{};        // in this order
  // After how many days in the recycle bin somebody is erased; nothing: never. May be empty.
  std::function<std::optional<std::int64_t>(db::Transaction&)> bin_days{};
};

// For work on many: the question of GET /v1/customers, as its query has it. Refusals are those of the list, and
// request.unknown_parameter.
struct ListQuestion {
  std::vector<std::pair<std::string, std::string>> parameters;
  std::vector<CustomerId> only;  // not empty: these alone, at most a thousand
};
[[nodiscard]] Outcome check_question(const kit::Read& read, const ListQuestion& question, const Extensions& extensions);
// The rows after `after` in the order of their ids, as the actor may see them.
[[nodiscard]] Result<std::vector<CustomerListItem>> list_after(const kit::Read& read, const ListQuestion& question,
                                                               const Extensions& extensions, CustomerId after,
                                                               std::int64_t limit);
// How many there are, `limit` at most.
[[nodiscard]] Result<std::int64_t> count_listed(const kit::Read& read, const ListQuestion& question,
                                                const Extensions& extensions, std::int64_t limit);

// One page of the merged timeline, newest first: at most `limit` entries, of that topic where one is given.
[[nodiscard]] std::vector<TimelineEntry> load_timeline(const kit::Read& read, CustomerId id,
                                                       std::span<const TimelinePart> parts,
                                                       std::optional<TimelineTopic> topic,
                                                       const TimelinePosition& before, std::int64_t limit);

}  // namespace homeport::customers
