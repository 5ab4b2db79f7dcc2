#include "modules/profiles/service.hpp"

#include <gtest/gtest.h>

#include "modules/profiles/module.hpp"
#include "support/customers_fixture.hpp"
#include "support/test_server.hpp"

namespace homeport::profiles {
namespace {

using kit::Read;
using kit::Write;
using Names = std::vector<std::string>;

class profile_parts : public test::EngineTest {
 protected:
  static std::vector<kit::Module> modules() {
    return {identity::module(), own_fields::module(), customers::module(), module()};
  }
  void SetUp() override {
    test::EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), modules());
    chain_ = std::make_unique<test::TestChain>(*database_);
    lin_ = person("Lin", "13812345678");
    wei_ = person("Wei", "13987654321");
  }
  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(modules()), std::vector<std::string>{});
    }
    chain_.reset();
  }

  CustomerId person(const std::string& name, const std::string& phone) {
    customers::NewCustomer wanted;
    wanted.name = name;
    wanted.phone = phone;
    wanted.store_id = chain_->first_store();
    wanted.birthday_on = parse_date("1990-06-23");
    return database_->write([&](Write& write) { return customers::create(write, wanted); })->id;
  }
  template <class Part>
  Result<Part> add(CustomerId to, const Part& part) {
    return database_->write([&](Write& write) { return add_part<Part>(write, to, part); });
  }
  template <class Part>
  std::vector<Part> all(CustomerId of) {
    return database_->read([&](const Read& read) { return list_parts<Part>(read, of).value(); });
  }
  template <class Value>
  static std::string reason_of(const Result<Value>& result) {
    return result.ok() ? "" : result.refusal().reason;
  }
  Names search(const std::string& text) { return search_as(kit::system_actor("test"), text); }
  Names search_as(const kit::Actor& actor, const std::string& text) {
    customers::ListConditions conditions;
    conditions.text = text;
    return kit::in_read(database_->runtime(), actor, [&](const Read& read) {
      Names names;
      kit::Page page;
      page.sort = customers::store::list_sorts().front();
      auto list =
          customers::store::list_rows(read.tx.engine(), conditions, read.actor, customers::store::ListColumns::all);
      customers::store::order_list(list, page);
      for (auto rows = list.rows.run(read.tx); rows.next();)
        names.push_back(customers::store::read_list_row(rows, page).item.name);
      return names;
    });
  }
  static Channel channel(ChannelKind kind, const std::string& value) {
    Channel made;
    made.kind = kind;
    made.value = value;
    return made;
  }

  std::unique_ptr<test::TestDatabase> database_;
  std::unique_ptr<test::TestChain> chain_;
  CustomerId lin_;
  CustomerId wei_;
};
HOMEPORT_ON_BOTH_ENGINES(profile_parts);

TEST_P(profile_parts, each_kind_comes_back_as_it_was_kept) {
  Vehicle vehicle;
  vehicle.plate = "沪A·12345";
  vehicle.bought_on = parse_date("2025-01-31");
  vehicle.mileage_km = 12'000;
  const auto added = add(lin_, vehicle);
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(added->plate, "沪A12345");
  ASSERT_EQ(all<Vehicle>(lin_).size(), 1U);
  EXPECT_EQ(to_json(all<Vehicle>(lin_).front(), View{}), to_json(*added, View{}));
  Device device;
  device.imei = "49-015420-323751-8";
  EXPECT_TRUE(add(lin_, device).ok());
  Contact contact;
  contact.name = "王经理";
  contact.phone = "136 0000 0001";
  EXPECT_TRUE(add(lin_, contact).ok());
  Address address;
  address.division_code = "310101";
  address.street = "南京东路 1号";
  EXPECT_TRUE(add(lin_, address).ok());
  EXPECT_EQ(all<Address>(lin_).front().region, "上海市 黄浦区");
  EXPECT_TRUE(all<Address>(wei_).empty());
}

TEST_P(profile_parts, the_one_search_box_finds_them_until_they_are_removed) {
  Vehicle vehicle;
  vehicle.plate = "沪A12345";
  const auto added = add(lin_, vehicle);
  ASSERT_TRUE(add(lin_, channel(ChannelKind::phone, "13600000001")).ok());
  Contact contact;
  contact.name = "王经理";
  ASSERT_TRUE(add(wei_, contact).ok());
  EXPECT_EQ(search("a12345"), Names{"Lin"});
  EXPECT_EQ(search("沪A12345"), Names{"Lin"});
  EXPECT_EQ(search("0000001"), Names{"Lin"});
  EXPECT_EQ(search("wangj"), Names{"Wei"});
  EXPECT_EQ(search("lin"), Names{"Lin"});
  ASSERT_TRUE(database_->write([&](Write& write) { return remove_part<Vehicle>(write, lin_, added->id); }).ok());
  EXPECT_EQ(search("12345"), Names{"Lin"});  // the middle of his phone
  EXPECT_EQ(search("a12345"), Names{});
  EXPECT_EQ(search("0000001"), Names{"Lin"});
}

TEST_P(profile_parts, a_further_phone_is_his_alone_and_free_again_when_given_up) {
  const auto first = add(lin_, channel(ChannelKind::phone, "136 0000 0001"));
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(reason_of(add(wei_, channel(ChannelKind::phone, "13600000001"))), "customers.phone_taken");
  EXPECT_EQ(reason_of(add(wei_, channel(ChannelKind::phone, "13812345678"))), "customers.phone_taken");
  EXPECT_EQ(reason_of(add(lin_, channel(ChannelKind::phone, "13812345678"))), "customers.phone_listed_already");
  auto after = *first;
  after.value = "13600000002";
  ASSERT_TRUE(database_->write([&](Write& write) { return edit_part(write, *first, after); }).ok());
  ASSERT_TRUE(add(wei_, channel(ChannelKind::phone, "13600000001")).ok());
  EXPECT_EQ(reason_of(add(wei_, channel(ChannelKind::phone, "13600000002"))), "customers.phone_taken");
  ASSERT_TRUE(database_->write([&](Write& write) { return remove_part<Channel>(write, lin_, first->id); }).ok());
  EXPECT_TRUE(add(wei_, channel(ChannelKind::phone, "13600000002")).ok());
}

TEST_P(profile_parts, one_address_is_the_main_one) {
  Address home;
  home.street = "1 Quay Street";
  home.country = "GB";
  home.is_main = true;
  ASSERT_TRUE(add(lin_, home).ok());
  home.street = "2 Quay Street";
  ASSERT_TRUE(add(lin_, home).ok());
  const auto kept = all<Address>(lin_);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_FALSE(kept[0].is_main);
  EXPECT_EQ(kept[0].version, 2);
  EXPECT_TRUE(kept[1].is_main);
}

TEST_P(profile_parts, an_old_version_changes_nothing_and_a_masked_phone_stays) {
  Contact contact;
  contact.name = "王经理";
  contact.phone = "13600000001";
  const auto added = add(lin_, contact);
  const auto blind = test::staff_actor(9, {std::string(customers::kReadPermission)}, kit::DataScope::all);
  auto seen = visible(blind, {}, *added);
  EXPECT_EQ(seen.phone, "136****0001");
  seen.title = "Buyer";
  const auto saved = database_->write([&](Write& write) { return edit_part(write, *added, seen); });
  ASSERT_TRUE(saved.ok());
  EXPECT_EQ(saved->phone, "+8613600000001");
  EXPECT_EQ(saved->version, 2);
}

TEST_P(profile_parts, there_are_limits_and_others_are_out_of_reach) {
  Device device;
  device.model = "X";
  for (std::size_t i = 0; i < kMostOfAKind; ++i)
    ASSERT_TRUE(add(lin_, device).ok());
  EXPECT_EQ(reason_of(add(lin_, device)), "profiles.too_many");
  const auto elsewhere = test::staff_actor(9, {std::string(customers::kReadPermission)}, kit::DataScope::store,
                                           {chain_->second_store().value});
  database_->read([&](const Read& read) {
    const Read theirs{read.tx, elsewhere, read.now};
    EXPECT_EQ(reason_of(list_parts<Device>(theirs, lin_)), "access.out_of_scope");
  });
}

TEST_P(profile_parts, a_birthday_is_celebrated_by_either_calendar) {
  const auto choose = [&](const BirthdayChoice& choice) {
    return database_->write([&](Write& write) { return choose_birthday(write, lin_, choice); });
  };
  BirthdayChoice choice;
  choice.calendar = BirthdayCalendar::lunar;
  const auto lunar = choose(choice);  // worked out from 23 June 1990, the first of the leap fifth month
  ASSERT_TRUE(lunar.ok());
  EXPECT_EQ(lunar->lunar_month, 5);
  EXPECT_EQ(lunar->lunar_day, 1);
  EXPECT_EQ(lunar->is_leap_month, true);
  EXPECT_TRUE(lunar->next_on.has_value());
  choice.lunar_month = 8;
  EXPECT_EQ(reason_of(choose(choice)), "request.required");
  choice.lunar_day = 15;
  EXPECT_EQ(choose(choice)->lunar_month, 8);
  const auto kept = database_->read([&](const Read& read) { return birthday_of(read, lin_); });
  EXPECT_EQ(kept->calendar, BirthdayCalendar::lunar);
  EXPECT_EQ(kept->lunar_day, 15);
  const auto solar = choose({});
  EXPECT_EQ(solar->calendar, BirthdayCalendar::solar);
  EXPECT_EQ(format_date(*solar->next_on).substr(5), "06-23");
}

TEST_P(profile_parts, who_may_not_see_phones_finds_plates_and_no_phone_by_its_middle) {
  Vehicle vehicle;
  vehicle.plate = "A·77551";
  ASSERT_TRUE(add(lin_, vehicle).ok());
  Channel channel;
  channel.value = "13600099887";
  ASSERT_TRUE(add(wei_, channel).ok());
  const auto blind = test::staff_actor(9, {std::string(customers::kReadPermission)});
  EXPECT_EQ(search("77551"), Names{"Lin"});
  EXPECT_EQ(search("0009988"), Names{"Wei"});
  EXPECT_EQ(search_as(blind, "77551"), Names{"Lin"});
  EXPECT_EQ(search_as(blind, "0009988"), Names{});
}

TEST_P(profile_parts, of_one_who_is_merged_are_his_successors) {
  Address home;
  home.street = "1 Hill Road";
  home.country = "GB";
  home.is_main = true;
  ASSERT_TRUE(add(lin_, home).ok());
  home.street = "2 Hill Road";
  ASSERT_TRUE(add(wei_, home).ok());
  Contact daughter;
  daughter.name = "Lin Mei";
  daughter.is_main = true;
  ASSERT_TRUE(add(lin_, daughter).ok());
  Channel second;
  second.kind = ChannelKind::phone;
  second.value = "13600000001";
  ASSERT_TRUE(add(lin_, second).ok());
  Vehicle car;
  car.plate = "沪A12345";
  ASSERT_TRUE(add(lin_, car).ok());
  Device phone;
  phone.model = "X1";
  phone.serial_number = "SN-4711";
  ASSERT_TRUE(add(lin_, phone).ok());
  const std::vector<customers::MergePart> parts{merge_part()};
  const auto merge = [&](CustomerId from, CustomerId into) {
    const auto done = database_->write([&](Write& write) { return customers::point_to(write, from, into, parts); });
    return done.ok() ? "" : done.refusal().reason;
  };
  EXPECT_EQ(merge(lin_, wei_), "");
  EXPECT_EQ(all<Address>(lin_).size() + all<Contact>(lin_).size() + all<Channel>(lin_).size() +
                all<Vehicle>(lin_).size() + all<Device>(lin_).size(),
            0U);
  const auto addresses = all<Address>(wei_);
  ASSERT_EQ(addresses.size(), 2U);
  for (const auto& address : addresses)
    EXPECT_EQ(address.is_main, address.street == "2 Hill Road");
  ASSERT_EQ(all<Contact>(wei_).size(), 1U);
  EXPECT_TRUE(all<Contact>(wei_)[0].is_main);  // he had none
  EXPECT_EQ(all<Vehicle>(wei_).size(), 1U);
  EXPECT_EQ(all<Device>(wei_).size(), 1U);
  ASSERT_EQ(all<Channel>(wei_).size(), 1U);
  EXPECT_EQ(search("沪A12345"), Names{"Wei"});
  EXPECT_EQ(search("13600000001"), Names{"Wei"});
  // Undone: what came along goes back, what was taken away meanwhile does not.
  const auto taken_away = all<Device>(wei_)[0].id;
  ASSERT_TRUE(database_->write([&](Write& write) { return remove_part<Device>(write, wei_, taken_away); }).ok());
  ASSERT_TRUE(database_->write([&](Write& write) { return unmerge_part()(write, lin_, wei_); }).ok());
  EXPECT_EQ(all<Address>(wei_).size(), 1U);
  ASSERT_EQ(all<Address>(lin_).size(), 1U);
  EXPECT_TRUE(all<Address>(lin_)[0].is_main);
  EXPECT_TRUE(all<Contact>(wei_).empty());
  EXPECT_EQ(all<Contact>(lin_).size(), 1U);
  EXPECT_TRUE(all<Device>(lin_).empty());
  EXPECT_EQ(search("沪A12345"), Names{"Lin"});
  EXPECT_EQ(search("13600000001"), Names{"Lin"});
}

TEST_P(profile_parts, too_many_of_both_are_not_merged) {
  for (std::size_t i = 0; i < kMostOfAKind; ++i) {
    Device device;
    device.serial_number = "SN-" + std::to_string(i);
    ASSERT_TRUE(add(i == 0 ? lin_ : wei_, device).ok());
  }
  Device more;
  more.serial_number = "SN-more";
  ASSERT_TRUE(add(lin_, more).ok());
  const std::vector<customers::MergePart> parts{merge_part()};
  const auto done = database_->write([&](Write& write) { return customers::point_to(write, lin_, wei_, parts); });
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.refusal().reason, "profiles.too_many");
  EXPECT_EQ(all<Device>(lin_).size(), 2U);
}

}  // namespace
}  // namespace homeport::profiles
