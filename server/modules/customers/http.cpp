#include <span>

#include "kit/routes.hpp"
#include "modules/customers/deleting.hpp"
#include "modules/customers/listing.hpp"
#include "modules/customers/module.hpp"
#include "modules/customers/records.hpp"
#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {
namespace {

using ExtensionsPtr = std::shared_ptr<const Extensions>;
constexpr std::string_view kCustomerPath = "/v1/customers/{customer_id}";

Result<kit::Answer> list_customers(const kit::Read& read, const kit::Call& call, const Extensions& extensions) {
  TRY(const auto page, kit::page_of(call.request(), store::list_sorts(), true));
  TRY(auto asked, asked_list(read, call, extensions));
  asked.conditions.sorts_by_name = page.sort.is_text;
  const auto end = end_of_page(read, asked, page);
  const auto found = rows_of(read, asked, page, extensions, end);
  kit::ListAnswer answer(page);
  for (std::size_t i = 0; i < found.items.size(); ++i) {
    if (!answer.add(to_json(found.items[i], read.view()), found.cursors[i])) break;
  }
  if (end) answer.goes_on_after(end->cursor(page));
  answer.set_count(count_of(read, asked, page, end));
  return kit::Answer{answer.take()};
}

CustomerListItem list_item_of(Customer customer) {
  CustomerListItem item;
  item.id = customer.id;
  item.kind = customer.kind;
  item.name = std::move(customer.name);
  item.gender = customer.gender;
  item.phone = std::move(customer.phone);
  item.email = std::move(customer.email);
  item.birthday_on = customer.birthday_on;
  item.store_id = customer.store_id;
  item.owner_staff_id = customer.owner_staff_id;
  item.status = customer.status;
  item.source = std::move(customer.source);
  item.external_ref = std::move(customer.external_ref);
  item.note = std::move(customer.note);
  item.created_at = customer.created_at;
  item.version = customer.version;
  item.hidden_fields = std::move(customer.hidden_fields);
  return item;
}

// The member head: the customer as a row of the list, and what higher modules know of him.
Result<kit::Answer> find_customer(const kit::Read& read, const kit::Call& call, const Extensions& extensions) {
  const auto code = call.query_text("code");
  if (!code) return refuse(RefusalKind::invalid, "request.required", "say what to look for", "code");
  TRY(auto id, find_by_code(read.tx, *code));
  auto customer = store::load(read.tx, id);
  CHECK(customer.has_value());
  if (customer->status == CustomerStatus::disabled) {
    // The card of somebody who turned out to be another is the other's.
    id = successor_of(read.tx, id);
    customer = store::load(read.tx, id);
    CHECK(customer.has_value());
  }
  if (!read.actor.may(kFindAnywherePermission)) {
    TRY_DONE(kit::check_reach(read.actor, customer->store_id, customer->owner_staff_id.value_or(kit::StaffId{})));
  }
  if (customer->status == CustomerStatus::deleted) return found_in_bin(read.actor, *customer);
  auto item = list_item_of(visible(read.actor, *customer));
  item.card_number = store::newest_card(read.tx, id);
  fill_columns(read, std::span(&item, 1), extensions);
  JsonWriter json;
  json.begin_object().key("customer").record(item, read.view());
  for (const auto& part : extensions.head)
    json.key(part.name).raw(part.write(read, id));
  return kit::Answer{json.end_object().take()};
}

Result<kit::Answer> edit_customer(kit::Write& write, const kit::Call& call) {
  TRY(const auto id, call.path_id<CustomerId>("customer_id"));
  TRY(const auto version, call.if_match_version());
  TRY(const auto before, load(write.as_read(), id));
  TRY_DONE(kit::check_version(visible(write.actor, before), version, write.view()));
  Customer after = before;
  TRY_DONE(patch_record(after, call.request().body, write.view()));
  if (after.own_values != before.own_values) TRY_DONE(own_fields::require_values(write.tx, after.own_values));
  TRY(const auto saved, update(write, before, std::move(after)));
  return kit::answer_with(visible(write.actor, saved), write.view());
}

std::string timeline_json(const TimelineEntry& entry, View view) {
  const TimelineItem item{entry.at,           {entry.id},       entry.kind,   entry.title_key,
                          entry.subject_kind, entry.subject_id, entry.amount, entry.points};
  std::string json = to_json(item, view);
  JsonWriter params;
  params.begin_object();
  for (const auto& [name, value] : entry.params)
    params.key(name).text(value);
  json.pop_back();
  return json + ",\"params\":" + params.end_object().take() + "}";
}

Result<kit::Answer> customer_timeline(const kit::Read& read, const kit::Call& call, const Extensions& extensions) {
  static constexpr kit::SortChoice kByTime{"at", "at", false};
  TRY(const auto id, call.path_id<CustomerId>("customer_id"));
  TRY(const auto page, kit::page_of(call.request(), std::span(&kByTime, 1), true));
  if (!page.descending) {
    return refuse(RefusalKind::invalid, "request.not_a_choice", "the timeline has the newest first: -at", "sort");
  }
  TRY(const auto topic, kit::query_choice<TimelineTopic>(call, "topic"));
  TRY_DONE(load(read, id));
  TimelinePosition before;
  if (!page.is_first()) before = {Time{page.after_integer.value_or(0)}, page.after_id};
  kit::ListAnswer answer(page);
  for (const auto& entry : load_timeline(read, id, extensions.timeline, topic, before, page.limit + 1)) {
    if (!answer.add(timeline_json(entry, read.view()), kit::cursor_after_integer(entry.at.us, entry.id))) break;
  }
  return kit::Answer{answer.take()};
}

Result<kit::Answer> change_status(kit::Write& write, const kit::Call& call, CustomerStatus status) {
  TRY(const auto id, call.path_id<CustomerId>("customer_id"));
  TRY(const auto customer, set_status(write, id, status));
  return kit::answer_with(visible(write.actor, customer), write.view());
}

void add_list_routes(kit::Endpoints& endpoints, const ExtensionsPtr& extensions) {
  kit::RouteSpec spec;
  spec.operation_id = "list_customers";
  spec.summary = "Lists customers within reach; all conditions given must hold.";
  spec.permission = kReadPermission;
  spec.answer = &table_of<CustomerListItem>();
  spec.answer_is_list = true;
  spec.query = list_parameters(*extensions);
  spec.refusals = {"customers.condition_field_unknown", "customers.condition_op_unfit", "customers.condition_value_bad",
                   "customers.where_too_long"};
  endpoints.read("/v1/customers", spec, [extensions](kit::Read& read, const kit::Call& call) {
    return list_customers(read, call, *extensions);
  });

  kit::RouteSpec find;
  find.operation_id = "find_customer";
  find.summary = "Finds a member by phone, card or swiped track, with what the till shows of him.";
  find.permission = kReadPermission;
  find.query = {{"code", "a phone in any spelling, a card number or a magnetic track", FieldKind::text}};
  find.refusals = {"customers.code_unreadable", "customers.not_found", "customers.card_frozen",
                   "customers.code_ambiguous", "customers.in_recycle_bin"};
  endpoints.read("/v1/customers/find", find, [extensions](kit::Read& read, const kit::Call& call) {
    return find_customer(read, call, *extensions);
  });
}

void add_record_routes(kit::Endpoints& endpoints) {
  const std::vector<std::string> refusals{
      "customers.phone_invalid", "customers.phone_taken",        "customers.external_ref_taken",
      "customers.too_many_tags", "customers.key_in_recycle_bin", "own_fields.field_unknown",
      "own_fields.tag_unknown",  "own_fields.tag_disabled",      "own_fields.not_an_option"};
  kit::RouteSpec create_spec;
  create_spec.operation_id = "create_customer";
  create_spec.summary = "Adds a customer, with a member card if one is given.";
  create_spec.permission = kWritePermission;
  create_spec.answer = &table_of<Customer>();
  create_spec.success_status = 201;
  create_spec.refusals = refusals;
  create_spec.refusals.emplace_back("customers.card_taken");
  endpoints.write<NewCustomer>(http::Method::post, "/v1/customers", create_spec,
                               [](kit::Write& write, const kit::Call&, const NewCustomer& body) -> Result<kit::Answer> {
                                 TRY(const auto customer, create(write, body));
                                 return kit::answer_with(visible(write.actor, customer), write.view(), 201);
                               });

  auto batch =
      kit::spec_of<Customer>("create_customers", "Adds many customers at once: all of them or none.", kWritePermission);
  batch.answer_is_list = true;
  batch.success_status = 201;
  batch.refusals = create_spec.refusals;
  batch.refusals.emplace_back("customers.batch_refused");
  endpoints.write<CustomerBatch>(
      http::Method::post, "/v1/customers/batch", batch,
      [](kit::Write& write, const kit::Call&, const CustomerBatch& body) -> Result<kit::Answer> {
        TRY(auto made, create_all(write, body.customers));
        for (auto& customer : made)
          customer = visible(write.actor, std::move(customer));
        auto answer = kit::whole_list(made, write.view());
        answer.status = 201;
        return answer;
      });

  kit::RouteSpec get_spec;
  get_spec.operation_id = "get_customer";
  get_spec.summary = "One customer's record.";
  get_spec.permission = kReadPermission;
  get_spec.answer = &table_of<Customer>();
  endpoints.read(std::string(kCustomerPath), get_spec,
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                   TRY(const auto customer, load(read, id));
                   return kit::answer_with(visible(read.actor, customer), read.view());
                 });

  kit::RouteSpec edit_spec;
  edit_spec.operation_id = "edit_customer";
  edit_spec.summary = "Changes the fields given.";
  edit_spec.permission = kWritePermission;
  edit_spec.refusals = refusals;
  edit_spec.is_audited = false;  // an edit that changes nothing leaves no trace
  endpoints.edit<Customer>(std::string(kCustomerPath), edit_spec, edit_customer);
}

void add_status_routes(kit::Endpoints& endpoints) {
  for (const auto status : {CustomerStatus::disabled, CustomerStatus::active}) {
    const std::string verb = status == CustomerStatus::disabled ? "disable" : "enable";
    kit::RouteSpec spec;
    spec.operation_id = verb + "_customer";
    spec.summary = status == CustomerStatus::disabled ? "Takes the customer out of use; nothing is lost."
                                                      : "Takes the customer into use again.";
    spec.permission = kWritePermission;
    spec.answer = &table_of<Customer>();
    spec.is_audited = false;  // one who is so already stays as he is
    endpoints.action(http::Method::post, std::string(kCustomerPath) + "/" + verb, spec,
                     [status](kit::Write& write, const kit::Call& call) { return change_status(write, call, status); });
  }
}

void add_timeline_route(kit::Endpoints& endpoints, const ExtensionsPtr& extensions) {
  kit::RouteSpec spec;
  spec.operation_id = "customer_timeline";
  spec.summary = "What happened with a customer, newest first.";
  spec.query = {{"topic", "sales, points, contacts, moves, changes or cards; without it, everything", FieldKind::text}};
  spec.permission = kReadPermission;
  spec.answer = &table_of<TimelineItem>();
  spec.answer_is_list = true;
  endpoints.read(std::string(kCustomerPath) + "/timeline", spec, [extensions](kit::Read& read, const kit::Call& call) {
    return customer_timeline(read, call, *extensions);
  });
}

}  // namespace

void add_routes(kit::Endpoints& endpoints, const std::shared_ptr<const Extensions>& extensions) {
  add_list_routes(endpoints, extensions);
  add_record_routes(endpoints);
  add_status_routes(endpoints);
  add_card_routes(endpoints);
  add_timeline_route(endpoints, extensions);
  add_merge_routes(endpoints, extensions);
  add_bin_routes(endpoints, extensions);
}

}  // namespace homeport::customers
