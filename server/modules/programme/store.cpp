#include "modules/programme/store.hpp"

#include <array>
#include <cstring>

#include "base/crypto.hpp"
#include "db/record_sql.hpp"

namespace homeport::programme::store {
namespace {

// The column lists come from the field tables, so that a new field is described once.
const std::string kTierColumns = db::columns_of(table_of<Tier>());
const std::string kStrategyColumns = db::columns_of(table_of<StrategyVersion>());

const db::Sql kLoadRevision{"SELECT revision FROM programme_revision WHERE id = 1"};
const db::Sql kChangeRevision{"UPDATE programme_revision SET revision = $1 WHERE id = 1"};

const std::string kLoadTiersText = "SELECT " + kTierColumns + " FROM programme_tier ORDER BY threshold_points, id";
const db::Sql kLoadTiers{kLoadTiersText};
const std::string kInsertTierText = db::insert_text("programme_tier", table_of<Tier>());
const db::Sql kInsertTier{kInsertTierText};
const std::string kUpdateTierText = db::update_text("programme_tier", table_of<Tier>(), 1);
const db::Sql kUpdateTier{kUpdateTierText};

const std::string kLoadStrategiesText =
    "SELECT " + kStrategyColumns + " FROM programme_strategy ORDER BY effective_from, id";
const db::Sql kLoadStrategies{kLoadStrategiesText};
const std::string kInsertStrategyText = db::insert_text("programme_strategy", table_of<StrategyVersion>());
const db::Sql kInsertStrategy{kInsertStrategyText};

constexpr std::array kTierSorts{kit::SortChoice{"threshold_points", "t.threshold_points", false}};
constexpr std::array kStrategySorts{kit::SortChoice{"effective_from", "s.effective_from", false}};

}  // namespace

std::int64_t load_revision(db::Transaction& tx) {
  auto rows = tx.query(kLoadRevision);
  CHECK(rows.next());
  return rows.integer(0);
}

void change_revision(db::Transaction& tx) {
  std::int64_t revision = 0;
  while (revision <= 0) {
    const auto bytes = random_bytes(sizeof revision);
    std::memcpy(&revision, bytes.data(), sizeof revision);
  }
  CHECK(tx.execute(kChangeRevision, revision) == 1);
}

std::vector<Tier> load_tiers(db::Transaction& tx) { return db::read_all<Tier>(tx.query(kLoadTiers)); }

std::vector<StrategyVersion> load_strategies(db::Transaction& tx) {
  return db::read_all<StrategyVersion>(tx.query(kLoadStrategies));
}

void insert_tier(db::Transaction& tx, const Tier& tier) { db::send_record(tx, kInsertTier, tier); }

void update_tier(db::Transaction& tx, const Tier& tier) { CHECK(db::execute_record(tx, kUpdateTier, tier) == 1); }

void insert_strategy(db::Transaction& tx, const StrategyVersion& strategy) {
  db::send_record(tx, kInsertStrategy, strategy);
}

kit::ListQuery tier_rows() {
  return kit::ListQuery("SELECT " + db::columns_of(table_of<Tier>(), "t.") + " FROM programme_tier t WHERE 1 = 1");
}

std::span<const kit::SortChoice> tier_sorts() { return kTierSorts; }

kit::ListQuery strategy_rows() {
  return kit::ListQuery("SELECT " + db::columns_of(table_of<StrategyVersion>(), "s.") +
                        " FROM programme_strategy s WHERE 1 = 1");
}

std::span<const kit::SortChoice> strategy_sorts() { return kStrategySorts; }

}  // namespace homeport::programme::store
