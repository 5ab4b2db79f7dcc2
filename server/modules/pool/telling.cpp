// Words to the screens. Nobody hears of a customer he may not know, nor of one he has never known.

#include <algorithm>

#include "kit/live.hpp"
#include "modules/pool/moving.hpp"

namespace homeport::pool {
namespace {

// What decides who may know of a customer, when the transaction is long over.
struct Known {
  Standing standing;
  std::shared_ptr<const PoolWithRule> pool;
};

std::vector<Known> known_from(Book& book, const std::vector<Standing>& standings) {
  std::vector<Known> known;
  known.reserve(standings.size());
  for (const auto& standing : standings)
    known.push_back({standing, book.keep(standing.pool_id)});
  return known;
}

bool may_know_any(const kit::Actor& actor, const std::vector<Known>& known) {
  const auto me = place_of(actor);
  return std::any_of(known.begin(), known.end(),
                     [&](const Known& one) { return may_know(actor, &me, one.pool->members, one.standing); });
}

void tell_audience(kit::Write& write, std::string_view topic, std::string data_json,
                   kit::ActorAudience::Includes includes) {
  http::LiveEvent event;
  event.topic = std::string(topic);
  event.data_json = std::move(data_json);
  event.permission = std::string(kReadPermission);
  event.audience = std::make_shared<const kit::ActorAudience>(std::move(includes));
  write.tell_live(std::move(event));
}

}  // namespace

OrgUnitId store_of(kit::Write& write, CustomerId id) {
  const auto head = customers::load_head(write.tx, id);
  return head.ok() ? head->store_id : OrgUnitId{};
}

Standing standing_of(const Tracking& row, OrgUnitId store) {
  return {row.pool_id, row.state, row.owner_staff_id, store};
}

void tell(kit::Write& write, Book& book, std::string_view topic, std::string data_json,
          std::vector<Standing> standings) {
  auto known = known_from(book, standings);
  tell_audience(write, topic, std::move(data_json),
                [known = std::move(known)](const kit::Actor& actor) { return may_know_any(actor, known); });
}

void tell_of_returns(kit::Write& write, Book& book, std::string data_json, PoolId pool, std::vector<Standing> before) {
  const auto here = known_from(book, {{pool, State::public_, {}, {}}});
  auto gone = known_from(book, before);
  tell_audience(write, "pool.moved", std::move(data_json),
                [here](const kit::Actor& actor) { return may_know_any(actor, here); });
  JsonWriter json;
  json.begin_object().key("pool_id").id(pool.value).key("kind").text("time_out").end_object();
  tell_audience(write, "pool.moved", json.take(), [here, gone = std::move(gone)](const kit::Actor& actor) {
    return !may_know_any(actor, here) && may_know_any(actor, gone);
  });
}

void notify(kit::Write& write, Notice notice, std::string_view topic) {
  notice.notice_id = write.new_id<NoticeId>();
  notice.at = write.now;
  store::insert_notice(write.tx, notice);
  JsonWriter json;
  json.begin_object().key("notice_id").id(notice.notice_id.value);
  if (notice.customer_id) json.key("customer_id").id(notice.customer_id->value);
  if (notice.kind == NoticeKind::assigned) {  // he may read it from now on
    if (const auto head = customers::load_head(write.tx, *notice.customer_id); head.ok()) {
      json.key("name").text(head->name);
    }
  }
  if (notice.pool_id) json.key("pool_id").id(notice.pool_id->value);
  if (notice.due_at) json.key("due_at").time(*notice.due_at);
  if (notice.due_reason) {
    json.key("due_reason").text(word_of(*notice.due_reason));
  }
  if (notice.stage) json.key("stage").integer(*notice.stage);
  if (notice.count) json.key("count").integer(*notice.count);
  http::LiveEvent event;
  event.topic = std::string(topic);
  event.data_json = json.end_object().take();
  event.staff_id = notice.staff_id.value;
  event.permission = std::string(kReadPermission);
  write.tell_live(std::move(event));
}

void notify_taken_away(kit::Write& write, const Place& place, StaffId owner) {
  if (owner == write.actor.staff_id) return;
  Notice notice;
  notice.staff_id = owner;
  notice.kind = NoticeKind::taken_away;
  notice.pool_id = place.row.pool_id;
  notice.customer_id = place.row.customer_id;
  if (place.cancelled_tasks > 0) notice.count = place.cancelled_tasks;
  notify(write, notice, "pool.returned");
}

}  // namespace homeport::pool
