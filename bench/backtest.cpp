#include "backtest.hpp"

#include <chrono>
#include <cstdio>
#include <random>
#include <stdexcept>
#include <thread>

#include <sys/resource.h>

#include "cli/application.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/lab/job.hpp"
#include "modules/programme/service.hpp"
#include "modules/sales/packed_sale.hpp"
#include "must.hpp"

namespace homeport::bench {
namespace {

constexpr std::int64_t kTypes = 8;
constexpr std::int64_t kProducts = 500;
constexpr std::int64_t kRowsPerWrite = 20'000;
constexpr std::int64_t kDays = 3 * 365;
constexpr std::uint64_t kSeed = 20'261'121;

const db::Sql kInsertSale{
    "INSERT INTO sale (customer_id, sale_id, store_id, source, sold_at, list_minor, payable_minor, rebate_minor, "
    "cost_minor, rewards_minor, returned_minor, consumption_points, profit_points, combined_points, packed_sale, "
    "tier_name, customer_name, print_count, created_at, version) VALUES ($1, $2, $3, 'till', $4, $5, $5, 0, $6, 0, 0, "
    "$7, $8, $9, $10, 'Silver', 'A customer of the bench', 1, $4, 1)"};
const db::Sql kInsertLine{
    "INSERT INTO sale_line (customer_id, sale_id, line_no, product_id, sku, product_name, quantity, unit_price_minor, "
    "discount_minor, amount_minor, rebate_minor, paid_minor, cost_minor, consumption_points, profit_points, "
    "combined_points, returned_quantity) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $8, 0, $8, $9, $10, $11, $12, 0)"};
const db::Sql kInsertReturn{
    "INSERT INTO sale_return (customer_id, return_id, sale_id, store_id, returned_at, reason, refund_minor, "
    "paid_out_minor, exchanged_minor, withheld_minor, consumption_points, profit_points, combined_points, created_at) "
    "VALUES ($1, $2, $3, $4, $5, 'bench', 0, 0, 0, 0, 0, 0, 0, $5)"};
const db::Sql kInsertReturnLine{
    "INSERT INTO sale_return_line (customer_id, return_id, line_no, quantity, refund_minor) VALUES ($1, $2, 1, 1, 0)"};
const db::Sql kSum{"SELECT CAST(sum(amount_minor) AS BIGINT) FROM sale_line"};

struct Goods {
  std::int64_t product_id = 0;
  std::string sku;
  std::string name;
};

class History {
 public:
  explicit History(cli::Application& application) : application_(application) {
    identity::SetupRequest request;
    request.chain_name = "Bench";
    request.store_name = "Bench store";
    request.admin_name = "Bench";
    request.sign_in_name = "bench";
    request.password = "measure-twice-cut-once";
    (void)must(identity::set_up(application.identity(), request, nullptr));
    store_ = application.database().read([](db::Transaction& tx) { return identity::active_stores(tx).front().id; });
    (void)must(kit::in_write(application.runtime(), kit::system_actor("bench"),
                             [&](kit::Write& write) { return make_goods(write); }));
  }

  // Customers one after another and ids that only grow, which is the order of the tables' keys, so that their pages are
  // as full as a copy's.
  void fill(std::int64_t lines) {
    const Time now = application_.runtime().clock.now();
    const std::int64_t first_customer = first_id_at(plus_days(now, -(kDays + 200)));
    last_id_ = first_id_at(plus_days(now, -kDays));
    std::int64_t made = 0;
    for (std::int64_t customer = 0; made < lines;) {
      application_.database().write([&](db::Transaction& tx) {
        for (std::int64_t in_write = 0; made < lines && in_write < kRowsPerWrite; ++customer) {
          const std::int64_t id = first_customer + (customer + 1) * 64;  // 0 is nobody
          const std::int64_t sales = 1 + number(7);
          std::int64_t day = number(kDays / 2);
          for (std::int64_t i = 0; i < sales; ++i) {
            day = std::min(kDays - 2, day + 1 + number(kDays / 14));
            const std::int64_t count =
                sell(tx, id, plus_micros(now, (day - kDays) * kMicrosPerDay + number(1'000'000)));
            made += count;
            in_write += count;
          }
        }
      });
    }
    lines_ = made;
  }

  [[nodiscard]] std::int64_t lines() const { return lines_; }

 private:
  Outcome make_goods(kit::Write& write) {
    for (std::int64_t i = 0; i < kTypes; ++i) {
      catalogue::NewServiceType type;
      type.name = "Type " + std::to_string(i);
      type.code = "T" + std::to_string(i);
      type.weight = Rate{150'000 + i * 50'000};
      TRY(const auto kept, catalogue::create(write, type));
      for (std::int64_t k = i; k < kProducts; k += kTypes) {
        catalogue::NewProduct product;
        product.sku = "SKU-" + std::to_string(10'000 + k);
        product.name = "Moisturising cream number " + std::to_string(k);
        product.service_type_id = kept.id;
        product.price = Money{10'000};
        TRY(const auto made, catalogue::create(write, product));
        goods_.push_back({made.id.value, made.sku, made.name});
      }
    }
    return Done{};
  }

  std::int64_t number(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }

  std::int64_t sell(db::Transaction& tx, std::int64_t customer, Time at) {
    const std::int64_t sale = ++last_id_;
    const std::int64_t count = 1 + number(4);
    std::int64_t list = 0;
    std::int64_t cost_sum = 0;
    std::vector<sales::SaleLine> lines(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
      const auto& goods = goods_[static_cast<std::size_t>(number(kProducts))];
      const std::int64_t amount = 1'000 + number(60'000);
      const std::int64_t cost = amount * (45 + number(40)) / 100;
      list += amount;
      cost_sum += cost;
      auto& line = lines[static_cast<std::size_t>(i)];
      line.line_no = i + 1;
      line.product_id.value = goods.product_id;
      line.quantity = 1 + number(3);
      line.amount = Money{amount};
      line.cost = Money{cost};
      tx.send(kInsertLine, customer, sale, line.line_no, goods.product_id, goods.sku, goods.name, line.quantity, amount,
              cost, amount / 4, amount - cost, amount / 4);
    }
    tx.send(kInsertSale, customer, sale, store_, at, list, cost_sum, list / 4, list - cost_sum, list / 4,
            db::Param::blob(sales::pack_sale(packed_of(at, list, cost_sum), lines)));
    if (number(20) == 0) {
      const Time back = plus_micros(at, kMicrosPerDay / 2);
      const std::int64_t id = ++last_id_;
      tx.send(kInsertReturn, customer, id, sale, store_, back);
      tx.send(kInsertReturnLine, customer, id);
    }
    return count;
  }

  // What of a sale its packed form holds.
  [[nodiscard]] sales::Sale packed_of(Time at, std::int64_t list, std::int64_t cost) const {
    sales::Sale sale;
    sale.store_id = store_;
    sale.sold_at = at;
    sale.consumption = Points{list / 4};
    sale.profit = Points{list - cost};
    sale.combined = Points{list / 4};
    return sale;
  }

  cli::Application& application_;
  identity::OrgUnitId store_;
  std::vector<Goods> goods_;
  std::mt19937_64 random_{kSeed};
  std::int64_t lines_ = 0;
  std::int64_t last_id_ = 0;  // of a sale or a return
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

struct Timed {
  double seconds = 0;
  double cpu = 0;
};

template <class Work>
Timed timed(Work work) {
  const double cpu = cpu_seconds();
  const auto begin = std::chrono::steady_clock::now();
  work();
  return {seconds_since(begin), cpu_seconds() - cpu};
}

class NeverStop final : public lab::Progress {
 public:
  bool go_on(std::int64_t) override { return true; }
};

class Until final : public lab::Progress {
 public:
  explicit Until(const std::atomic<bool>& is_over) : is_over_(is_over) {}
  bool go_on(std::int64_t) override { return !is_over_.load(); }

 private:
  const std::atomic<bool>& is_over_;
};

lab::BacktestRequest question(cli::Application& application) {
  const Time now = application.runtime().clock.now();
  lab::BacktestRequest request;
  request.name = "S7";
  request.from = plus_days(date_in_utc(now), -kDays - 1);
  request.to = date_in_utc(now);
  application.database().read([&](db::Transaction& tx) {
    request.strategy = *programme::current_strategy(tx, now);
    for (const auto& tier : programme::tiers(tx))
      request.tiers.push_back({tier.name, tier.threshold, tier.discount, tier.colour});
  });
  request.strategy.x = Rate{700'000};
  request.strategy.y = Rate{300'000};
  return request;
}

}  // namespace

Figure measure_backtest(const BacktestOptions& options) {
  const SystemClock clock;
  cli::DataOptions data;
  data.folder = options.folder;
  Figure figure;
  figure.id = "S7";
  figure.variant = "back-test, " + std::to_string(options.lines / 1'000) + " k lines";
  figure.size = options.size;
  figure.unit = "ms";
  figure.against = "SELECT sum(amount_minor) FROM sale_line, ms";
  {
    cli::Application application(data, clock, PasswordCost::least);
    (void)must(application.migrate());
    History history(application);
    history.fill(options.lines);
    auto& database = application.database();
    const auto request = question(application);
    const Time now = clock.now();
    const auto replay = [&] {
      const auto prepared =
          database.read([&](db::Transaction& tx) { return lab::prepare(tx, request, now, first_id_at(now)); });
      NeverStop progress;
      const auto tally = lab::replay_all(database, prepared.plan, lab::replay_threads(), progress);
      std::int64_t lines = 0;
      for (const auto& type : tally.value().types)
        lines += type.sales;
      if (lines != history.lines()) throw std::runtime_error("the back-test saw " + std::to_string(lines) + " lines");
    };
    const auto sum = [&] {
      database.read([](db::Transaction& tx) {
        auto rows = tx.query(kSum);
        if (!rows.next()) throw std::runtime_error("no sum");
      });
    };
    sum();
    replay();
    for (int round = 0; round < options.rounds; ++round) {
      const auto summed = timed(sum);
      const auto replayed = timed(replay);
      figure.rounds.push_back(replayed.seconds * 1'000);
      figure.against_rounds.push_back(summed.seconds * 1'000);
      figure.cpu_us = replayed.cpu * 1e6 / static_cast<double>(history.lines());
      std::printf("S7 round %d: sum %.3f s (%.3f s CPU), back-test %.3f s (%.3f s CPU) on %d threads\n", round + 1,
                  summed.seconds, summed.cpu, replayed.seconds, replayed.cpu, lab::replay_threads());
    }
  }
  settle(figure);
  std::error_code ignored;
  std::filesystem::remove_all(options.folder, ignored);
  return figure;
}

EndlessBacktests::EndlessBacktests(cli::Application& application)
    : thread_([this, &application] {
        const auto request = question(application);
        Until progress(is_over_);
        while (!is_over_.load()) {
          const Time now = application.runtime().clock.now();
          const auto prepared = application.database().read(
              [&](db::Transaction& tx) { return lab::prepare(tx, request, now, first_id_at(now)); });
          (void)lab::replay_all(application.database(), prepared.plan, lab::replay_threads(), progress);
        }
      }) {}

EndlessBacktests::~EndlessBacktests() {
  is_over_ = true;
  thread_.join();
}

}  // namespace homeport::bench
