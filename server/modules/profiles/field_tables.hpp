#pragma once

// The order of the rows is the order of the columns.

#include "modules/profiles/types.hpp"

template <>
struct homeport::Fields<homeport::profiles::Address> {
  using A = homeport::profiles::Address;
  static constexpr std::string_view name = "CustomerAddress";
  static constexpr std::array rows{
      field<&A::customer_id>("customer_id", Access::read_only),
      field<&A::id>("id", Access::read_only),
      field<&A::kind>("kind", Access::read_write),
      field<&A::country>("country", Access::read_write, {.min = 2, .max = 2, .about = "ISO 3166 alpha-2; CN."}),
      field<&A::division_code>("division_code", Access::read_write,
                               {.max = 6, .about = "In China: a code of GET /v1/divisions."}),
      field<&A::region>("region", Access::read_write,
                        {.max = 200, .about = "In China written by the server; elsewhere free text."}),
      field<&A::street>("street", Access::read_write, {.min = 1, .max = 300, .required = true}),
      field<&A::postal_code>("postal_code", Access::read_write, {.max = 16}),
      field<&A::recipient>("recipient", Access::read_write, {.max = 120}),
      field<&A::phone>("phone", Access::read_write, {.max = 60}),
      field<&A::is_main>("is_main", Access::read_write, {.about = "At most one is; the others give it up."}),
      field<&A::note>("note", Access::read_write, {.max = 500, .multiline = true}),
      field<&A::created_at>("created_at", Access::read_only),
      field<&A::updated_at>("updated_at", Access::read_only),
      field<&A::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::profiles::Contact> {
  using C = homeport::profiles::Contact;
  static constexpr std::string_view name = "CustomerContact";
  static constexpr std::array rows{
      field<&C::customer_id>("customer_id", Access::read_only),
      field<&C::id>("id", Access::read_only),
      field<&C::name>("name", Access::read_write, {.min = 1, .max = 120, .required = true}),
      field<&C::title>("title", Access::read_write, {.max = 100}),
      field<&C::phone>("phone", Access::read_write, {.max = 60}),
      field<&C::email>("email", Access::read_write, {.max = 254}),
      field<&C::wechat_id>("wechat_id", Access::read_write, {.max = 60}),
      field<&C::is_main>("is_main", Access::read_write, {.about = "At most one is; the others give it up."}),
      field<&C::note>("note", Access::read_write, {.max = 500, .multiline = true}),
      field<&C::created_at>("created_at", Access::read_only),
      field<&C::updated_at>("updated_at", Access::read_only),
      field<&C::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::profiles::Channel> {
  using C = homeport::profiles::Channel;
  static constexpr std::string_view name = "CustomerChannel";
  static constexpr std::array rows{
      field<&C::customer_id>("customer_id", Access::read_only),
      field<&C::id>("id", Access::read_only),
      field<&C::kind>("kind", Access::create_only, {.required = true}),
      field<&C::value>("value", Access::read_write,
                       {.min = 1, .max = 254, .required = true, .about = "A phone, an e-mail or a WeChat id; unique."}),
      field<&C::label>("label", Access::read_write, {.max = 40}),
      field<&C::created_at>("created_at", Access::read_only),
      field<&C::updated_at>("updated_at", Access::read_only),
      field<&C::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::profiles::Vehicle> {
  using V = homeport::profiles::Vehicle;
  static constexpr std::string_view name = "CustomerVehicle";
  static constexpr std::array rows{
      field<&V::customer_id>("customer_id", Access::read_only),
      field<&V::id>("id", Access::read_only),
      field<&V::plate>("plate", Access::read_write, {.max = 20, .about = "A plate or a VIN must be given."}),
      field<&V::vin>("vin", Access::read_write, {.max = 30, .about = "17 characters with a right check digit."}),
      field<&V::brand>("brand", Access::read_write, {.max = 60}),
      field<&V::model>("model", Access::read_write, {.max = 60}),
      field<&V::colour>("colour", Access::read_write, {.max = 40}),
      field<&V::bought_on>("bought_on", Access::read_write),
      field<&V::mileage_km>("mileage_km", Access::read_write, {.min = 0, .max = 10'000'000}),
      field<&V::insured_until>("insured_until", Access::read_write),
      field<&V::warranty_until>("warranty_until", Access::read_write),
      field<&V::note>("note", Access::read_write, {.max = 500, .multiline = true}),
      field<&V::created_at>("created_at", Access::read_only),
      field<&V::updated_at>("updated_at", Access::read_only),
      field<&V::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::profiles::Device> {
  using D = homeport::profiles::Device;
  static constexpr std::string_view name = "CustomerDevice";
  static constexpr std::array rows{
      field<&D::customer_id>("customer_id", Access::read_only),
      field<&D::id>("id", Access::read_only),
      field<&D::kind>("kind", Access::read_write),
      field<&D::brand>("brand", Access::read_write, {.max = 60}),
      field<&D::model>("model", Access::read_write, {.max = 60}),
      field<&D::imei>("imei", Access::read_write, {.max = 30, .about = "15 digits with a right check digit."}),
      field<&D::serial_number>("serial_number", Access::read_write, {.max = 60}),
      field<&D::bought_on>("bought_on", Access::read_write),
      field<&D::warranty_until>("warranty_until", Access::read_write),
      field<&D::note>("note", Access::read_write, {.max = 500, .multiline = true}),
      field<&D::created_at>("created_at", Access::read_only),
      field<&D::updated_at>("updated_at", Access::read_only),
      field<&D::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::profiles::BirthdayChoice> {
  using B = homeport::profiles::BirthdayChoice;
  static constexpr std::string_view name = "BirthdayChoice";
  static constexpr std::array rows{
      field<&B::calendar>("calendar", Access::read_write, {.required = true}),
      field<&B::lunar_month>("lunar_month", Access::read_write, {.min = 1, .max = 12}),
      field<&B::lunar_day>("lunar_day", Access::read_write, {.min = 1, .max = 30}),
      field<&B::is_leap_month>("is_leap_month", Access::read_write),
  };
};

template <>
struct homeport::Fields<homeport::profiles::Birthday> {
  using B = homeport::profiles::Birthday;
  static constexpr std::string_view name = "Birthday";
  static constexpr std::array rows{
      field<&B::customer_id>("customer_id", Access::read_only),
      field<&B::calendar>("calendar", Access::read_only, {.about = "By which the birthday is celebrated."}),
      field<&B::birthday_on>("birthday_on", Access::read_only),
      field<&B::lunar_month>("lunar_month", Access::read_only),
      field<&B::lunar_day>("lunar_day", Access::read_only),
      field<&B::is_leap_month>("is_leap_month", Access::read_only),
      field<&B::next_on>("next_on", Access::read_only, {.about = "Today or later, in the chain's time zone."}),
      field<&B::days_left>("days_left", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::profiles::Division> {
  using D = homeport::profiles::Division;
  static constexpr std::string_view name = "Division";
  static constexpr std::array rows{
      field<&D::code>("code", Access::read_only),
      field<&D::name>("name", Access::read_only),
      field<&D::has_children>("has_children", Access::read_only),
  };
};
