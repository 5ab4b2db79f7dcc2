#include "modules/profiles/rules.hpp"

#include <algorithm>

#include "base/phone.hpp"
#include "base/search_tokens.hpp"
#include "base/text.hpp"
#include "modules/customers/service.hpp"
#include "modules/profiles/divisions.hpp"

namespace homeport::profiles {
namespace {

constexpr std::size_t kVinCharacters = 17;
constexpr std::size_t kVinCheckPlace = 8;
constexpr std::size_t kImeiDigits = 15;
constexpr std::string_view kChina = "CN";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Half-width and upper case, without blanks, dots and dashes.
std::string compact(std::string_view raw) {
  std::string made;
  for (char c : fold_for_search(raw)) {
    if (c == ' ' || c == '-' || c == '.') continue;
    made += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  // Folding leaves the middle dot of plates, U+00B7, as it is.
  static constexpr std::string_view kMiddleDot = "\xC2\xB7";
  for (auto at = made.find(kMiddleDot); at != std::string::npos; at = made.find(kMiddleDot))
    made.erase(at, kMiddleDot.size());
  return made;
}

// Letters stand for digits: A and J are 1, B, K and S are 2, up to R and Z, which are 9.
int vin_value(char c) {
  if (is_digit(c)) return c - '0';
  static constexpr std::string_view kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
  static constexpr std::string_view kValues = "12345678123457923456789";
  const auto at = kLetters.find(c);
  return at == std::string_view::npos ? -1 : kValues[at] - '0';
}

char vin_check_digit(std::string_view vin) {
  static constexpr std::array<int, kVinCharacters> kWeights{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kVinCharacters; ++i)
    sum += vin_value(vin[i]) * kWeights[i];
  const int rest = sum % 11;
  return rest == 10 ? 'X' : static_cast<char>('0' + rest);
}

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  bool is_doubled = false;
  for (auto c = digits.rbegin(); c != digits.rend(); ++c, is_doubled = !is_doubled) {
    const int value = (*c - '0') * (is_doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

Refusal invalid(std::string reason, std::string detail, std::string field) {
  return refuse(RefusalKind::invalid, std::move(reason), std::move(detail), std::move(field));
}

void tidy(std::optional<std::string>& text) {
  if (!text) return;
  *text = normalise_name(*text);
  if (text->empty()) text.reset();
}

Outcome tidy_phone(std::optional<std::string>& phone) {
  tidy(phone);
  if (!phone) return Done{};
  auto number = normalise_phone(*phone, customers::kPhoneRegion);
  if (!number) return invalid("customers.phone_invalid", "this is no phone number", "phone");
  phone = std::move(*number);
  return Done{};
}

Outcome tidy_email(std::optional<std::string>& email) {
  tidy(email);
  if (!email) return Done{};
  if (!customers::normal_key(customers::KeyKind::email, *email)) {
    return invalid("profiles.email_invalid", "an e-mail address looks like name@example.com", "email");
  }
  return Done{};
}

void add_number(SearchTokens& tokens, const std::optional<std::string>& text) {
  if (text) tokens.add_number(*text);
}

}  // namespace

Result<std::string> plate_from(std::string_view raw) {
  auto plate = compact(raw);
  const bool has_sign = std::any_of(plate.begin(), plate.end(), [](char c) { return is_digit(c) || is_upper(c); });
  if (has_sign && count_code_points(plate) <= 12) return plate;
  return invalid("profiles.plate_invalid", "a plate has letters and digits, at most 12 characters", "plate");
}

Result<std::string> vin_from(std::string_view raw) {
  auto vin = compact(raw);
  const bool is_well_made =
      vin.size() == kVinCharacters && std::all_of(vin.begin(), vin.end(), [](char c) { return vin_value(c) >= 0; });
  if (!is_well_made) {
    return invalid("profiles.vin_invalid", "a VIN has 17 letters and digits, never I, O or Q", "vin");
  }
  const char expected = vin_check_digit(vin);
  if (vin[kVinCheckPlace] == expected) return vin;
  return invalid("profiles.vin_check_digit",
                 std::string("one character is wrong: by the others the ninth would be ") + expected, "vin");
}

Result<std::string> imei_from(std::string_view raw) {
  std::string imei;
  for (const char c : compact(raw)) {
    if (c != '/') imei += c;
  }
  if (imei.size() != kImeiDigits || !std::all_of(imei.begin(), imei.end(), is_digit)) {
    return invalid("profiles.imei_invalid", "an IMEI has 15 digits", "imei");
  }
  if (passes_luhn(imei)) return imei;
  return invalid("profiles.imei_check_digit", "one digit is wrong: the check digit doesn't fit", "imei");
}

Outcome normalise(Address& address) {
  address.street = normalise_name(address.street);
  if (address.street.empty()) return invalid("request.required", "an address needs a street", "street");
  address.country = compact(address.country);
  if (address.country.size() != 2 || !std::all_of(address.country.begin(), address.country.end(), is_upper)) {
    return invalid("profiles.country_invalid", "a country is two letters, such as CN", "country");
  }
  tidy(address.division_code);
  tidy(address.region);
  tidy(address.postal_code);
  tidy(address.recipient);
  TRY_DONE(tidy_phone(address.phone));
  if (!address.division_code) return Done{};
  auto path = address.country == kChina ? division_path(*address.division_code) : std::nullopt;
  if (!path) return invalid("profiles.division_unknown", "there is no such division of China", "division_code");
  address.region = std::move(*path);
  return Done{};
}

Outcome normalise(Contact& contact) {
  contact.name = normalise_name(contact.name);
  if (contact.name.empty()) return invalid("request.required", "a contact needs a name", "name");
  tidy(contact.title);
  tidy(contact.wechat_id);
  TRY_DONE(tidy_phone(contact.phone));
  return tidy_email(contact.email);
}

Outcome normalise(Channel& channel) {
  tidy(channel.label);
  const auto kind = channel.kind == ChannelKind::phone   ? customers::KeyKind::phone
                    : channel.kind == ChannelKind::email ? customers::KeyKind::email
                                                         : customers::KeyKind::wechat;
  auto value = customers::normal_key(kind, channel.value);
  if (value) {
    channel.value = std::move(*value);
    return Done{};
  }
  if (channel.kind == ChannelKind::phone) return invalid("customers.phone_invalid", "this is no phone number", "value");
  if (channel.kind == ChannelKind::email) {
    return invalid("profiles.email_invalid", "an e-mail address looks like name@example.com", "value");
  }
  return invalid("profiles.wechat_invalid", "a WeChat id can't be empty", "value");
}

Outcome normalise(Vehicle& vehicle) {
  tidy(vehicle.plate);
  tidy(vehicle.vin);
  tidy(vehicle.brand);
  tidy(vehicle.model);
  tidy(vehicle.colour);
  if (!vehicle.plate && !vehicle.vin) {
    return invalid("profiles.plate_or_vin_needed", "a vehicle needs a plate or a VIN", "plate");
  }
  if (vehicle.plate) {
    TRY(vehicle.plate, plate_from(*vehicle.plate));
  }
  if (vehicle.vin) {
    TRY(vehicle.vin, vin_from(*vehicle.vin));
  }
  return Done{};
}

Outcome normalise(Device& device) {
  tidy(device.brand);
  tidy(device.model);
  tidy(device.imei);
  tidy(device.serial_number);
  if (device.imei) {
    TRY(device.imei, imei_from(*device.imei));
  }
  if (device.imei || device.serial_number || device.model) return Done{};
  return invalid("profiles.device_needs_a_name", "a device needs a model, an IMEI or a serial number", "model");
}

void add_tokens(Tokens& tokens, const Contact& contact) {
  tokens.open.add_name(contact.name);
  add_number(tokens.phones, contact.phone);
  if (contact.wechat_id) tokens.open.add_name(*contact.wechat_id);
}

void add_tokens(Tokens& tokens, const Channel& channel) {
  if (channel.kind == ChannelKind::phone) {
    tokens.phones.add_number(channel.value);
  } else {
    tokens.open.add_name(channel.value);
  }
}

void add_tokens(Tokens& tokens, const Vehicle& vehicle) {
  if (vehicle.plate) tokens.open.add_name(*vehicle.plate);
  add_number(tokens.open, vehicle.plate);
  add_number(tokens.open, vehicle.vin);
}

void add_tokens(Tokens& tokens, const Device& device) {
  add_number(tokens.open, device.imei);
  add_number(tokens.open, device.serial_number);
}

std::string label_of(const Address& address) { return address.region.value_or(address.street); }
std::string label_of(const Contact& contact) { return contact.name; }
std::string label_of(const Channel& channel) { return channel.label.value_or(std::string(word_of(channel.kind))); }
std::string label_of(const Vehicle& vehicle) { return vehicle.plate.value_or(vehicle.vin.value_or("")); }
std::string label_of(const Device& device) {
  return device.model.value_or(device.serial_number.value_or(device.imei.value_or("")));
}

}  // namespace homeport::profiles
