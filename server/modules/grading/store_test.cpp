#include "modules/grading/store.hpp"

#include <map>

#include <gtest/gtest.h>

#include "db/record_sql.hpp"
#include "modules/grading/grading_fixture.hpp"

namespace homeport::grading {
namespace {

class grading_store : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (!IsSkipped()) desk_ = std::make_unique<GradingDesk>(GetParam());
  }
  void TearDown() override {
    if (desk_) {
      EXPECT_EQ(desk_->database.broken_invariants(fixture_modules()), std::vector<std::string>{});
    }
  }
  template <class Value>
  static std::string reason_of(const Result<Value>& result) {
    return result.ok() ? "" : result.refusal().reason;
  }
  // Web leads are A, all others C.
  static Scheme by_source() {
    Scheme scheme;
    scheme.parameters = {{ParameterKind::source, Rate{1'000'000}, {{"web", 90}}, 20}};
    scheme.grades = {{"A", 80}, {"C", 0}};
    return scheme;
  }
  Result<SchemeVersion> set_scheme(const Scheme& scheme) {
    return desk_->database.write_as(desk_->manager(), [&](kit::Write& write) { return create_scheme(write, scheme); });
  }
  Result<Applied> apply_behind(std::optional<CustomerId> after) {
    return desk_->database.write_as(desk_->manager(), [&](kit::Write& write) {
      return apply(write, {Purpose::lead, after});
    });
  }
  std::string grade_by_hand_as(CustomerId id, std::optional<std::string> grade) {
    const auto done = desk_->database.write_as(desk_->manager(), [&](kit::Write& write) {
      return grade_by_hand(write, id, {std::move(grade), "met him"});
    });
    return done.ok() ? "" : done.refusal().reason;
  }
  std::int64_t pay() {
    Hooks hooks;
    hooks.grant = [&](kit::Write&, CustomerId id, Points points, IncentiveId, std::string_view) -> Outcome {
      if (is_blocked_) return refuse(RefusalKind::conflict, "points.account_blocked", "blocked");
      paid_.emplace_back(id, points.hundredths);
      return Done{};
    };
    hooks.issue_voucher = [&](kit::Write&, CustomerId id, VoucherSeriesRef series) -> Outcome {
      if (series == kNoMore) return refuse(RefusalKind::conflict, "rewards.series_disabled", "no more");
      vouchers_.emplace_back(id, series.value);
      return Done{};
    };
    return pay_waiting(desk_->database.runtime(), hooks);
  }
  // What an incentive may give, for `offer`: any series but one.
  static Hooks series_hooks() {
    Hooks hooks;
    hooks.check_series = [](kit::Write&, VoucherSeriesRef series) -> Outcome {
      if (series == VoucherSeriesRef{4711}) return refuse(RefusalKind::not_found, "rewards.series_unknown", "no");
      return Done{};
    };
    return hooks;
  }
  static constexpr VoucherSeriesRef kNoMore{13};
  std::vector<Grant> grants(IncentiveId id) {
    return desk_->database.read([&](const kit::Read& read) {
      std::vector<Grant> found;
      auto query = store::grants_of(id);
      for (auto rows = query.run(read.tx); rows.next();)
        found.push_back(db::read_record<Grant>(rows));
      return found;
    });
  }
  Selection select(const Conditions& conditions) {
    return desk_->database
        .write_as(desk_->manager(),
                  [&](kit::Write& write) {
                    return create_selection(write, {"Autumn", conditions});
                  })
        .value();
  }

  std::unique_ptr<GradingDesk> desk_;
  std::vector<std::pair<CustomerId, std::int64_t>> paid_;
  bool is_blocked_ = false;
  std::vector<std::pair<CustomerId, std::int64_t>> vouchers_;
};
HOMEPORT_ON_BOTH_ENGINES(grading_store);

TEST_P(grading_store, a_scheme_comes_in_versions_that_stay) {
  EXPECT_EQ(set_scheme(by_source())->version_no, 2);
  const auto versions =
      desk_->database.read([](const kit::Read& read) { return store::load_schemes(read.tx, Purpose::lead, 10); });
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].scheme.parameters[0].scores[0].match, "web");
  EXPECT_EQ(versions[0].created_by_name, "Ada");
  EXPECT_EQ(versions[1].scheme.parameters.size(), 2U) << "the one a chain begins with";
  Scheme empty = by_source();
  empty.parameters[0].weight = Rate{0};
  EXPECT_EQ(reason_of(set_scheme(empty)), "grading.weights_zero");
}

TEST_P(grading_store, leads_are_graded_as_they_arrive_and_again_by_apply) {
  const auto busy = desk_->bring("web", 12);
  const auto quiet = desk_->bring("fair");
  EXPECT_EQ(desk_->grade_of(busy), "B");   // 100 × 60 % + 20 × 40 %
  EXPECT_EQ(desk_->grade_of(quiet), "D");  // 10 × 60 % + 20 × 40 %
  ASSERT_TRUE(set_scheme(by_source()).ok());
  EXPECT_EQ(desk_->grade_of(busy), "B") << "a new scheme alone moves nobody";
  const auto applied = apply_behind({});
  EXPECT_EQ(applied->graded, 2);
  EXPECT_EQ(applied->changed, 2);
  EXPECT_FALSE(applied->next_after.has_value());
  EXPECT_EQ(desk_->grade_of(busy), "A");
  EXPECT_EQ(desk_->grade_of(quiet), "C");
  EXPECT_EQ(apply_behind({})->changed, 0);
}

TEST_P(grading_store, a_grade_by_hand_stays_until_it_is_given_up) {
  const auto id = desk_->bring("fair");
  EXPECT_EQ(grade_by_hand_as(id, "Z"), "grading.grade_unknown");
  EXPECT_EQ(grade_by_hand_as(id, "A"), "");
  desk_->grade(id);
  EXPECT_EQ(desk_->grade_of(id), "A");
  EXPECT_EQ(apply_behind({})->changed, 0);
  const auto view = desk_->database.read([&](const kit::Read& read) { return show_grade(read, id); });
  EXPECT_EQ(view->given_by, GivenBy::hand);
  EXPECT_EQ(view->reason, "met him");
  EXPECT_EQ(view->graded_by_name, "Ada");
  EXPECT_EQ(grade_by_hand_as(id, {}), "");
  EXPECT_EQ(desk_->grade_of(id), "D");
}

TEST_P(grading_store, a_trial_counts_and_writes_nothing) {
  const auto id = desk_->bring("web", 12);
  desk_->bring("fair");
  const auto trial = desk_->database.read([&](const kit::Read& read) { return try_scheme(read, by_source()); }).value();
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> counts;
  for (const auto& row : trial.counts)
    counts[row.grade] = {row.now, row.then};
  EXPECT_EQ(counts["A"], std::pair(std::int64_t{0}, std::int64_t{1}));
  EXPECT_EQ(counts["B"], std::pair(std::int64_t{1}, std::int64_t{0}));
  EXPECT_EQ(counts["C"], std::pair(std::int64_t{0}, std::int64_t{1}));
  EXPECT_EQ(counts["D"], std::pair(std::int64_t{1}, std::int64_t{0}));
  EXPECT_EQ(desk_->grade_of(id), "B");
}

TEST_P(grading_store, a_first_purchase_brings_what_was_promised_and_once) {
  const auto all = desk_->offer("Welcome");
  const auto web_only = desk_->offer("From the web", [](Incentive& wanted) { wanted.source = "web"; });
  const auto quick = desk_->offer("Quick", [](Incentive& wanted) { wanted.days_after_entering = 2; });
  const auto best = desk_->offer("Best", [](Incentive& wanted) { wanted.grade = "A"; });
  const auto id = desk_->bring("fair");
  desk_->assign(id, desk_->ann);
  desk_->database.clock().advance_seconds(2 * kSecondsPerDay + 1);
  desk_->buys(id, 77);
  EXPECT_EQ(grants(all.id).size(), 1U);
  EXPECT_EQ(grants(web_only.id).size(), 0U);
  EXPECT_EQ(grants(quick.id).size(), 0U);
  EXPECT_EQ(grants(best.id).size(), 0U);
  desk_->buys(id, 78);
  EXPECT_EQ(grants(all.id).size(), 1U) << "the second purchase brings nothing";
  is_blocked_ = true;
  EXPECT_EQ(pay(), 0);
  EXPECT_EQ(grants(all.id)[0].state, GrantState::waiting);
  is_blocked_ = false;
  EXPECT_EQ(pay(), 1);
  EXPECT_EQ(pay(), 0);
  ASSERT_EQ(paid_.size(), 1U);
  EXPECT_EQ(paid_[0], std::pair(id, std::int64_t{500}));
  EXPECT_EQ(grants(all.id)[0].state, GrantState::granted);
}

TEST_P(grading_store, a_first_purchase_may_bring_a_voucher_with_points_or_without) {
  desk_->hooks = series_hooks();
  const auto both = desk_->offer("Both", [](Incentive& wanted) { wanted.voucher_series_id = VoucherSeriesRef{7}; });
  const auto gift = desk_->offer("Gift", [](Incentive& wanted) {
    wanted.points = Points{};
    wanted.voucher_series_id = VoucherSeriesRef{8};
  });
  const auto gone = desk_->offer("Gone", [](Incentive& wanted) { wanted.voucher_series_id = kNoMore; });
  const auto make = [&](const Incentive& wanted) {
    return reason_of(desk_->database.write_as(
        desk_->manager(), [&](kit::Write& write) { return create_incentive(write, desk_->hooks, wanted); }));
  };
  Incentive wrong;
  wrong.name = "Wrong";
  EXPECT_EQ(make(wrong), "grading.nothing_given");
  wrong.voucher_series_id = VoucherSeriesRef{4711};
  EXPECT_EQ(make(wrong), "rewards.series_unknown");

  const auto id = desk_->bring("web");
  desk_->assign(id, desk_->ann);
  desk_->buys(id, 77);
  EXPECT_EQ(pay(), 2);
  EXPECT_EQ(paid_.size(), 2U) << "the points of the one whose voucher could not be given were asked for and undone";
  EXPECT_EQ(vouchers_, (std::vector<std::pair<CustomerId, std::int64_t>>{{id, 7}, {id, 8}}));
  EXPECT_EQ(grants(both.id)[0].voucher_series_id, VoucherSeriesRef{7});
  EXPECT_EQ(grants(both.id)[0].state, GrantState::granted);
  EXPECT_EQ(grants(gift.id)[0].state, GrantState::granted);
  EXPECT_EQ(grants(gone.id)[0].state, GrantState::waiting);
}

TEST_P(grading_store, what_cannot_be_given_keeps_nobody_behind_it_waiting) {
  desk_->hooks = series_hooks();
  desk_->offer("Gone", [](Incentive& wanted) {
    wanted.points = Points{};
    wanted.voucher_series_id = kNoMore;
    wanted.source = "web";
  });
  desk_->offer("Welcome", [](Incentive& wanted) { wanted.source = "fair"; });
  for (int i = 0; i < 101; ++i) {
    const auto id = desk_->bring(i < 100 ? "web" : "fair");
    desk_->assign(id, desk_->ann);
    desk_->buys(id, 100 + i);
  }
  EXPECT_EQ(pay(), 1);
}

TEST_P(grading_store, an_incentive_is_edited_by_version_and_can_be_switched_off) {
  const auto made = desk_->offer("Welcome");
  const auto edit = [&](std::int64_t version, std::string_view json) {
    return desk_->database.write_as(
        desk_->manager(), [&](kit::Write& write) { return edit_incentive(write, {}, made.id, version, json); });
  };
  EXPECT_EQ(edit(1, R"({"status":"disabled"})")->version, 2);
  EXPECT_EQ(reason_of(edit(1, R"({"name":"Hello"})")), "request.version_conflict");
  EXPECT_EQ(reason_of(edit(2, R"({"points_points":-1})")), "request.out_of_range");
  EXPECT_EQ(reason_of(edit(2, R"({"points_points":0})")), "grading.nothing_given");
  EXPECT_EQ(reason_of(edit(2, R"({"voucher_series_id":"7"})")), "grading.vouchers_unsupported");
  const auto id = desk_->bring("web");
  desk_->assign(id, desk_->ann);
  desk_->buys(id, 77);
  EXPECT_TRUE(grants(made.id).empty());
}

TEST_P(grading_store, a_selection_is_chosen_once_and_shared_out_in_turn) {
  for (int i = 0; i < 3; ++i)
    desk_->bring("web");
  desk_->bring("fair");
  Conditions conditions;
  conditions.source = "web";
  const auto selection = select(conditions);
  EXPECT_EQ(selection.size, 3);
  desk_->bring("web");
  const auto listed = desk_->database.read([](const kit::Read& read) { return store::load_selections(read.tx); });
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].size, 3) << "who came later isn't in it";
  EXPECT_EQ(listed[0].conditions.source, "web");
  const auto shared = desk_->database.write_as(desk_->manager(), [&](kit::Write& write) {
    return assign_selection(write, selection.id, {{desk_->ann, desk_->bob}, {}});
  });
  ASSERT_TRUE(shared.ok()) << shared.refusal().reason;
  EXPECT_EQ(shared->done, 3);
  EXPECT_EQ(shared->remaining, 0);
  std::map<StaffId, int> got;
  const auto all =
      desk_->database.read([](const kit::Read& read) { return pool::open_customers(read.tx, CustomerId{}, 100); });
  for (const auto id : all) {
    if (const auto owner = desk_->place(id).owner_staff_id) ++got[*owner];
  }
  EXPECT_EQ(got[desk_->ann], 2);
  EXPECT_EQ(got[desk_->bob], 1);
  const auto gone = desk_->database.write_as(desk_->manager(),
                                             [&](kit::Write& write) { return delete_selection(write, selection.id); });
  EXPECT_TRUE(gone.ok());
  const auto again = desk_->database.write_as(desk_->manager(),
                                              [&](kit::Write& write) { return delete_selection(write, selection.id); });
  EXPECT_EQ(reason_of(again), "grading.selection_unknown");
}

TEST_P(grading_store, the_analysis_follows_leads_from_arrival_to_purchase) {
  const auto bought = desk_->bring("web");
  desk_->bring("web");
  desk_->bring("fair");
  desk_->assign(bought, desk_->ann);
  desk_->database.clock().advance_seconds(90 * 60);
  const auto hooks = pool::follow_up_hooks();
  follow_ups::NewFollowUp call;
  call.text = "Called, will come on Monday";
  auto ann = desk_->manager();
  ann.staff_id = desk_->ann;
  ASSERT_TRUE(
      desk_->database.write_as(ann, [&](kit::Write& write) { return follow_ups::record(hooks, write, bought, call); })
          ->counts);
  desk_->buys(bought, 77);
  const auto today = local_date(desk_->database.clock().now(), *TimeZone::find("Asia/Shanghai"));
  const auto made = desk_->database.write_as(
      desk_->manager(), [&](kit::Write& write) { return analyse(write.as_read(), {}, plus_days(today, -1), today); });
  ASSERT_TRUE(made.ok()) << made.refusal().reason;
  EXPECT_EQ(made->total.arrivals, 3);
  EXPECT_EQ(made->total.taken, 1);
  EXPECT_EQ(made->total.contacted, 1);
  EXPECT_EQ(made->total.won, 1);
  EXPECT_EQ(made->total.conversion.ppm, 333'333);
  EXPECT_EQ(made->total.first_contact_median_minutes, 90);
  ASSERT_EQ(made->by_source.size(), 2U);
  EXPECT_EQ(made->by_source[0].key, "web");
  EXPECT_EQ(made->by_source[0].conversion.ppm, 500'000);
  ASSERT_EQ(made->by_staff.size(), 1U);
  EXPECT_EQ(made->by_staff[0].name, "ann");
  const auto backwards = desk_->database.write_as(
      desk_->manager(), [&](kit::Write& write) { return analyse(write.as_read(), {}, today, plus_days(today, -1)); });
  EXPECT_EQ(reason_of(backwards), "grading.analysis_too_long");
}

}  // namespace
}  // namespace homeport::grading
