#include "base/ids.hpp"

#include <set>
#include <thread>

#include <gtest/gtest.h>

namespace homeport {
namespace {

const Time kMorning = *parse_rfc3339("2026-11-21T08:00:00Z");

TEST(ids, increase_even_when_the_clock_jumps_back) {
  ManualClock clock(kMorning);
  IdSource source(clock);
  std::int64_t last = 0;
  for (int i = 0; i < 100; ++i) {
    if (i == 50) clock.advance_seconds(-3600);
    const auto id = source.next();
    ASSERT_GT(id, last);
    last = id;
  }
}

TEST(ids, tell_the_moment_they_were_made) {
  ManualClock clock(kMorning);
  IdSource source(clock, 7);
  EXPECT_EQ(time_of_id(source.next()), kMorning);
}

TEST(ids, borrow_from_the_next_millisecond_when_one_is_used_up) {
  ManualClock clock(kMorning);
  IdSource source(clock);
  std::set<std::int64_t> made;
  for (int i = 0; i < 40'000; ++i)
    made.insert(source.next());
  EXPECT_EQ(made.size(), 40'000U);
}

TEST(ids, of_two_nodes_never_meet) {
  ManualClock clock(kMorning);
  IdSource first(clock, 0);
  IdSource second(clock, 1);
  std::set<std::int64_t> made;
  for (int i = 0; i < 20'000; ++i) {
    made.insert(first.next());
    made.insert(second.next());
  }
  EXPECT_EQ(made.size(), 40'000U);
}

TEST(ids, are_unique_across_threads) {
  SystemClock clock;
  IdSource source(clock);
  std::vector<std::vector<std::int64_t>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20'000; ++i)
        mine.push_back(source.next());
    });
  }
  for (auto& thread : threads)
    thread.join();
  std::set<std::int64_t> all;
  for (const auto& mine : made)
    all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), 80'000U);
}

TEST(ids, are_read_from_plain_decimal_text_only) {
  EXPECT_EQ(parse_id("9223372036854775807"), INT64_MAX);
  EXPECT_EQ(parse_id("-12"), -12);
  for (const auto* text : {"", "0", "-", "-0", "01", "+1", " 1", "1 ", "1.0", "9223372036854775808", "abc", "１"}) {
    EXPECT_FALSE(parse_id(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace homeport
