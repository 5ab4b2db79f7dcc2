#include "db/migrate.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "db/engines_test.hpp"
#include "db/sql_text.hpp"

namespace homeport::db {
namespace {

constexpr std::string_view kGoods =
    "-- Goods; see the catalogue.\n"
    "-- @reference\n"
    "CREATE TABLE goods (\n"
    "  id BIGINT NOT NULL,\n"
    "  label TEXT NOT NULL, -- with a ; inside\n"
    "  picture BYTEA,\n"
    "  CONSTRAINT goods_pk PRIMARY KEY (id),\n"
    "  CONSTRAINT goods_label_known CHECK (label <> ';')\n"
    ");\n"
    "CREATE INDEX goods_label ON goods (label);\n";
constexpr std::string_view kColumn = "ALTER TABLE goods ADD COLUMN weight BIGINT;";
constexpr std::string_view kSales =
    "-- @shard customer_id\n"
    "CREATE TABLE sale (customer_id BIGINT NOT NULL, id BIGINT NOT NULL, total_minor BIGINT NOT NULL,\n"
    "  CONSTRAINT sale_pk PRIMARY KEY (customer_id, id));\n"
    "-- @only sqlite\n"
    "CREATE TABLE engine_note (id INTEGER PRIMARY KEY, name TEXT);\n"
    "-- @end\n"
    "INSERT INTO sale (customer_id, id, total_minor) VALUES (1, 2, 3);\n";

std::vector<Migration> goods_and_sales() {
  const std::array<EmbeddedFile, 2> goods{EmbeddedFile{"0001_goods.sql", kGoods},
                                          EmbeddedFile{"0002_weight.sql", kColumn}};
  const std::array<EmbeddedFile, 1> sales{
      EmbeddedFile{"0001_sales.sql",
                   "-- @shard customer_id\n"
                   "CREATE TABLE sale (customer_id BIGINT NOT NULL, id BIGINT NOT NULL, goods_id BIGINT NOT NULL,\n"
                   "  CONSTRAINT sale_pk PRIMARY KEY (customer_id, id),\n"
                   "  CONSTRAINT sale_goods_fk FOREIGN KEY (goods_id) REFERENCES goods (id));\n"}};
  auto migrations = migrations_of("catalogue", goods);
  for (auto& migration : migrations_of("sales", sales))
    migrations.push_back(std::move(migration));
  return migrations;
}

class migrating : public OnEachEngine {
 protected:
  [[nodiscard]] MigrateOptions options() const { return {folder() / "backups", Time{1'700'000'000'000'000}}; }
  [[nodiscard]] std::vector<std::string> apply(std::span<const Migration> migrations) {
    auto result = migrate(database(), migrations, options());
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.refusal().detail);
    return result.ok() ? result.value().applied : std::vector<std::string>{};
  }
  [[nodiscard]] bool has_table(const std::string& name) {
    try {
      database().read([&](Transaction& tx) { (void)tx.query_text("SELECT count(*) FROM " + name, {}); });
      return true;
    } catch (const DatabaseError&) {
      return false;
    }
  }
};
HOMEPORT_ON_EACH_ENGINE(migrating);

TEST_P(migrating, applies_each_step_once_and_in_order) {
  open();
  EXPECT_EQ(schema_version(database()), 0);
  const auto migrations = goods_and_sales();
  EXPECT_EQ(apply(migrations),
            (std::vector<std::string>{"catalogue/0001_goods", "catalogue/0002_weight", "sales/0001_sales"}));
  EXPECT_EQ(schema_version(database()), 3);
  database().write([](Transaction& tx) {
    tx.execute_text(
        "INSERT INTO goods (id, label, picture, weight) VALUES ($1, $2, $3, $4)",
        std::array{Param(std::numeric_limits<std::int64_t>::max()), Param("tea"), Param::blob("\x01\xFF"), Param(5)});
  });
  EXPECT_EQ(apply(migrations), std::vector<std::string>{});
  open();
  EXPECT_EQ(apply(migrations), std::vector<std::string>{});
  EXPECT_EQ(schema_version(database()), 3);
}

TEST_P(migrating, keeps_the_types_strict) {
  open();
  (void)apply(goods_and_sales());
  EXPECT_THROW(database().write([](Transaction& tx) {
    tx.execute_text("INSERT INTO goods (id, label) VALUES ($1, $2)", std::array{Param("no number"), Param("x")});
  }),
               DatabaseError);
  EXPECT_THROW(database().write([](Transaction& tx) {
    tx.execute_text("INSERT INTO sale (customer_id, id, goods_id) VALUES (1, 2, 3)", {});
  }),
               DatabaseError);
}

TEST_P(migrating, copies_the_file_before_it_changes_an_existing_schema) {
  open();
  const auto migrations = goods_and_sales();
  const auto first = migrate(database(), std::span(migrations).first(1), options());
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first.value().backup, std::filesystem::path());
  database().write([](Transaction& tx) { tx.execute_text("INSERT INTO goods (id, label) VALUES (1, 'tea')", {}); });
  const auto second = migrate(database(), migrations, options());
  ASSERT_TRUE(second.ok());
  if (GetParam() == Engine::postgres) {
    EXPECT_EQ(second.value().backup, std::filesystem::path());
    return;
  }
  SqliteOptions copy_options;
  copy_options.file = second.value().backup;
  const auto copy = open_sqlite(copy_options);
  EXPECT_EQ(schema_version(*copy), 1);
  copy->read([](Transaction& tx) { EXPECT_TRUE(tx.query_text("SELECT label FROM goods WHERE id = 1", {}).next()); });
}

TEST_P(migrating, refuses_the_data_of_a_newer_program) {
  open();
  const auto migrations = goods_and_sales();
  (void)apply(migrations);
  const auto older = std::span(migrations).first(1);
  const auto result = migrate(database(), older, options());
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.refusal().reason, "db.schema_newer");
  EXPECT_NE(result.refusal().detail.find("catalogue/0002_weight"), std::string::npos) << result.refusal().detail;
  EXPECT_EQ(schema_version(database()), 3);
}

TEST_P(migrating, refuses_a_step_whose_text_has_changed_and_touches_nothing) {
  open();
  auto migrations = goods_and_sales();
  (void)apply(std::span(migrations).first(1));
  migrations[0].text += "-- an afterthought\n";
  const auto result = migrate(database(), migrations, options());
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.refusal().reason, "db.migration_changed");
  EXPECT_EQ(schema_version(database()), 1);
  EXPECT_FALSE(has_table("sale"));
}

TEST_P(migrating, leaves_nothing_of_a_step_that_fails_halfway) {
  open();
  auto migrations = goods_and_sales();
  const auto good = migrations[2].text;
  migrations[2].text += "CREATE INDEX sale_goods ON sale (no_such_column);\n";
  EXPECT_THROW((void)migrate(database(), migrations, options()), DatabaseError);
  EXPECT_EQ(schema_version(database()), 2);
  EXPECT_FALSE(has_table("sale"));
  EXPECT_TRUE(has_table("goods"));
  migrations[2].text = good;
  EXPECT_EQ(apply(migrations), std::vector<std::string>{"sales/0001_sales"});
}

TEST_P(migrating, keeps_sections_to_their_engine) {
  open();
  const std::array<EmbeddedFile, 1> files{
      EmbeddedFile{"0001_sales.sql",
                   "-- @shard customer_id\n"
                   "CREATE TABLE sale (customer_id BIGINT NOT NULL, CONSTRAINT sale_pk PRIMARY KEY (customer_id));\n"
                   "-- @only sqlite\n"
                   "CREATE VIRTUAL TABLE on_sqlite USING fts5(tokens);\n"
                   "-- @end\n"
                   "-- @only postgres\n"
                   "-- @reference\n"
                   "CREATE TABLE on_postgres (id BIGINT PRIMARY KEY, tokens TSVECTOR);\n"
                   "-- @end\n"}};
  (void)apply(migrations_of("sales", files));
  EXPECT_TRUE(has_table("sale"));
  EXPECT_EQ(has_table("on_sqlite"), GetParam() == Engine::sqlite);
  EXPECT_EQ(has_table("on_postgres"), GetParam() == Engine::postgres);
}

TEST(migration_text, becomes_strict_tables_on_sqlite) {
  const auto goods = ddl_for(Engine::sqlite, kGoods);
  EXPECT_NE(goods.find("id INTEGER NOT NULL"), std::string::npos) << goods;
  EXPECT_NE(goods.find("picture BLOB"), std::string::npos) << goods;
  EXPECT_NE(goods.find(")\nSTRICT;"), std::string::npos) << goods;
  EXPECT_EQ(goods.find("WITHOUT ROWID"), std::string::npos) << goods;
  const auto sales = ddl_for(Engine::sqlite, kSales);
  EXPECT_NE(sales.find("STRICT, WITHOUT ROWID"), std::string::npos) << sales;
  const auto wide = ddl_for(Engine::sqlite, "-- @wide\n" + std::string(kSales));
  EXPECT_EQ(wide.find("WITHOUT ROWID"), std::string::npos) << wide;
  EXPECT_NE(ddl_for(Engine::sqlite, kColumn).find("weight INTEGER"), std::string::npos);
}

TEST(migration_text, compares_with_one_choice_after_the_other_on_sqlite) {
  const std::string_view table =
      "-- @reference\n"
      "CREATE TABLE light (id BIGINT NOT NULL, colour TEXT, CONSTRAINT light_pk PRIMARY KEY (id), "
      "CONSTRAINT light_colour_known CHECK (colour IN ('red', 'IN (a, b)', 'green')), "
      "CONSTRAINT light_id_known CHECK (id IN (1,2, 3) OR id NOT IN (7, 8) OR id + id IN (4, 6)));\n";
  const auto text = ddl_for(Engine::sqlite, table);
  EXPECT_NE(text.find("CHECK ((colour = 'red' OR colour = 'IN (a, b)' OR colour = 'green'))"), std::string::npos)
      << text;
  EXPECT_NE(text.find("CHECK ((id = 1 OR id = 2 OR id = 3) OR id NOT IN (7, 8) OR id + id IN (4, 6))"),
            std::string::npos)
      << text;
  EXPECT_EQ(ddl_for(Engine::postgres, table), table);
}

TEST(migration_text, stays_as_it_is_on_postgres) {
  EXPECT_EQ(ddl_for(Engine::postgres, kGoods), kGoods);
  EXPECT_EQ(ddl_for(Engine::postgres, kSales).find("engine_note"), std::string::npos);
}

TEST(migration_text, says_how_tables_are_spread) {
  EXPECT_EQ(annotations_of(kGoods), (std::vector<TableAnnotation>{{"goods", ""}}));
  EXPECT_EQ(annotations_of(kSales), (std::vector<TableAnnotation>{{"sale", "customer_id"}}));
}

std::string fault_of(std::string_view text) {
  const std::array<EmbeddedFile, 1> files{EmbeddedFile{"0001_step.sql", text}};
  try {
    (void)migrations_of("m", files);
  } catch (const CheckFailed& error) {
    return error.what();
  }
  return {};
}

TEST(migration_text, is_held_to_the_rules) {
  struct Case {
    std::string_view text;
    std::string_view fault;
  };
  const std::vector<Case> cases{
      {kGoods, ""},
      {kColumn, ""},
      {"CREATE TABLE t (id BIGINT, CONSTRAINT t_pk PRIMARY KEY (id));", "needs one of"},
      {"-- @reference\n-- @shard id\nCREATE TABLE t (id BIGINT, CONSTRAINT t_pk PRIMARY KEY (id));", "needs one of"},
      {"-- @reference\nCREATE TABLE t (id BIGINT);", "has no primary key"},
      {"-- @shard other\nCREATE TABLE t (id BIGINT, CONSTRAINT t_pk PRIMARY KEY (id));", "not in its primary key"},
      {"-- @reference\nCREATE TABLE t (id BIGINT PRIMARY KEY);", "without a name: PRIMARY"},
      {"-- @reference\nCREATE TABLE t (id BIGINT CONSTRAINT t_pk PRIMARY KEY);", ""},
      {"-- @reference\nCREATE TABLE t (id BIGINT, CONSTRAINT t_pk PRIMARY KEY (id), CHECK (id > 0));",
       "without a name: CHECK"},
      {"-- @reference\nCREATE TABLE t (id BIGINT, p BIGINT REFERENCES t (id), CONSTRAINT t_pk PRIMARY KEY (id));",
       "without a name: REFERENCES"},
      {"-- @reference\nCREATE TABLE t (id INTEGER, CONSTRAINT t_pk PRIMARY KEY (id));", "of another type"},
      {"-- @reference\nCREATE TABLE t (id BIGINT, CONSTRAINT t_pk PRIMARY KEY (ib));", "unknown column 'ib'"},
      {"-- @refrence\nCREATE TABLE t (id BIGINT, CONSTRAINT t_pk PRIMARY KEY (id));", "unknown annotation @refrence"},
      {"-- @reference\nCREATE INDEX i ON t (id);", "stands above no CREATE TABLE"},
      {"-- @only sqlite\nSELECT 1;", "@only without @end"},
      {"-- @only mysql\n-- @end\n", "sqlite or postgres"},
      {"-- @end\n", "@end without @only"},
      {"-- @only postgres\nCREATE TABLE t (id UUID);\n-- @end\n", "needs one of"},
  };
  for (const auto& c : cases) {
    const auto fault = fault_of(c.text);
    if (c.fault.empty()) {
      EXPECT_EQ(fault, "") << c.text;
    } else {
      EXPECT_NE(fault.find(c.fault), std::string::npos) << c.text << "\n" << fault;
    }
  }
}

TEST(migration_files, are_named_and_numbered_without_gaps) {
  const auto names_are_good = [](const std::vector<EmbeddedFile>& files) {
    try {
      (void)migrations_of("m", files);
      return true;
    } catch (const CheckFailed&) {
      return false;
    }
  };
  EXPECT_TRUE(names_are_good({}));
  EXPECT_TRUE(names_are_good({{"0002_b.sql", ""}, {"0001_a.sql", ""}}));
  EXPECT_FALSE(names_are_good({{"0002_b.sql", ""}}));
  EXPECT_FALSE(names_are_good({{"0001_a.sql", ""}, {"0001_b.sql", ""}}));
  EXPECT_FALSE(names_are_good({{"0001_a.txt", ""}}));
  EXPECT_FALSE(names_are_good({{"0001.sql", ""}}));
  EXPECT_FALSE(names_are_good({{"0001_A.sql", ""}}));
  EXPECT_FALSE(names_are_good({{"001_a.sql", ""}}));
}

}  // namespace
}  // namespace homeport::db
