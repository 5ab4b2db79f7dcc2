#include "modules/duplicates/service.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "kit/jobs.hpp"
#include "modules/customers/service.hpp"
#include "modules/duplicates/rules.hpp"
#include "modules/duplicates/store.hpp"
#include "modules/profiles/service.hpp"

namespace homeport::duplicates {
namespace {

template <class Part, class Take>
void add_parts(const kit::Read& read, CustomerId id, Take take) {
  const auto parts = profiles::list_parts<Part>(read, id);
  CHECK(parts.ok());  // read by the program itself, which reaches everybody
  for (const auto& part : *parts)
    take(part);
}

// What belongs to a customer beside his record.
std::vector<Mark> marks_of(const kit::Read& read, CustomerId id) {
  std::vector<Mark> marks;
  const auto add = [&marks](MarkKind kind, const std::optional<std::string>& value) {
    if (value) marks.push_back({kind, *value});
  };
  add_parts<profiles::Channel>(read, id, [&](const profiles::Channel& channel) {
    if (channel.kind == profiles::ChannelKind::email) add(MarkKind::email, channel.value);
  });
  add_parts<profiles::Vehicle>(read, id, [&](const profiles::Vehicle& vehicle) {
    add(MarkKind::vin, vehicle.vin);
    add(MarkKind::plate, vehicle.plate);
  });
  add_parts<profiles::Device>(read, id, [&](const profiles::Device& device) { add(MarkKind::imei, device.imei); });
  return marks;
}

// Those who share a block with the profile, without himself, and the marks they share.
using Neighbours = std::map<CustomerId, std::vector<std::string>>;
Neighbours neighbours(db::Transaction& tx, const Profile& profile) {
  Neighbours found;
  for (const auto& block : blocking_keys(profile)) {
    const auto in_block = store::customers_in_block(tx, block);
    if (in_block.size() > kMostInBlock) continue;
    const auto mark = mark_of_block(block);
    for (const auto id : in_block) {
      auto& marks = found[id];
      if (mark) marks.push_back(*mark);
    }
  }
  found.erase(profile.id);
  return found;
}

struct Match {
  customers::CustomerListItem customer;
  Likeness likeness;
};

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

void put_likeliest_first(std::vector<Match>& matches) {
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.likeness.score > b.likeness.score; });
}

// `read` reaches everybody.
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

Pair pair_of(PairId id, const customers::Customer& one, const Match& match, Time now) {
  const auto& other = match.customer;
  Pair pair;
  pair.id = id;
  pair.score = match.likeness.score;
  pair.evidence = words_of(match.likeness.evidence);
  pair.customer_id = one.id;
  pair.store_id = one.store_id;
  pair.owner_staff_id = one.owner_staff_id.value_or(kit::StaffId{});
  pair.other_id = other.id;
  pair.other_store_id = other.store_id;
  pair.other_owner_staff_id = other.owner_staff_id.value_or(kit::StaffId{});
  if (other.id < one.id) {
    std::swap(pair.customer_id, pair.other_id);
    std::swap(pair.store_id, pair.other_store_id);
    std::swap(pair.owner_staff_id, pair.other_owner_staff_id);
  }
  pair.found_at = now;
  return pair;
}

Refusal not_found() {
  return refuse(RefusalKind::not_found, "duplicates.not_found", "there is no such pair within your reach");
}

Result<PairItem> item_of(const kit::Read& read, const Pair& pair) {
  TRY(auto customer, customers::load(read, pair.customer_id));
  TRY(auto other, customers::load(read, pair.other_id));
  PairItem item;
  item.id = pair.id;
  item.customer_id = pair.customer_id;
  item.other_id = pair.other_id;
  item.score = pair.score;
  item.evidence = split_words(pair.evidence);
  item.state = pair.state;
  item.found_at = pair.found_at;
  item.decided_at = pair.decided_at;
  item.customer = customers::visible(read.actor, std::move(customer));
  item.other = customers::visible(read.actor, std::move(other));
  return item;
}

// Whose the phone or the card is already: that is certain, whatever the name.
std::optional<CustomerId> add_owner(const kit::Read& read, customers::KeyKind kind,
                                    const std::optional<std::string>& value, Evidence evidence,
                                    std::vector<Match>& matches) {
  if (!value) return std::nullopt;
  const auto found = customers::find_by_key(read.tx, kind, *value);
  if (!found) return std::nullopt;
  const auto owner = customers::successor_of(read.tx, *found);
  auto known =
      std::find_if(matches.begin(), matches.end(), [&](const Match& match) { return match.customer.id == owner; });
  if (known == matches.end()) {
    matches.emplace_back();
    known = std::prev(matches.end());
    known->customer.id = owner;
  }
  known->likeness.score = kCertain;
  known->likeness.evidence.push_back(evidence);
  return owner;
}

kit::Actor finder() { return kit::system_actor("duplicates"); }

Result<PairItem> move(kit::Write& write, PairId id, PairState from, PairState to) {
  auto pair = store::load_pair(write.tx, id);
  if (!pair) return not_found();
  TRY(auto item, item_of(write.as_read(), *pair));
  if (pair->state != from) {
    return refuse(RefusalKind::conflict,
                  from == PairState::open ? "duplicates.decided_already" : "duplicates.not_dismissed",
                  "this pair is " + std::string(Choices<PairState>::names[static_cast<std::size_t>(pair->state)]));
  }
  pair->state = to;
  pair->decided_at = to == PairState::open ? std::nullopt : std::optional(write.now);
  pair->decided_by = to == PairState::open ? std::nullopt : std::optional(write.actor.staff_id);
  if (!store::decide(write.tx, *pair, from)) {
    throw db::SerializationFailure("the pair was decided a moment ago");
  }
  kit::AuditEntry entry;
  entry.action = to == PairState::open ? "duplicates.reopen" : "duplicates.dismiss";
  entry.subject_kind = "customer";
  entry.subject_id = pair->customer_id.value;
  entry.subject_label = item.customer.name + " / " + item.other.name;
  entry.customer_id = pair->customer_id.value;
  entry.org_unit_id = item.customer.store_id.value;
  write.audit(entry);
  item.state = to;
  item.decided_at = pair->decided_at;
  return item;
}

}  // namespace

void look_at(kit::Write& write, CustomerId id) {
  store::delete_keys(write.tx, id);
  auto old_pairs = store::open_pairs_of(write.tx, id);
  const auto actor = finder();
  const kit::Read read{write.tx, actor, write.now};
  const auto customer = customers::load(read, id);
  if (customer.ok() && customer->status == customers::CustomerStatus::active) {
    const auto profile = profile_of({id, customer->kind, customer->name, customer->phone, customer->email,
                                     customer->birthday_on, marks_of(read, id)});
    auto matches = matches_of(read, profile);
    if (matches.size() > kMostPairsOfCustomer) matches.resize(kMostPairsOfCustomer);
    for (const auto& match : matches) {
      const auto pair = pair_of(write.new_id<PairId>(), *customer, match, write.now);
      store::save_pair(write.tx, pair);
      std::erase_if(old_pairs, [&](const Pair& old) {
        return old.customer_id == pair.customer_id && old.other_id == pair.other_id;
      });
    }
    for (const auto& block : blocking_keys(profile))
      store::insert_key(write.tx, block, id);
  }
  for (const auto& pair : old_pairs)
    store::delete_pair(write.tx, pair);
}

SimilarAnswer find_similar(const kit::Read& read, const SimilarRequest& wanted) {
  customers::NewCustomer typed;
  typed.name = wanted.name;
  typed.phone = wanted.phone;
  Person person{{}, wanted.kind, wanted.name, std::nullopt, wanted.email, wanted.birthday_on, {}};
  // While it is being typed a phone may not be one yet.
  if (read.actor.may(customers::kPhonePermission)) {
    if (const auto kept = customers::normalised(typed, read.now); kept.ok()) person.phone = kept->phone;
  }
  const auto actor = finder();
  auto matches = matches_of({read.tx, actor, read.now}, profile_of(person));
  const auto by_phone = add_owner(read, customers::KeyKind::phone, wanted.phone, Evidence::same_phone, matches);
  const auto by_card = add_owner(read, customers::KeyKind::card, wanted.card_number, Evidence::same_card, matches);
  put_likeliest_first(matches);
  SimilarAnswer answer;
  for (const auto& match : matches) {
    if (static_cast<std::int64_t>(answer.items.size()) == kMostSimilarShown) break;
    auto customer = customers::load(read, match.customer.id);
    if (!customer.ok()) continue;
    const bool is_named = by_phone == customer->id || by_card == customer->id;
    if (customer->hidden_bits != 0 && !is_named && !read.actor.may(customers::kHiddenPermission)) continue;
    answer.items.push_back({match.likeness.score, split_words(words_of(match.likeness.evidence)),
                            customers::visible(read.actor, std::move(customer).value())});
  }
  return answer;
}

Result<PairItem> load(const kit::Read& read, PairId id) {
  const auto pair = store::load_pair(read.tx, id);
  if (!pair) return not_found();
  return item_of(read, *pair);
}

Result<PairItem> dismiss(kit::Write& write, PairId id) {
  return move(write, id, PairState::open, PairState::dismissed);
}

Result<PairItem> reopen(kit::Write& write, PairId id) { return move(write, id, PairState::dismissed, PairState::open); }

customers::MergePart merge_part() {
  return [](kit::Write& write, CustomerId from, CustomerId into) -> Outcome {
    store::mark_merged(write.tx, std::min(from, into), std::max(from, into), write.actor.staff_id, write.now);
    return Done{};
  };
}

customers::MergePart unmerge_part() {
  return [](kit::Write& write, CustomerId from, CustomerId into) -> Outcome {
    store::reopen_merged(write.tx, std::min(from, into), std::max(from, into));
    return Done{};
  };
}

void start_scan(kit::Write& write) {
  kit::enqueue_job(write, kScanJobKind, 0, "{}");
  kit::AuditEntry entry;
  entry.action = "duplicates.scan";
  entry.subject_kind = "duplicates";
  write.audit(entry);
}

}  // namespace homeport::duplicates
