#pragma once

// The words of identity: who works here, with which rights, in which store. What a record is called in JSON, how long
// it may be and who may change it stands in its field table.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"

namespace homeport::identity {

using kit::DataScope;
using kit::OrgUnitId;
using kit::SessionId;
using kit::StaffId;
using RoleId = Id<struct RoleTag>;

enum class Language : std::uint8_t { zh, en };
enum class Theme : std::uint8_t { system, light, dark };

enum class OrgUnitKind : std::uint8_t { headquarters, branch, franchisee, store };
enum class OrgUnitStatus : std::uint8_t { active, disabled };

// A node of the organisation tree.
struct OrgUnit {
  OrgUnitId id;
  std::optional<OrgUnitId> parent_id;  // none: the headquarters
  OrgUnitKind kind = OrgUnitKind::store;
  std::string name;
  std::optional<std::string> code;
  std::optional<std::string> phone;  // as typed: may be a landline with an extension
  std::optional<std::string> address;
  std::optional<std::string> time_zone;  // none: that of the chain
  OrgUnitStatus status = OrgUnitStatus::active;
  std::string path;  // ids from the root, "/1/5/"
  std::string name_folded;
  Time created_at;
  std::int64_t version = 1;
};

struct MoveRequest {
  OrgUnitId parent_id;
};

enum class StaffStatus : std::uint8_t { active, disabled };

struct Staff {
  StaffId id;
  std::string name;
  std::string sign_in_name;  // lower case, unique in the chain
  std::optional<std::string> phone;
  std::optional<std::string> email;
  std::optional<std::string> guide_number;  // unique in the chain
  std::optional<std::string> wechat_id;
  OrgUnitId org_unit_id;
  std::vector<RoleId> role_ids;
  StaffStatus status = StaffStatus::active;
  Language language = Language::zh;
  Theme theme = Theme::system;
  bool must_change_password = false;
  bool totp_enabled = false;
  std::optional<Time> last_sign_in_at;
  std::string name_folded;
  Time created_at;
  std::int64_t version = 1;
};

struct Role {
  RoleId id;
  std::string name;
  std::string description;
  DataScope data_scope = DataScope::own;
  std::vector<std::string> permissions;
  bool built_in = false;
  bool grants_everything = false;  // the administrator: also what later versions bring
  Time created_at;
  std::int64_t version = 1;
};

struct PermissionInfo {
  std::string name;
  std::string module;
  std::string description_en;
  std::string description_zh;
};

// What is the same for the whole chain.
struct Settings {
  std::string chain_name;
  std::string currency = "CNY";  // ISO 4217
  std::string time_zone = "Asia/Shanghai";
  Language language = Language::zh;
  std::int64_t version = 1;
};

// The settings as everybody needs them.
struct ChainSettings {
  std::string chain_name;
  std::string currency = "CNY";
  std::int64_t currency_digits = 2;  // digits of the minor unit
  std::string time_zone = "Asia/Shanghai";
  Language language = Language::zh;
};

// Where a person works, and as what.
struct StaffPlace {
  StaffId id;
  std::string name;
  OrgUnitId org_unit_id;
  std::string org_unit_path;  // ids from the root, "/1/5/"
  bool is_active = false;
  std::vector<RoleId> role_ids;
};

// A store that may sell, with what a sale needs of it.
struct Store {
  OrgUnitId id;
  std::string name;
  TimeZone time_zone = TimeZone::utc();
  std::string currency;
  int currency_digits = 2;  // of its minor unit
};

}  // namespace homeport::identity

namespace homeport {

template <>
struct Choices<kit::DataScope> {
  static constexpr std::array<std::string_view, 4> names{"own", "store", "branch", "all"};
};
template <>
struct Choices<identity::Language> {
  static constexpr std::array<std::string_view, 2> names{"zh", "en"};
};
template <>
struct Choices<identity::Theme> {
  static constexpr std::array<std::string_view, 3> names{"system", "light", "dark"};
};
template <>
struct Choices<identity::OrgUnitKind> {
  static constexpr std::array<std::string_view, 4> names{"headquarters", "branch", "franchisee", "store"};
};
template <>
struct Choices<identity::OrgUnitStatus> {
  static constexpr std::array<std::string_view, 2> names{"active", "disabled"};
};
template <>
struct Choices<identity::StaffStatus> {
  static constexpr std::array<std::string_view, 2> names{"active", "disabled"};
};

template <>
struct Fields<identity::OrgUnit> {
  using R = identity::OrgUnit;
  static constexpr std::string_view name = "OrgUnit";
  static constexpr std::array rows{
      field<&R::id>("id", Access::read_only),
      field<&R::parent_id>("parent_id", Access::create_only, {.about = "The unit above; moved by /move."}),
      field<&R::kind>("kind", Access::create_only, {.required = true}),
      field<&R::name>("name", Access::read_write, {.min = 1, .max = 120, .required = true}),
      field<&R::code>("code", Access::read_write, {.max = 32, .about = "Unique in the chain."}),
      field<&R::phone>("phone", Access::read_write, {.max = 40}),
      field<&R::address>("address", Access::read_write, {.max = 300}),
      field<&R::time_zone>("time_zone", Access::read_write,
                           {.max = 64, .about = "IANA name; none: that of the chain."}),
      field<&R::status>("status", Access::read_write),
      field<&R::path>("path", Access::internal),
      field<&R::name_folded>("name_folded", Access::internal),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::version>("version", Access::read_only),
  };
};

template <>
struct Fields<identity::MoveRequest> {
  using R = identity::MoveRequest;
  static constexpr std::string_view name = "OrgUnitMove";
  static constexpr std::array rows{
      field<&R::parent_id>("parent_id", Access::read_write, {.required = true}),
  };
};

template <>
struct Fields<identity::Staff> {
  using R = identity::Staff;
  static constexpr std::string_view name = "Staff";
  static constexpr std::array rows{
      field<&R::id>("id", Access::read_only),
      field<&R::name>("name", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&R::sign_in_name>("sign_in_name", Access::read_write, {.min = 1, .max = 64, .required = true}),
      field<&R::phone>("phone", Access::read_write, {.max = 40}),
      field<&R::email>("email", Access::read_write, {.max = 254}),
      field<&R::guide_number>("guide_number", Access::read_write, {.max = 32, .about = "Unique in the chain."}),
      field<&R::wechat_id>("wechat_id", Access::read_write, {.max = 64}),
      field<&R::org_unit_id>("org_unit_id", Access::read_write, {.required = true}),
      field<&R::role_ids>("role_ids", Access::read_write, {.max = 20}),
      field<&R::status>("status", Access::read_only),
      field<&R::language>("language", Access::read_write),
      field<&R::theme>("theme", Access::read_only),
      field<&R::must_change_password>("must_change_password", Access::read_only),
      field<&R::totp_enabled>("totp_enabled", Access::read_only),
      field<&R::last_sign_in_at>("last_sign_in_at", Access::read_only),
      field<&R::name_folded>("name_folded", Access::internal),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::version>("version", Access::read_only),
  };
};

template <>
struct Fields<identity::Role> {
  using R = identity::Role;
  static constexpr std::string_view name = "Role";
  static constexpr std::array rows{
      field<&R::id>("id", Access::read_only),
      field<&R::name>("name", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&R::description>("description", Access::read_write, {.max = 400}),
      field<&R::data_scope>("data_scope", Access::read_write, {.required = true}),
      field<&R::permissions>("permissions", Access::read_write, {.max = 500}),
      field<&R::built_in>("built_in", Access::read_only),
      field<&R::grants_everything>("grants_everything", Access::internal),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::version>("version", Access::read_only),
  };
};

template <>
struct Fields<identity::PermissionInfo> {
  using R = identity::PermissionInfo;
  static constexpr std::string_view name = "Permission";
  static constexpr std::array rows{
      field<&R::name>("name", Access::read_only),
      field<&R::module>("module", Access::read_only),
      field<&R::description_en>("description_en", Access::read_only),
      field<&R::description_zh>("description_zh", Access::read_only),
  };
};

template <>
struct Fields<identity::Settings> {
  using R = identity::Settings;
  static constexpr std::string_view name = "Settings";
  static constexpr std::array rows{
      field<&R::chain_name>("chain_name", Access::read_write, {.min = 1, .max = 120, .required = true}),
      field<&R::currency>("currency", Access::read_write,
                          {.min = 3, .max = 3, .about = "ISO 4217; stays as chosen at set-up."}),
      field<&R::time_zone>("time_zone", Access::read_write, {.min = 1, .max = 64, .about = "IANA name."}),
      field<&R::language>("language", Access::read_write),
      field<&R::version>("version", Access::read_only),
  };
};

template <>
struct Fields<identity::ChainSettings> {
  using R = identity::ChainSettings;
  static constexpr std::string_view name = "Chain";
  static constexpr std::array rows{
      field<&R::chain_name>("chain_name", Access::read_only),
      field<&R::currency>("currency", Access::read_only),
      field<&R::currency_digits>("currency_digits", Access::read_only),
      field<&R::time_zone>("time_zone", Access::read_only),
      field<&R::language>("language", Access::read_only),
  };
};

}  // namespace homeport
