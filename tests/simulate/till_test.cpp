// Days at the till by chance, over HTTP, against books kept here: what was reserved is sold as reserved or not at all,
// what goes back comes from the tenders it was paid with, and when everything is back nothing is left anywhere. A
// failure names the seed; HOMEPORT_SIMULATE_SEED and HOMEPORT_SIMULATE_STEPS replay it or let it run for longer.

#include <algorithm>
#include <map>

#include "shop/shop.hpp"
#include "simulate/chance.hpp"

namespace homeport::test {
namespace {

constexpr std::uint64_t kDefaultSteps = 120;
constexpr std::uint64_t kStepsBetweenChecks = 30;
constexpr std::int64_t kHoldSeconds = 900;

struct BookLine {
  std::int64_t quantity = 0;
  std::int64_t returned = 0;
};

struct BookSale {
  std::string path;
  std::string customer_id;
  std::int64_t payable = 0;
  std::int64_t combined = 0;
  std::int64_t paid_in = 0;   // money taken
  std::int64_t paid_out = 0;  // money handed out again
  std::int64_t refunded = 0;  // over all tenders
  std::int64_t combined_back = 0;
  std::vector<BookLine> lines;
};

struct BookReservation {
  std::string id;
  json::object basket;
  std::int64_t payable = 0;
  std::int64_t due = 0;
  std::int64_t combined = 0;
  Time expires_at;
};

class Days {
 public:
  Days(db::Engine engine, std::uint64_t seed) : shop_(engine), chance_(seed) {
    const auto type = shop_.add_service_type("modest", 200'000);
    for (int i = 0; i < 5; ++i) {
      const std::int64_t price = 1 + below(300'000);
      products_.push_back(shop_.add_product("SKU" + std::to_string(i), price, price / 2, type));
    }
    for (int i = 0; i < 3; ++i)
      members_.push_back(shop_.register_customer("Member " + std::to_string(i)));
  }

  void step() {
    shop_.clock().advance_seconds(1 + below(200));
    switch (below(14)) {
      case 0: return change_price();
      case 1: return give_up();
      case 2: return let_expire();
      case 3: return complete_again();
      case 4:
      case 5: return exchange();
      case 6:
      case 7: return take_back();
      case 8: return sell_offline();
      case 9:
      case 10: return complete();
      case 11:
      case 12: return reserve();
      default: return sell();
    }
  }

  void check_everything() {
    shop_.sign_in_again();
    for (const auto& sale : sales_)
      check(sale);
    std::map<std::string, std::int64_t> combined;
    for (const auto& sale : sales_)
      combined[sale.customer_id] += sale.combined - sale.combined_back;
    for (const auto& member : members_)
      ASSERT_EQ(shop_.points_of(member).number("/combined_points"), combined[member]);
    shop_.run_jobs();
    ASSERT_EQ(shop_.broken_invariants(), std::vector<std::string>{});
  }

  // Everything that is left with a buyer goes back; then nothing is left in any book.
  void close_down() {
    shop_.clock().advance_seconds(kHoldSeconds);
    shop_.sign_in_again();
    for (auto& sale : sales_) {
      json::array lines;
      for (std::size_t i = 0; i < sale.lines.size(); ++i) {
        const auto left = sale.lines[i].quantity - sale.lines[i].returned;
        if (left > 0) lines.push_back(json::object{{"line_no", i + 1}, {"quantity", left}});
      }
      if (!lines.empty()) return_lines(sale, lines);
      ASSERT_EQ(sale.refunded, sale.payable);
      ASSERT_EQ(sale.combined_back, sale.combined);
    }
    check_everything();
    // What was spent came back, what was earned was taken back: the wallets are empty again.
    shop_.application().database().read([](db::Transaction& tx) {
      static const db::Sql kLeft{
          "SELECT count(*) FROM points_account WHERE available_points <> 0 OR pending_points <> 0 OR reserved_points "
          "<> 0 "
          "OR debt_points <> 0"};
      auto rows = tx.query(kLeft);
      ASSERT_TRUE(rows.next());
      ASSERT_EQ(rows.integer(0), 0);
    });
  }

 private:
  std::int64_t below(std::int64_t bound) { return chance_.below(bound); }
  template <class List>
  auto& any_of(List& list) {
    return chance_.any_of(list);
  }

  json::object some_basket() {
    std::vector<Units> units;
    for (std::int64_t i = 1 + below(3); i > 0; --i)
      units.push_back({any_of(products_), 1 + below(4)});
    return shop_.basket(below(4) == 0 ? std::string() : any_of(members_), units);
  }

  // Money of one to three kinds.
  json::array money(std::int64_t due) {
    json::array payments;
    for (const auto* kind : {"cash", "card"}) {
      const std::int64_t part = due == 0 ? 0 : below(due);
      if (part > 0) payments.push_back(json::object{{"kind", kind}, {"amount_minor", part}});
      due -= part;
    }
    if (due > 0) payments.push_back(json::object{{"kind", "wechat"}, {"amount_minor", due}});
    return payments;
  }

  void change_price() {
    const std::string path = "/v1/products/" + any_of(products_);
    const auto version = Shop::done(shop_.ada().get(path), "product").number("/version");
    Shop::done(shop_.ada().patch(path, json::object{{"price_minor", below(300'000)}}, version), "price");
  }

  // Keeps what a sale's document says; its tenders must be what was payable.
  void keep(const json::value& document, std::int64_t paid_in) {
    const auto& sale = document.at("sale").as_object();
    BookSale book;
    book.customer_id = std::string(sale.at("customer_id").as_string());
    book.path = "/v1/customers/" + book.customer_id + "/sales/" + std::string(sale.at("sale_id").as_string());
    book.payable = sale.at("payable_minor").as_int64();
    book.combined = sale.at("combined_points").as_int64();
    book.paid_in = paid_in;
    std::int64_t tenders = 0;
    for (const auto& tender : document.at("payments").as_array())
      tenders += tender.at("amount_minor").as_int64();
    ASSERT_EQ(tenders, book.payable);
    for (const auto& line : document.at("lines").as_array())
      book.lines.push_back({line.at("quantity").as_int64(), 0});
    sales_.push_back(std::move(book));
  }

  // Uses some of the buyer's points, where he has any, every other time.
  void add_rewards(json::object& request) {
    const auto quoted = Shop::done(shop_.ada().post("/v1/quotes", request), "quote");
    if (!quoted.has("/points_payable_max_minor") || below(2) == 0) return;
    const auto most = quoted.number("/points_payable_max_minor");
    if (most == 0) return;
    request["rewards"] = json::array{json::object{{"kind", "points"}, {"amount_minor", 1 + below(most)}}};
  }

  void sell() {
    auto request = some_basket();
    add_rewards(request);
    const auto quoted = Shop::done(shop_.ada().post("/v1/quotes", request), "quote");
    const auto due = quoted.number("/due_minor");
    ASSERT_LE(due, quoted.number("/payable_minor"));
    request["expected_payable_minor"] = quoted.number("/payable_minor");
    request["payments"] = money(due);
    keep(Shop::done(shop_.ada().post("/v1/sales", request), "sale").value, due);
  }

  // Shown at another amount than it comes to.
  void sell_offline() {
    auto request = some_basket();
    const auto payable = Shop::done(shop_.ada().post("/v1/quotes", request), "quote").number("/payable_minor");
    const auto shown = std::max<std::int64_t>(0, payable + below(2'001) - 1'000);
    request["expected_payable_minor"] = shown;
    request["payments"] = money(shown);
    request["offline"] = true;
    request["sold_at"] = format_rfc3339(plus_seconds(shop_.clock().now(), -below(100)));
    const auto key = "offline-" + std::to_string(sales_.size());
    const auto sold = Shop::done(shop_.ada().post("/v1/sales", request, key), "offline sale");
    ASSERT_EQ(sold.number("/sale/offline_difference_minor"), shown - payable);
    ASSERT_TRUE(shop_.ada().post("/v1/sales", request, key).was_replayed());
    keep(sold.value, std::min(shown, payable));
  }

  void reserve() {
    BookReservation book;
    book.basket = some_basket();
    add_rewards(book.basket);
    book.basket["hold_seconds"] = kHoldSeconds;
    const auto made = Shop::done(shop_.ada().post("/v1/reservations", book.basket), "reservation");
    book.id = made.text("/reservation_id");
    book.payable = made.number("/quote/payable_minor");
    book.due = made.number("/quote/due_minor");
    book.combined = made.number("/quote/combined_points");
    book.expires_at = plus_seconds(shop_.clock().now(), kHoldSeconds);
    held_.push_back(std::move(book));
  }

  [[nodiscard]] Reply try_complete(const BookReservation& book) {
    const json::object completion{{"payments", money(book.due)}, {"expected_due_minor", book.due}};
    return shop_.ada().post("/v1/reservations/" + book.id + "/complete", completion);
  }

  BookReservation take_held() {
    const auto index = static_cast<std::size_t>(below(static_cast<std::int64_t>(held_.size())));
    auto book = std::move(held_[index]);
    held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(index));
    ended_.push_back(book);
    return book;
  }

  void complete() {
    if (held_.empty()) return;
    const auto book = take_held();
    const auto reply = try_complete(book);
    if (book.expires_at <= shop_.clock().now()) {
      ASSERT_EQ(reply.reason(), "sales.reservation_expired") << reply.body;
      return;
    }
    const auto sold = Shop::done(reply, "completion");
    ASSERT_EQ(sold.number("/sale/payable_minor"), book.payable);
    ASSERT_EQ(sold.number("/sale/combined_points"), book.combined);
    keep(sold.value, book.due);
  }

  void complete_again() {
    if (ended_.empty()) return;
    const auto reply = try_complete(any_of(ended_));
    ASSERT_EQ(reply.status, 409) << reply.body;
  }

  void give_up() {
    if (held_.empty()) return;
    const auto book = take_held();
    const auto reply = shop_.ada().act("/v1/reservations/" + book.id + "/void");
    // An expired one that the job hasn't met yet is given up as well.
    const bool may_have_expired = book.expires_at <= shop_.clock().now();
    ASSERT_TRUE(reply.ok() || (may_have_expired && reply.reason() == "sales.reservation_expired")) << reply.body;
  }

  void let_expire() {
    shop_.clock().advance_seconds(kHoldSeconds / 2);
    shop_.run_jobs();
  }

  void return_lines(BookSale& sale, const json::array& lines) {
    const json::object request{{"lines", lines}, {"reason", "by chance"}};
    const auto back = Shop::done(shop_.ada().post(sale.path + "/returns", request), "return");
    book_return(sale, lines, back.value);
  }

  static void book_return(BookSale& sale, const json::array& lines, const json::value& back) {
    for (const auto& line : lines) {
      const auto index = static_cast<std::size_t>(line.at("line_no").to_number<std::int64_t>()) - 1;
      sale.lines[index].returned += line.at("quantity").as_int64();
    }
    sale.refunded += back.at("refund_minor").as_int64();
    sale.paid_out += back.at("paid_out_minor").as_int64();
    sale.combined_back += back.at("combined_points").as_int64();
  }

  // Some units of a sale that are still with the buyer; empty where there are none.
  json::array some_lines(const BookSale& sale) {
    json::array lines;
    for (std::size_t i = 0; i < sale.lines.size(); ++i) {
      const auto left = sale.lines[i].quantity - sale.lines[i].returned;
      if (left == 0 || below(2) == 0) continue;
      lines.push_back(json::object{{"line_no", static_cast<std::int64_t>(i) + 1}, {"quantity", 1 + below(left)}});
    }
    return lines;
  }

  void take_back() {
    if (sales_.empty()) return;
    auto& sale = any_of(sales_);
    const auto lines = some_lines(sale);
    if (!lines.empty()) return_lines(sale, lines);
  }

  void exchange() {
    if (sales_.empty()) return;
    const auto index = static_cast<std::size_t>(below(static_cast<std::int64_t>(sales_.size())));
    const auto lines = some_lines(sales_[index]);
    if (lines.empty()) return;
    json::object request{{"return_lines", lines},
                         {"reason", "another one"},
                         {"lines", json::array{json::object{{"product_id", any_of(products_)}, {"quantity", 1}}}},
                         {"expected_payable_minor", 0}};
    const std::string path = sales_[index].path + "/exchange";
    // The first answer tells what the new goods cost after the return; nothing has happened yet.
    auto reply = shop_.ada().post(path, request);
    if (reply.reason() == "sales.payable_changed") {
      request["expected_payable_minor"] = reply.number("/current/payable_minor");
      reply = shop_.ada().post(path, request);
    }
    if (reply.reason() == "sales.payments_do_not_add_up") {
      const auto detail = reply.text("/detail");
      const auto due = std::stoll(detail.substr(detail.rfind(' ') + 1));
      request["payments"] = money(due);
      reply = shop_.ada().post(path, request);
    }
    const auto made = Shop::done(reply, "exchange");
    const auto& back = made.value.at("return");
    book_return(sales_[index], lines, back);
    const auto difference = made.number("/difference_minor");
    ASSERT_EQ(difference > 0 ? 0 : -difference, back.at("paid_out_minor").as_int64());
    ASSERT_EQ(back.at("paid_out_minor").as_int64() + back.at("exchanged_minor").as_int64() <=
                  back.at("refund_minor").as_int64(),
              true);
    keep(made.value.at("sale"), std::max<std::int64_t>(0, difference));
  }

  void check(const BookSale& sale) {
    const auto document = Shop::done(shop_.ada().get(sale.path), "sale");
    ASSERT_EQ(document.number("/sale/payable_minor"), sale.payable);
    ASSERT_EQ(document.number("/sale/returned_minor"), sale.refunded);
    std::int64_t paid_out = 0;
    for (const auto& back : document.list("/returns"))
      paid_out += back.at("paid_out_minor").as_int64();
    ASSERT_EQ(paid_out, sale.paid_out);
    std::int64_t refunded = 0;
    for (const auto& tender : document.list("/payments")) {
      ASSERT_LE(tender.at("refunded_minor").as_int64(), tender.at("amount_minor").as_int64());
      refunded += tender.at("refunded_minor").as_int64();
    }
    ASSERT_EQ(refunded, sale.refunded);
  }

  Shop shop_;
  Chance chance_;
  std::vector<std::string> products_;
  std::vector<std::string> members_;
  std::vector<BookSale> sales_;
  std::vector<BookReservation> held_;
  std::vector<BookReservation> ended_;
};

class days_at_the_till : public EngineTest {};

TEST_P(days_at_the_till, by_chance_leave_nothing_unaccounted_for) {
  const auto seed = simulation_seed();
  const auto steps = simulation_steps(kDefaultSteps);
  Days days(GetParam(), seed);
  for (std::uint64_t step = 1; step <= steps; ++step) {
    SCOPED_TRACE(replay_hint(seed, step));
    ASSERT_NO_THROW(days.step());
    if (step % kStepsBetweenChecks == 0) days.check_everything();
    if (HasFatalFailure()) return;
  }
  SCOPED_TRACE(replay_hint(seed, steps));
  ASSERT_NO_THROW(days.close_down());
}

HOMEPORT_ON_BOTH_ENGINES(days_at_the_till);

}  // namespace
}  // namespace homeport::test
