// The timeline: what customers itself has to tell, merged with what the sources of higher modules tell.

#include <algorithm>

#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {
namespace {

// What the detail of an event is.
std::string_view param_of(std::string_view kind) {
  if (kind == "changed") return "fields";
  if (kind == "deleted") return "reason";
  return kind.starts_with("merge") ? "name" : "card_number";
}

TimelineEntry entry_of(const store::Event& event) {
  TimelineEntry entry;
  entry.at = event.at;
  entry.id = event.id;
  entry.kind = event.kind.starts_with("card_") ? TimelineKind::card : TimelineKind::change;
  entry.title_key = "customers.timeline." + event.kind;
  entry.params.emplace_back("staff_name", event.actor_name);
  if (!event.detail.empty()) {
    entry.params.emplace_back(param_of(event.kind), event.detail);
  }
  return entry;
}

std::vector<store::Event> own_events(const kit::Read& read, CustomerId id, std::optional<TimelineTopic> topic,
                                     const TimelinePosition& before, std::int64_t limit) {
  if (!topic) return store::load_events(read.tx, id, store::EventKinds::all, before.at, before.id, limit);
  if (*topic == TimelineTopic::cards) {
    return store::load_events(read.tx, id, store::EventKinds::cards, before.at, before.id, limit);
  }
  if (*topic != TimelineTopic::changes) return {};
  return store::load_events(read.tx, id, store::EventKinds::changes, before.at, before.id, limit);
}

}  // namespace

void keep_newest(std::vector<TimelineEntry>& entries, std::int64_t limit) {
  std::ranges::sort(
      entries, [](const TimelineEntry& a, const TimelineEntry& b) { return a.at != b.at ? a.at > b.at : a.id > b.id; });
  if (entries.size() > static_cast<std::size_t>(limit)) entries.resize(static_cast<std::size_t>(limit));
}

std::vector<TimelineEntry> load_timeline(const kit::Read& read, CustomerId id, std::span<const TimelinePart> parts,
                                         std::optional<TimelineTopic> topic, const TimelinePosition& before,
                                         std::int64_t limit) {
  std::vector<TimelineEntry> entries;
  for (const auto& event : own_events(read, id, topic, before, limit))
    entries.push_back(entry_of(event));
  for (const auto& part : parts) {
    if (topic && part.topic != *topic) continue;
    auto more = part.read(read, id, before, limit);
    entries.insert(entries.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  keep_newest(entries, limit);
  return entries;
}

UsePart use_part_of(TimelineSource source) {
  return [source = std::move(source)](const kit::Read& read, CustomerId id) {
    return !source(read, id, TimelinePosition{}, 1).empty();
  };
}

}  // namespace homeport::customers
