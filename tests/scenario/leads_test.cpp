// Nine thousand leads of a real company, brought into pools by where they came from. Skips with a notice where the file
// isn't there.

#include <map>

#include <zlib.h>

#include "base/csv.hpp"
#include "shop/shop.hpp"
#include "support/shared_data.hpp"

namespace homeport::test {
namespace {

constexpr std::size_t kAtOnce = 500;
constexpr std::int64_t kOwnPoolFrom = 500;  // leads of a source that gets a pool of its own

std::string unpacked(const std::filesystem::path& file) {
  const gzFile stream = gzopen(file.c_str(), "rb");
  if (stream == nullptr) throw std::runtime_error("cannot open " + file.string());
  std::string bytes;
  std::string chunk(256 * 1024, '\0');
  int size = 0;
  while ((size = gzread(stream, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0)
    bytes.append(chunk, 0, static_cast<std::size_t>(size));
  gzclose(stream);
  if (size < 0) throw std::runtime_error(file.string() + " is damaged");
  return bytes;
}

struct FileLeads {
  std::map<std::string, std::vector<json::object>> by_source;
  std::int64_t count = 0;
};

FileLeads leads_in(std::string_view bytes) {
  FileLeads found;
  std::map<std::string, std::size_t> columns;
  CsvReader reader(
      ',',
      [&](const CsvRow& row) {
        if (row.number == 1) {
          for (std::size_t i = 0; i < row.fields.size(); ++i)
            columns.emplace(std::string(row.fields[i]), i);
          return CsvStep::go_on;
        }
        const auto field = [&](const char* name) { return std::string(row.fields[columns.at(name)]); };
        json::object lead;
        lead["name"] = "Lead " + field("Lead Number");
        lead["external_ref"] = field("Prospect ID");
        const auto source = field("Lead Source").empty() ? std::string("unknown") : field("Lead Source");
        lead["source"] = source;
        if (!field("City").empty() && field("City") != "Select") lead["region"] = field("City");
        if (!field("Specialization").empty() && field("Specialization") != "Select") {
          lead["interest"] = field("Specialization");
        }
        if (!field("TotalVisits").empty()) lead["activity"] = std::stoll(field("TotalVisits"));
        found.by_source[source].push_back(std::move(lead));
        ++found.count;
        return CsvStep::go_on;
      },
      [](const CsvError&) { return CsvStep::go_on; });
  reader.feed(bytes);
  reader.finish();
  return found;
}

std::string add_pool(Shop& shop, const std::string& name, const json::array& sources) {
  json::object pool{{"name", name}, {"hidden_fields", json::array{"name", "phone"}}};
  if (!sources.empty()) pool["match_sources"] = sources;
  return Shop::id_of(Shop::done(shop.ada().post("/v1/pools", pool), "pool"));
}

struct Brought {
  std::int64_t created = 0;
  std::int64_t merged = 0;
  std::int64_t refused = 0;
};

Brought bring(Shop& shop, const std::string& pool_id, const std::vector<json::object>& leads) {
  Brought all;
  for (std::size_t begin = 0; begin < leads.size(); begin += kAtOnce) {
    json::array items;
    for (std::size_t i = begin; i < std::min(begin + kAtOnce, leads.size()); ++i)
      items.push_back(leads[i]);
    const auto answer =
        Shop::done(shop.ada().post("/v1/pools/" + pool_id + "/leads", json::object{{"items", items}}), "leads");
    all.created += answer.number("/created");
    all.merged += answer.number("/merged");
    all.refused += answer.number("/refused");
  }
  return all;
}

class leads : public ShopTest {};

TEST_P(leads, a_real_file_goes_into_pools_by_source_and_a_second_time_nowhere) {
  const auto file = support::shared_data_file("crm/leads_x_education_9240.csv.gz");
  if (!file) GTEST_SKIP() << "the file of leads isn't here";
  const auto found = leads_in(unpacked(*file));
  ASSERT_EQ(found.count, 9240);
  const auto others = add_pool(shop(), "Everybody else", {});
  std::map<std::string, std::string> pools;
  for (const auto& [source, rows] : found.by_source) {
    const bool is_large = static_cast<std::int64_t>(rows.size()) >= kOwnPoolFrom;
    pools[source] = is_large ? add_pool(shop(), source, json::array{source}) : others;
  }
  std::map<std::string, std::int64_t> expected;
  for (const auto& [source, rows] : found.by_source) {
    const auto first = bring(shop(), pools[source], rows);
    EXPECT_EQ(first.created, static_cast<std::int64_t>(rows.size())) << source;
    EXPECT_EQ(first.refused, 0) << source;
    expected[pools[source]] += first.created;
  }
  for (const auto& [pool_id, count] : expected) {
    const auto pool = Shop::done(shop().ada().get("/v1/pools/" + pool_id), "pool");
    EXPECT_EQ(pool.number("/counts/public_count"), count);
  }
  const auto& [source, rows] = *found.by_source.begin();
  const auto again = bring(shop(), pools[source], rows);
  EXPECT_EQ(again.created, 0);
  EXPECT_EQ(again.merged, static_cast<std::int64_t>(rows.size()));
  shop().run_jobs();
  // B is the most anybody reaches before he was spoken to.
  const auto graded =
      Shop::done(shop().ada().get("/v1/pool/customers?state=public&grade=B&limit=1"), "the best of them");
  EXPECT_GT(graded.number("/total"), 0);
  EXPECT_EQ(Shop::done(shop().ada().get("/v1/pool/customers?state=public&grade=A"), "better").number("/total"), 0);
  EXPECT_EQ(shop().broken_invariants(), std::vector<std::string>{});
}

HOMEPORT_ON_BOTH_ENGINES(leads);

}  // namespace
}  // namespace homeport::test
