// Many at once. Each test is what a person would try to get more than his share, with threads in place of patience;
// afterwards the ledger is asked whether anybody succeeded.

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <random>
#include <thread>

#include "modules/pool/pool_fixture.hpp"

namespace homeport::pool {
namespace {

constexpr int kThreads = 8;

class pool_parallel : public PoolFixture {
 protected:
  void SetUp() override {
    PoolFixture::SetUp();
    if (IsSkipped()) return;
    for (int i = 0; i < kThreads; ++i)
      people_.push_back(hire("p" + std::to_string(i), chain_->first_store()));
    for (const auto id : people_)
      actors_.push_back(seller(id));
  }

  // `work(i)` on a thread each, all let go at once.
  void all_at_once(const std::function<void(int)>& work, int threads = kThreads) {
    std::atomic<bool> go{false};
    std::vector<std::thread> running;
    for (int i = 0; i < threads; ++i) {
      running.emplace_back([&go, &work, i] {
        while (!go.load())
          std::this_thread::yield();
        work(i);
      });
    }
    go.store(true);
    for (auto& thread : running)
      thread.join();
  }

  std::vector<CustomerId> shuffled(std::vector<CustomerId> ids, int seed) {
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
    std::shuffle(ids.begin(), ids.end(), random);
    return ids;
  }

  std::string claim_by(int person, CustomerId id) {
    const auto outcome = database_->write_as(actors_[static_cast<std::size_t>(person)],
                                             [&](kit::Write& write) { return claim(write, id); });
    return outcome.ok() ? "" : outcome.refusal().reason;
  }

  std::map<StaffId, int> claims_in_ledger(const std::vector<CustomerId>& ids) {
    std::map<StaffId, int> claims;
    for (const auto id : ids) {
      for (const auto& move : moves(id))
        claims[move.to_staff_id.value_or(StaffId{})] += move.kind == MoveKind::claim ? 1 : 0;
    }
    return claims;
  }

  std::vector<StaffId> people_;
  std::vector<kit::Actor> actors_;
};

TEST_P(pool_parallel, exactly_one_gets_each_customer_and_nobody_passes_a_limit) {
  Rule rule;
  rule.daily_claim_limit = 6;
  rule.hold_limit = 5;
  rule.store_hold_limit = 30;
  set_rule(rule);
  const auto ids = bring(50);
  std::array<int, kThreads> won{};
  all_at_once([&](int i) {
    for (const auto id : shuffled(ids, i)) {
      if (claim_by(i, id).empty()) ++won[static_cast<std::size_t>(i)];
    }
  });
  int all = 0;
  for (int i = 0; i < kThreads; ++i) {
    EXPECT_LE(won[static_cast<std::size_t>(i)], 5);
    all += won[static_cast<std::size_t>(i)];
  }
  EXPECT_EQ(all, 30);
  for (const auto id : ids)
    EXPECT_LE(moves(id).size(), 2U);
  const auto ledger = claims_in_ledger(ids);
  for (int i = 0; i < kThreads; ++i) {
    const auto found = ledger.find(people_[static_cast<std::size_t>(i)]);
    EXPECT_EQ(found == ledger.end() ? 0 : found->second, won[static_cast<std::size_t>(i)]);
  }
}

TEST_P(pool_parallel, the_same_person_on_many_screens_passes_no_limit) {
  Rule rule;
  rule.daily_claim_limit = 3;
  set_rule(rule);
  const auto ids = bring(24);
  std::atomic<int> won{0};
  all_at_once([&](int i) {
    for (int k = 0; k < 3; ++k)
      won += claim_by(0, ids[static_cast<std::size_t>(i * 3 + k)]).empty() ? 1 : 0;
  });
  EXPECT_EQ(won.load(), 3);
}

TEST_P(pool_parallel, batches_that_overlap_give_each_customer_once) {
  const auto ids = bring(40);
  std::atomic<std::int64_t> done{0};
  all_at_once([&](int i) {
    const auto answer = database_->write_as(
        actors_[static_cast<std::size_t>(i)],
        [&](kit::Write& write) -> Result<BatchAnswer> { return claim_batch(write, shuffled(ids, i)); });
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->done + answer->refused, 40);
    done += answer->done;
  });
  EXPECT_EQ(done.load(), 40);
}

TEST_P(pool_parallel, claiming_and_dropping_launders_nothing) {
  Rule rule;
  rule.cooldown_days = 3;
  rule.daily_claim_limit = 10;
  set_rule(rule);
  const auto ids = bring(5);
  for (int day = 0; day < 4; ++day) {
    all_at_once([&](int i) {
      for (const auto id : shuffled(ids, day * 100 + i)) {
        if (!claim_by(i, id).empty()) continue;
        EXPECT_EQ(give_back_as(people_[static_cast<std::size_t>(i)], id), "");
      }
    });
    pass_days(1);
  }
  for (const auto id : ids) {
    auto ledger = moves(id);
    std::reverse(ledger.begin(), ledger.end());
    std::map<StaffId, Time> last_end;
    std::optional<Time> returned;
    for (const auto& move : ledger) {
      if (move.kind == MoveKind::claim) {
        const auto mine = last_end.find(*move.to_staff_id);
        const bool had_him = mine != last_end.end() && returned && mine->second >= plus_days(*returned, -3);
        if (had_him) {
          EXPECT_GE(move.at, plus_days(*returned, 3)) << "claimed again within the cool-down";
        }
      }
      if (move.kind == MoveKind::give_back) {
        last_end[*move.from_staff_id] = move.at;
        returned = move.at;
      }
    }
  }
  for (const auto& [staff, count] : claims_in_ledger(ids))
    EXPECT_LE(count, 40);
}

TEST_P(pool_parallel, a_follow_up_written_in_the_same_instant_counts_or_comes_too_late) {
  Rule rule;
  rule.follow_up_days = 2;
  set_rule(rule);
  const auto ids = bring(kThreads * 5);
  for (std::size_t i = 0; i < ids.size(); ++i)
    EXPECT_EQ(claim_by(static_cast<int>(i / 5), ids[i]), "");
  pass_days(2);
  std::array<bool, kThreads * 5> counted{};
  const auto hooks = follow_up_hooks();
  std::thread sweeper([&] { sweep(database_->runtime(), {}); });
  all_at_once([&](int i) {
    for (int k = 0; k < 5; ++k) {
      const auto place = static_cast<std::size_t>(i * 5 + k);
      follow_ups::NewFollowUp wanted;
      wanted.text = "Talked about the garden and the terrace, number " + std::string(static_cast<std::size_t>(k), 'x');
      const auto made = database_->write_as(actors_[static_cast<std::size_t>(i)], [&](kit::Write& write) {
        return follow_ups::record(hooks, write, ids[place], wanted);
      });
      counted[place] = made.ok() && made->counts;
    }
  });
  sweeper.join();
  sweep_now();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto row = place(ids[i]);
    EXPECT_EQ(row.state == State::tracking, counted[i]) << "customer " << i;
    if (row.state == State::public_) {
      EXPECT_EQ(moves(ids[i]).front().counted_count, 0);
    }
  }
}

HOMEPORT_ON_BOTH_ENGINES(pool_parallel);

}  // namespace
}  // namespace homeport::pool
