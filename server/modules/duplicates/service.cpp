#include "modules/duplicates/service.hpp"

#include <algorithm>
#include <iterator>

#include "kit/jobs.hpp"
#include "modules/customers/service.hpp"
#include "modules/duplicates/matching.hpp"
#include "modules/duplicates/rules.hpp"
#include "modules/duplicates/store.hpp"

namespace homeport::duplicates {
namespace {

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

Result<PairItem> move(kit::Write& write, PairId id, PairState from, PairState to) {
  auto pair = store::load_pair(write.tx, id);
  if (!pair) return not_found();
  TRY(auto item, item_of(write.as_read(), *pair));
  if (pair->state != from) {
    return refuse(RefusalKind::conflict,
                  from == PairState::open ? "duplicates.decided_already" : "duplicates.not_dismissed",
                  "this pair is " + std::string(word_of(pair->state)));
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
