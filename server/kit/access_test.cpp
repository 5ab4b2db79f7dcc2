#include "kit/access.hpp"

#include <gtest/gtest.h>

#include "kit/audit.hpp"

namespace homeport::kit {
namespace {

TEST(access, reach_follows_the_scope) {
  struct Case {
    DataScope scope;
    std::int64_t store, owner;
    bool reached;
  };
  for (const auto& c : {Case{DataScope::own, 10, 7, true},
                        {DataScope::own, 10, 8, false},
                        {DataScope::store, 10, 8, true},
                        {DataScope::store, 11, 7, false},
                        {DataScope::branch, 12, 8, true},
                        {DataScope::branch, 13, 8, false},
                        {DataScope::all, 99, 99, true}}) {
    Actor actor;
    actor.staff_id = StaffId{7};
    actor.scope = c.scope;
    actor.org_unit_ids =
        c.scope == DataScope::branch ? std::vector<std::int64_t>{10, 12} : std::vector<std::int64_t>{10};
    EXPECT_EQ(actor.reaches(OrgUnitId{c.store}, StaffId{c.owner}), c.reached);
    EXPECT_EQ(check_reach(actor, OrgUnitId{c.store}, StaffId{c.owner}).ok(), c.reached);
  }
}

TEST(access, only_the_margin_permission_opens_margin_fields) {
  Actor actor;
  actor.permissions = PermissionSet({"finance.margin", "finance.margin.read2", "customers.read"});
  EXPECT_FALSE(actor.view().margin);
  actor.permissions = PermissionSet({"customers.read", "finance.margin.read"});
  EXPECT_TRUE(actor.view().margin);
  EXPECT_TRUE(system_actor("job").view().margin);
}

TEST(access, a_missing_permission_is_named) {
  Actor actor;
  actor.permissions = PermissionSet({"customers.read"});
  EXPECT_TRUE(check_permission(actor, "customers.read").ok());
  EXPECT_TRUE(check_permission(actor, "").ok());
  const auto outcome = check_permission(actor, "customers.write");
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.refusal().reason, "access.permission_missing");
  EXPECT_NE(outcome.refusal().detail.find("customers.write"), std::string::npos);
}

struct Item {
  std::string name;
  std::optional<Money> cost;
  std::string password;
  std::string folded;
  std::int64_t version = 0;
};

}  // namespace
}  // namespace homeport::kit

template <>
struct homeport::Fields<homeport::kit::Item> {
  static constexpr std::string_view name = "Item";
  static constexpr std::array rows{
      field<&kit::Item::name>("name", Access::read_write),
      field<&kit::Item::cost>("cost_minor", Access::margin),
      field<&kit::Item::password>("password", Access::write_only),
      field<&kit::Item::folded>("folded", Access::internal),
      field<&kit::Item::version>("version", Access::read_only),
  };
};

namespace homeport::kit {
namespace {

TEST(audit, a_difference_names_changed_fields_and_marks_margin) {
  const Item before{"a", std::nullopt, "old", "a", 1};
  const Item after{"b", Money{5}, "new", "b", 2};
  const auto changes = changes_between(before, after);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].field, "name");
  EXPECT_EQ(changes[0].before_json, "\"a\"");
  EXPECT_EQ(changes[0].after_json, "\"b\"");
  EXPECT_FALSE(changes[0].is_margin);
  EXPECT_EQ(changes[1].before_json, "null");
  EXPECT_EQ(changes[1].after_json, "5");
  EXPECT_TRUE(changes[1].is_margin);
  EXPECT_TRUE(changes_between(after, after).empty());
  EXPECT_EQ(changes_of_new(after).size(), 2U);
}

}  // namespace
}  // namespace homeport::kit
