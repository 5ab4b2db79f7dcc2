#include "modules/catalogue/store.hpp"

#include <gtest/gtest.h>

#include "db/record_sql.hpp"
#include "modules/catalogue/module.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/identity/module.hpp"
#include "support/test_database.hpp"

namespace homeport::catalogue {
namespace {

using kit::Read;
using kit::Write;
using Names = std::vector<std::string>;

std::vector<kit::Module> modules() { return {identity::module(), module()}; }

class catalogue_store : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), modules());
    database_->write([](Write& write) { seed_defaults(write); });
  }

  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(modules()), Names{});
    }
  }

  static NewProduct wanted(std::string sku, std::string name, std::int64_t price_minor = 100) {
    NewProduct product;
    product.sku = std::move(sku);
    product.name = std::move(name);
    product.price = Money{price_minor};
    return product;
  }

  Result<Product> try_add(const NewProduct& product) {
    return database_->write([&](Write& write) { return create(write, product); });
  }

  Product add(const NewProduct& product) {
    auto made = try_add(product);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.refusal().detail);
    return std::move(made).value();
  }

  Result<Product> edit(ProductId id, const std::function<void(Product&)>& change) {
    return database_->write([&](Write& write) -> Result<Product> {
      TRY(const auto before, load(write.tx, id));
      auto after = before;
      change(after);
      return update(write, before, std::move(after));
    });
  }

  Names names_found(const ProductConditions& conditions) {
    return database_->read([&](const Read& read) {
      Names names;
      kit::Page page;
      page.sort = store::product_sorts(View{}).front();
      auto query = store::product_rows(read.tx.engine(), conditions);
      query.page(page, "p.product_id");
      for (auto rows = query.run(read.tx); rows.next();)
        names.push_back(db::read_record<Product>(rows).name);
      return names;
    });
  }

  std::optional<ProductId> find(std::string_view code) {
    return database_->read([&](const Read& read) { return find_by_code(read.tx, code); });
  }

  template <class Value>
  static std::string reason_of(const Result<Value>& result) {
    return result.ok() ? "" : result.refusal().reason;
  }

  std::unique_ptr<test::TestDatabase> database_;
};

TEST_P(catalogue_store, a_new_chain_starts_with_one_service_type_and_only_one) {
  database_->write([](Write& write) { seed_defaults(write); });
  database_->read([](const Read& read) {
    EXPECT_EQ(store::count_service_types(read.tx), 1);
    const auto type = load(read.tx, *store::first_service_type(read.tx));
    EXPECT_EQ(type->weight, kWhole);
    EXPECT_FALSE(type->margin);
  });
}

TEST_P(catalogue_store, a_product_comes_back_as_it_was_saved) {
  auto full = wanted("FUR-1", "Cream", 19'900);
  full.barcode = "4006381333931";
  full.category = "Skin";
  full.cost = Money{8'000};
  full.margin = Rate{400'000};
  full.status = ProductStatus::disabled;
  for (const auto& product : {full, wanted("BARE-1", "Bare", 0)}) {
    const auto made = add(product);
    const auto kept = database_->read([&](const Read& read) { return load(read.tx, made.id); });
    EXPECT_EQ(to_json(*kept, View{true}), to_json(made, View{true}));
    EXPECT_EQ(kept->name_folded, made.name_folded);
  }
}

TEST_P(catalogue_store, a_code_leads_to_one_product_only) {
  auto first = wanted("A-1", "Cream");
  first.barcode = "012345678905";
  const auto owner = add(first);
  auto same_sku = wanted("a-1", "Soap");
  const auto refused = try_add(same_sku);
  ASSERT_EQ(reason_of(refused), "catalogue.sku_taken");
  EXPECT_EQ(refused.refusal().field, "sku");
  EXPECT_NE(refused.refusal().current_json.find(to_string(owner.id)), std::string::npos);
  auto same_barcode = wanted("A-2", "Soap");
  same_barcode.barcode = "0012345678905";
  EXPECT_EQ(reason_of(try_add(same_barcode)), "catalogue.barcode_taken");
  add(wanted("A-2", "Soap"));
}

TEST_P(catalogue_store, a_scan_finds_by_barcode_first_and_by_sku_else) {
  auto first = wanted("A-1", "Cream");
  first.barcode = "55550001";
  const auto cream = add(first);
  const auto soap = add(wanted("55550001", "Soap"));
  EXPECT_EQ(find("a-1"), cream.id);
  EXPECT_EQ(find("55550001"), cream.id);
  EXPECT_FALSE(find("nothing"));
  EXPECT_FALSE(find(""));
  ASSERT_TRUE(edit(cream.id, [](Product& p) { p.barcode.reset(); }).ok());
  EXPECT_EQ(find("55550001"), soap.id);
}

TEST_P(catalogue_store, an_edit_moves_codes_and_search_along) {
  const auto made = add(wanted("A-1", "Cream"));
  const auto saved = edit(made.id, [](Product& p) {
    p.sku = "B-1";
    p.name = "Soap";
  });
  ASSERT_TRUE(saved.ok());
  EXPECT_EQ(saved->version, 2);
  EXPECT_FALSE(find("A-1"));
  EXPECT_EQ(find("B-1"), made.id);
  EXPECT_EQ(names_found({.text = "soap"}), Names{"Soap"});
  EXPECT_EQ(names_found({.text = "cream"}), Names{});
  EXPECT_EQ(edit(made.id, [](Product& p) { p.name = " Soap "; })->version, 2);
  EXPECT_EQ(reason_of(edit(made.id, [](Product& p) { p.service_type_id = ServiceTypeId{5}; })),
            "catalogue.service_type_unknown");
}

TEST_P(catalogue_store, conditions_all_hold_together) {
  auto one = wanted("A-1", "保湿面霜");
  one.category = "Skin";
  add(one);
  auto two = wanted("A-2", "保湿乳液");
  two.status = ProductStatus::disabled;
  add(two);
  EXPECT_EQ(names_found({}).size(), 2U);
  EXPECT_EQ(names_found({.text = "bs"}).size(), 2U);
  EXPECT_EQ(names_found({.text = "面霜"}), Names{"保湿面霜"});
  EXPECT_EQ(names_found({.text = "保湿", .category = "Skin"}), Names{"保湿面霜"});
  EXPECT_EQ(names_found({.status = ProductStatus::disabled}), Names{"保湿乳液"});
  EXPECT_EQ(names_found({.service_type_id = ServiceTypeId{5}}), Names{});
  EXPECT_EQ(names_found({.text = "?!"}), Names{});
}

TEST_P(catalogue_store, pages_follow_each_other_in_every_order) {
  for (int i = 0; i < 5; ++i) {
    auto product = wanted("S" + std::to_string((i * 2) % 5), "P" + std::to_string(i), (i * 3) % 5);
    if (i != 2) product.cost = Money{i % 2};
    add(product);
    database_->clock().advance_seconds(1);
  }
  for (const auto& sort : store::product_sorts(View{true})) {
    for (const bool descending : {false, true}) {
      database_->read([&](const Read& read) {
        const auto fetch = [&](kit::Page page) {
          auto query = store::product_rows(read.tx.engine(), {});
          query.page(page, "p.product_id");
          return db::read_all<Product>(query.run(read.tx));
        };
        kit::Page page;
        page.sort = sort;
        page.descending = descending;
        const auto whole = fetch(page);
        ASSERT_EQ(whole.size(), 5U);
        page.limit = 1;
        for (std::size_t i = 0; i + 1 < whole.size(); ++i) {
          page.after_id = whole[i].id.value;
          page.after_text = whole[i].name == whole[i].sku ? ""
                            : sort.name == "sku"          ? whole[i].sku
                                                          : whole[i].name_folded;
          if (!sort.is_text) page.after_text.reset();
          page.after_integer = sort.name == "price_minor"  ? whole[i].price.minor
                               : sort.name == "created_at" ? whole[i].created_at.us
                                                           : whole[i].cost.value_or(Money{-1}).minor;
          EXPECT_EQ(fetch(page).front().name, whole[i + 1].name) << sort.name << descending << i;
        }
      });
    }
  }
}

TEST_P(catalogue_store, only_those_who_see_costs_can_sort_by_them) {
  const auto has_cost = [](View view) {
    const auto sorts = store::product_sorts(view);
    return std::any_of(sorts.begin(), sorts.end(), [](const auto& sort) { return sort.name == "cost_minor"; });
  };
  EXPECT_TRUE(has_cost(View{true}));
  EXPECT_FALSE(has_cost(View{false}));
}

TEST_P(catalogue_store, a_sale_learns_price_cost_margin_and_weight) {
  const auto type = database_->write([](Write& write) {
    NewServiceType care;
    care.name = "Care";
    care.code = "care";
    care.weight = Rate{300'000};
    care.margin = Rate{600'000};
    return create(write, care);
  });
  ASSERT_TRUE(type.ok());
  auto product = wanted("A-1", "Facial", 29'900);
  product.service_type_id = type->id;
  const auto made = add(product);
  const auto for_sale = [&] {
    return database_->read([&](const Read& read) { return find_for_sale(read.tx, made.id); });
  };
  EXPECT_EQ(for_sale()->price, Money{29'900});
  EXPECT_EQ(for_sale()->weight, Rate{300'000});
  EXPECT_EQ(for_sale()->margin, Rate{600'000});
  EXPECT_FALSE(for_sale()->cost);
  ASSERT_TRUE(edit(made.id, [](Product& p) {
                p.margin = Rate{500'000};
                p.cost = Money{9'900};
              }).ok());
  EXPECT_EQ(for_sale()->margin, Rate{500'000});
  EXPECT_EQ(for_sale()->cost, Money{9'900});
  ASSERT_TRUE(edit(made.id, [](Product& p) { p.status = ProductStatus::disabled; }).ok());
  EXPECT_EQ(reason_of(for_sale()), "catalogue.product_disabled");
  EXPECT_TRUE(database_->read([&](const Read& read) { return load_for_sale(read.tx, made.id); }));
  EXPECT_EQ(reason_of(database_->read([](const Read& read) { return find_for_sale(read.tx, "nothing"); })),
            "catalogue.product_unknown");
}

TEST_P(catalogue_store, the_cache_answers_from_memory_until_a_change_is_committed) {
  const auto made = add(wanted("A-1", "Cream", 100));
  ProductCache cache;
  const auto price = [&] { return database_->read([&](const Read& read) { return cache.find(read, "a-1"); })->price; };
  EXPECT_EQ(price(), Money{100});
  static const db::Sql kBehindItsBack{"UPDATE product SET price_minor = 150"};
  database_->write([](Write& write) { return write.tx.execute(kBehindItsBack); });
  EXPECT_EQ(price(), Money{100});
  ASSERT_TRUE(edit(made.id, [](Product& p) { p.price = Money{200}; }).ok());
  EXPECT_EQ(price(), Money{200});
}

TEST_P(catalogue_store, the_cache_sees_what_another_server_changed_after_a_few_seconds) {
  add(wanted("A-1", "Cream", 100));
  ProductCache cache;
  const auto price = [&] { return database_->read([&](const Read& read) { return cache.find(read, "A-1"); })->price; };
  EXPECT_EQ(price(), Money{100});
  static const db::Sql kElsewhere{"UPDATE product SET price_minor = 150"};
  database_->write([](Write& write) { return write.tx.execute(kElsewhere); });
  database_->clock().advance_seconds(kProductCacheSeconds - 1);
  EXPECT_EQ(price(), Money{100});
  database_->clock().advance_seconds(1);
  EXPECT_EQ(price(), Money{150});
}

TEST_P(catalogue_store, the_cache_does_not_keep_what_was_refused) {
  ProductCache cache;
  const auto find_cached = [&] { return database_->read([&](const Read& read) { return cache.find(read, "A-1"); }); };
  EXPECT_EQ(reason_of(find_cached()), "catalogue.product_unknown");
  const auto made = add(wanted("A-1", "Cream"));
  EXPECT_EQ(find_cached()->id, made.id);
  ASSERT_TRUE(edit(made.id, [](Product& p) { p.status = ProductStatus::disabled; }).ok());
  EXPECT_EQ(reason_of(find_cached()), "catalogue.product_disabled");
}

TEST_P(catalogue_store, an_import_finds_or_makes_a_product) {
  const auto ensure = [&](const NewProduct& product) {
    return database_->write([&](Write& write) { return ensure_by_sku(write, product); });
  };
  const auto first = ensure(wanted("A-1", "Cream"));
  ASSERT_TRUE(first.ok());
  EXPECT_TRUE(first->is_new);
  const auto second = ensure(wanted("a-1", "Another name"));
  EXPECT_FALSE(second->is_new);
  EXPECT_EQ(second->id, first->id);
  EXPECT_EQ(names_found({}), Names{"Cream"});
}

TEST_P(catalogue_store, a_code_of_a_service_type_is_unique) {
  const auto add_type = [&](std::string code) {
    return database_->write([&](Write& write) {
      NewServiceType type;
      type.name = "Care";
      type.code = std::move(code);
      return create(write, type);
    });
  };
  const auto care = add_type("care");
  ASSERT_TRUE(care.ok());
  EXPECT_EQ(reason_of(add_type("CARE")), "catalogue.code_taken");
  const auto rename = [&](std::string code) {
    return database_->write([&](Write& write) -> Result<ServiceType> {
      TRY(const auto before, load(write.tx, care->id));
      auto after = before;
      after.code = std::move(code);
      return update(write, before, after);
    });
  };
  EXPECT_EQ(reason_of(rename("general")), "catalogue.code_taken");
  ASSERT_TRUE(rename("treatment").ok());
  EXPECT_TRUE(add_type("care").ok());
}

HOMEPORT_ON_BOTH_ENGINES(catalogue_store);

}  // namespace
}  // namespace homeport::catalogue
