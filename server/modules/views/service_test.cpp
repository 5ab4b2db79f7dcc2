#include "modules/views/service.hpp"

#include <functional>
#include <memory>

#include <gtest/gtest.h>

#include "modules/identity/module.hpp"
#include "modules/views/module.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::views {
namespace {

using kit::Read;
using kit::Write;
using Names = std::vector<std::string>;

class saved_views : public test::EngineTest {
 protected:
  void SetUp() override {
    test::EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ =
        std::make_unique<test::TestDatabase>(GetParam(), std::vector<kit::Module>{identity::module(), module()});
    chain_ = std::make_unique<test::TestChain>(*database_);
  }

  static SavedView wanted(const std::string& name, bool is_shared = false) {
    SavedView view;
    view.list = "customers";
    view.name = name;
    view.is_shared = is_shared;
    view.sort = "-created_at";
    view.columns = {"name", "own.skin", "tier"};
    view.filters = {{"where", R"({"all":[]})"}, {"q", "林"}};
    return view;
  }
  Result<SavedView> make(const kit::Actor& actor, const SavedView& view) {
    return database_->write_as(actor, [&](Write& write) { return create(write, view); });
  }
  Result<SavedView> seen_by(const kit::Actor& actor, SavedViewId id) {
    return kit::in_read(database_->runtime(), actor, [&](const Read& read) { return load(read, id); });
  }
  Names names_seen_by(const kit::Actor& actor, std::string_view list = "customers") {
    return kit::in_read(database_->runtime(), actor, [&](const Read& read) {
      Names names;
      for (const auto& view : load_seen(read, list))
        names.push_back(view.name);
      return names;
    });
  }
  std::string edit(const kit::Actor& actor, SavedViewId id, const std::function<void(SavedView&)>& change) {
    const auto saved = database_->write_as(actor, [&](Write& write) -> Result<SavedView> {
      TRY(const auto before, load(write.as_read(), id));
      auto after = before;
      change(after);
      return update(write, before, std::move(after));
    });
    return saved.ok() ? "" : saved.refusal().reason;
  }
  std::string forget(const kit::Actor& actor, SavedViewId id) {
    const auto done = database_->write_as(actor, [&](Write& write) { return remove(write, id); });
    return done.ok() ? "" : done.refusal().reason;
  }

  std::string put_first(const kit::Actor& actor, std::optional<SavedViewId> id, const std::string& list = "customers") {
    const auto done = database_->write_as(actor, [&](Write& write) {
      return views::put_first(write, FirstView{list, id});
    });
    return done.ok() ? "" : done.refusal().reason;
  }
  std::vector<std::optional<SavedViewId>> first_of(const kit::Actor& actor) {
    return kit::in_read(database_->runtime(), actor, [&](const Read& read) {
      std::vector<std::optional<SavedViewId>> ids;
      for (const auto& first : load_first(read))
        ids.push_back(first.saved_view_id);
      return ids;
    });
  }

  const kit::Actor lin_ = test::staff_actor(5, {});
  const kit::Actor wei_ = test::staff_actor(6, {});
  const kit::Actor boss_ = test::staff_actor(7, {std::string(kSharePermission)});
  std::unique_ptr<test::TestDatabase> database_;
  std::unique_ptr<test::TestChain> chain_;
};
HOMEPORT_ON_BOTH_ENGINES(saved_views);

TEST_P(saved_views, come_back_as_they_were_kept) {
  const auto made = make(lin_, wanted("  Dry  skin "));
  ASSERT_TRUE(made.ok());
  const auto kept = seen_by(lin_, made->id);
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept->name, "Dry skin");
  EXPECT_EQ(kept->sort, "-created_at");
  EXPECT_EQ(kept->columns, (Names{"name", "own.skin", "tier"}));
  EXPECT_EQ(kept->filters, (std::vector<ViewFilter>{{"q", "林"}, {"where", R"({"all":[]})"}}));
  EXPECT_EQ(kept->owner_staff_id, lin_.staff_id);
}

TEST_P(saved_views, an_own_view_is_nobody_elses_business) {
  const auto made = make(lin_, wanted("Mine"));
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(names_seen_by(lin_), Names{"Mine"});
  EXPECT_EQ(names_seen_by(lin_, "sales"), Names{});
  for (const auto* other : {&wei_, &boss_}) {
    EXPECT_EQ(names_seen_by(*other), Names{});
    EXPECT_EQ(seen_by(*other, made->id).refusal().reason, "views.unknown");
    EXPECT_EQ(edit(*other, made->id, [](SavedView& v) { v.name = "Theirs"; }), "views.unknown");
    EXPECT_EQ(forget(*other, made->id), "views.unknown");
  }
}

TEST_P(saved_views, a_shared_view_is_seen_by_all_and_changed_by_its_keepers) {
  EXPECT_EQ(make(lin_, wanted("Ours", true)).refusal().reason, "access.permission_missing");
  const auto mine = make(lin_, wanted("Mine"));
  EXPECT_EQ(edit(lin_, mine->id, [](SavedView& v) { v.is_shared = true; }), "access.permission_missing");
  const auto made = make(boss_, wanted("Ours", true));
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(names_seen_by(wei_), Names{"Ours"});
  EXPECT_EQ(names_seen_by(lin_), (Names{"Mine", "Ours"}));
  EXPECT_EQ(edit(wei_, made->id, [](SavedView& v) { v.name = "Theirs"; }), "views.not_yours");
  EXPECT_EQ(forget(wei_, made->id), "views.not_yours");
  const auto chief = test::staff_actor(8, {std::string(kSharePermission)});
  EXPECT_EQ(edit(chief, made->id, [](SavedView& v) { v.name = "Everybody's"; }), "");
  EXPECT_EQ(names_seen_by(wei_), Names{"Everybody's"});
  EXPECT_EQ(edit(boss_, made->id, [](SavedView& v) { v.is_shared = false; }), "");
  EXPECT_EQ(names_seen_by(wei_), Names{});
}

TEST_P(saved_views, an_edit_replaces_filters_and_columns_and_nothing_changed_writes_nothing) {
  const auto made = make(lin_, wanted("Mine"));
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(edit(lin_, made->id,
                 [](SavedView& v) {
                   v.filters = {{"tag_id", "7"}};
                   v.columns.clear();
                   v.sort.reset();
                 }),
            "");
  auto kept = seen_by(lin_, made->id);
  EXPECT_EQ(kept->filters, (std::vector<ViewFilter>{{"tag_id", "7"}}));
  EXPECT_EQ(kept->columns, Names{});
  EXPECT_FALSE(kept->sort.has_value());
  EXPECT_EQ(kept->version, 2);
  EXPECT_EQ(edit(lin_, made->id, [](SavedView& v) { v.name = " Mine "; }), "");
  EXPECT_EQ(seen_by(lin_, made->id)->version, 2);
}

TEST_P(saved_views, what_is_forgotten_is_gone_with_its_filters) {
  const auto made = make(lin_, wanted("Mine"));
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(forget(lin_, made->id), "");
  EXPECT_EQ(names_seen_by(lin_), Names{});
  EXPECT_EQ(forget(lin_, made->id), "views.unknown");
}

TEST_P(saved_views, each_person_has_one_first_view_of_a_list) {
  using Ids = std::vector<std::optional<SavedViewId>>;
  const auto mine = make(lin_, wanted("Mine"));
  const auto ours = make(boss_, wanted("Ours", true));
  EXPECT_EQ(first_of(lin_), Ids{});
  EXPECT_EQ(put_first(lin_, mine->id), "");
  EXPECT_EQ(put_first(lin_, ours->id), "");
  EXPECT_EQ(first_of(lin_), Ids{ours->id});
  EXPECT_EQ(first_of(wei_), Ids{});
  EXPECT_EQ(put_first(wei_, mine->id), "views.unknown");
  EXPECT_EQ(put_first(lin_, mine->id, "sales"), "views.unknown");
  EXPECT_EQ(put_first(lin_, std::nullopt), "");
  EXPECT_EQ(first_of(lin_), Ids{});
}

TEST_P(saved_views, what_is_gone_or_hidden_is_nobodys_first_view) {
  using Ids = std::vector<std::optional<SavedViewId>>;
  const auto ours = make(boss_, wanted("Ours", true));
  const auto gone = make(boss_, wanted("Gone", true));
  EXPECT_EQ(put_first(wei_, ours->id), "");
  EXPECT_EQ(edit(boss_, ours->id, [](SavedView& v) { v.is_shared = false; }), "");
  EXPECT_EQ(first_of(wei_), Ids{});
  EXPECT_EQ(edit(boss_, ours->id, [](SavedView& v) { v.is_shared = true; }), "");
  EXPECT_EQ(first_of(wei_), Ids{ours->id});
  EXPECT_EQ(put_first(lin_, gone->id), "");
  EXPECT_EQ(forget(boss_, gone->id), "");
  EXPECT_EQ(first_of(lin_), Ids{});
}

TEST_P(saved_views, there_is_room_for_so_many_of_one_person_and_list) {
  for (std::int64_t i = 0; i < kMostViews; ++i)
    ASSERT_TRUE(make(boss_, wanted("View " + std::to_string(i))).ok()) << i;
  EXPECT_EQ(make(boss_, wanted("One more")).refusal().reason, "views.too_many");
  EXPECT_TRUE(make(boss_, wanted("A shared one", true)).ok());
  EXPECT_TRUE(make(lin_, wanted("Somebody else's")).ok());
  auto elsewhere = wanted("Of another list");
  elsewhere.list = "sales";
  EXPECT_TRUE(make(boss_, elsewhere).ok());
}

}  // namespace
}  // namespace homeport::views
