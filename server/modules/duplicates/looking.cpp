// Looking at customers who were made or changed. What is read and compared keeps no writer waiting: the news only puts
// them on a list, and a job works it off, some at a time.

#include <algorithm>

#include "kit/jobs.hpp"
#include "modules/customers/service.hpp"
#include "modules/duplicates/matching.hpp"
#include "modules/duplicates/module.hpp"
#include "modules/duplicates/rules.hpp"
#include "modules/duplicates/service.hpp"
#include "modules/duplicates/store.hpp"
#include "modules/profiles/service.hpp"

namespace homeport::duplicates {
namespace {

// A snapshot is held while so many are compared, a writer while what was found is written down.
constexpr std::int64_t kLookAtOnce = 50;
// Then other jobs have their turn: after an import of very many, taking it back must not wait until all were compared.
constexpr int kLooksInATurn = 20;

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

Pair pair_of(const customers::Customer& one, const Match& match, Time now) {
  const auto& other = match.customer;
  Pair pair;
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

struct Looked {
  CustomerId id;
  std::optional<customers::Customer> customer;  // nobody when he is gone or not in use
  Profile profile;
};

Looked look(const kit::Read& read, CustomerId id) {
  Looked looked{id, std::nullopt, {}};
  auto customer = customers::load(read, id);
  if (!customer.ok() || customer->status != customers::CustomerStatus::active) return looked;
  looked.profile = profile_of({id, customer->kind, customer->name, customer->phone, customer->email,
                               customer->birthday_on, marks_of(read, id)});
  looked.customer = std::move(customer).value();
  return looked;
}

// Those worth looking at. Of two who are looked at together each finds the other, once the keys of both are kept.
std::vector<Pair> pairs_of(const kit::Read& read, const Looked& looked) {
  std::vector<Pair> pairs;
  if (!looked.customer) return pairs;
  auto matches = matches_of(read, looked.profile);
  if (matches.size() > kMostPairsOfCustomer) matches.resize(kMostPairsOfCustomer);
  for (const auto& match : matches)
    pairs.push_back(pair_of(*looked.customer, match, read.now));
  return pairs;
}

void keep_keys(db::Transaction& tx, const Looked& looked) {
  store::delete_keys(tx, looked.id);
  if (!looked.customer) return;
  for (const auto& block : blocking_keys(looked.profile))
    store::insert_key(tx, block, looked.id);
}

bool is_in_use(db::Transaction& tx, CustomerId id) {
  const auto head = customers::load_head(tx, id);
  return head.ok() && head->status == customers::CustomerStatus::active;
}

// Somebody may have gone since they were compared.
void keep_pairs(kit::Write& write, CustomerId id, std::span<const Pair> pairs) {
  auto old_pairs = store::open_pairs_of(write.tx, id);
  for (auto pair : pairs) {
    if (!is_in_use(write.tx, pair.customer_id) || !is_in_use(write.tx, pair.other_id)) continue;
    pair.id = write.new_id<PairId>();
    store::save_pair(write.tx, pair);
    std::erase_if(old_pairs, [&](const Pair& old) {
      return old.customer_id == pair.customer_id && old.other_id == pair.other_id;
    });
  }
  for (const auto& pair : old_pairs)
    store::delete_pair(write.tx, pair);
}

}  // namespace

void look_at(kit::Runtime& runtime, std::span<const Waiting> waiting) {
  const auto actor = finder();
  const auto now = runtime.clock.now();
  const auto all = runtime.database.read([&](db::Transaction& tx) {
    std::vector<Looked> looked;
    for (const auto& one : waiting)
      looked.push_back(look({tx, actor, now}, one.customer_id));
    return looked;
  });
  CHECK(kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
          for (const auto& looked : all)
            keep_keys(write.tx, looked);
          return Done{};
        }).ok());
  const auto found = runtime.database.read([&](db::Transaction& tx) {
    std::vector<std::vector<Pair>> pairs;
    for (const auto& looked : all)
      pairs.push_back(pairs_of({tx, actor, now}, looked));
    return pairs;
  });
  CHECK(kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
          for (std::size_t i = 0; i < waiting.size(); ++i) {
            keep_pairs(write, waiting[i].customer_id, found[i]);
            store::delete_waiting(write.tx, waiting[i]);
          }
          return Done{};
        }).ok());
}

void hear_of_changes(kit::Write& write, std::span<const kit::StoredEvent> news) {
  const bool is_job_at_work = store::is_anybody_waiting(write.tx);
  bool waits = false;
  for (const auto& one : news) {
    const Waiting waiting{CustomerId{one.event.customer_id}, one.id};
    if (is_in_use(write.tx, waiting.customer_id)) {
      store::put_waiting(write.tx, waiting);
      waits = true;
    } else {
      keep_keys(write.tx, {waiting.customer_id, std::nullopt, {}});
      keep_pairs(write, waiting.customer_id, {});
    }
  }
  if (waits && !is_job_at_work) kit::enqueue_job(write, kLookJobKind, 0, "{}");
}

kit::JobEnd run_look(kit::JobRun& run) {
  auto& runtime = run.runtime();
  for (int looks = 0; looks < kLooksInATurn && !run.should_stop(); ++looks) {
    if (!run.keep_lease()) return kit::JobEnd::done;
    const auto waiting =
        runtime.database.read([](db::Transaction& tx) { return store::load_waiting(tx, kLookAtOnce); });
    if (waiting.empty()) return kit::JobEnd::done;
    look_at(runtime, waiting);
  }
  return kit::JobEnd::again;
}

void catch_up(kit::Runtime& runtime) {
  if (!runtime.database.read([](db::Transaction& tx) { return store::is_anybody_waiting(tx); })) return;
  CHECK(kit::in_write(runtime, finder(), [](kit::Write& write) -> Outcome {
          kit::enqueue_job(write, kLookJobKind, 0, "{}");
          return Done{};
        }).ok());
}

}  // namespace homeport::duplicates
