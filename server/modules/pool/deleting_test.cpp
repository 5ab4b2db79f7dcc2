// A customer goes to the recycle bin and comes back: whose he was, nobody's meanwhile, and his again.

#include <gtest/gtest.h>

#include "modules/pool/pool_fixture.hpp"

namespace homeport::pool {
namespace {

class pool_deleting : public PoolFixture {
 protected:
  void remove(CustomerId id) {
    ASSERT_TRUE(database_->write([&](kit::Write& write) { return bin_part().go(write, {id, false}); }).ok());
  }
  void restore(CustomerId id) {
    database_->write([&](kit::Write& write) { bin_part().come_back(write, id); });
  }
};
HOMEPORT_ON_BOTH_ENGINES(pool_deleting);

TEST_P(pool_deleting, whoever_had_him_loses_him_and_gets_him_back) {
  const auto lead = bring(1).front();
  ASSERT_EQ(claim_as(ann_, lead), "");
  remove(lead);
  EXPECT_EQ(place(lead).state, State::public_);
  EXPECT_FALSE(place(lead).owner_staff_id);
  EXPECT_EQ(moves(lead).front().kind, MoveKind::take_back);
  restore(lead);
  EXPECT_EQ(place(lead).state, State::tracking);
  EXPECT_EQ(place(lead).owner_staff_id, ann_);
  EXPECT_EQ(moves(lead).front().kind, MoveKind::assign);
}

TEST_P(pool_deleting, a_won_customer_is_won_again) {
  const auto lead = bring(1).front();
  ASSERT_EQ(claim_as(ann_, lead), "");
  database_->write([&](kit::Write& write) { record_sale(write, lead, SaleRef{1}); });
  ASSERT_EQ(place(lead).state, State::common);
  remove(lead);
  EXPECT_EQ(place(lead).state, State::public_);
  restore(lead);
  EXPECT_EQ(place(lead).state, State::common);
  EXPECT_EQ(place(lead).owner_staff_id, ann_);
}

TEST_P(pool_deleting, nobody_gets_whom_nobody_had_or_who_was_moved_since) {
  const auto leads = bring(2);
  remove(leads[0]);
  restore(leads[0]);
  EXPECT_EQ(moves(leads[0]).size(), 1U);
  ASSERT_EQ(claim_as(ann_, leads[1]), "");
  remove(leads[1]);
  ASSERT_EQ(assign_to(bob_, leads[1]), "");
  restore(leads[1]);
  EXPECT_EQ(place(leads[1]).owner_staff_id, bob_);
}

}  // namespace
}  // namespace homeport::pool
