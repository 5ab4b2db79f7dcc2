#include "modules/pool/pool_fixture.hpp"

namespace homeport::pool {
namespace {

class pool_service : public PoolFixture {};

TEST_P(pool_service, a_lead_is_public_hidden_and_announced) {
  const auto id = bring(1).front();
  const auto row = place(id);
  EXPECT_EQ(row.state, State::public_);
  EXPECT_FALSE(row.due_at.has_value());
  ASSERT_EQ(moves(id).size(), 1U);
  EXPECT_EQ(moves(id).front().kind, MoveKind::enter);
  const auto head = database_->read([&](const kit::Read& read) { return customers::load_head(read.tx, id); });
  EXPECT_EQ(head->hidden_bits, 3);
}

TEST_P(pool_service, a_known_phone_is_the_customer_who_is_there) {
  const auto id = bring(1).front();
  Lead again;
  again.name = "Another name";
  again.phone = "+86 139 1000 0000";
  again.external_ref = "crm-7";
  const auto answer =
      database_->write([&](kit::Write& write) { return bring_leads(write, pool_, std::span(&again, 1)); });
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->merged, 1);
  EXPECT_EQ(answer->items.front().customer_id, id);
}

TEST_P(pool_service, a_claim_makes_the_claimer_the_owner_and_starts_the_clock) {
  Rule rule;
  rule.follow_up_days = 7;
  set_rule(rule);
  const auto id = bring(1).front();
  EXPECT_EQ(claim_as(ann_, id), "");
  const auto row = place(id);
  EXPECT_EQ(row.state, State::tracking);
  EXPECT_EQ(row.owner_staff_id, ann_);
  EXPECT_EQ(row.due_at, plus_days(database_->clock().now(), 7));
  EXPECT_EQ(row.due_reason, DueReason::no_follow_up);
  EXPECT_EQ(claim_as(bob_, id), "pool.already_claimed");
  const auto head = database_->read([&](const kit::Read& read) { return customers::load_head(read.tx, id); });
  EXPECT_EQ(head->owner_staff_id, ann_);
  EXPECT_EQ(head->hidden_bits, 0);
}

TEST_P(pool_service, the_daily_limit_holds_and_giving_back_refunds_nothing) {
  Rule rule;
  rule.daily_claim_limit = 2;
  set_rule(rule);
  const auto ids = bring(4);
  EXPECT_EQ(claim_as(ann_, ids[0]), "");
  EXPECT_EQ(give_back_as(ann_, ids[0]), "");
  EXPECT_EQ(claim_as(ann_, ids[1]), "");
  EXPECT_EQ(claim_as(ann_, ids[2]), "pool.daily_limit");
  EXPECT_EQ(assign_to(ann_, ids[2]), "");  // an assignment consumes no quota
  pass_days(1);
  EXPECT_EQ(claim_as(ann_, ids[3]), "");
  pass_days(-1);  // the clock jumps back: no second day, and nothing is moved that was moved later
  EXPECT_EQ(claim_as(ann_, ids[0]), "");
  EXPECT_EQ(claim_as(ann_, bring(1).front()), "pool.daily_limit");
  EXPECT_EQ(give_back_as(ann_, ids[3]), "pool.clock_behind");
}

TEST_P(pool_service, the_hold_limit_holds_for_claims_and_assignments) {
  Rule rule;
  rule.hold_limit = 1;
  set_rule(rule);
  const auto ids = bring(2);
  EXPECT_EQ(claim_as(ann_, ids[0]), "");
  EXPECT_EQ(claim_as(ann_, ids[1]), "pool.hold_limit");
  EXPECT_EQ(assign_to(ann_, ids[1]), "pool.hold_limit");
  EXPECT_EQ(give_back_as(ann_, ids[0]), "");
  EXPECT_EQ(claim_as(ann_, ids[1]), "");
}

TEST_P(pool_service, two_people_cannot_launder_the_cool_down) {
  Rule rule;
  rule.cooldown_days = 7;
  set_rule(rule);
  const auto id = bring(1).front();
  EXPECT_EQ(claim_as(ann_, id), "");
  EXPECT_EQ(give_back_as(ann_, id), "");
  EXPECT_EQ(claim_as(ann_, id), "pool.cool_down");
  EXPECT_EQ(claim_as(bob_, id), "");
  pass_days(6);
  EXPECT_EQ(give_back_as(bob_, id), "");
  pass_days(2);  // eight days after Ann let go, two after Bob did
  EXPECT_EQ(claim_as(ann_, id), "pool.cool_down");
  EXPECT_EQ(claim_as(bob_, id), "pool.cool_down");
  EXPECT_EQ(claim_as(cat_, id), "");
  pass_days(7);
  EXPECT_EQ(give_back_as(cat_, id), "");
  EXPECT_EQ(claim_as(ann_, id), "");
}

TEST_P(pool_service, an_embargo_opens_at_the_time_announced) {
  Rule rule;
  rule.embargo_hours = 3;
  set_rule(rule);
  const auto id = bring(1).front();
  EXPECT_EQ(claim_as(ann_, id), "pool.embargo");
  EXPECT_EQ(place(id).claimable_at, plus_seconds(database_->clock().now(), 3 * 3600));
  pass_hours(3);
  EXPECT_EQ(claim_as(ann_, id), "");
}

TEST_P(pool_service, each_row_of_a_batch_answers_for_itself) {
  Rule rule;
  rule.daily_claim_limit = 2;
  set_rule(rule);
  const auto ids = bring(3);
  EXPECT_EQ(claim_as(bob_, ids[0]), "");
  const auto answer = database_->write_as(
      seller(ann_), [&](kit::Write& write) -> Result<BatchAnswer> { return claim_batch(write, ids); });
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->done, 2);
  EXPECT_EQ(answer->items[0].reason, "pool.already_claimed");
  EXPECT_EQ(place(ids[2]).owner_staff_id, ann_);
}

TEST_P(pool_service, a_customer_nobody_follows_goes_back_once_due_and_not_before) {
  Rule rule;
  rule.follow_up_days = 3;
  rule.remind_before_hours = {24, 2};
  set_rule(rule);
  const auto ids = bring(2);
  for (const auto id : ids)
    EXPECT_EQ(claim_as(ann_, id), "");
  EXPECT_EQ(sweep_now(), 0);
  pass_days(2);
  EXPECT_EQ(remind(database_->runtime()), 2);
  EXPECT_EQ(remind(database_->runtime()), 0);  // one message per stage
  const auto made = follow_up_as(ann_, ids[0], "Called her about the autumn course, she wants the price list");
  EXPECT_TRUE(made.counts);
  pass_days(1);
  EXPECT_EQ(sweep_now(), 1);
  EXPECT_EQ(place(ids[0]).state, State::tracking);
  EXPECT_EQ(place(ids[1]).state, State::public_);
  EXPECT_EQ(moves(ids[1]).front().kind, MoveKind::time_out);
  EXPECT_EQ(moves(ids[1]).front().due_reason, DueReason::no_follow_up);
}

TEST_P(pool_service, what_does_not_count_moves_no_clock) {
  Rule rule;
  rule.follow_up_days = 3;
  set_rule(rule);
  const auto id = bring(1).front();
  EXPECT_EQ(claim_as(ann_, id), "");
  const auto due = place(id).due_at;
  pass_hours(1);
  EXPECT_FALSE(follow_up_as(ann_, id, "ok").counts);
  EXPECT_EQ(place(id).due_at, due);
  EXPECT_TRUE(follow_up_as(ann_, id, "Visited the flat and measured two rooms").counts);
  pass_hours(1);
  const auto moved = place(id).due_at;
  EXPECT_FALSE(follow_up_as(ann_, id, "Visited the flat, and measured two rooms!").counts);
  EXPECT_EQ(place(id).due_at, moved);
}

TEST_P(pool_service, an_extension_needs_somebody_else_and_stops_at_the_maximum) {
  Rule rule;
  rule.follow_up_days = 2;
  rule.max_days = 5;
  rule.extension_max_days = 10;
  set_rule(rule);
  const auto id = bring(1).front();
  EXPECT_EQ(claim_as(ann_, id), "");
  const Time taken = database_->clock().now();
  const auto asked = database_->write_as(seller(ann_), [&](kit::Write& write) {
    return ask_extension(write, id, {9, "On holiday until Monday"});
  });
  ASSERT_TRUE(asked.ok()) << asked.refusal().reason;
  const auto answer = [&](const kit::Actor& actor) {
    const auto done = database_->write_as(actor, [&](kit::Write& write) {
      return answer_request(write, id, asked->request_id, RequestState::approved, {});
    });
    return done.ok() ? std::string() : done.refusal().reason;
  };
  EXPECT_EQ(answer(seller(ann_)), "pool.own_request");
  EXPECT_EQ(answer(manager()), "");
  EXPECT_EQ(answer(manager()), "pool.request_closed");
  EXPECT_EQ(place(id).due_at, plus_days(taken, 5));
  EXPECT_EQ(place(id).due_reason, DueReason::maximum);
}

TEST_P(pool_service, a_win_needs_a_sale_or_an_approval) {
  const auto id = bring(1).front();
  EXPECT_EQ(claim_as(ann_, id), "");
  bool has_sale = false;
  Hooks hooks;
  hooks.has_bought_since = [&](db::Transaction&, CustomerId, Time) { return has_sale; };
  const auto asked = database_->write_as(seller(ann_), [&](kit::Write& write) { return win(hooks, write, id, {}); });
  ASSERT_TRUE(asked.ok());
  EXPECT_TRUE(asked->has_value());
  EXPECT_EQ(place(id).state, State::tracking);
  has_sale = true;
  const auto won = database_->write_as(seller(ann_), [&](kit::Write& write) { return win(hooks, write, id, {}); });
  ASSERT_TRUE(won.ok());
  EXPECT_FALSE(won->has_value());
  EXPECT_EQ(place(id).state, State::common);
  EXPECT_EQ(place(id).owner_staff_id, ann_);
  EXPECT_EQ(claim_as(bob_, id), "pool.not_public");
}

TEST_P(pool_service, an_open_order_keeps_the_customer_where_the_rule_says_so) {
  Rule rule;
  rule.max_days = 2;
  set_rule(rule);
  const auto id = bring(1).front();
  EXPECT_EQ(claim_as(ann_, id), "");
  std::optional<Time> order_until;
  Hooks hooks;
  hooks.open_order_until = [&](db::Transaction&, CustomerId, Time) { return order_until; };
  pass_days(3);  // past the maximum
  order_until = plus_seconds(database_->clock().now(), 1'800);
  EXPECT_EQ(sweep(database_->runtime(), hooks), 0);
  EXPECT_EQ(place(id).due_at, order_until) << "the list says until when";
  EXPECT_EQ(place(id).due_reason, DueReason::maximum);
  EXPECT_EQ(sweep(database_->runtime(), hooks), 0);
  rule.open_order_stops = false;
  set_rule(rule);
  EXPECT_EQ(place(id).due_at, plus_days(*place(id).taken_at, 2));
  rule.open_order_stops = true;
  set_rule(rule);
  pass_hours(1);  // the basket was given up
  order_until.reset();
  EXPECT_EQ(sweep(database_->runtime(), hooks), 1);
  EXPECT_EQ(place(id).state, State::public_);
  EXPECT_FALSE(place(id).order_until.has_value());
}

TEST_P(pool_service, whoever_loses_a_customer_is_told_which_tasks_ended) {
  const auto id = bring(1).front();
  EXPECT_EQ(claim_as(ann_, id), "");
  for (const auto* text : {"Call back", "Show the lamp"}) {
    const auto made = database_->write_as(seller(ann_), [&](kit::Write& write) {
      return follow_ups::add_task(write, id, {text, plus_days(write.now, 1), {}});
    });
    ASSERT_TRUE(made.ok()) << made.refusal().reason;
  }
  EXPECT_EQ(return_as(manager(), id, PutBack::take_back), "");
  const auto notices = database_->read([&](const kit::Read& read) {
    std::vector<std::int64_t> counts;
    static const db::Sql kCounts{"SELECT count FROM pool_notice WHERE staff_id = $1 AND kind = 'taken_away'"};
    for (auto rows = read.tx.query(kCounts, ann_); rows.next();)
      counts.push_back(rows.integer(0));
    return counts;
  });
  EXPECT_EQ(notices, std::vector<std::int64_t>{2});
}

TEST_P(pool_service, a_leaver_hands_everything_over) {
  const auto ids = bring(3);
  for (const auto id : ids)
    EXPECT_EQ(claim_as(ann_, id), "");
  const auto moved = database_->write_as(manager(), [&](kit::Write& write) {
    return hand_over(write, {ann_, {bob_, cat_}, {}, {}, {}});
  });
  ASSERT_TRUE(moved.ok()) << moved.refusal().reason;
  EXPECT_EQ(moved->moved, 3);
  EXPECT_EQ(moved->remaining, 0);
  EXPECT_EQ(place(ids[0]).owner_staff_id, bob_);
  EXPECT_EQ(place(ids[1]).owner_staff_id, cat_);
}

TEST_P(pool_service, bad_wishes_move_nothing) {
  const auto id = bring(1).front();
  EXPECT_EQ(assign_to(StaffId{4711}, id), "identity.staff_unknown");
  EXPECT_EQ(give_back_as(ann_, id), "pool.not_held");
  const auto gone = database_->write([&](kit::Write& write) { return delete_pool(write, pool_); });
  EXPECT_EQ(gone.refusal().reason, "pool.has_customers");
  const auto off =
      database_->write([&](kit::Write& write) { return edit_pool(write, pool_, 1, R"({"status":"off"})"); });
  EXPECT_EQ(off.refusal().reason, "pool.has_customers");
  EXPECT_EQ(moves(id).size(), 1U);
}

TEST_P(pool_service, details_are_opened_as_often_as_the_pool_allows) {
  const auto edited =
      database_->write([&](kit::Write& write) { return edit_pool(write, pool_, 1, R"({"daily_reveal_limit":1})"); });
  ASSERT_TRUE(edited.ok()) << edited.refusal().reason;
  const auto ids = bring(2);
  const auto open = [&](CustomerId id) {
    return database_->write_as(seller(ann_), [&](kit::Write& write) { return reveal(write, id); });
  };
  const auto first = open(ids[0]);
  ASSERT_TRUE(first.ok()) << first.refusal().reason;
  EXPECT_EQ(first->name, "Lead 0");
  EXPECT_EQ(first->left_today, 0);
  EXPECT_EQ(open(ids[1]).refusal().reason, "pool.reveal_limit");
}

TEST_P(pool_service, a_dry_run_says_what_would_go_back_and_moves_nothing) {
  Rule rule;
  rule.follow_up_days = 30;
  set_rule(rule);
  for (const auto id : bring(3))
    EXPECT_EQ(claim_as(ann_, id), "");
  pass_days(2);
  Rule strict;
  strict.follow_up_days = 3;
  const auto trial = database_->read([&](const kit::Read& read) { return dry_run(read, pool_, strict); });
  ASSERT_TRUE(trial.ok());
  EXPECT_EQ(trial->tracking, 3);
  EXPECT_EQ(trial->would_return, 0);
  pass_days(1);
  const auto later = database_->read([&](const kit::Read& read) { return dry_run(read, pool_, strict); });
  EXPECT_EQ(later->would_return, 3);
  EXPECT_EQ(later->would_return_now_rule, 0);
  EXPECT_EQ(later->items.size(), 3U);
  EXPECT_EQ(sweep_now(), 0);
}

TEST_P(pool_service, the_rotation_gives_everybody_his_turn) {
  const auto edited = database_->write([&](kit::Write& write) {
    return edit_pool(write, pool_, 1, R"({"engine":"rotation","engine_runs":"on_arrival"})");
  });
  ASSERT_TRUE(edited.ok()) << edited.refusal().reason;
  std::map<StaffId, int> got;
  for (const auto id : bring(9))
    ++got[place(id).owner_staff_id.value()];
  EXPECT_EQ(got[ann_], 3);
  EXPECT_EQ(got[bob_], 3);
  EXPECT_EQ(got[cat_], 3);
}

HOMEPORT_ON_BOTH_ENGINES(pool_service);

}  // namespace
}  // namespace homeport::pool
