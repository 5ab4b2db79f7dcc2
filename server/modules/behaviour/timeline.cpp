// What a customer's timeline tells of behaviour.

#include <algorithm>
#include <map>

#include "modules/behaviour/service.hpp"
#include "modules/behaviour/store.hpp"
#include "modules/identity/service.hpp"

namespace homeport::behaviour {
namespace {

// Kinds are named in the chain's language.
using KindNames = std::map<KindId, std::string>;

KindNames load_names(db::Transaction& tx) {
  const bool is_chinese = identity::chain_settings(tx).language == identity::Language::zh;
  KindNames names;
  for (auto& kind : store::load_kinds(tx))
    names.emplace(kind.id, std::move(is_chinese ? kind.name_zh : kind.name_en));
  return names;
}

customers::TimelineEntry entry_of(const Event& event, const KindNames& names) {
  customers::TimelineEntry entry;
  entry.at = event.occurred_at;
  entry.id = event.id.value;
  entry.kind = customers::TimelineKind::points;
  entry.title_key = "timeline.behaviour_" + std::string(word_of(event.state));
  const auto name = names.find(event.kind_id);
  if (name != names.end()) entry.params.emplace_back("kind", name->second);
  if (event.marks != 0 && event.state == EventState::granted) {
    entry.params.emplace_back("dimension", event.dimension.value_or(""));
    entry.params.emplace_back("marks", (event.marks > 0 ? "+" : "") + std::to_string(event.marks));
  }
  entry.subject_kind = "behaviour_event";
  entry.subject_id = Id<customers::TimelineSubjectTag>{event.id.value};
  if (event.state == EventState::granted && event.points.hundredths != 0) entry.points = event.points;
  return entry;
}

}  // namespace

customers::TimelineSource timeline_source() {
  return
      [](const kit::Read& read, CustomerId customer_id, const customers::TimelinePosition& before, std::int64_t limit) {
        std::vector<customers::TimelineEntry> entries;
        if (!read.actor.may(kReadPermission)) return entries;
        std::vector<Event> events;
        for (const auto kin : customers::kin_of(read.tx, customer_id)) {
          for (auto& event : store::events_before(read.tx, kin, before.at, before.id, limit))
            events.push_back(std::move(event));
        }
        if (events.empty()) return entries;
        std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
          return a.occurred_at != b.occurred_at ? a.occurred_at > b.occurred_at : a.id > b.id;
        });
        if (static_cast<std::int64_t>(events.size()) > limit) events.resize(static_cast<std::size_t>(limit));
        const auto names = load_names(read.tx);
        for (const auto& event : events)
          entries.push_back(entry_of(event, names));
        return entries;
      };
}

}  // namespace homeport::behaviour
