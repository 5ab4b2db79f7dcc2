// A small chain to try things on: stores, staff of each role, customers, and sales dated backwards from today, made by
// the same use-cases as real ones on a clock that runs through the year.

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <random>

#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.hpp"
#include "cli/commands.hpp"
#include "cli/demo_fields.hpp"
#include "cli/demo_must.hpp"
#include "cli/demo_pool.hpp"
#include "cli/demo_rewards.hpp"
#include "cli/demo_words.hpp"
#include "kit/jobs.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/customers/service.hpp"
#include "modules/sales/service.hpp"

namespace homeport::cli {
namespace {

constexpr std::int64_t kSalesPerCustomerAndYear = 5;
constexpr std::int64_t kReturnsPerThousand = 20;
constexpr std::int64_t kAnonymousPerThousand = 80;
constexpr std::int64_t kPoolDays = 45;

struct Account {
  std::string name;
  std::string sign_in_name;
  std::string role;
  std::string password;
};

class Demo {
 public:
  Demo(const DemoOptions& options, Application& application, ManualClock& clock)
      : options_(options),
        application_(application),
        clock_(clock),
        random_(options.seed),
        words_(demo_words(options.language)) {}

  void build(Time today) {
    set_up();
    add_stores();
    add_staff();
    add_products();
    add_demo_rewards(runtime(), actor_, stores_, options_.language);
    fields_ = std::make_unique<DemoFields>(runtime(), actor_, options_.language);
    run_days(today);
    clock_.set(today);
    std::printf("%sAdding up the days            \n", ::isatty(STDOUT_FILENO) != 0 ? "\r" : "");
    application_.jobs().run_due_here();
  }

  void hand_out_accounts() const {
    const auto path = application_.folder() / "demo-accounts.txt";
    std::ofstream stream(path);
    std::string text =
        "Sign in with one of these; all but the first must change the password at the first sign-in.\n\n";
    for (const auto& account : accounts_) {
      text += "  " + account.sign_in_name +
              std::string(12 - std::min<std::size_t>(11, account.sign_in_name.size()), ' ') + account.password + "   " +
              account.name + ", " + account.role + "\n";
    }
    stream << text;
    stream.close();
    ::chmod(path.c_str(), S_IRUSR | S_IWUSR);
    std::printf("\n%s\nThey are also in %s\n", text.c_str(), path.c_str());
  }

 private:
  std::int64_t pick(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }
  template <class List>
  const auto& one_of(const List& list) {
    return list[static_cast<std::size_t>(pick(static_cast<std::int64_t>(list.size())))];
  }
  kit::Runtime& runtime() { return application_.runtime(); }

  template <class UseCase>
  auto as_system(UseCase use_case) {
    return must(kit::in_write(runtime(), actor_, use_case));
  }

  void set_up() {
    identity::SetupRequest request;
    request.chain_name = words_.chain_name;
    request.store_name = words_.stores.front();
    request.admin_name = words_.admin_name;
    request.sign_in_name = "admin";
    request.password = random_code(14);
    request.language = options_.language == "en" ? identity::Language::en : identity::Language::zh;
    const auto session = must(identity::set_up(application_.identity(), request, nullptr));
    accounts_.push_back({words_.admin_name, "admin", words_.admin_role, request.password});
    root_ = session.me.org_unit_id;
    for (const auto& store :
         application_.database().read([](db::Transaction& tx) { return identity::active_stores(tx); })) {
      stores_.push_back(store.id);
    }
  }

  void add_stores() {
    const auto first = application_.database().read([&](db::Transaction& tx) {
      return must(identity::find_org_unit({tx, actor_, clock_.now()}, stores_.front()));
    });
    for (std::size_t i = 1; i < words_.stores.size(); ++i) {
      identity::OrgUnit unit;
      unit.parent_id = first.parent_id;
      unit.kind = i == 3 ? identity::OrgUnitKind::franchisee : identity::OrgUnitKind::store;
      unit.name = words_.stores[i];
      unit.code = "S" + std::to_string(i + 1);
      stores_.push_back(as_system([&](kit::Write& write) {
                          return identity::create_org_unit(application_.identity(), write, unit);
                        }).id);
    }
  }

  void add_staff() {
    const auto roles =
        application_.database().read([](db::Transaction& tx) { return identity::built_in_roles_of_chain(tx); });
    std::size_t number = 0;
    for (const auto& role : roles) {
      if (role.grants_everything) continue;
      // One of each role, but someone to sell in every store.
      const auto has = [&role](std::string_view name) {
        return std::find(role.permissions.begin(), role.permissions.end(), name) != role.permissions.end();
      };
      const bool is_seller = has(sales::kSellPermission) && !has("identity.staff.write");
      const std::size_t people = is_seller ? stores_.size() : 1;
      for (std::size_t i = 0; i < people; ++i) {
        identity::Staff staff;
        staff.name = words_.staff_names[number % words_.staff_names.size()];
        staff.sign_in_name = words_.staff_sign_in_names[number % words_.staff_sign_in_names.size()];
        const bool in_store = role.data_scope == kit::DataScope::own || role.data_scope == kit::DataScope::store;
        staff.org_unit_id = in_store ? stores_[i % stores_.size()] : root_;
        staff.role_ids.push_back(role.id);
        staff.language = options_.language == "en" ? identity::Language::en : identity::Language::zh;
        const auto made =
            as_system([&](kit::Write& write) { return identity::create_staff(application_.identity(), write, staff); });
        const auto temporary = must(identity::reset_password(application_.identity(), actor_, made.id, nullptr));
        accounts_.push_back({staff.name, staff.sign_in_name, role.name, temporary.temporary_password});
        if (in_store) sellers_.push_back({made.id, staff.org_unit_id, staff.name});
        ++number;
      }
    }
  }

  void add_products() {
    std::int64_t number = 0;
    for (const auto& kind : words_.kinds) {
      catalogue::NewServiceType type;
      type.name = kind.name;
      type.code = kind.code;
      type.weight = kind.margin;
      type.margin = kind.margin;
      const auto made_type = as_system([&](kit::Write& write) { return catalogue::create(write, type); });
      for (const auto& product : kind.products) {
        catalogue::NewProduct wanted;
        wanted.sku = std::string(kind.code) + "-" + std::to_string(1001 + number);
        wanted.barcode = "69" + std::to_string(25'000'000'000 + number * 7919);
        wanted.name = product.name;
        wanted.category = kind.name;
        wanted.service_type_id = made_type.id;
        wanted.price = product.price;
        // Margins differ a little from product to product.
        const Rate margin{kind.margin.ppm + (pick(11) - 5) * 10'000};
        wanted.cost = Money{product.price.minor - multiply_rate(product.price.minor, margin)};
        products_.push_back(as_system([&](kit::Write& write) { return catalogue::create(write, wanted); }).id);
        ++number;
      }
    }
  }

  // The pool is opened a month and a half ago; before, there was none.
  void pass_pool_day(std::int64_t days_left) {
    if (sellers_.empty() || days_left > kPoolDays) return;
    if (!pool_) {
      std::vector<DemoSeller> sellers;
      for (const auto& seller : sellers_)
        sellers.push_back({seller.id, seller.store, seller.name});
      pool_ = std::make_unique<DemoPool>(runtime(), options_.language != "en", std::move(sellers), words_.surnames);
      pool_->open(stores_);
    }
    pool_->pass_day(random_);
    const auto buyers = pool_->buyers(random_);
    if (!buyers.empty()) {
      application_.database().write([&](db::Transaction& tx) {
        for (const auto& buyer : buyers)
          add_sale(tx, {buyer.seller.id, buyer.seller.store, buyer.seller.name}, buyer.customer);
      });
    }
    // The pool learns from the till who was won, on the day it happens.
    while (application_.outbox().deliver_batch(runtime()) > 0) {
    }
  }

  void run_days(Time today) {
    const std::int64_t sales_in_all = options_.customers * kSalesPerCustomerAndYear * options_.days / 365;
    for (std::int64_t day = 0; day < options_.days; ++day) {
      const Time morning = plus_days(today, -(options_.days - day));
      // Business grows through the year, so that the charts have something to say.
      const std::int64_t sales =
          sales_in_all * (options_.days + day) / (options_.days * options_.days * 3 / 2) + pick(3);
      run_day(morning, options_.customers * (day + 1) / options_.days, sales);
      pass_pool_day(options_.days - day);
      if (day % 7 == 0 && ::isatty(STDOUT_FILENO) != 0) {
        std::printf("\rDay %lld of %lld", static_cast<long long>(day) + 1, static_cast<long long>(options_.days));
        std::fflush(stdout);
      }
    }
  }

  void run_day(Time morning, std::int64_t customers_by_then, std::int64_t sales) {
    const auto first_new = customers_by_then - static_cast<std::int64_t>(customers_.size());
    std::vector<Time> moments;
    for (std::int64_t i = 0; i < sales; ++i)
      moments.push_back(plus_seconds(morning, 9 * 3600 + pick(12 * 3600)));
    std::sort(moments.begin(), moments.end());
    application_.database().write([&](db::Transaction& tx) {
      clock_.set(morning);
      for (std::int64_t i = 0; i < first_new; ++i)
        add_customer(tx);
      for (const auto moment : moments) {
        clock_.set(moment);
        add_sale(tx);
      }
      kit::Write write(runtime(), tx, actor_, clock_.now());
      add_demo_behaviour(write, customers_, random_);
    });
  }

  void add_customer(db::Transaction& tx) {
    const auto& seller = one_of(sellers_);
    auto actor = actor_of(seller);
    kit::Write write(runtime(), tx, actor, clock_.now());
    customers::NewCustomer wanted;
    const bool is_female = pick(100) < 68;
    wanted.name =
        one_of(words_.surnames) + words_.name_gap + one_of(is_female ? words_.female_names : words_.male_names);
    wanted.gender = is_female ? customers::Gender::female : customers::Gender::male;
    wanted.birthday_on = *date_from({static_cast<std::int32_t>(1958 + pick(48)),
                                     static_cast<std::int32_t>(1 + pick(12)), static_cast<std::int32_t>(1 + pick(28))});
    // 1990000 is a range nobody's phone is in.
    wanted.phone = "199000" + std::to_string(10'000 + static_cast<std::int64_t>(customers_.size()));
    wanted.store_id = seller.store;
    wanted.owner_staff_id = seller.id;
    wanted.source = "till";
    if (pick(3) != 0)
      wanted.card_number = "88" + std::to_string(10'000'000 + static_cast<std::int64_t>(customers_.size()) * 37);
    fields_->describe(wanted, random_);
    customers_.push_back(must(customers::create(write, wanted)).id);
  }

  struct Seller {
    kit::StaffId id;
    kit::OrgUnitId store;
    std::string name;
  };

  static kit::Actor actor_of(const Seller& seller) {
    auto actor = kit::system_actor(seller.name);
    actor.staff_id = seller.id;
    actor.org_unit_id = seller.store;
    return actor;
  }

  void add_sale(db::Transaction& tx) {
    const auto& seller = one_of(sellers_);
    std::optional<customers::CustomerId> buyer;
    if (pick(1000) >= kAnonymousPerThousand && !customers_.empty()) {
      // Some come often, most rarely.
      const auto span = static_cast<std::int64_t>(customers_.size());
      buyer = customers_[static_cast<std::size_t>(std::min(pick(span), pick(span)))];
    }
    add_sale(tx, seller, buyer);
  }

  void add_sale(db::Transaction& tx, const Seller& seller, std::optional<customers::CustomerId> buyer) {
    const auto actor = actor_of(seller);
    kit::Write write(runtime(), tx, actor, clock_.now());
    sales::SaleRequest request;
    request.store_id = seller.store;
    request.customer_id = buyer;
    const std::int64_t lines = 1 + pick(3);
    for (std::int64_t i = 0; i < lines; ++i) {
      sales::LineRequest line;
      line.product_id = one_of(products_);
      line.quantity = pick(5) == 0 ? 2 : 1;
      request.lines.push_back(line);
    }
    const auto quote =
        must(sales::quote(products_cache_, write.as_read(), {request.store_id, request.customer_id, request.lines}));
    request.expected_payable = quote.payable;
    if (quote.payable.minor > 0) request.payments.push_back({one_of(kPaymentKinds), quote.payable});
    const auto made = must(sales::sell(products_cache_, write, request));
    if (pick(1000) < kReturnsPerThousand) {
      (void)must(sales::take_back(write, made.sale.customer_id, made.sale.sale_id, {{{1, 1}}, words_.return_reason}));
    }
  }

  static constexpr std::array kPaymentKinds{sales::PaymentKind::wechat, sales::PaymentKind::wechat,
                                            sales::PaymentKind::alipay, sales::PaymentKind::card,
                                            sales::PaymentKind::cash};

  const DemoOptions& options_;
  Application& application_;
  ManualClock& clock_;
  std::mt19937_64 random_;
  DemoWords words_;
  kit::Actor actor_ = kit::system_actor("demo");
  kit::OrgUnitId root_;
  std::vector<kit::OrgUnitId> stores_;
  std::vector<Account> accounts_;
  std::vector<Seller> sellers_;
  std::vector<catalogue::ProductId> products_;
  std::vector<customers::CustomerId> customers_;
  catalogue::ProductCache products_cache_;
  std::unique_ptr<DemoPool> pool_;
  std::unique_ptr<DemoFields> fields_;
};

}  // namespace

int demo(const DemoOptions& options) {
  const Time today = now_from_system_clock();
  ManualClock clock(plus_days(today, -options.days - 1));
  Application application(options.data, clock);
  must(application.migrate());
  if (application.database().read([](db::Transaction& tx) { return identity::is_set_up(tx); })) {
    throw std::runtime_error(options.data.folder.string() + " holds a chain already; demo data wants an empty folder");
  }
  Demo demo(options, application, clock);
  demo.build(today);
  demo.hand_out_accounts();
  return 0;
}

}  // namespace homeport::cli
