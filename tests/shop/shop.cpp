#include "shop/shop.hpp"

#include <stdexcept>

#include "kit/jobs.hpp"

namespace homeport::test {
namespace {

cli::DataOptions data_options(const std::filesystem::path& folder, const OwnPostgres* postgres) {
  cli::DataOptions options;
  options.folder = folder;
  if (postgres != nullptr) options.database_url = postgres->url();
  return options;
}

http::ServerOptions server_options(const std::filesystem::path& folder) {
  http::ServerOptions options;
  options.port = 0;
  options.threads = 1;
  options.access_log = false;
  options.shutdown_grace = std::chrono::milliseconds{2'000};
  options.upload_folder = folder / "uploads";
  std::filesystem::create_directories(options.upload_folder);
  return options;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return encoded;
}

}  // namespace

Shop::Shop(db::Engine engine, Time start)
    : postgres_(engine == db::Engine::postgres ? std::make_unique<OwnPostgres>() : nullptr), clock_(start) {
  application_ =
      std::make_unique<cli::Application>(data_options(folder_.path(), postgres_.get()), clock_, PasswordCost::least);
  if (!application_->migrate().ok()) throw std::runtime_error("the schema could not be made");
  server_ = std::make_unique<http::Server>(server_options(folder_.path()), router_);
  application_->runtime().events = &server_->events();
  application_->add_routes(router_);
  server_->start();
  set_up();
}

Shop::~Shop() {
  try {
    run_jobs();
    EXPECT_EQ(broken_invariants(), std::vector<std::string>{});
  } catch (const std::exception& error) {
    ADD_FAILURE() << error.what();
  }
  server_->stop();
}

Reply Shop::done(Reply reply, std::string_view what) {
  if (!reply.ok()) {
    throw std::runtime_error(std::string(what) + ": " + std::to_string(reply.status) + " " + reply.body);
  }
  return reply;
}

void Shop::set_up() {
  Caller somebody(port());
  const json::object request{{"setup_code", application_->identity().setup_code()},
                             {"chain_name", "Harbour"},
                             {"currency", "CNY"},
                             {"time_zone", "Asia/Shanghai"},
                             {"language", "en"},
                             {"store_name", "Quay Street"},
                             {"admin_name", "Ada"},
                             {"sign_in_name", "ada"},
                             {"password", kShopPassword}};
  const auto session = done(somebody.post("/v1/setup", request), "set-up");
  ada_ = std::make_unique<Caller>(port(), session.text("/token"), session.text("/me/staff/id"));
  headquarters_ = session.text("/me/org_unit_id");
  const auto units = done(ada_->get("/v1/org_units"), "units");
  for (const auto& unit : units.list("/items")) {
    if (unit.at("kind").as_string() == "store") first_store_ = std::string(unit.at("id").as_string());
  }
}

void Shop::sign_in_again() {
  const json::object credentials{{"sign_in_name", "ada"}, {"password", kShopPassword}};
  const auto session = done(Caller(port()).post("/v1/sessions", credentials), "sign-in");
  ada_ = std::make_unique<Caller>(port(), session.text("/token"), session.text("/me/staff/id"));
}

std::string Shop::open_store(const std::string& name) {
  return id_of(
      done(ada_->post("/v1/org_units", json::object{{"parent_id", headquarters_}, {"kind", "store"}, {"name", name}}),
           name));
}

Caller Shop::hire(const std::string& role, const std::string& store_id) {
  const auto roles = done(ada_->get("/v1/roles?limit=200"), "roles");
  for (const auto& one : roles.list("/items")) {
    if (one.at("name").as_string() == role) return welcome(std::string(one.at("id").as_string()), store_id);
  }
  throw std::runtime_error("there is no role " + role);
}

Caller Shop::hire_with(const json::array& permissions, const std::string& data_scope, const std::string& store_id) {
  const json::object role{
      {"name", "role " + std::to_string(hired_ + 1)}, {"data_scope", data_scope}, {"permissions", permissions}};
  return welcome(id_of(done(ada_->post("/v1/roles", role), "role")), store_id);
}

Caller Shop::welcome(const std::string& role_id, const std::string& store_id) {
  const std::string name = "person" + std::to_string(++hired_);
  const json::object person{
      {"name", name}, {"sign_in_name", name}, {"org_unit_id", store_id}, {"role_ids", json::array{role_id}}};
  const auto staff_id = id_of(done(ada_->post("/v1/staff", person), name));
  const auto first = done(ada_->act("/v1/staff/" + staff_id + "/reset_password"), "first password");
  Caller at_the_door(port());
  const auto temporary = first.text("/temporary_password");
  const json::object credentials{{"sign_in_name", name}, {"password", temporary}};
  const auto session = done(at_the_door.post("/v1/sessions", credentials), "sign-in");
  Caller inside(port(), session.text("/token"), staff_id);
  const json::object change{{"current_password", temporary}, {"new_password", "moored for the night " + name}};
  done(inside.post("/v1/me/password", change), "own password");
  return Caller(port(), session.text("/token"), staff_id);
}

std::string Shop::add_service_type(const std::string& code, std::int64_t weight_ppm,
                                   std::optional<std::int64_t> margin_ppm) {
  json::object type{{"name", "Type " + code}, {"code", code}, {"weight_ppm", weight_ppm}};
  if (margin_ppm) type["margin_ppm"] = *margin_ppm;
  return id_of(done(ada_->post("/v1/service_types", type), code));
}

std::string Shop::add_product(const std::string& sku, std::int64_t price_minor, std::optional<std::int64_t> cost_minor,
                              const std::string& service_type_id) {
  json::object product{{"sku", sku}, {"name", "Product " + sku}, {"price_minor", price_minor}};
  if (cost_minor) product["cost_minor"] = *cost_minor;
  if (!service_type_id.empty()) product["service_type_id"] = service_type_id;
  return id_of(done(ada_->post("/v1/products", product), sku));
}

std::string Shop::register_customer(const std::string& name, const std::string& phone, const std::string& store_id) {
  json::object customer{{"name", name}, {"store_id", store_id.empty() ? first_store_ : store_id}};
  if (!phone.empty()) customer["phone"] = phone;
  return id_of(done(ada_->post("/v1/customers", customer), name));
}

json::object Shop::basket(const std::string& customer_id, const std::vector<Units>& units,
                          const std::string& store_id) const {
  json::array lines;
  for (const auto& one : units) {
    lines.push_back(json::object{{"product_id", one.product_id}, {"quantity", one.quantity}});
  }
  json::object request{{"store_id", store_id.empty() ? first_store_ : store_id}, {"lines", lines}};
  if (!customer_id.empty()) request["customer_id"] = customer_id;
  return request;
}

json::object Shop::paid(json::object basket, std::int64_t payable_minor) {
  json::array payments;
  if (payable_minor > 0) payments.push_back(json::object{{"kind", "cash"}, {"amount_minor", payable_minor}});
  basket["payments"] = payments;
  basket["expected_payable_minor"] = payable_minor;
  return basket;
}

Reply Shop::quote(const std::string& customer_id, const std::vector<Units>& units) {
  return done(ada_->post("/v1/quotes", basket(customer_id, units)), "quote");
}

Sold Shop::sell(const std::string& customer_id, const std::vector<Units>& units) {
  clock_.advance_seconds(60);
  const auto payable = quote(customer_id, units).number("/payable_minor");
  Sold sold;
  sold.document = done(ada_->post("/v1/sales", paid(basket(customer_id, units), payable)), "sale");
  sold.customer_id = sold.document.text("/sale/customer_id");
  sold.sale_id = sold.document.text("/sale/sale_id");
  return sold;
}

Reply Shop::take_back(const Sold& sold, const std::vector<std::pair<std::int64_t, std::int64_t>>& lines) {
  clock_.advance_seconds(60);
  json::array wanted;
  for (const auto& [line_no, quantity] : lines) {
    wanted.push_back(json::object{{"line_no", line_no}, {"quantity", quantity}});
  }
  return done(ada_->post(sold.path() + "/returns", json::object{{"lines", wanted}, {"reason", "did not fit"}}),
              "return");
}

Reply Shop::points_of(const std::string& customer_id) {
  return done(ada_->get("/v1/customers/" + customer_id + "/points"), "points");
}

Reply Shop::entries_of(const std::string& customer_id) {
  return done(ada_->get("/v1/customers/" + customer_id + "/points/entries?limit=200"), "entries");
}

json::object Shop::mapping_of(const Reply& document, const std::string& date_format) {
  json::object mapping;
  for (const auto& column : document.list("/columns")) {
    const auto* meaning = column.as_object().if_contains("suggested_field");
    if (meaning != nullptr) mapping[meaning->as_string()] = column.at("index");
  }
  if (mapping.contains("amount")) mapping.erase("unit_price");
  if (mapping.contains("profit")) mapping.erase("cost");
  mapping["date_format"] = date_format;
  return mapping;
}

Imported Shop::import_file(std::string_view bytes, const std::string& file_name, const std::string& date_format,
                           const json::object& more) {
  const auto brought =
      done(ada_->upload("/v1/imports?kind=sales&file_name=" + percent_encoded(file_name), bytes), "file");
  Imported imported;
  imported.id = brought.text("/import/id");
  const std::string path = "/v1/imports/" + imported.id;
  auto mapping = mapping_of(brought, date_format);
  mapping["default_store_id"] = first_store_;
  for (const auto& [name, value] : more)
    mapping[name] = value;
  imported.preview = done(ada_->post(path + "/check", mapping), "check");
  done(ada_->act(path + "/start"), "start");
  run_jobs();
  imported.end = done(ada_->get(path), "import");
  imported.errors_csv = done(ada_->get(path + "/errors.csv"), "errors").body;
  return imported;
}

}  // namespace homeport::test
