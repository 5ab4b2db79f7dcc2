#pragma once

// What a record has several of: addresses, contacts, phones, vehicles, devices. And the birthday by either calendar.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/fields.hpp"
#include "modules/customers/types.hpp"

namespace homeport::profiles {

using customers::CustomerId;
using PartId = Id<struct CustomerPartTag>;

enum class AddressKind : std::uint8_t { home, work, shop, delivery, other };
enum class ChannelKind : std::uint8_t { phone, email, wechat };
enum class DeviceKind : std::uint8_t { phone, tablet, computer, watch, appliance, other };
enum class BirthdayCalendar : std::uint8_t { solar, lunar };

inline constexpr std::size_t kMostOfAKind = 50;  // addresses, contacts… of one customer

struct Address {
  CustomerId customer_id;
  PartId id;
  AddressKind kind = AddressKind::home;
  std::string country = "CN";                // ISO 3166 alpha-2
  std::optional<std::string> division_code;  // "310101", in China
  std::optional<std::string> region;         // the division in words; elsewhere free text
  std::string street;
  std::optional<std::string> postal_code;
  std::optional<std::string> recipient;
  std::optional<std::string> phone;
  bool is_main = false;
  std::optional<std::string> note;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

struct Contact {
  CustomerId customer_id;
  PartId id;
  std::string name;
  std::optional<std::string> title;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  std::optional<std::string> wechat_id;
  bool is_main = false;
  std::optional<std::string> note;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

struct Channel {
  CustomerId customer_id;
  PartId id;
  ChannelKind kind = ChannelKind::phone;
  std::string value;  // as its key is kept: E.164, lower-case e-mail
  std::optional<std::string> label;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

struct Vehicle {
  CustomerId customer_id;
  PartId id;
  std::optional<std::string> plate;
  std::optional<std::string> vin;
  std::optional<std::string> brand;
  std::optional<std::string> model;
  std::optional<std::string> colour;
  std::optional<Date> bought_on;
  std::optional<std::int64_t> mileage_km;
  std::optional<Date> insured_until;
  std::optional<Date> warranty_until;
  std::optional<std::string> note;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

struct Device {
  CustomerId customer_id;
  PartId id;
  DeviceKind kind = DeviceKind::phone;
  std::optional<std::string> brand;
  std::optional<std::string> model;
  std::optional<std::string> imei;
  std::optional<std::string> serial_number;
  std::optional<Date> bought_on;
  std::optional<Date> warranty_until;
  std::optional<std::string> note;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

// A day of the lunar calendar in any year.
struct LunarDay {
  std::int64_t month = 1;  // 1 to 12
  std::int64_t day = 1;    // 1 to 30
  bool is_leap_month = false;
  friend bool operator==(const LunarDay&, const LunarDay&) = default;
};

// By which calendar a birthday is celebrated. Without a month and day a lunar one is worked out from the birthday of
// the record.
struct BirthdayChoice {
  BirthdayCalendar calendar = BirthdayCalendar::solar;
  std::optional<std::int64_t> lunar_month;
  std::optional<std::int64_t> lunar_day;
  std::optional<bool> is_leap_month;
};

struct Birthday {
  CustomerId customer_id;
  BirthdayCalendar calendar = BirthdayCalendar::solar;
  std::optional<Date> birthday_on;
  std::optional<std::int64_t> lunar_month;
  std::optional<std::int64_t> lunar_day;
  std::optional<bool> is_leap_month;
  std::optional<Date> next_on;
  std::optional<std::int64_t> days_left;
};

struct Division {
  std::string code;
  std::string name;
  bool has_children = false;
};

}  // namespace homeport::profiles

template <>
struct homeport::Choices<homeport::profiles::AddressKind> {
  static constexpr std::array<std::string_view, 5> names{"home", "work", "shop", "delivery", "other"};
};
template <>
struct homeport::Choices<homeport::profiles::ChannelKind> {
  static constexpr std::array<std::string_view, 3> names{"phone", "email", "wechat"};
};
template <>
struct homeport::Choices<homeport::profiles::DeviceKind> {
  static constexpr std::array<std::string_view, 6> names{"phone", "tablet", "computer", "watch", "appliance", "other"};
};
template <>
struct homeport::Choices<homeport::profiles::BirthdayCalendar> {
  static constexpr std::array<std::string_view, 2> names{"solar", "lunar"};
};
