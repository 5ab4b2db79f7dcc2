#include "kit/routes.hpp"
#include "modules/views/module.hpp"
#include "modules/views/service.hpp"

namespace homeport::views {
namespace {

Result<kit::Answer> list(const kit::Read& read, const kit::Call& call) {
  const auto of = call.query_text("list");
  if (!of) return refuse(RefusalKind::invalid, "request.required", "say of which list", "list");
  return kit::whole_list(load_seen(read, *of), read.view());
}

Result<kit::Answer> edit(kit::Write& write, const kit::Call& call) {
  return kit::edit_record<SavedViewId>(
      write, call, "saved_view_id", [&](SavedViewId id) { return load(write.as_read(), id); },
      [&](const SavedView& before, SavedView after) { return update(write, before, std::move(after)); });
}

void add_first_routes(kit::Endpoints& endpoints) {
  auto all = kit::spec_of<FirstView>("list_first_views", "The views the caller's lists begin with, by list, all.", "");
  all.answer_is_list = true;
  endpoints.read("/v1/first_views", all, [](const kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
    return kit::whole_list(load_first(read), read.view());
  });

  auto put = kit::spec_of<FirstView>(
      "put_first_view", "Lets a list of the caller's begin with one of its views from now on, or with everything.", "");
  put.refusals = {"views.unknown"};
  put.is_audited = false;  // how somebody likes his own list
  endpoints.write<FirstView>(http::Method::post, "/v1/first_views", put,
                             [](kit::Write& write, const kit::Call&, const FirstView& body) -> Result<kit::Answer> {
                               TRY_DONE(put_first(write, body));
                               return kit::answer_with(body, write.view());
                             });
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  const std::string one = "/v1/views/{saved_view_id}";
  auto all = kit::spec_of<SavedView>("list_views",
                                     "The views of a list: one's own and the shared ones, oldest first, all.", "");
  all.answer_is_list = true;
  all.query = {{"list", "the list they belong to, such as customers", FieldKind::text}};
  endpoints.read("/v1/views", all, list);

  auto make = kit::spec_of<SavedView>(
      "create_view", "Keeps a question asked of a list, with its columns and order, under a name.", "");
  make.success_status = 201;
  make.refusals = {"views.word_invalid", "views.filter_twice", "views.column_twice", "views.too_long",
                   "views.too_many"};
  endpoints.write<SavedView>(http::Method::post, "/v1/views", make,
                             [](kit::Write& write, const kit::Call&, const SavedView& body) -> Result<kit::Answer> {
                               TRY(const auto view, create(write, body));
                               return kit::answer_with(view, write.view(), 201);
                             });

  auto change = kit::spec_of<SavedView>(
      "edit_view", "Changes the members given; filters and columns are given all or not at all.", "");
  change.refusals = {"views.unknown", "views.not_yours", "views.too_many"};
  change.is_audited = false;  // an edit that changes nothing leaves no trace
  endpoints.edit<SavedView>(one, change, edit);

  auto forget =
      kit::spec_of<SavedView>("remove_view", "Forgets a view; the list and its customers stay as they are.", "");
  forget.answer = nullptr;
  forget.success_status = 204;
  forget.refusals = {"views.unknown", "views.not_yours"};
  endpoints.action(http::Method::del, one, forget, [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
    TRY(const auto id, call.path_id<SavedViewId>("saved_view_id"));
    TRY_DONE(remove(write, id));
    return kit::no_content();
  });

  add_first_routes(endpoints);
}

}  // namespace homeport::views
