#include "modules/privacy/rules.hpp"

#include <gtest/gtest.h>

namespace homeport::privacy {
namespace {

TEST(privacy_rules, who_never_was_asked_may_be_called_and_nothing_else) {
  struct Case {
    Purpose purpose;
    std::optional<ConsentState> state;
    bool allowed;
  };
  constexpr auto kGiven = ConsentState::given;
  constexpr auto kWithdrawn = ConsentState::withdrawn;
  for (const auto& c :
       {Case{Purpose::sms, {}, false}, Case{Purpose::email, {}, false}, Case{Purpose::wechat, {}, false},
        Case{Purpose::profiling, {}, false}, Case{Purpose::phone_call, {}, true}, Case{Purpose::sms, kGiven, true},
        Case{Purpose::phone_call, kGiven, true}, Case{Purpose::sms, kWithdrawn, false},
        Case{Purpose::phone_call, kWithdrawn, false}, Case{Purpose::profiling, kGiven, true}}) {
    EXPECT_EQ(allows(c.purpose, c.state), c.allowed) << static_cast<int>(c.purpose);
  }
}

TEST(privacy_rules, what_was_said_later_decides) {
  EXPECT_TRUE(supersedes(Time{5}, {}));
  EXPECT_TRUE(supersedes(Time{5}, Time{4}));
  EXPECT_TRUE(supersedes(Time{5}, Time{5}));
  EXPECT_FALSE(supersedes(Time{5}, Time{6}));
  EXPECT_TRUE(check_moment(Time{5}, Time{5}).ok());
  EXPECT_EQ(check_moment(Time{6}, Time{5}).refusal().reason, "privacy.consent_in_future");
}

TEST(privacy_rules, reveals_end_at_the_limit) {
  EXPECT_TRUE(check_reveals(3, 3).ok());
  EXPECT_TRUE(check_reveals(1'000'000, {}).ok());
  const auto refused = check_reveals(4, 3);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "privacy.reveal_limit");
  EXPECT_EQ(refused.refusal().kind, RefusalKind::too_many);
}

TEST(privacy_rules, the_name_must_be_typed_as_it_is_shown) {
  EXPECT_TRUE(check_confirmation(" 王  小明 ", "王 小明").ok());
  EXPECT_FALSE(check_confirmation("王小", "王小明").ok());
  EXPECT_FALSE(check_confirmation("", "王小明").ok());
}

}  // namespace
}  // namespace homeport::privacy
