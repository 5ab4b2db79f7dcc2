#pragma once

// What other modules ask of the catalogue.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kit/use_case.hpp"
#include "modules/catalogue/types.hpp"

namespace homeport::catalogue {

inline constexpr std::string_view kReadPermission = "catalogue.read";
inline constexpr std::string_view kWritePermission = "catalogue.write";

// --- For sales ------------------------------------------------------------------------------------------------------

// What a sale needs of the product, fresh from the database. catalogue.product_unknown (404),
// catalogue.product_disabled (409); the caller names the field.
[[nodiscard]] Result<ProductForSale> find_for_sale(db::Transaction& tx, ProductId id);
// `code`: a barcode, else an SKU; the barcode wins where it is both.
[[nodiscard]] Result<ProductForSale> find_for_sale(db::Transaction& tx, std::string_view code);
// Disabled ones too, for what was sold long ago.
[[nodiscard]] std::optional<ProductForSale> load_for_sale(db::Transaction& tx, ProductId id);
// Whether this was its price at some time since then, and has been changed; and the lowest that was. The present price
// is not among them.
[[nodiscard]] bool was_price_since(db::Transaction& tx, ProductId id, Money price, Time since);
[[nodiscard]] std::optional<Money> lowest_price_since(db::Transaction& tx, ProductId id, Time since);

inline constexpr std::int64_t kProductCacheSeconds = 5;
inline constexpr std::size_t kProductCacheLimit = 20'000;  // products, and as many codes

// The same answers from memory, for the till. Forgets everything when this process commits a change to the catalogue;
// what another server changes is seen after kProductCacheSeconds at the latest, and a sale that was quoted before is
// then refused by its expected amount. Never use it in a transaction that itself writes to the catalogue. Any thread.
class ProductCache {
 public:
  ProductCache();
  ~ProductCache();
  ProductCache(const ProductCache&) = delete;
  ProductCache& operator=(const ProductCache&) = delete;

  [[nodiscard]] Result<ProductForSale> find(const kit::Read& read, ProductId id);
  [[nodiscard]] Result<ProductForSale> find(const kit::Read& read, std::string_view code);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// --- Reading and writing --------------------------------------------------------------------------------------------

[[nodiscard]] Result<Product> load(db::Transaction& tx, ProductId id);
[[nodiscard]] Result<ServiceType> load(db::Transaction& tx, ServiceTypeId id);
[[nodiscard]] std::vector<ServiceType> service_types(db::Transaction& tx);  // all, by name
// Which service type each product is of, all of them, disabled ones too.
[[nodiscard]] std::vector<ProductKind> product_kinds(db::Transaction& tx);
[[nodiscard]] std::optional<ProductId> find_by_code(db::Transaction& tx, std::string_view code);

// request.required, catalogue.sku_taken and catalogue.barcode_taken (the other product in `current`),
// catalogue.service_type_unknown, catalogue.no_service_type.
[[nodiscard]] Result<Product> create(kit::Write& write, const NewProduct& wanted);
// Saves `after`, made from `before` as load() gave it in this transaction. Nothing changed: nothing is written.
[[nodiscard]] Result<Product> update(kit::Write& write, const Product& before, Product after);

// For imports: the product with that SKU as it is, or a new one.
struct EnsuredProduct {
  ProductId id;
  bool is_new = false;
};
[[nodiscard]] Result<EnsuredProduct> ensure_by_sku(kit::Write& write, const NewProduct& wanted);
// By the SKU alone, in any spelling; disabled ones too.
[[nodiscard]] std::optional<ProductId> find_by_sku(db::Transaction& tx, std::string_view sku);

// catalogue.code_taken, catalogue.too_many_service_types.
[[nodiscard]] Result<ServiceType> create(kit::Write& write, const NewServiceType& wanted);
[[nodiscard]] Result<ServiceType> update(kit::Write& write, const ServiceType& before, ServiceType after);

// For set-up: the first service type, named in the chain's language, unless there is one.
void seed_defaults(kit::Write& write);

}  // namespace homeport::catalogue
