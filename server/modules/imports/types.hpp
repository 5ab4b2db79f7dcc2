#pragma once

// The words of importing: a file of sales another system wrote, the meaning given to its columns, and what became of
// its rows.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "kit/access.hpp"
#include "modules/catalogue/types.hpp"

namespace homeport::imports {

using ImportId = Id<struct ImportTag>;
using catalogue::ServiceTypeId;
using kit::OrgUnitId;
using kit::StaffId;

enum class ImportKind : std::uint8_t { sales, customers };
// uploaded → checked → running → done; cancelled and failed end it too. A killed server leaves `running`, which goes on
// where it stopped. What an import of customers did can be undone when it has ended: undoing → undone.
enum class ImportState : std::uint8_t { uploaded, checked, running, done, failed, cancelled, undoing, undone };

// What a column can mean.
enum class Meaning : std::uint8_t {
  order_ref,
  sold_at,
  store,
  customer_ref,
  customer_name,
  customer_phone,
  sku,
  product_name,
  category,
  quantity,
  amount,
  unit_price,
  cost,
  profit,
  currency,
};
inline constexpr std::size_t kMeaningCount = 15;

// What becomes of rows that name no customer.
enum class WithoutCustomer : std::uint8_t { refuse, anonymous };

inline constexpr std::int64_t kMostUnits = 1'000'000;       // of a row, sold or come back
inline constexpr std::int64_t kOrderSpanSeconds = 60 * 60;  // between the first and the last line of an order

inline constexpr std::int64_t kMostFileBytes = 1024LL * 1024 * 1024;
inline constexpr std::int64_t kMostRows = 5'000'000;
inline constexpr std::int64_t kMostErrors = 100'000;  // more: the import fails before anything is recorded
inline constexpr std::int64_t kPreviewRows = 20;
inline constexpr std::int64_t kPreviewErrors = 50;
inline constexpr std::size_t kMostColumns = 200;

// A column of the file, with some of its values and what it seems to mean.
struct ImportColumn {
  std::int64_t index = 0;
  std::string name;
  std::vector<std::string> samples;
  std::optional<Meaning> suggested;
};

// Which column means what, by index; and how the rest is to be read.
struct CheckRequest {
  std::optional<std::int64_t> order_ref;
  std::optional<std::int64_t> sold_at;
  std::optional<std::int64_t> store;
  std::optional<std::int64_t> customer_ref;
  std::optional<std::int64_t> customer_name;
  std::optional<std::int64_t> customer_phone;
  std::optional<std::int64_t> sku;
  std::optional<std::int64_t> product_name;
  std::optional<std::int64_t> category;
  std::optional<std::int64_t> quantity;
  std::optional<std::int64_t> amount;
  std::optional<std::int64_t> unit_price;
  std::optional<std::int64_t> cost;
  std::optional<std::int64_t> profit;
  std::optional<std::int64_t> currency;
  std::string date_format;
  std::optional<OrgUnitId> default_store_id;
  std::optional<ServiceTypeId> service_type_id;  // of products the import makes; none: the default one
  WithoutCustomer without_customer = WithoutCustomer::refuse;
};

struct ImportFile {
  ImportId id;
  ImportKind kind = ImportKind::sales;
  ImportState state = ImportState::uploaded;
  std::string file_name;
  std::string stored_name;
  std::int64_t size_bytes = 0;
  std::string content_hash;
  std::string encoding;
  std::string delimiter;
  std::string columns_json;
  std::string mapping_json;
  std::optional<std::string> date_format;
  std::optional<OrgUnitId> default_store_id;
  std::optional<ServiceTypeId> service_type_id;
  std::int64_t rows_total = 0;
  std::int64_t rows_staged = 0;
  std::int64_t rows_done = 0;
  std::int64_t rows_ok = 0;
  std::int64_t rows_skipped = 0;
  std::int64_t rows_refused = 0;
  std::int64_t customers_created = 0;
  std::int64_t customers_updated = 0;
  std::int64_t products_created = 0;
  std::int64_t sales_created = 0;
  std::int64_t returns_created = 0;
  std::int64_t rows_undone = 0;
  std::int64_t rows_kept = 0;  // of an undoing: changed or used since
  std::optional<std::string> error;
  StaffId created_by;
  std::string created_by_name;
  OrgUnitId org_unit_id;
  std::string reach;  // of who started it, as file_steps keeps it: the job goes no further; empty before
  Time created_at;
  std::optional<Time> started_at;
  std::optional<Time> finished_at;
  std::int64_t version = 1;
};

// A row of the file understood.
struct ImportRow {
  std::int64_t row_no = 0;  // as a person counts in the file, the header line being 1
  std::string order_ref;
  Time sold_at;
  OrgUnitId store_id;
  std::string customer_ref;
  std::string customer_name;
  std::string customer_phone;  // E.164 or empty
  std::string sku;
  std::string product_name;
  std::string category;
  std::int64_t quantity = 0;  // below 0: units that came back
  Money amount;
  std::optional<Money> cost;
};

struct RowError {
  std::int64_t row_no = 0;
  std::string field;
  std::string reason;
  std::string detail;
  std::string value;
};

struct WillCreate {
  std::int64_t customers = 0;
  std::int64_t products = 0;
  std::int64_t sales = 0;
  std::int64_t returns = 0;  // orders with rows that take something back; which sales they find shows when they run
};

// What reading the whole file found, before anything is written.
struct Preview {
  std::vector<ImportRow> rows;
  std::vector<RowError> errors;
  std::int64_t error_count = 0;
  std::int64_t row_count = 0;
  std::int64_t already_imported = 0;  // orders that are here already
  WillCreate will_create;
};

// The file as the wizard shows it.
struct ImportDocument {
  ImportFile import;
  std::vector<ImportColumn> columns;
  std::vector<std::string> date_formats;  // those that fit the column that looks like a date
  std::optional<CheckRequest> mapping;    // chosen, or used last for such columns
  std::optional<ImportId> same_file_as;   // an earlier import of the very same bytes
};

}  // namespace homeport::imports

template <>
struct homeport::Choices<homeport::imports::ImportKind> {
  static constexpr std::array<std::string_view, 2> names{"sales", "customers"};
};
template <>
struct homeport::Choices<homeport::imports::ImportState> {
  static constexpr std::array<std::string_view, 8> names{"uploaded", "checked",   "running", "done",
                                                         "failed",   "cancelled", "undoing", "undone"};
};
template <>
struct homeport::Choices<homeport::imports::Meaning> {
  static constexpr std::array<std::string_view, homeport::imports::kMeaningCount> names{
      "order_ref", "sold_at",  "store",  "customer_ref", "customer_name", "customer_phone", "sku",     "product_name",
      "category",  "quantity", "amount", "unit_price",   "cost",          "profit",         "currency"};
};
template <>
struct homeport::Choices<homeport::imports::WithoutCustomer> {
  static constexpr std::array<std::string_view, 2> names{"refuse", "anonymous"};
};

template <>
struct homeport::Fields<homeport::imports::ImportColumn> {
  using T = homeport::imports::ImportColumn;
  static constexpr std::string_view name = "ImportColumn";
  static constexpr std::array rows{
      field<&T::index>("index", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::samples>("samples", Access::read_only),
      field<&T::suggested>("suggested_field", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::imports::CheckRequest> {
  using T = homeport::imports::CheckRequest;
  static constexpr std::string_view name = "ImportMapping";
  static constexpr Limits kColumn{.min = 0, .max = 199, .about = "Index of the column."};
  static constexpr std::array rows{
      field<&T::order_ref>("order_ref", Access::read_write, kColumn),
      field<&T::sold_at>("sold_at", Access::read_write, kColumn),
      field<&T::store>("store", Access::read_write, kColumn),
      field<&T::customer_ref>("customer_ref", Access::read_write, kColumn),
      field<&T::customer_name>("customer_name", Access::read_write, kColumn),
      field<&T::customer_phone>("customer_phone", Access::read_write, kColumn),
      field<&T::sku>("sku", Access::read_write, kColumn),
      field<&T::product_name>("product_name", Access::read_write, kColumn),
      field<&T::category>("category", Access::read_write, kColumn),
      field<&T::quantity>("quantity", Access::read_write, kColumn),
      field<&T::amount>("amount", Access::read_write, kColumn),
      field<&T::unit_price>("unit_price", Access::read_write, kColumn),
      field<&T::cost>("cost", Access::margin, kColumn),
      field<&T::profit>("profit", Access::margin, kColumn),
      field<&T::currency>("currency", Access::read_write, kColumn),
      field<&T::date_format>("date_format", Access::read_write, {.max = 20, .required = true}),
      field<&T::default_store_id>("default_store_id", Access::read_write, {.about = "For rows that name no store."}),
      field<&T::service_type_id>("service_type_id", Access::read_write, {.about = "Of products made on the way."}),
      field<&T::without_customer>("without_customer", Access::read_write,
                                  {.about = "Rows that name no customer: refused, or sales to nobody known."}),
  };
};

template <>
struct homeport::Fields<homeport::imports::ImportFile> {
  using T = homeport::imports::ImportFile;
  static constexpr std::string_view name = "Import";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::kind>("kind", Access::read_only),
      field<&T::state>("state", Access::read_only),
      field<&T::file_name>("file_name", Access::read_only),
      field<&T::stored_name>("stored_name", Access::internal),
      field<&T::size_bytes>("size_bytes", Access::read_only),
      field<&T::content_hash>("content_hash", Access::internal),
      field<&T::encoding>("encoding", Access::read_only),
      field<&T::delimiter>("delimiter", Access::read_only),
      field<&T::columns_json>("columns", Access::internal),
      field<&T::mapping_json>("mapping", Access::internal),
      field<&T::date_format>("date_format", Access::read_only),
      field<&T::default_store_id>("default_store_id", Access::read_only),
      field<&T::service_type_id>("service_type_id", Access::read_only),
      field<&T::rows_total>("rows_total", Access::read_only),
      field<&T::rows_staged>("rows_staged", Access::read_only),
      field<&T::rows_done>("rows_done", Access::read_only),
      field<&T::rows_ok>("rows_ok", Access::read_only),
      field<&T::rows_skipped>("rows_skipped", Access::read_only),
      field<&T::rows_refused>("rows_refused", Access::read_only),
      field<&T::customers_created>("customers_created", Access::read_only),
      field<&T::customers_updated>("customers_updated", Access::read_only),
      field<&T::products_created>("products_created", Access::read_only),
      field<&T::sales_created>("sales_created", Access::read_only),
      field<&T::returns_created>("returns_created", Access::read_only),
      field<&T::rows_undone>("rows_undone", Access::read_only),
      field<&T::rows_kept>("rows_kept", Access::read_only),
      field<&T::error>("error", Access::read_only),
      field<&T::created_by>("created_by", Access::read_only),
      field<&T::created_by_name>("created_by_name", Access::read_only),
      field<&T::org_unit_id>("org_unit_id", Access::read_only),
      field<&T::reach>("reach", Access::internal),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::started_at>("started_at", Access::read_only),
      field<&T::finished_at>("finished_at", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::imports::ImportRow> {
  using T = homeport::imports::ImportRow;
  static constexpr std::string_view name = "ImportRow";
  static constexpr std::array rows{
      field<&T::row_no>("row_no", Access::read_only),
      field<&T::order_ref>("order_ref", Access::read_only),
      field<&T::sold_at>("sold_at", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::customer_ref>("customer_ref", Access::read_only),
      field<&T::customer_name>("customer_name", Access::read_only),
      field<&T::customer_phone>("customer_phone", Access::internal),
      field<&T::sku>("sku", Access::read_only),
      field<&T::product_name>("product_name", Access::read_only),
      field<&T::category>("category", Access::read_only),
      field<&T::quantity>("quantity", Access::read_only),
      field<&T::amount>("amount_minor", Access::read_only),
      field<&T::cost>("cost_minor", Access::margin_read_only),
  };
};

template <>
struct homeport::Fields<homeport::imports::RowError> {
  using T = homeport::imports::RowError;
  static constexpr std::string_view name = "ImportRowError";
  static constexpr std::array rows{
      field<&T::row_no>("row", Access::read_only),    field<&T::field>("field", Access::read_only),
      field<&T::reason>("reason", Access::read_only), field<&T::detail>("detail", Access::read_only),
      field<&T::value>("value", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::imports::WillCreate> {
  using T = homeport::imports::WillCreate;
  static constexpr std::string_view name = "ImportWillCreate";
  static constexpr std::array rows{
      field<&T::customers>("customers", Access::read_only),
      field<&T::products>("products", Access::read_only),
      field<&T::sales>("sales", Access::read_only),
      field<&T::returns>("returns", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::imports::Preview> {
  using T = homeport::imports::Preview;
  static constexpr std::string_view name = "ImportPreview";
  static constexpr std::array rows{
      field<&T::rows>("rows", Access::read_only),
      field<&T::errors>("errors", Access::read_only),
      field<&T::error_count>("error_count", Access::read_only),
      field<&T::row_count>("row_count", Access::read_only),
      field<&T::already_imported>("already_imported", Access::read_only),
      field<&T::will_create>("will_create", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::imports::ImportDocument> {
  using T = homeport::imports::ImportDocument;
  static constexpr std::string_view name = "ImportDocument";
  static constexpr std::array rows{
      field<&T::import>("import", Access::read_only),
      field<&T::columns>("columns", Access::read_only),
      field<&T::date_formats>("date_formats", Access::read_only),
      field<&T::mapping>("mapping", Access::read_only),
      field<&T::same_file_as>("same_file_as", Access::read_only),
  };
};
