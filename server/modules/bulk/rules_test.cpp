#include "modules/bulk/rules.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace homeport::bulk {
namespace {

using customers::Customer;
using customers::CustomerStatus;
using own_fields::TagId;
constexpr TagId kRegular{1};
constexpr TagId kVip{2};
constexpr TagId kGone{3};

template <class Value>
std::string reason_of(const Result<Value>& result) {
  return result.ok() ? "" : result.refusal().reason;
}

Customer lin() {
  Customer customer;
  customer.name = "Lin";
  customer.tag_ids = {kRegular, kGone};
  customer.store_id = kit::OrgUnitId{10};
  customer.owner_staff_id = kit::StaffId{20};
  customer.source = "till";
  customer.own_values = {{"skin", "dry"}};
  return customer;
}

std::string told(const Customer& customer) {
  std::string text = to_string(customer.store_id) + "|" +
                     (customer.owner_staff_id ? to_string(*customer.owner_staff_id) : "-") + "|" + customer.source +
                     "|" + (customer.status == CustomerStatus::active ? "on" : "off") + "|";
  for (const auto tag : customer.tag_ids)
    text += to_string(tag) + ",";
  for (const auto& value : customer.own_values)
    text += value.field + "=" + value.value + ",";
  return text;
}

CustomerChange change_of(const std::function<void(CustomerChange&)>& set) {
  CustomerChange change;
  set(change);
  return change;
}

TEST(bulk_rules, a_change_says_something_and_nothing_twice) {
  EXPECT_EQ(reason_of(check_change({})), "bulk.nothing_to_change");
  EXPECT_EQ(reason_of(check_change(change_of([](auto& c) { c.add_tag_ids = {kVip}; }))), "");
  EXPECT_EQ(reason_of(check_change(change_of([](auto& c) {
              c.add_tag_ids = {kVip, kGone};
              c.remove_tag_ids = {kGone};
            }))),
            "bulk.tag_both_ways");
  EXPECT_EQ(reason_of(check_change(change_of([](auto& c) {
              c.owner_staff_id = kit::StaffId{1};
              c.clears_owner = true;
            }))),
            "bulk.owner_both_ways");
  EXPECT_EQ(reason_of(check_change(change_of([](auto& c) { c.own_values = {{"skin", std::nullopt}}; }))), "");
  EXPECT_EQ(reason_of(check_whom({})), "bulk.nobody");
  EXPECT_EQ(reason_of(check_whom({Selection::asked, {}, {}})), "");
  EXPECT_EQ(reason_of(check_whom({Selection::chosen, {CustomerId{1}}, {}})), "");
}

TEST(bulk_rules, what_is_named_changes_and_goes_back_and_the_rest_stays) {
  struct Case {
    const char* about;
    std::function<void(CustomerChange&)> change;
    const char* after;
  };
  const Case cases[] = {
      {"tags",
       [](auto& c) {
         c.add_tag_ids = {kVip, kRegular}, c.remove_tag_ids = {kGone};
       },
       "10|20|till|on|1,2,skin=dry,"},
      {"a tag he hasn't", [](auto& c) { c.remove_tag_ids = {kVip}; }, "10|20|till|on|1,3,skin=dry,"},
      {"the store", [](auto& c) { c.store_id = kit::OrgUnitId{11}; }, "11|20|till|on|1,3,skin=dry,"},
      {"the owner", [](auto& c) { c.owner_staff_id = kit::StaffId{21}; }, "10|21|till|on|1,3,skin=dry,"},
      {"no owner", [](auto& c) { c.clears_owner = true; }, "10|-|till|on|1,3,skin=dry,"},
      {"the source", [](auto& c) { c.source = "fair"; }, "10|20|fair|on|1,3,skin=dry,"},
      {"a value",
       [](auto& c) {
         c.own_values = {{"skin", "oily"}};
       },
       "10|20|till|on|1,3,skin=oily,"},
      {"no value",
       [](auto& c) {
         c.own_values = {{"skin", std::nullopt}};
       },
       "10|20|till|on|1,3,"},
      {"a new value",
       [](auto& c) {
         c.own_values = {{"height", "170"}};
       },
       "10|20|till|on|1,3,skin=dry,height=170,"},
  };
  for (const auto& one : cases) {
    const auto change = change_of(one.change);
    const auto after = after_change(lin(), change);
    EXPECT_EQ(told(after), one.after) << one.about;
    EXPECT_EQ(told(taken_back(after, change, replaced_by(lin(), change))), told(lin())) << one.about;
  }
}

TEST(bulk_rules, what_somebody_edited_since_is_not_taken_back) {
  const auto change = change_of([](auto& c) {
    c.store_id = kit::OrgUnitId{11};
    c.source = "fair";
    c.status = CustomerStatus::disabled;
    c.own_values = {{"skin", "oily"}};
    c.add_tag_ids = {kVip};
  });
  auto since = after_change(lin(), change);
  since.status = CustomerStatus::disabled;
  since.store_id = kit::OrgUnitId{12};
  since.own_values = {{"skin", "mixed"}};
  since.tag_ids.push_back(TagId{9});
  EXPECT_EQ(told(taken_back(since, change, replaced_by(lin(), change))), "12|20|till|on|1,3,9,skin=mixed,");
}

TEST(bulk_rules, a_file_has_known_columns_once) {
  own_fields::OwnField skin;
  skin.key = "skin";
  own_fields::OwnField old;
  old.key = "old";
  old.status = own_fields::DefinitionStatus::disabled;
  const std::vector fields{skin, old};
  const auto reason = [&](std::vector<FileColumn> columns, std::string language = "en") {
    return reason_of(check_form({std::move(columns), std::move(language)}, fields));
  };
  EXPECT_EQ(reason({{"name", "Name"}, {"own.skin", "Skin"}}), "");
  EXPECT_EQ(reason({{"cost_minor", "Cost"}}), "bulk.column_unknown");
  EXPECT_EQ(reason({{"own.old", "Old"}}), "bulk.column_unknown");
  EXPECT_EQ(reason({{"own.none", "None"}}), "bulk.column_unknown");
  EXPECT_EQ(reason({{"name", "Name"}, {"name", "Again"}}), "bulk.column_twice");
  EXPECT_EQ(reason({{"name", "Name"}}, "fr"), "request.not_a_choice");
}

TEST(bulk_rules, cells_are_written_as_people_read_them) {
  own_fields::OwnField skin;
  skin.key = "skin";
  skin.kind = own_fields::OwnFieldKind::choice;
  skin.options = {{"dry", "Dry skin", false}};
  own_fields::OwnField vegan;
  vegan.key = "vegan";
  vegan.kind = own_fields::OwnFieldKind::yes_no;
  const std::vector fields{skin, vegan};
  FileContext context;
  context.fields = fields;
  context.tag_name = [](TagId id) { return id == kVip ? "VIP" : "Regular"; };
  context.staff_name = [](kit::StaffId) { return "Ada"; };
  context.zone = TimeZone::find("Asia/Shanghai").value();
  customers::CustomerListItem item;
  item.id = CustomerId{7};
  item.name = "=Lin";
  item.gender = customers::Gender::female;
  item.tag_ids = {kRegular, kVip};
  item.own_values = {{"skin", "dry"}, {"vegan", "no"}};
  item.owner_staff_id = kit::StaffId{1};
  item.combined_points = Points{-12'305};
  item.created_at = *parse_rfc3339("2026-11-22T16:30:59Z");
  const auto text = [&](std::string_view column) { return cell(item, column, context); };
  EXPECT_EQ(text("id"), "7");
  EXPECT_EQ(text("tags"), "Regular; VIP");
  EXPECT_EQ(text("own.skin"), "Dry skin");
  EXPECT_EQ(text("own.vegan"), "no");
  EXPECT_EQ(text("own.height"), "");
  EXPECT_EQ(text("owner"), "Ada");
  EXPECT_EQ(text("gender"), "female");
  EXPECT_EQ(text("phone"), "");
  EXPECT_EQ(text("combined_points"), "-123.05");
  EXPECT_EQ(text("created_at"), "2026-11-23 00:30");
  context.language = "zh";
  EXPECT_EQ(text("gender"), "女");
  EXPECT_EQ(text("own.vegan"), "否");
  for (const auto column : file_columns())
    (void)text(column);
}

TEST(bulk_rules, rights_come_back_as_they_were) {
  kit::Actor actor;
  actor.staff_id = kit::StaffId{5};
  actor.name = "Lin";
  actor.org_unit_id = kit::OrgUnitId{10};
  actor.scope = kit::DataScope::branch;
  actor.org_unit_ids = {10, 11};
  actor.permissions = kit::PermissionSet({"customers.read", "bulk.edit"});
  BulkTask task;
  task.rights = rights_of(actor);
  task.created_by = actor.staff_id;
  task.created_by_name = actor.name;
  task.org_unit_id = actor.org_unit_id;
  const auto again = actor_of(task);
  EXPECT_EQ(again.staff_id, actor.staff_id);
  EXPECT_EQ(again.scope, actor.scope);
  EXPECT_EQ(again.org_unit_ids, actor.org_unit_ids);
  EXPECT_EQ(again.permissions.names(), actor.permissions.names());
  EXPECT_EQ(rights_of(again), task.rights);
}

}  // namespace
}  // namespace homeport::bulk
