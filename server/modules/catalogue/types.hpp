#pragma once

// The records, requests and choices of the catalogue: what is sold, and what kind of goods or service it is.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/amounts.hpp"
#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"

namespace homeport::catalogue {

struct ProductTag;
using ProductId = Id<ProductTag>;
struct ServiceTypeTag;
using ServiceTypeId = Id<ServiceTypeTag>;

enum class ProductStatus : std::uint8_t { active, disabled };

// Limits of what may be entered, in characters unless said otherwise.
inline constexpr std::int64_t kMostSkuCharacters = 64;
inline constexpr std::int64_t kMostBarcodeCharacters = 64;
inline constexpr std::int64_t kMostProductNameCharacters = 200;
inline constexpr std::int64_t kMostCategoryCharacters = 80;
inline constexpr Rate kMostWeight{10 * kPpm};
inline constexpr std::int64_t kMostServiceTypes = 500;  // of the chain

// A kind of goods or service. `margin` is what its products earn of their price where they have neither cost nor
// margin of their own; none: unknown.
struct ServiceType {
  ServiceTypeId id;
  std::string name;
  std::string name_folded;
  std::string code;
  Rate weight = kWhole;  // of its sales in consumption points
  std::optional<Rate> margin;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

struct NewServiceType {
  std::string name;
  std::string code;
  Rate weight = kWhole;
  std::optional<Rate> margin;
};

struct Product {
  ProductId id;
  std::string sku;
  std::optional<std::string> barcode;
  std::string name;
  std::string name_folded;
  std::optional<std::string> category;
  ServiceTypeId service_type_id;
  Money price;                 // list price of one unit
  std::optional<Money> cost;   // of one unit
  std::optional<Rate> margin;  // used where there is no cost
  ProductStatus status = ProductStatus::active;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

// No service type: the chain's first one.
struct NewProduct {
  std::string sku;
  std::optional<std::string> barcode;
  std::string name;
  std::optional<std::string> category;
  std::optional<ServiceTypeId> service_type_id;
  Money price;
  std::optional<Money> cost;
  std::optional<Rate> margin;
  ProductStatus status = ProductStatus::active;
};

// What a sale needs of a product. cost, margin and what follows from them are margin secrets.
struct ProductForSale {
  ProductId id;
  std::string sku;
  std::string name;
  ProductStatus status = ProductStatus::active;
  Money price;
  std::optional<Money> cost;   // of one unit
  std::optional<Rate> margin;  // the product's own, else its service type's; used where there is no cost
  ServiceTypeId service_type_id;
  Rate weight;  // of the service type

  friend bool operator==(const ProductForSale&, const ProductForSale&) = default;
};

// Which service type a product is of.
struct ProductKind {
  ProductId product_id;
  ServiceTypeId service_type_id;
};

// Conditions of the product list; all given ones must hold.
struct ProductConditions {
  std::optional<std::string> text;  // any words: name, pinyin, initials, parts of SKU or barcode
  std::optional<std::string> category;
  std::optional<ServiceTypeId> service_type_id;
  std::optional<ProductStatus> status;
};

}  // namespace homeport::catalogue

template <>
struct homeport::Choices<homeport::catalogue::ProductStatus> {
  static constexpr std::array<std::string_view, 2> names{"active", "disabled"};
};

// The order of these rows is the order of the columns in store.cpp.
template <>
struct homeport::Fields<homeport::catalogue::ServiceType> {
  using S = homeport::catalogue::ServiceType;
  static constexpr std::string_view name = "ServiceType";
  static constexpr std::array rows{
      field<&S::id>("id", Access::read_only),
      field<&S::name>("name", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&S::name_folded>("name_folded", Access::internal, {.max = 1000}),
      field<&S::code>("code", Access::read_write, {.min = 1, .max = 32, .required = true, .about = "Unique."}),
      field<&S::weight>("weight_ppm", Access::read_write,
                        {.min = 0,
                         .max = homeport::catalogue::kMostWeight.ppm,
                         .about = "What its sales weigh in consumption points."}),
      field<&S::margin>("margin_ppm", Access::margin,
                        {.min = 0, .max = kPpm, .about = "Of the price, for products without a cost or margin."}),
      field<&S::created_at>("created_at", Access::read_only),
      field<&S::updated_at>("updated_at", Access::read_only),
      field<&S::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::catalogue::NewServiceType> {
  using S = homeport::catalogue::NewServiceType;
  static constexpr std::string_view name = "NewServiceType";
  static constexpr std::array rows{
      field<&S::name>("name", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&S::code>("code", Access::read_write, {.min = 1, .max = 32, .required = true}),
      field<&S::weight>("weight_ppm", Access::read_write, {.min = 0, .max = homeport::catalogue::kMostWeight.ppm}),
      field<&S::margin>("margin_ppm", Access::margin, {.min = 0, .max = kPpm}),
  };
};

template <>
struct homeport::Fields<homeport::catalogue::Product> {
  using P = homeport::catalogue::Product;
  static constexpr std::string_view name = "Product";
  static constexpr std::array rows{
      field<&P::id>("id", Access::read_only),
      field<&P::sku>("sku", Access::read_write,
                     {.min = 1,
                      .max = homeport::catalogue::kMostSkuCharacters,
                      .required = true,
                      .about = "Unique; upper and lower case are the same."}),
      field<&P::barcode>("barcode", Access::read_write,
                         {.max = homeport::catalogue::kMostBarcodeCharacters, .about = "Unique."}),
      field<&P::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::catalogue::kMostProductNameCharacters, .required = true}),
      field<&P::name_folded>("name_folded", Access::internal, {.max = 1000}),
      field<&P::category>("category", Access::read_write, {.max = homeport::catalogue::kMostCategoryCharacters}),
      field<&P::service_type_id>("service_type_id", Access::read_write),
      field<&P::price>("price_minor", Access::read_write, {.min = 0, .max = kMaxAmount, .required = true}),
      field<&P::cost>("cost_minor", Access::margin, {.min = 0, .max = kMaxAmount}),
      field<&P::margin>("margin_ppm", Access::margin,
                        {.min = 0, .max = kPpm, .about = "Of the price, used where there is no cost."}),
      field<&P::status>("status", Access::read_write),
      field<&P::created_at>("created_at", Access::read_only),
      field<&P::updated_at>("updated_at", Access::read_only),
      field<&P::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::catalogue::NewProduct> {
  using P = homeport::catalogue::NewProduct;
  static constexpr std::string_view name = "NewProduct";
  static constexpr std::array rows{
      field<&P::sku>("sku", Access::read_write,
                     {.min = 1, .max = homeport::catalogue::kMostSkuCharacters, .required = true}),
      field<&P::barcode>("barcode", Access::read_write, {.max = homeport::catalogue::kMostBarcodeCharacters}),
      field<&P::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::catalogue::kMostProductNameCharacters, .required = true}),
      field<&P::category>("category", Access::read_write, {.max = homeport::catalogue::kMostCategoryCharacters}),
      field<&P::service_type_id>("service_type_id", Access::read_write, {.about = "Default: the first one."}),
      field<&P::price>("price_minor", Access::read_write, {.min = 0, .max = kMaxAmount, .required = true}),
      field<&P::cost>("cost_minor", Access::margin, {.min = 0, .max = kMaxAmount}),
      field<&P::margin>("margin_ppm", Access::margin, {.min = 0, .max = kPpm}),
      field<&P::status>("status", Access::read_write),
  };
};
