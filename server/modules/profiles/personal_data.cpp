// What is held of a person beside his record. His contacts are other people, and so may be who receives his parcels:
// they are told only where they are himself.

#include "modules/profiles/service.hpp"

namespace homeport::profiles {

struct PersonalAddress {
  AddressKind kind = AddressKind::home;
  std::string country;
  std::optional<std::string> region;
  std::string street;
  std::optional<std::string> postal_code;
  std::optional<std::string> recipient;
  std::optional<std::string> phone;
  bool is_main = false;
  std::optional<std::string> note;
  Time created_at;
};
struct PersonalChannel {
  ChannelKind kind = ChannelKind::phone;
  std::string value;
  std::optional<std::string> label;
  Time created_at;
};
struct PersonalVehicle {
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
};
struct PersonalDevice {
  DeviceKind kind = DeviceKind::phone;
  std::optional<std::string> brand;
  std::optional<std::string> model;
  std::optional<std::string> imei;
  std::optional<std::string> serial_number;
  std::optional<Date> bought_on;
  std::optional<Date> warranty_until;
  std::optional<std::string> note;
  Time created_at;
};
struct PersonalLunarDay {
  std::int64_t month = 0;
  std::int64_t day = 0;
  bool is_leap_month = false;
};

}  // namespace homeport::profiles

template <>
struct homeport::Fields<homeport::profiles::PersonalAddress> {
  using R = homeport::profiles::PersonalAddress;
  static constexpr std::string_view name = "PersonalAddress";
  static constexpr std::array rows{
      field<&R::kind>("kind", Access::read_only),
      field<&R::country>("country", Access::read_only),
      field<&R::region>("region", Access::read_only),
      field<&R::street>("street", Access::read_only),
      field<&R::postal_code>("postal_code", Access::read_only),
      field<&R::recipient>("recipient", Access::read_only),
      field<&R::phone>("phone", Access::read_only),
      field<&R::is_main>("is_main", Access::read_only),
      field<&R::note>("note", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::profiles::PersonalChannel> {
  using R = homeport::profiles::PersonalChannel;
  static constexpr std::string_view name = "PersonalChannel";
  static constexpr std::array rows{
      field<&R::kind>("kind", Access::read_only),
      field<&R::value>("value", Access::read_only),
      field<&R::label>("label", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::profiles::PersonalVehicle> {
  using R = homeport::profiles::PersonalVehicle;
  static constexpr std::string_view name = "PersonalVehicle";
  static constexpr std::array rows{
      field<&R::plate>("plate", Access::read_only),
      field<&R::vin>("vin", Access::read_only),
      field<&R::brand>("brand", Access::read_only),
      field<&R::model>("model", Access::read_only),
      field<&R::colour>("colour", Access::read_only),
      field<&R::bought_on>("bought_on", Access::read_only),
      field<&R::mileage_km>("mileage_km", Access::read_only),
      field<&R::insured_until>("insured_until", Access::read_only),
      field<&R::warranty_until>("warranty_until", Access::read_only),
      field<&R::note>("note", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::profiles::PersonalDevice> {
  using R = homeport::profiles::PersonalDevice;
  static constexpr std::string_view name = "PersonalDevice";
  static constexpr std::array rows{
      field<&R::kind>("kind", Access::read_only),
      field<&R::brand>("brand", Access::read_only),
      field<&R::model>("model", Access::read_only),
      field<&R::imei>("imei", Access::read_only),
      field<&R::serial_number>("serial_number", Access::read_only),
      field<&R::bought_on>("bought_on", Access::read_only),
      field<&R::warranty_until>("warranty_until", Access::read_only),
      field<&R::note>("note", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::profiles::PersonalLunarDay> {
  using R = homeport::profiles::PersonalLunarDay;
  static constexpr std::string_view name = "PersonalLunarDay";
  static constexpr std::array rows{
      field<&R::month>("month", Access::read_only),
      field<&R::day>("day", Access::read_only),
      field<&R::is_leap_month>("is_leap_month", Access::read_only),
  };
};

namespace homeport::profiles {
namespace {

const db::Sql kPersonalAddresses{
    "SELECT a.kind, a.country, a.region, a.street, a.postal_code, "
    "CASE WHEN a.recipient = c.name THEN a.recipient END, CASE WHEN a.phone = c.phone THEN a.phone END, a.is_main, "
    "a.note, a.created_at FROM customer_address a JOIN customer c ON c.customer_id = a.customer_id "
    "WHERE a.customer_id = $1 ORDER BY a.id LIMIT $2"};
const db::Sql kPersonalChannels{
    "SELECT kind, value, label, created_at FROM customer_channel WHERE customer_id = $1 ORDER BY id LIMIT $2"};
const db::Sql kPersonalVehicles{
    "SELECT plate, vin, brand, model, colour, bought_on, mileage_km, insured_until, warranty_until, note, created_at "
    "FROM customer_vehicle WHERE customer_id = $1 ORDER BY id LIMIT $2"};
const db::Sql kPersonalDevices{
    "SELECT kind, brand, model, imei, serial_number, bought_on, warranty_until, note, created_at "
    "FROM customer_device WHERE customer_id = $1 ORDER BY id LIMIT $2"};
const db::Sql kPersonalLunarDay{
    "SELECT month, day, is_leap_month FROM customer_lunar_birthday WHERE customer_id = $1 LIMIT $2"};

}  // namespace

std::vector<kit::PersonalPart> personal_parts() {
  return {kit::personal_part<PersonalAddress>("addresses", kPersonalAddresses),
          kit::personal_part<PersonalChannel>("channels", kPersonalChannels),
          kit::personal_part<PersonalVehicle>("vehicles", kPersonalVehicles),
          kit::personal_part<PersonalDevice>("devices", kPersonalDevices),
          kit::personal_part<PersonalLunarDay>("lunar_birthdays", kPersonalLunarDay)};
}

}  // namespace homeport::profiles
