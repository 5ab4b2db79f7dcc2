// The timeline: what customers itself has to tell, merged with what the sources of higher modules tell.

#include <algorithm>

#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {
namespace {

// What the detail of an event is.
std::string_view param_of(std::string_view kind) {
  if (kind == "changed") return "fields";
  return kind.starts_with("merged") ? "name" : "card_number";
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

bool is_newer(const TimelineEntry& a, const TimelineEntry& b) { return a.at != b.at ? a.at > b.at : a.id > b.id; }

}  // namespace

std::vector<TimelineEntry> load_timeline(const kit::Read& read, CustomerId id, std::span<const TimelineSource> sources,
                                         const TimelinePosition& before, std::int64_t limit) {
  std::vector<TimelineEntry> entries;
  for (const auto& event : store::load_events(read.tx, id, before.at, before.id, limit)) {
    entries.push_back(entry_of(event));
  }
  for (const auto& source : sources) {
    auto more = source(read, id, before, limit);
    entries.insert(entries.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  std::sort(entries.begin(), entries.end(), is_newer);
  if (entries.size() > static_cast<std::size_t>(limit)) entries.resize(static_cast<std::size_t>(limit));
  return entries;
}

}  // namespace homeport::customers
