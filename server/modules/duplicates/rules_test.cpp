// How alike two records are, and what was measured on records whose truth is known.

#include "modules/duplicates/rules.hpp"

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "support/shared_data.hpp"

namespace homeport::duplicates {
namespace {

Person person(std::string name, std::string_view birthday = "", std::string phone = "", std::string email = "") {
  Person made;
  made.name = std::move(name);
  if (!birthday.empty()) made.birthday_on = parse_date(birthday);
  if (!phone.empty()) made.phone = std::move(phone);
  if (!email.empty()) made.email = std::move(email);
  return made;
}

TEST(duplicates_rules, similarity_is_that_of_the_literature) {
  EXPECT_EQ(similarity(U"martha", U"marhta"), 961);
  EXPECT_EQ(similarity(U"dwayne", U"duane"), 840);
  EXPECT_EQ(similarity(U"same", U"same"), 1000);
  EXPECT_EQ(similarity(U"", U"a"), 0);
  EXPECT_EQ(similarity(U"abc", U"xyz"), 0);
}

TEST(duplicates_rules, words_sound_as_soundex_says) {
  EXPECT_EQ(sound_of(U"robert"), "R163");
  EXPECT_EQ(sound_of(U"rupert"), "R163");
  EXPECT_EQ(sound_of(U"ashcraft"), "A261");
  EXPECT_EQ(sound_of(U"lee"), "L000");
  EXPECT_EQ(sound_of(U"王"), "");
}

TEST(duplicates_rules, what_two_records_have_in_common_is_counted) {
  struct Case {
    const char* about;
    Person one;
    Person other;
    std::int64_t least;
    std::int64_t most;
    std::string_view evidence;
  };
  const Case cases[] = {
      {"the same person", person("王小明", "1990-11-24"), person("王小明", "1990-11-24"), 100, 100,
       "same_name,same_birthday"},
      {"full-width and spaces", person("Ａnna  Li", "1990-11-24"), person("anna li", "1990-11-24"), 100, 100,
       "same_name,same_birthday"},
      {"given and family name swapped", person("Lachlan Berry", "1990-11-24"), person("Berry Lachlan", "1990-11-24"),
       90, 99, "similar_name,same_birthday"},
      {"day and month swapped", person("Anna Li", "1990-03-04"), person("Anna Li", "1990-04-03"), 90, 99,
       "same_name,similar_birthday"},
      {"one digit of the year", person("Anna Li", "1990-03-04"), person("Anna Li", "1991-03-04"), 85, 95,
       "same_name,similar_birthday"},
      {"namesakes born on other days", person("王小明", "1990-11-24"), person("王小明", "1971-02-03"), 0, 39,
       "same_name"},
      {"a short name alone", person("王小明"), person("王小明"), 0, 39, "same_name"},
      {"a long name alone", person("Maximilian Lindqvist"), person("Maximilian Lindqvist"), 40, 60, "same_name"},
      {"one digit of the phone", person("王小明", "", "+8613800138000"), person("王小明", "", "+8613800138001"), 50, 60,
       "same_name,similar_phone"},
      {"the same e-mail", person("Anna Li", "", "", "A@x.cn"), person("A. Li", "", "", "a@x.cn"), 40, 100,
       "same_email"},
      {"strangers born on one day", person("Anna Li", "1990-11-24"), person("Bob Zhou", "1990-11-24"), 20, 20,
       "same_birthday"},
      {"a couple's mail", person("Anna Li", "1990-11-24", "", "li@x.cn"),
       person("Bob Zhou", "1988-01-02", "", "li@x.cn"), 0, 39, "same_email"},
      {"strangers", person("Anna Li", "1990-11-24"), person("Bob Zhou", "1971-02-03"), 0, 0, ""},
  };
  for (const auto& one : cases) {
    const auto there = compare(profile_of(one.one), profile_of(one.other));
    const auto back = compare(profile_of(one.other), profile_of(one.one));
    EXPECT_GE(there.score, one.least) << one.about;
    EXPECT_LE(there.score, one.most) << one.about;
    EXPECT_EQ(there.score, back.score) << one.about;
    EXPECT_EQ(words_of(there.evidence), one.evidence) << one.about;
  }
  auto firm = person("Anna Li", "1990-11-24");
  firm.kind = customers::CustomerKind::organisation;
  EXPECT_EQ(compare(profile_of(firm), profile_of(person("Anna Li", "1990-11-24"))).score, 0);
}

TEST(duplicates_rules, likely_pairs_meet_under_a_key_and_strangers_do_not) {
  const auto meet = [](const Person& one, const Person& other) {
    const auto some = blocking_keys(profile_of(one));
    const auto more = blocking_keys(profile_of(other));
    return std::any_of(some.begin(), some.end(),
                       [&](const auto& key) { return std::find(more.begin(), more.end(), key) != more.end(); });
  };
  EXPECT_TRUE(meet(person("王小明"), person("王晓明")));
  EXPECT_TRUE(meet(person("Robert Li", "1990-01-02"), person("Rupert Wang", "1990-01-02")));
  EXPECT_TRUE(meet(person("A", "", "+8613800138000"), person("B", "", "+8613800138123")));
  EXPECT_FALSE(meet(person("王小明", "1990-01-02"), person("Bob Zhou", "1971-02-03")));
  EXPECT_LE(blocking_keys(profile_of(person("a b c d e f g h", "1990-01-02", "+8613800138000", "x@y.cn"))).size(), 12U);
}

// 1,000 records of which 500 are damaged copies of the others: rec-223-org and rec-223-dup-0.
TEST(duplicates_rules, precision_and_recall_on_records_whose_truth_is_known) {
  const auto file = support::shared_data_file("crm/febrl1_duplicates.csv");
  if (!file) GTEST_SKIP() << "febrl1_duplicates.csv is not here: set HOMEPORT_SHARED_DATA";
  std::ifstream stream(*file, std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  std::vector<Profile> profiles;
  std::vector<std::string> whom;
  CsvReader reader(
      ',',
      [&](const CsvRow& row) {
        if (row.number == 1) return CsvStep::go_on;
        const std::string_view id = trim(row.fields[0]);
        whom.emplace_back(id.substr(4, id.find('-', 4) - 4));
        const auto born = trim(row.fields[9]);
        const auto day = born.size() == 8 ? std::string(born.substr(0, 4)) + "-" + std::string(born.substr(4, 2)) +
                                                "-" + std::string(born.substr(6))
                                          : std::string();
        profiles.push_back(profile_of(person(std::string(trim(row.fields[1])) + " " + std::string(trim(row.fields[2])),
                                             parse_date(day) ? day : "")));
        return CsvStep::go_on;
      },
      [](const CsvError&) { return CsvStep::go_on; });
  reader.feed(bytes.str());
  reader.finish();
  ASSERT_EQ(profiles.size(), 1'000U);
  std::map<std::string, std::vector<std::size_t>> blocks;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    for (const auto& key : blocking_keys(profiles[i]))
      blocks[key].push_back(i);
  }
  std::set<std::pair<std::size_t, std::size_t>> compared;
  for (const auto& [key, members] : blocks) {
    if (members.size() > kMostInBlock) continue;
    for (std::size_t a = 0; a < members.size(); ++a) {
      for (std::size_t b = a + 1; b < members.size(); ++b)
        compared.emplace(members[a], members[b]);
    }
  }
  std::int64_t found = 0;
  std::int64_t right = 0;
  for (const auto& [a, b] : compared) {
    if (compare(profiles[a], profiles[b]).score < kLeastScore) continue;
    ++found;
    if (whom[a] == whom[b]) ++right;
  }
  std::int64_t truth = 0;
  for (std::size_t a = 0; a < whom.size(); ++a) {
    for (std::size_t b = a + 1; b < whom.size(); ++b)
      truth += whom[a] == whom[b] ? 1 : 0;
  }
  std::cout << "compared " << compared.size() << " pairs of " << profiles.size() * (profiles.size() - 1) / 2
            << "; found " << found << ", right " << right << " of " << truth << "\n";
  EXPECT_EQ(truth, 500);
  EXPECT_LT(compared.size(), 5'000U);
  EXPECT_GE(right * 100, found * 98) << "precision";
  EXPECT_GE(right * 100, truth * 90) << "recall";
}

}  // namespace
}  // namespace homeport::duplicates
