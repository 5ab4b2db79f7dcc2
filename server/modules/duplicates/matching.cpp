#include "modules/duplicates/matching.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "modules/duplicates/store.hpp"

namespace homeport::duplicates {
namespace {

// Those who share a block with the profile, without himself, and the marks they share.
using Neighbours = std::map<CustomerId, std::vector<std::string>>;
Neighbours neighbours(db::Transaction& tx, const Profile& profile) {
  Neighbours found;
  for (const auto& block : blocking_keys(profile)) {
    auto in_block = store::customers_in_block(tx, block);
    std::erase(in_block, profile.id);
    if (in_block.size() > kMostInBlock) continue;
    const auto mark = mark_of_block(block);
    for (const auto id : in_block) {
      auto& marks = found[id];
      if (mark) marks.push_back(*mark);
    }
  }
  return found;
}

// The records of those in use, as they are kept.
std::vector<customers::CustomerListItem> records_of(const kit::Read& read, const Neighbours& wanted) {
  constexpr std::size_t kAtOnce = 500;
  std::vector<customers::CustomerListItem> records;
  auto next = wanted.begin();
  while (next != wanted.end()) {
    customers::ListQuestion question;
    question.parameters.emplace_back("status", "active");
    for (; next != wanted.end() && question.only.size() < kAtOnce; ++next)
      question.only.push_back(next->first);
    auto some = customers::list_after(read, question, {}, CustomerId{}, static_cast<std::int64_t>(kAtOnce));
    CHECK(some.ok());
    std::move(some->begin(), some->end(), std::back_inserter(records));
  }
  return records;
}

}  // namespace

kit::Actor finder() { return kit::system_actor("duplicates"); }

void put_likeliest_first(std::vector<Match>& matches) {
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.likeness.score > b.likeness.score; });
}

std::vector<Match> matches_of(const kit::Read& read, const Profile& profile) {
  std::vector<Match> matches;
  const auto near = neighbours(read.tx, profile);
  for (auto& other : records_of(read, near)) {
    const Person person{other.id, other.kind, other.name, other.phone, other.email, other.birthday_on, {}};
    auto likeness = compare(profile, profile_of(person), near.at(other.id));
    if (likeness.score >= kLeastScore) matches.push_back({std::move(other), std::move(likeness)});
  }
  put_likeliest_first(matches);
  return matches;
}

}  // namespace homeport::duplicates
