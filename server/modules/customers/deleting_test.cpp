// The recycle bin, on both engines: who leaves where, who comes back as what, and what is refused.

#include "modules/customers/deleting.hpp"

#include <gtest/gtest.h>

#include "support/customers_fixture.hpp"
#include "support/test_server.hpp"

namespace homeport::customers {
namespace {

using kit::Read;
using kit::Write;
using Names = std::vector<std::string>;

class customers_deleting : public test::CustomersFixture {
 protected:
  std::string remove_as(const kit::Actor& actor, CustomerId id, const Extensions& extensions = {}) {
    return reason_of(database_->write_as(actor, [&](Write& write) {
      return delete_customer(write, id, {"asked for it", false}, extensions);
    }));
  }
  std::string remove(CustomerId id, const Extensions& extensions = {}) {
    return remove_as(kit::system_actor("test"), id, extensions);
  }
  std::string restore_as(const kit::Actor& actor, CustomerId id, const std::vector<BinPart>& parts = {}) {
    return reason_of(database_->write_as(actor, [&](Write& write) { return restore_customer(write, id, parts); }));
  }
  std::string restore(CustomerId id, const std::vector<BinPart>& parts = {}) {
    return restore_as(kit::system_actor("test"), id, parts);
  }
  std::string loaded(CustomerId id) {
    return reason_of(database_->read([&](const Read& read) { return load(read, id); }));
  }
  CustomerStatus status(CustomerId id) {
    return database_->read([&](const Read& read) { return load_head(read.tx, id)->status; });
  }
  Names in_bin(const kit::Actor& actor, const std::optional<std::string>& words = {}) {
    return database_->read([&](const Read& read) {
      Names names;
      for (auto rows = store::bin_rows(actor, words).run(read.tx); rows.next();)
        names.push_back(store::read_bin_row(rows).seen.name);
      return names;
    });
  }
  Names in_bin() { return in_bin(kit::system_actor("test")); }

  kit::Actor clerk(std::int64_t id, kit::OrgUnitId store) {
    return test::staff_actor(id, {std::string(kDeletePermission)}, kit::DataScope::store, {store.value});
  }
};
HOMEPORT_ON_BOTH_ENGINES(customers_deleting);

TEST_P(customers_deleting, nobody_meets_who_is_in_the_recycle_bin) {
  auto card = wanted("Li Lei", "13812345678");
  card.card_number = "60001234";
  const auto li = add(card);
  const auto han = add(wanted("Han Meimei"));
  ASSERT_EQ(remove(li.id), "");
  EXPECT_EQ(search("Li"), Names{});
  EXPECT_EQ(names_found({}, kit::system_actor("test")), Names{"Han Meimei"});
  EXPECT_EQ(loaded(li.id), "customers.in_recycle_bin");
  EXPECT_EQ(reason_of(edit(li.id, [](Customer& c) { c.note = "tea"; })), "customers.in_recycle_bin");
  EXPECT_EQ(reason_of(database_->write([&](Write& write) { return bind_card(write, li.id, "60005678"); })),
            "customers.in_recycle_bin");
  EXPECT_EQ(reason_of(database_->write([&](Write& write) { return set_status(write, li.id, CustomerStatus::active); })),
            "customers.in_recycle_bin");
  const auto working = database_->read([](const Read& read) { return active_after(read.tx, {}, CustomerId{}, 10); });
  EXPECT_EQ(working, std::vector<CustomerId>{han.id});
  EXPECT_EQ(in_bin(), Names{"Li Lei"});
  EXPECT_EQ(remove(li.id), "customers.in_recycle_bin");
}

TEST_P(customers_deleting, his_keys_stay_his_and_whoever_wants_them_is_told_why_not) {
  auto first = wanted("Li Lei", "13812345678");
  first.card_number = "60001234";
  first.external_ref = "X1";
  const auto li = add(first);
  ASSERT_EQ(remove(li.id), "");
  const std::vector<std::function<void(NewCustomer&)>> wishes{[](NewCustomer& c) { c.phone = "138 1234 5678"; },
                                                              [](NewCustomer& c) { c.card_number = "60001234"; },
                                                              [](NewCustomer& c) { c.external_ref = "X1"; }};
  for (const auto& wish : wishes) {
    auto second = wanted("Han Meimei");
    wish(second);
    const auto made = database_->write([&](Write& write) { return create(write, second); });
    ASSERT_EQ(reason_of(made), "customers.key_in_recycle_bin");
    EXPECT_NE(made.refusal().detail.find(to_string(li.id)), std::string::npos);
    const auto stranger = database_->write_as(clerk(9, chain_->second_store()), [&](Write& write) {
      second.store_id = chain_->second_store();
      return create(write, second);
    });
    ASSERT_EQ(reason_of(stranger), "customers.key_in_recycle_bin");
    EXPECT_EQ(stranger.refusal().detail.find(to_string(li.id)), std::string::npos);
  }
}

TEST_P(customers_deleting, he_comes_back_as_he_was) {
  auto full = wanted("Li Lei", "13812345678");
  full.card_number = "60001234";
  full.note = "tea";
  const auto made = add(full);
  ASSERT_EQ(
      reason_of(database_->write([&](Write& write) { return set_status(write, made.id, CustomerStatus::disabled); })),
      "");
  const auto before = database_->read([&](const Read& read) { return load(read, made.id).value(); });
  ASSERT_EQ(remove(made.id), "");
  ASSERT_EQ(restore(made.id), "");
  auto after = database_->read([&](const Read& read) { return load(read, made.id).value(); });
  EXPECT_EQ(after.version, before.version + 2);
  after.version = before.version;
  after.updated_at = before.updated_at;
  EXPECT_EQ(to_json(after, View{}), to_json(before, View{}));
  EXPECT_EQ(search("60001234"), Names{"Li Lei"});
  EXPECT_EQ(in_bin(), Names{});
  EXPECT_EQ(restore(made.id), "customers.not_in_recycle_bin");
}

TEST_P(customers_deleting, those_merged_into_him_go_and_come_back_with_him) {
  const auto li = add(wanted("Li Lei")).id;
  const auto other = add(wanted("Li Lei again")).id;
  ASSERT_TRUE(database_->write([&](Write& write) { return point_to(write, other, li, {}); }).ok());
  ASSERT_EQ(
      reason_of(database_->write([&](Write& write) { return set_status(write, other, CustomerStatus::disabled); })),
      "");
  EXPECT_EQ(remove(other), "customers.merged_already");
  ASSERT_EQ(remove(li), "");
  EXPECT_EQ(status(other), CustomerStatus::deleted);
  EXPECT_EQ(in_bin(), Names{"Li Lei"});
  EXPECT_EQ(restore(other), "customers.not_in_recycle_bin");
  ASSERT_EQ(restore(li), "");
  EXPECT_EQ(status(li), CustomerStatus::active);
  EXPECT_EQ(status(other), CustomerStatus::disabled);
}

TEST_P(customers_deleting, one_module_that_says_no_leaves_everything_as_it_was) {
  const auto li = add(wanted("Li Lei")).id;
  int came_back = 0;
  Extensions extensions;
  BinPart agrees;
  agrees.go = [&](Write&, const Deleting& deleting) -> Outcome {
    EXPECT_EQ(deleting.customer_id, li);
    return Done{};
  };
  agrees.come_back = [&](Write&, CustomerId id) { came_back += id == li ? 1 : 100; };
  BinPart objects;
  objects.go = [](Write&, const Deleting&) -> Outcome { return refuse(RefusalKind::conflict, "test.not_now", "no"); };
  extensions.bin = {agrees, objects};
  EXPECT_EQ(remove(li, extensions), "test.not_now");
  EXPECT_EQ(loaded(li), "");
  extensions.bin = {agrees};
  ASSERT_EQ(remove(li, extensions), "");
  ASSERT_EQ(restore(li, extensions.bin), "");
  EXPECT_EQ(came_back, 1);
}

TEST_P(customers_deleting, is_within_reach_and_whoever_did_it_takes_it_back) {
  const auto li = add(wanted("Li Lei", "13812345678")).id;
  const auto here = clerk(8, chain_->first_store());
  const auto elsewhere = clerk(9, chain_->second_store());
  EXPECT_EQ(remove_as(elsewhere, li), "access.out_of_scope");
  ASSERT_EQ(remove_as(here, li), "");
  EXPECT_EQ(in_bin(elsewhere), Names{});
  EXPECT_EQ(restore_as(elsewhere, li), "access.out_of_scope");
  EXPECT_EQ(in_bin(here, "lei"), Names{"Li Lei"});
  EXPECT_EQ(in_bin(here, "138 1234 5678"), Names{"Li Lei"});
  EXPECT_EQ(in_bin(here, "1234 5678"), Names{});
  EXPECT_EQ(restore_as(here, li), "");
  // Nobody's customer of another store by now, and still his own deletion.
  auto mover = test::staff_actor(7, {std::string(kDeletePermission)}, kit::DataScope::own);
  auto mine = wanted("Wang");
  mine.owner_staff_id = chain_->admin();
  mover.staff_id = chain_->admin();
  const auto wang = add(mine).id;
  ASSERT_EQ(remove_as(mover, wang), "");
  ASSERT_TRUE(database_->write([&](Write& write) {
                         return place(write, wang, {{}, chain_->second_store(), false, 0});
                       })
                  .ok());
  EXPECT_EQ(in_bin(mover), Names{"Wang"});
  EXPECT_EQ(restore_as(mover, wang), "");
}

}  // namespace
}  // namespace homeport::customers
