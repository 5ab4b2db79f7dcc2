#pragma once

// The words of the home page.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "modules/customers/types.hpp"
#include "modules/imports/types.hpp"
#include "modules/programme/types.hpp"
#include "modules/sales/types.hpp"

namespace homeport::insight {

inline constexpr std::int32_t kHomeDays = 30;
inline constexpr std::int64_t kNewest = 8;
inline constexpr std::int32_t kGoingBackDays = 3;  // customers of one's own that go back today or within these

struct TodayNumbers {
  std::int64_t sales_count = 0;
  Money sales;
  std::int64_t returns_count = 0;
  std::int64_t new_customers = 0;
};

struct DayNumbers {
  Date on;
  std::int64_t sales_count = 0;
  Money sales;
};

struct TierNumbers {
  programme::TierId tier_id;
  std::string name;
  std::string colour;
  std::int64_t customers = 0;
};

struct NewestCustomer {
  customers::CustomerId id;
  std::string name;
  std::optional<std::string> phone;
  Time created_at;
};

// Something that waits for this person; `key` is a text of the office, `link` a page of it.
struct ToDo {
  std::string key;
  std::int64_t count = 0;
  std::string link;
};

struct Home {
  TodayNumbers today;
  std::vector<DayNumbers> days;
  std::vector<TierNumbers> tiers;
  std::vector<NewestCustomer> newest_customers;
  std::vector<sales::Sale> newest_sales;
  std::vector<imports::ImportFile> running_imports;
  std::vector<ToDo> to_do;
};

}  // namespace homeport::insight

template <>
struct homeport::Fields<homeport::insight::TodayNumbers> {
  using T = homeport::insight::TodayNumbers;
  static constexpr std::string_view name = "TodayNumbers";
  static constexpr std::array rows{
      field<&T::sales_count>("sales_count", Access::read_only),
      field<&T::sales>("sales_minor", Access::read_only),
      field<&T::returns_count>("returns_count", Access::read_only),
      field<&T::new_customers>("new_customers", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::insight::DayNumbers> {
  using T = homeport::insight::DayNumbers;
  static constexpr std::string_view name = "DayNumbers";
  static constexpr std::array rows{
      field<&T::on>("on", Access::read_only),
      field<&T::sales_count>("sales_count", Access::read_only),
      field<&T::sales>("sales_minor", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::insight::TierNumbers> {
  using T = homeport::insight::TierNumbers;
  static constexpr std::string_view name = "TierNumbers";
  static constexpr std::array rows{
      field<&T::tier_id>("tier_id", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::colour>("colour", Access::read_only),
      field<&T::customers>("customers", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::insight::NewestCustomer> {
  using T = homeport::insight::NewestCustomer;
  static constexpr std::string_view name = "NewestCustomer";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::phone>("phone", Access::read_only),
      field<&T::created_at>("created_at", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::insight::ToDo> {
  using T = homeport::insight::ToDo;
  static constexpr std::string_view name = "ToDo";
  static constexpr std::array rows{
      field<&T::key>("key", Access::read_only),
      field<&T::count>("count", Access::read_only),
      field<&T::link>("link", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::insight::Home> {
  using T = homeport::insight::Home;
  static constexpr std::string_view name = "Home";
  static constexpr std::array rows{
      field<&T::today>("today", Access::read_only),
      field<&T::days>("days", Access::read_only),
      field<&T::tiers>("tiers", Access::read_only),
      field<&T::newest_customers>("newest_customers", Access::read_only),
      field<&T::newest_sales>("newest_sales", Access::read_only),
      field<&T::running_imports>("running_imports", Access::read_only),
      field<&T::to_do>("to_do", Access::read_only),
  };
};
