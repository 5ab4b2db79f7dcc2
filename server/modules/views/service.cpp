#include "modules/views/service.hpp"

#include "modules/views/rules.hpp"
#include "modules/views/store.hpp"

namespace homeport::views {
namespace {

void audit(kit::Write& write, std::string_view action, const SavedView& view, std::vector<kit::AuditChange> changes) {
  write.audit({std::string(action), "saved_view", view.id.value, view.name, 0, 0, std::move(changes)});
}

void save_filters(kit::Write& write, const SavedView& view) {
  for (const auto& filter : view.filters)
    store::insert_filter(write.tx, view.id, filter);
}

Outcome check_room(kit::Write& write, const SavedView& view) {
  const auto count = view.is_shared ? store::count_shared(write.tx, view.list)
                                    : store::count_own(write.tx, view.list, view.owner_staff_id);
  if (count < kMostViews) return Done{};
  return refuse(
      RefusalKind::unprocessable, "views.too_many",
      "a list has at most " + std::to_string(kMostViews) + (view.is_shared ? " shared views" : " views of one person"));
}

Outcome check_keeper(const kit::Actor& actor, const SavedView& view) {
  if (keeps(view, actor.staff_id, actor.may(kSharePermission))) return Done{};
  return refuse(
      RefusalKind::forbidden, "views.not_yours",
      "a shared view is changed by who made it and by those with the permission " + std::string(kSharePermission));
}

}  // namespace

std::vector<SavedView> load_seen(const kit::Read& read, std::string_view list) {
  auto views = store::load_seen(read.tx, list, read.actor.staff_id);
  auto filters = store::load_filters_seen(read.tx, list, read.actor.staff_id);
  for (auto& view : views)
    view.filters = std::move(filters[view.id.value]);
  return views;
}

Result<SavedView> load(const kit::Read& read, SavedViewId id) {
  auto view = store::load(read.tx, id);
  if (!view || !sees(*view, read.actor.staff_id)) {
    return refuse(RefusalKind::not_found, "views.unknown", "there is no such view");
  }
  view->filters = store::load_filters(read.tx, id);
  return std::move(*view);
}

Result<SavedView> create(kit::Write& write, SavedView wanted) {
  TRY_DONE(normalise(wanted));
  if (wanted.is_shared) TRY_DONE(kit::check_permission(write.actor, kSharePermission));
  wanted.id = write.new_id<SavedViewId>();
  wanted.owner_staff_id = write.actor.staff_id;
  wanted.created_at = write.now;
  wanted.updated_at = write.now;
  wanted.version = 1;
  TRY_DONE(check_room(write, wanted));
  store::insert(write.tx, wanted);
  save_filters(write, wanted);
  audit(write, "views.create", wanted, kit::changes_of_new(wanted));
  return wanted;
}

Result<SavedView> update(kit::Write& write, const SavedView& before, SavedView after) {
  TRY_DONE(check_keeper(write.actor, before));
  TRY_DONE(normalise(after));
  auto changes = kit::changes_between(before, after);
  if (changes.empty()) return before;
  if (before.is_shared != after.is_shared) {
    TRY_DONE(kit::check_permission(write.actor, kSharePermission));
    TRY_DONE(check_room(write, after));
  }
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the view was edited a moment ago");
  if (before.filters != after.filters) {
    store::remove_filters(write.tx, after.id);
    save_filters(write, after);
  }
  audit(write, "views.update", after, std::move(changes));
  return after;
}

Outcome remove(kit::Write& write, SavedViewId id) {
  TRY(const auto view, load(write.as_read(), id));
  TRY_DONE(check_keeper(write.actor, view));
  store::clear_first_everywhere(write.tx, id);
  store::remove_filters(write.tx, id);
  store::remove(write.tx, id);
  audit(write, "views.remove", view, {});
  return Done{};
}

std::vector<FirstView> load_first(const kit::Read& read) { return store::load_first(read.tx, read.actor.staff_id); }

Outcome put_first(kit::Write& write, const FirstView& wanted) {
  if (!wanted.saved_view_id) {
    store::clear_first(write.tx, write.actor.staff_id, wanted.list);
    return Done{};
  }
  TRY(const auto view, load(write.as_read(), *wanted.saved_view_id));
  if (view.list != wanted.list) {
    return refuse(RefusalKind::not_found, "views.unknown", "that list has no such view", "saved_view_id");
  }
  store::put_first(write.tx, write.actor.staff_id, view.list, view.id);
  return Done{};
}

}  // namespace homeport::views
