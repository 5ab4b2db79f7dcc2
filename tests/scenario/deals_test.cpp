// Two years of a real company's sales teams: regions, managers and agents as branches, stores and people, their deals
// as customers of pools with what became of them. What the reports say is counted a second time here, from the files
// alone. Skips with a notice where they aren't there.

#include <algorithm>
#include <map>
#include <set>

#include "modules/pool/service.hpp"
#include "scenario/company.hpp"
#include "shop/shop.hpp"
#include "support/test_server.hpp"

namespace homeport::test {
namespace {

constexpr std::size_t kLeadsAtOnce = 500;
constexpr std::size_t kCustomersAtOnce = 200;
// A statement there takes the way to another program: the whole company would take minutes.
constexpr std::size_t kOneOfSoManyOnPostgres = 8;

class Chain {
 public:
  Chain(db::Engine engine, Company& company) : company_(company), shop_(engine, start_of_day(kBegin, TimeZone::utc())) {
    lost_reason_ = Shop::done(ada().get("/v1/pool/reasons?kind=lost"), "reasons").text("/items/0/id");
    for (auto& row : company_.teams) {
      auto& branch = branches_[row["regional_office"]];
      if (branch.empty()) branch = add_unit("branch", row["regional_office"], shop_.headquarters());
      auto& store = stores_[row["manager"]];
      if (store.empty()) store = add_unit("store", "Team of " + row["manager"], branch);
    }
    const json::object role{{"name", "Agent"},
                            {"data_scope", "own"},
                            {"permissions", json::array{"pool.read", "pool.claim", "customers.read"}}};
    const auto role_id = Shop::id_of(Shop::done(ada().post("/v1/roles", role), "role"));
    for (auto& row : company_.teams) {
      const json::object person{{"name", row["sales_agent"]},
                                {"sign_in_name", without_blanks(row["sales_agent"])},
                                {"org_unit_id", stores_[row["manager"]]},
                                {"role_ids", json::array{role_id}}};
      agents_[row["sales_agent"]] = Shop::id_of(Shop::done(ada().post("/v1/staff", person), "agent"));
      agent_stores_[row["sales_agent"]] = stores_[row["manager"]];
    }
    for (const auto& [name, branch] : branches_) {
      pools_[name] = Shop::id_of(Shop::done(ada().post("/v1/pools", json::object{{"name", name}}), "pool"));
      const json::object member{{"kind", "org_unit"}, {"ref_id", branch}};
      Shop::done(ada().post("/v1/pools/" + pools_[name] + "/members", json::object{{"items", json::array{member}}}),
                 "members");
    }
  }

  Shop& shop() { return shop_; }
  Caller& ada() { return shop_.ada(); }
  [[nodiscard]] const std::map<std::string, std::string>& pools() const { return pools_; }
  [[nodiscard]] const std::map<std::string, std::string>& agents() const { return agents_; }

  // The two years, week by week.
  void live() {
    std::set<Date> days;
    for (const auto& deal : company_.deals) {
      days.insert(deal.arrives_on);
      if (deal.engaged_on) days.insert(tick_after(*deal.engaged_on));
      if (deal.is_lost()) days.insert(tick_after(*deal.closed_on));
      if (deal.is_won()) days.insert(quarter_end_after(*deal.closed_on));
    }
    for (const auto day : days) {
      shop_.clock().set(moment_of(day));
      shop_.sign_in_again();
      arrive(day);
      contact(day);
      lose(day);
      win(day);
    }
  }
  static Time moment_of(Date day) { return plus_seconds(start_of_day(day, TimeZone::utc()), 2 * 3600); }

 private:
  std::string add_unit(const std::string& kind, const std::string& name, const std::string& parent) {
    const json::object unit{{"parent_id", parent}, {"kind", kind}, {"name", name}};
    return Shop::id_of(Shop::done(ada().post("/v1/org_units", unit), name));
  }

  // Each into the pool of his region, and to the agent who had him.
  void arrive(Date day) {
    std::map<std::string, std::vector<Deal*>> by_pool;
    std::map<std::string, std::vector<Deal*>> by_agent;
    for (auto& deal : company_.deals) {
      if (deal.arrives_on == day) by_pool[deal.region].push_back(&deal);
    }
    for (auto& [region, deals] : by_pool) {
      for (std::size_t begin = 0; begin < deals.size(); begin += kLeadsAtOnce) {
        const auto end = std::min(begin + kLeadsAtOnce, deals.size());
        json::array items;
        for (std::size_t i = begin; i < end; ++i) {
          items.push_back(json::object{{"name", deals[i]->name},
                                       {"external_ref", deals[i]->ref},
                                       {"source", deals[i]->series},
                                       {"interest", deals[i]->product},
                                       {"store_id", agent_stores_[deals[i]->agent]}});
        }
        const auto answer =
            Shop::done(ada().post("/v1/pools/" + pools_[region] + "/leads", json::object{{"items", items}}), "leads");
        EXPECT_EQ(answer.number("/created"), static_cast<std::int64_t>(items.size())) << answer.body.substr(0, 500);
        for (std::size_t i = begin; i < end; ++i) {
          deals[i]->customer_id = answer.text("/items/" + std::to_string(i - begin) + "/customer_id");
          by_agent[deals[i]->agent].push_back(deals[i]);
        }
      }
    }
    for (auto& [agent, deals] : by_agent) {
      for (std::size_t begin = 0; begin < deals.size(); begin += kCustomersAtOnce) {
        json::array ids;
        for (std::size_t i = begin; i < std::min(begin + kCustomersAtOnce, deals.size()); ++i)
          ids.emplace_back(deals[i]->customer_id);
        const auto answer = Shop::done(
            ada().post("/v1/pool/assignments", json::object{{"staff_id", agents_[agent]}, {"customer_ids", ids}}),
            "assignments");
        EXPECT_EQ(answer.number("/done"), static_cast<std::int64_t>(ids.size())) << answer.body.substr(0, 500);
      }
    }
  }

  // What the agents write themselves, many in a transaction.
  template <class Work>
  void by_agents(const std::function<bool(const Deal&)>& concerns, const Work& work) {
    std::map<std::string, std::vector<const Deal*>> by_agent;
    for (const auto& deal : company_.deals) {
      if (concerns(deal)) by_agent[deal.agent].push_back(&deal);
    }
    for (const auto& [agent, of_agent] : by_agent) {
      const auto& deals = of_agent;
      auto actor = staff_actor(std::stoll(agents_.at(agent)), {"pool.read", "pool.claim", "follow_ups.write"},
                               kit::DataScope::own);
      actor.name = agent;
      const auto done = kit::in_write(shop_.application().runtime(), actor, [&](kit::Write& write) -> Outcome {
        for (const auto* deal : deals) {
          const customers::CustomerId id{std::stoll(deal->customer_id)};
          TRY_DONE(work(write, id, *deal));
        }
        return Done{};
      });
      ASSERT_TRUE(done.ok()) << agent << ": " << done.refusal().reason << " " << done.refusal().detail;
    }
  }

  void contact(Date day) {
    const auto hooks = pool::follow_up_hooks();
    by_agents([day](const Deal& deal) { return deal.engaged_on && tick_after(*deal.engaged_on) == day; },
              [&hooks](kit::Write& write, customers::CustomerId id, const Deal& deal) -> Outcome {
                follow_ups::NewFollowUp call;
                call.text = "Spoke with " + deal.name + " about " + deal.product + ", see " + deal.ref;
                TRY(const auto made, follow_ups::record(hooks, write, id, call));
                EXPECT_TRUE(made.counts);
                return pool::set_stage(write, id, pool::Stage::opportunity);
              });
  }

  void lose(Date day) {
    const pool::ReturnRequest request{pool::ReasonId{std::stoll(lost_reason_)}, {}, {}};
    by_agents([day](const Deal& deal) { return deal.is_lost() && tick_after(*deal.closed_on) == day; },
              [&request](kit::Write& write, customers::CustomerId id, const Deal&) {
                return pool::put_back(write, id, pool::PutBack::lost, request);
              });
  }

  void win(Date day) {
    std::string file = "Order ID,Order Date,Customer ID,Customer Name,Product ID,Product Name,Quantity,Sales\n";
    std::int64_t count = 0;
    for (const auto& deal : company_.deals) {
      if (!deal.is_won() || quarter_end_after(*deal.closed_on) != day) continue;
      file += "M" + deal.ref + "," + format_date(*deal.closed_on) + "," + deal.ref + "," + deal.name + "," +
              without_blanks(deal.product) + "," + deal.product + ",1," + deal.value + "\n";
      ++count;
    }
    if (count == 0) return;
    const auto brought = shop_.import_file(file, "won before " + format_date(day) + ".csv", "y-m-d");
    ASSERT_EQ(brought.count("rows_ok"), count) << brought.errors_csv.substr(0, 1'000);
    ASSERT_EQ(brought.count("customers_created"), 0);
    // News of sales is handed on a few hundred at a time.
    for (std::int64_t i = 0; i < count / 50 + 4; ++i) {
      shop_.clock().advance_seconds(5);
      shop_.run_jobs();
    }
  }

  Company& company_;
  Shop shop_;
  std::string lost_reason_;
  std::map<std::string, std::string> branches_;
  std::map<std::string, std::string> stores_;
  std::map<std::string, std::string> agents_;
  std::map<std::string, std::string> agent_stores_;
  std::map<std::string, std::string> pools_;
};

// --- The same figures from the files alone ---

struct Funnel {
  std::int64_t arrivals = 0, taken = 0, contacted = 0, opportunities = 0, won = 0;
  std::vector<std::int64_t> minutes;
};

std::int64_t minutes_to_contact(const Deal& deal) {
  return std::int64_t{tick_after(*deal.engaged_on).days - deal.arrives_on.days} * 24 * 60;
}

std::int64_t upper_median(std::vector<std::int64_t> values) {
  std::sort(values.begin(), values.end());
  return values.at(values.size() / 2);
}

void add(Funnel& funnel, const Deal& deal) {
  ++funnel.arrivals;
  ++funnel.taken;
  if (deal.is_won()) ++funnel.won;
  if (!deal.engaged_on) return;
  ++funnel.contacted;
  ++funnel.opportunities;
  funnel.minutes.push_back(minutes_to_contact(deal));
}

void expect_funnel(const json::object& row, const Funnel& expected, const std::string& what) {
  const auto number = [&row](const char* name) { return row.at(name).as_int64(); };
  EXPECT_EQ(number("arrivals"), expected.arrivals) << what;
  EXPECT_EQ(number("taken"), expected.taken) << what;
  EXPECT_EQ(number("contacted"), expected.contacted) << what;
  EXPECT_EQ(number("opportunities"), expected.opportunities) << what;
  EXPECT_EQ(number("won"), expected.won) << what;
  EXPECT_EQ(number("conversion_ppm"), expected.won * 1'000'000 / expected.arrivals) << what;
  EXPECT_EQ(number("first_contact_median_minutes"), upper_median(expected.minutes)) << what;
}

struct Fair {
  std::int64_t assigned = 0, lost = 0, won = 0;
  std::vector<std::int64_t> minutes;
};

// The mean difference between any two, over twice the mean: by definition rather than by the sum over ranks.
std::int64_t gini_ppm(const std::vector<std::int64_t>& amounts) {
  std::int64_t differences = 0;
  std::int64_t sum = 0;
  for (const auto one : amounts) {
    sum += one;
    for (const auto other : amounts)
      differences += std::abs(one - other);
  }
  return differences * 1'000'000 / (2 * static_cast<std::int64_t>(amounts.size()) * sum);
}

class deals : public EngineTest {};

void check_funnel(Chain& chain, const Company& company, Date from, Date to, const std::string& region) {
  Funnel total;
  std::map<std::string, Funnel> by_source;
  std::map<std::string, Funnel> by_staff;
  for (const auto& deal : company.deals) {
    if (deal.arrives_on < from || deal.arrives_on > to) continue;
    if (!region.empty() && deal.region != region) continue;
    add(total, deal);
    add(by_source[deal.series], deal);
    add(by_staff[chain.agents().at(deal.agent)], deal);
  }
  const auto pool = region.empty() ? std::string() : "&pool_id=" + chain.pools().at(region);
  const auto report = Shop::done(
      chain.ada().get("/v1/grading/analysis?from=" + format_date(from) + "&to=" + format_date(to) + pool), "analysis");
  expect_funnel(report.value.at("total").as_object(), total, region + " in all");
  const auto check = [&](const char* part, const std::map<std::string, Funnel>& expected) {
    EXPECT_EQ(report.list("/" + std::string(part)).size(), expected.size()) << part;
    for (const auto& row : report.list("/" + std::string(part))) {
      const std::string key(row.at("key").as_string());
      const auto found = expected.find(key);
      ASSERT_NE(found, expected.end()) << part << " " << key;
      expect_funnel(row.as_object(), found->second, region + " " + part + " " + key);
    }
  };
  check("by_source", by_source);
  check("by_staff", by_staff);
}

void check_fairness(Chain& chain, const Company& company, Date from, Date to, const std::string& region) {
  std::map<std::string, Fair> people;
  std::int64_t arrivals = 0;
  std::int64_t public_now = 0;
  std::vector<std::int64_t> minutes;
  const auto within = [&](Date on) { return on >= from && on <= to; };
  for (const auto& deal : company.deals) {
    if (deal.region != region) continue;
    public_now += deal.is_lost() ? 1 : 0;
    const auto id = chain.agents().at(deal.agent);
    if (within(deal.arrives_on)) {
      ++arrivals;
      ++people[id].assigned;
      if (deal.engaged_on) {
        people[id].minutes.push_back(minutes_to_contact(deal));
        minutes.push_back(minutes_to_contact(deal));
      }
    }
    if (deal.is_lost() && within(tick_after(*deal.closed_on))) ++people[id].lost;
    if (deal.is_won() && within(quarter_end_after(*deal.closed_on))) ++people[id].won;
  }
  std::int64_t lost = 0;
  std::int64_t won = 0;
  std::vector<std::int64_t> taken;
  for (const auto& [id, one] : people) {
    lost += one.lost;
    won += one.won;
    taken.push_back(one.assigned);
  }
  const auto report = Shop::done(chain.ada().get("/v1/pools/" + chain.pools().at(region) +
                                                 "/fairness?from=" + format_date(from) + "&to=" + format_date(to)),
                                 "fairness");
  const auto what = region + " from " + format_date(from);
  EXPECT_EQ(report.number("/arrivals"), arrivals) << what;
  EXPECT_EQ(report.number("/assigned"), arrivals) << what;
  EXPECT_EQ(report.number("/claimed"), 0) << what;
  EXPECT_EQ(report.number("/returned"), lost) << what;
  EXPECT_EQ(report.number("/won"), won) << what;
  EXPECT_EQ(report.number("/public_now"), public_now) << what;
  EXPECT_EQ(report.number("/claim_gini_ppm"), gini_ppm(taken)) << what;
  EXPECT_EQ(report.number("/first_follow_up_median_minutes"), upper_median(minutes)) << what;
  EXPECT_EQ(report.list("/people").size(), people.size()) << what;
  for (const auto& row : report.list("/people")) {
    const std::string id(row.at("staff_id").as_string());
    const auto& expected = people[id];
    const auto number = [&row](const char* name) { return row.at(name).as_int64(); };
    EXPECT_EQ(number("assigned"), expected.assigned) << what << " " << id;
    EXPECT_EQ(number("returned"), expected.lost) << what << " " << id;
    EXPECT_EQ(number("lost"), expected.lost) << what << " " << id;
    EXPECT_EQ(number("won"), expected.won) << what << " " << id;
    if (!expected.minutes.empty()) {
      EXPECT_EQ(number("first_follow_up_median_minutes"), upper_median(expected.minutes)) << what << " " << id;
    }
  }
  for (const auto& row : report.list("/suspicions"))
    EXPECT_NE(row.at("kind").as_string(), "claim_and_drop") << what;
}

TEST_P(deals, of_real_teams_end_as_the_reports_say) {
  auto company = company_of_files();
  if (!company) GTEST_SKIP() << "the files of teams and deals aren't here: set HOMEPORT_SHARED_DATA";
  ASSERT_EQ(company->teams.size(), 35U);
  ASSERT_EQ(company->deals.size(), 8'800U);
  if (GetParam() == db::Engine::postgres) {
    std::size_t at = 0;
    std::erase_if(company->deals, [&at](const Deal&) { return at++ % kOneOfSoManyOnPostgres != 0; });
  }
  Chain chain(GetParam(), *company);
  chain.live();
  if (HasFatalFailure()) return;
  chain.shop().clock().set(Chain::moment_of(plus_days(quarter_end_after(kEnd), 1)));
  chain.shop().sign_in_again();
  for (const auto& [region, pool_id] : chain.pools()) {
    check_funnel(chain, *company, kFirstOf2017, kEnd, region);
    check_fairness(chain, *company, kFirstOf2017, kEnd, region);
    check_fairness(chain, *company, kFirstOf2017, *parse_date("2017-03-31"), region);
  }
  check_funnel(chain, *company, kBegin, *parse_date("2017-10-31"), "");
  EXPECT_EQ(chain.shop().broken_invariants(), std::vector<std::string>{});
}

HOMEPORT_ON_BOTH_ENGINES(deals);

}  // namespace
}  // namespace homeport::test
