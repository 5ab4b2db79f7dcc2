// A server killed in the middle of selling: what it acknowledged is there exactly once, what it didn't can be sent
// again, and the books are in order. The server is this program forked, so the parent has no threads while it forks.

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kit/jobs.hpp"
#include "shop/shop.hpp"

namespace homeport::test {
namespace {

constexpr int kRounds = 4;
constexpr int kTills = 3;
constexpr int kMostSalesInARound = 60;
constexpr std::int64_t kPriceMinor = 1'000;

// What the child tells once it serves.
struct Hello {
  int port = 0;
  std::array<char, 64> setup_code{};
};

[[noreturn]] void serve(const std::filesystem::path& folder, int to_parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  try {
    const SystemClock clock;
    cli::DataOptions data;
    data.folder = folder;
    cli::Application application(data, clock, PasswordCost::least);
    if (!application.migrate().ok()) ::_exit(2);
    http::ServerOptions options;
    options.port = 0;
    options.access_log = false;
    options.upload_folder = folder / "uploads";
    std::filesystem::create_directories(options.upload_folder);
    http::Router router;
    http::Server server(options, router);
    application.runtime().events = &server.events();
    application.add_routes(router);
    server.start();
    application.jobs().start();
    Hello hello;
    hello.port = server.port();
    application.identity().setup_code().copy(hello.setup_code.data(), hello.setup_code.size() - 1);
    if (::write(to_parent, &hello, sizeof hello) != static_cast<ssize_t>(sizeof hello)) ::_exit(3);
    for (;;)
      ::pause();
  } catch (const std::exception&) {
    ::_exit(4);
  }
}

// A server in a process of its own.
class Victim {
 public:
  explicit Victim(const std::filesystem::path& folder) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("no fork");
    if (process_ == 0) {
      ::close(ends[0]);
      serve(folder, ends[1]);
    }
    ::close(ends[1]);
    const auto size = ::read(ends[0], &hello_, sizeof hello_);
    ::close(ends[0]);
    if (size != static_cast<ssize_t>(sizeof hello_)) {
      kill();
      throw std::runtime_error("the server did not come up");
    }
  }
  ~Victim() { kill(); }
  Victim(const Victim&) = delete;
  Victim& operator=(const Victim&) = delete;

  void kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = 0;
  }
  [[nodiscard]] int port() const { return hello_.port; }
  [[nodiscard]] std::string setup_code() const { return hello_.setup_code.data(); }

 private:
  pid_t process_ = 0;
  Hello hello_;
};

// A request a till sent: a sale at once, a reservation, or the sale that completes one.
struct Sent {
  std::string path;
  std::string key;
  json::object request;
  std::string answer;  // empty: never acknowledged
};

// What all tills have sent, and when it was enough.
class Receipts {
 public:
  void add(Sent sent) {
    const std::lock_guard lock(mutex_);
    if (!sent.answer.empty()) ++acknowledged_;
    sent_.push_back(std::move(sent));
    enough_.notify_all();
  }
  void till_closed() {
    const std::lock_guard lock(mutex_);
    ++closed_;
    enough_.notify_all();
  }
  void wait_for(int acknowledged) {
    std::unique_lock lock(mutex_);
    enough_.wait(lock, [&] { return acknowledged_ >= acknowledged || closed_ == kTills; });
  }
  std::vector<Sent> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(sent_, {});
  }

 private:
  std::mutex mutex_;
  std::condition_variable enough_;
  std::vector<Sent> sent_;
  int acknowledged_ = 0;
  int closed_ = 0;
};

// Sends it and keeps what became of it; nothing when the server is gone.
std::optional<Reply> send_and_keep(Caller& caller, Sent sent, Receipts& receipts) {
  std::optional<Reply> reply;
  try {
    auto answered = caller.post(sent.path, sent.request, sent.key);
    if (answered.status == 201) sent.answer = answered.body;
    if (answered.status == 201) reply = std::move(answered);
  } catch (const std::exception&) {
    // Killed before it answered: whether it happened, nobody knows yet.
  }
  receipts.add(std::move(sent));
  return reply;
}

// Sells until the server is gone: every other time by way of a reservation.
void run_till(int port, const std::string& token, const json::object& request, const std::string& name,
              Receipts& receipts) {
  Caller caller(port, token);
  for (int i = 0; i < 10 * kMostSalesInARound; ++i) {
    const std::string key = name + "-" + std::to_string(i);
    if (i % 2 == 0) {
      if (!send_and_keep(caller, {"/v1/sales", key, request, {}}, receipts)) break;
      continue;
    }
    json::object basket = request;
    for (const auto* member : {"payments", "expected_payable_minor"})
      basket.erase(member);
    const auto reserved = send_and_keep(caller, {"/v1/reservations", key, basket, {}}, receipts);
    if (!reserved) break;
    const json::object completion{{"payments", request.at("payments")},
                                  {"expected_due_minor", request.at("expected_payable_minor")}};
    const std::string path = "/v1/reservations/" + reserved->text("/reservation_id") + "/complete";
    if (!send_and_keep(caller, {path, key + "-complete", completion, {}}, receipts)) break;
  }
  receipts.till_closed();
}

class killed_server : public ::testing::Test {
 protected:
  void set_up_chain(const Victim& victim) {
    Caller somebody(victim.port());
    const json::object request{{"setup_code", victim.setup_code()}, {"chain_name", "Harbour"}, {"language", "en"},
                               {"store_name", "Quay Street"},       {"admin_name", "Ada"},     {"sign_in_name", "ada"},
                               {"password", kShopPassword}};
    const auto session = Shop::done(somebody.post("/v1/setup", request), "set-up");
    token_ = session.text("/token");
    Caller ada(victim.port(), token_);
    const json::object pen{{"sku", "PEN"}, {"name", "Pen"}, {"price_minor", kPriceMinor}};
    const auto product_id = Shop::done(ada.post("/v1/products", pen), "pen").text("/id");
    std::string store_id;
    const auto units = Shop::done(ada.get("/v1/org_units"), "units");
    for (const auto& unit : units.list("/items")) {
      if (unit.at("kind").as_string() == "store") store_id = std::string(unit.at("id").as_string());
    }
    const json::object nobody_known = Shop::paid(
        {{"store_id", store_id}, {"lines", json::array{json::object{{"product_id", product_id}, {"quantity", 1}}}}},
        kPriceMinor);
    for (const auto* name : {"Lin", "Wei"}) {
      auto request_of_member = nobody_known;
      const json::object member{{"name", name}, {"store_id", store_id}};
      request_of_member["customer_id"] = Shop::done(ada.post("/v1/customers", member), name).text("/id");
      requests_.push_back(request_of_member);
    }
    requests_.push_back(nobody_known);
  }

  std::vector<Sent> sell_until_killed(Victim& victim, int round, int enough) {
    Receipts receipts;
    std::vector<std::thread> tills;
    for (int till = 0; till < kTills; ++till) {
      const auto name = "round-" + std::to_string(round) + "-till-" + std::to_string(till);
      tills.emplace_back(run_till, victim.port(), token_, requests_[static_cast<std::size_t>(till)], name,
                         std::ref(receipts));
    }
    receipts.wait_for(enough);
    victim.kill();
    for (auto& till : tills)
      till.join();
    return receipts.take();
  }

  // Every sale of the list, by paging to its end.
  std::multiset<std::string> sales_in(Caller& ada) {
    std::multiset<std::string> ids;
    std::string cursor;
    do {
      const auto page =
          Shop::done(ada.get("/v1/sales?limit=200" + (cursor.empty() ? "" : "&cursor=" + cursor)), "sales");
      for (const auto& sale : page.list("/items"))
        ids.insert(std::string(sale.at("sale_id").as_string()));
      cursor = page.has("/next_cursor") ? page.text("/next_cursor") : "";
    } while (!cursor.empty());
    return ids;
  }

  TemporaryFolder folder_;
  std::string token_;
  std::vector<json::object> requests_;
};

TEST_F(killed_server, keeps_every_sale_it_acknowledged_exactly_once) {
  const char* given = std::getenv("HOMEPORT_SIMULATE_SEED");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  const std::uint64_t seed = given != nullptr ? std::stoull(given) : std::random_device{}();
  SCOPED_TRACE("HOMEPORT_SIMULATE_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  auto victim = std::make_unique<Victim>(folder_.path());
  set_up_chain(*victim);
  std::multiset<std::string> known;
  for (int round = 0; round < kRounds; ++round) {
    const auto sent = sell_until_killed(*victim, round, 1 + static_cast<int>(random() % kMostSalesInARound));
    victim = std::make_unique<Victim>(folder_.path());
    Caller ada(victim->port(), token_);
    for (const auto& sale : sent) {
      const auto again = Shop::done(ada.post(sale.path, sale.request, sale.key), sale.key);
      if (!sale.answer.empty()) {
        EXPECT_TRUE(again.was_replayed()) << sale.key << " was acknowledged and is lost";
        EXPECT_EQ(again.body, sale.answer);
      }
      if (again.has("/sale/sale_id")) known.insert(again.text("/sale/sale_id"));
    }
    EXPECT_TRUE(std::any_of(sent.begin(), sent.end(), [](const Sent& sale) { return !sale.answer.empty(); }));
    ASSERT_EQ(sales_in(ada), known) << "round " << round;
    EXPECT_EQ(std::set<std::string>(known.begin(), known.end()).size(), known.size());
  }
  victim->kill();
  const SystemClock clock;
  cli::DataOptions data;
  data.folder = folder_.path();
  cli::Application application(data, clock, PasswordCost::least);
  application.jobs().run_due_here();
  EXPECT_EQ(application.broken_invariants(), std::vector<std::string>{});
  EXPECT_EQ(application.database().quick_check(), "ok");
}

}  // namespace
}  // namespace homeport::test
