#pragma once

// What is said when the chain is set up, somebody signs in, or somebody minds his own account.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/identity/types.hpp"

namespace homeport::identity {

// The signed-in person, as the screens need it at start.
struct Me {
  Staff staff;
  std::vector<std::string> permissions;
  DataScope data_scope = DataScope::own;
  OrgUnitId org_unit_id;
  std::string org_unit_name;
  ChainSettings chain;
  bool must_change_password = false;
};

struct PreferencesRequest {
  std::optional<Language> language;
  std::optional<Theme> theme;
};

struct SignInRequest {
  std::string sign_in_name;
  std::string password;
  std::optional<std::string> totp_code;
};

struct SessionAnswer {
  std::string token;
  Time expires_at;
  Me me;
};

// One of my sign-ins.
struct Session {
  SessionId id;
  Time created_at;
  Time last_seen_at;
  Time expires_at;
  std::string source_address;
  std::string user_agent;
  bool is_current = false;
};

struct PasswordChange {
  std::string current_password;
  std::string new_password;
};

struct TotpEnrolment {
  std::string secret;  // base32
  std::string otpauth_url;
  std::string qr_svg;
};

struct TotpCode {
  std::string code;
};

struct PasswordProof {
  std::string password;
};

struct SetupState {
  bool needed = false;
  bool setup_code_required = true;
};

struct SetupRequest {
  std::string setup_code;
  std::string chain_name;
  std::string currency = "CNY";
  std::string time_zone = "Asia/Shanghai";
  Language language = Language::zh;
  std::string store_name;
  std::string admin_name;
  std::string sign_in_name;
  std::string password;
};

struct TemporaryPassword {
  std::string temporary_password;
};

}  // namespace homeport::identity

namespace homeport {

template <>
struct Fields<identity::Me> {
  using R = identity::Me;
  static constexpr std::string_view name = "Me";
  static constexpr std::array rows{
      field<&R::staff>("staff", Access::read_only),
      field<&R::permissions>("permissions", Access::read_only),
      field<&R::data_scope>("data_scope", Access::read_only),
      field<&R::org_unit_id>("org_unit_id", Access::read_only),
      field<&R::org_unit_name>("org_unit_name", Access::read_only),
      field<&R::chain>("chain", Access::read_only),
      field<&R::must_change_password>("must_change_password", Access::read_only),
  };
};

template <>
struct Fields<identity::PreferencesRequest> {
  using R = identity::PreferencesRequest;
  static constexpr std::string_view name = "PreferencesEdit";
  static constexpr std::array rows{
      field<&R::language>("language", Access::read_write),
      field<&R::theme>("theme", Access::read_write),
  };
};

template <>
struct Fields<identity::SignInRequest> {
  using R = identity::SignInRequest;
  static constexpr std::string_view name = "SignIn";
  static constexpr std::array rows{
      field<&R::sign_in_name>("sign_in_name", Access::read_write, {.min = 1, .max = 64, .required = true}),
      field<&R::password>("password", Access::write_only, {.min = 1, .max = 512, .required = true}),
      field<&R::totp_code>("totp_code", Access::write_only, {.max = 16}),
  };
};

template <>
struct Fields<identity::SessionAnswer> {
  using R = identity::SessionAnswer;
  static constexpr std::string_view name = "SignedIn";
  static constexpr std::array rows{
      field<&R::token>("token", Access::read_only, {.about = "For Authorization: Bearer; browsers use the cookie."}),
      field<&R::expires_at>("expires_at", Access::read_only, {.about = "Unless used before; use moves it on."}),
      field<&R::me>("me", Access::read_only),
  };
};

template <>
struct Fields<identity::Session> {
  using R = identity::Session;
  static constexpr std::string_view name = "Session";
  static constexpr std::array rows{
      field<&R::id>("id", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::last_seen_at>("last_seen_at", Access::read_only),
      field<&R::expires_at>("expires_at", Access::read_only),
      field<&R::source_address>("source_address", Access::read_only),
      field<&R::user_agent>("user_agent", Access::read_only),
      field<&R::is_current>("is_current", Access::read_only),
  };
};

template <>
struct Fields<identity::PasswordChange> {
  using R = identity::PasswordChange;
  static constexpr std::string_view name = "PasswordChange";
  static constexpr std::array rows{
      field<&R::current_password>("current_password", Access::write_only, {.min = 1, .max = 512, .required = true}),
      field<&R::new_password>("new_password", Access::write_only, {.min = 1, .max = 512, .required = true}),
  };
};

template <>
struct Fields<identity::TotpEnrolment> {
  using R = identity::TotpEnrolment;
  static constexpr std::string_view name = "TotpEnrolment";
  static constexpr std::array rows{
      field<&R::secret>("secret", Access::read_only),
      field<&R::otpauth_url>("otpauth_url", Access::read_only),
      field<&R::qr_svg>("qr_svg", Access::read_only),
  };
};

template <>
struct Fields<identity::TotpCode> {
  using R = identity::TotpCode;
  static constexpr std::string_view name = "TotpCode";
  static constexpr std::array rows{
      field<&R::code>("code", Access::write_only, {.min = 1, .max = 16, .required = true}),
  };
};

template <>
struct Fields<identity::PasswordProof> {
  using R = identity::PasswordProof;
  static constexpr std::string_view name = "PasswordProof";
  static constexpr std::array rows{
      field<&R::password>("password", Access::write_only, {.min = 1, .max = 512, .required = true}),
  };
};

template <>
struct Fields<identity::SetupState> {
  using R = identity::SetupState;
  static constexpr std::string_view name = "SetupState";
  static constexpr std::array rows{
      field<&R::needed>("needed", Access::read_only),
      field<&R::setup_code_required>("setup_code_required", Access::read_only),
  };
};

template <>
struct Fields<identity::SetupRequest> {
  using R = identity::SetupRequest;
  static constexpr std::string_view name = "Setup";
  static constexpr std::array rows{
      field<&R::setup_code>("setup_code", Access::write_only, {.max = 64, .required = true}),
      field<&R::chain_name>("chain_name", Access::read_write, {.min = 1, .max = 120, .required = true}),
      field<&R::currency>("currency", Access::read_write, {.min = 3, .max = 3, .about = "ISO 4217."}),
      field<&R::time_zone>("time_zone", Access::read_write, {.min = 1, .max = 64, .about = "IANA name."}),
      field<&R::language>("language", Access::read_write),
      field<&R::store_name>("store_name", Access::read_write, {.min = 1, .max = 120, .required = true}),
      field<&R::admin_name>("admin_name", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&R::sign_in_name>("sign_in_name", Access::read_write, {.min = 1, .max = 64, .required = true}),
      field<&R::password>("password", Access::write_only, {.min = 1, .max = 512, .required = true}),
  };
};

template <>
struct Fields<identity::TemporaryPassword> {
  using R = identity::TemporaryPassword;
  static constexpr std::string_view name = "TemporaryPassword";
  static constexpr std::array rows{
      field<&R::temporary_password>("temporary_password", Access::read_only,
                                    {.about = "Shown once; it must be changed at the next sign-in."}),
  };
};

}  // namespace homeport
