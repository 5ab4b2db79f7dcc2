#include "chain.hpp"

#include "modules/catalogue/service.hpp"
#include "modules/customers/service.hpp"
#include "modules/sales/service.hpp"
#include "must.hpp"

namespace homeport::bench {
namespace {

constexpr std::int64_t kProducts = 60;
constexpr Money kLeastPrice{1};
constexpr std::int64_t kMembersPerWrite = 500;

}  // namespace

Chain::Chain(const ChainOptions& options) : folder_(options.folder) {
  cli::DataOptions data;
  data.folder = options.folder;
  data.database_url = options.database_url;
  application_ = std::make_unique<cli::Application>(data, clock_, PasswordCost::least);
  must(application_->migrate());
  identity::SetupRequest request;
  request.chain_name = "Bench";
  request.store_name = "Bench store";
  request.admin_name = "Bench";
  request.sign_in_name = "bench";
  request.password = "measure-twice-cut-once";
  const auto session = must(identity::set_up(application_->identity(), request, nullptr));
  authorization_ = "Authorization: Bearer " + session.token + "\r\n";
  fill(options.members);
  quote_variants();
  http::ServerOptions http;
  http.port = 0;
  http.threads = options.http_threads;
  http.access_log = false;
  http.upload_folder = folder_;
  application_->add_routes(router_);
  server_ = std::make_unique<http::Server>(http, router_);
  server_->start();
}

Chain::~Chain() {
  server_->stop();
  server_.reset();
  application_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Chain::fill(std::int64_t members) {
  auto& runtime = application_->runtime();
  const auto actor = kit::system_actor("bench");
  const auto store =
      application_->database().read([](db::Transaction& tx) { return identity::active_stores(tx).front().id; });
  store_id_ = to_string(store);
  must(kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
    catalogue::NewServiceType type;
    type.name = "Bench type";
    type.code = "BENCH";
    type.weight = Rate{300'000};
    TRY(const auto service, catalogue::create(write, type));
    for (std::int64_t i = 0; i < kProducts; ++i) {
      catalogue::NewProduct product;
      product.sku = "B" + std::to_string(1000 + i);
      product.name = "Product " + std::to_string(i);
      product.service_type_id = service.id;
      // Small amounts: nobody reaches a second tier and another price while he is measured.
      product.price = Money{100 + i};
      product.cost = Money{60 + i / 2};
      TRY(const auto kept, catalogue::create(write, product));
      product_ids_.push_back(to_string(kept.id));
    }
    catalogue::NewProduct cheapest;
    cheapest.sku = "B-CHEAPEST";
    cheapest.name = "Cheapest";
    cheapest.service_type_id = service.id;
    cheapest.price = kLeastPrice;
    TRY(const auto kept, catalogue::create(write, cheapest));
    cheapest_id_ = to_string(kept.id);
    return Done{};
  }));
  for (std::int64_t from = 0; from < members; from += kMembersPerWrite) {
    must(kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
      for (std::int64_t i = from; i < std::min(members, from + kMembersPerWrite); ++i) {
        customers::NewCustomer wanted;
        wanted.name = "Member " + std::to_string(i);
        wanted.phone = "199" + std::to_string(10'000'000 + i);
        wanted.card_number = card_of(static_cast<std::size_t>(i));
        wanted.store_id = store;
        TRY(const auto customer, customers::create(write, wanted));
        member_ids_.push_back(to_string(customer.id));
      }
      return Done{};
    }));
  }
}

void Chain::quote_variants() {
  catalogue::ProductCache products;
  const auto actor = kit::system_actor("bench");
  for (std::size_t variant = 0; variant < kVariants; ++variant) {
    sales::QuoteRequest request;
    request.store_id = *parse_id_as<kit::OrgUnitId>(store_id_);
    request.customer_id = *parse_id_as<customers::CustomerId>(member_ids_.front());
    for (std::size_t line = 0; line < 3; ++line) {
      sales::LineRequest wanted;
      wanted.product_id = *parse_id_as<catalogue::ProductId>(product_ids_[product_of(variant, line)]);
      request.lines.push_back(wanted);
    }
    const auto quote = must(application_->database().read([&](db::Transaction& tx) {
      return sales::quote(products, {tx, actor, clock_.now()}, request);
    }));
    payables_.push_back(quote.payable.minor);
  }
}

std::string Chain::body_of(std::size_t member, const std::array<std::string_view, 3>& products,
                           std::int64_t payable_minor) const {
  std::string lines;
  for (const auto product : products) {
    if (!lines.empty()) lines += ',';
    lines.append(R"({"product_id":")").append(product).append(R"(","quantity":1})");
  }
  const std::string payable = std::to_string(payable_minor);
  return R"({"store_id":")" + store_id_ + R"(","customer_id":")" + member_ids_[member % member_ids_.size()] +
         R"(","lines":[)" + lines + R"(],"payments":[{"kind":"cash","amount_minor":)" + payable +
         R"(}],"expected_payable_minor":)" + payable + "}";
}

std::string Chain::sale_body(std::size_t member, std::size_t variant) const {
  variant %= kVariants;
  return body_of(member,
                 {product_ids_[product_of(variant, 0)], product_ids_[product_of(variant, 1)],
                  product_ids_[product_of(variant, 2)]},
                 payables_[variant]);
}

std::string Chain::smallest_sale_body(std::size_t member) const {
  return body_of(member, {cheapest_id_, cheapest_id_, cheapest_id_}, 3 * kLeastPrice.minor);
}

}  // namespace homeport::bench
