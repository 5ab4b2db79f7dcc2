#pragma once

// The audit trail as a list (GET /v1/audit), and the module "kit" that main registers like the others.

#include <string>
#include <vector>

#include "kit/module.hpp"

namespace homeport {
namespace kit {

// As answered. Values are texts as a person would write them; a value that was or became empty is left out.
struct AuditItemChange {
  std::string field;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

struct AuditItem {
  Id<struct AuditEntryTag> id;
  Time at;
  std::optional<StaffId> actor_staff_id;
  std::string actor_name;
  std::string action;
  std::string subject_kind;
  std::optional<Id<struct SubjectTag>> subject_id;
  std::string subject_label;
  std::vector<AuditItemChange> changes;
  std::string request_id;
  std::string source_address;
};

}  // namespace kit

template <>
struct Fields<kit::AuditItemChange> {
  static constexpr std::string_view name = "AuditChange";
  static constexpr std::array rows{
      field<&kit::AuditItemChange::field>("field", Access::read_only),
      field<&kit::AuditItemChange::before>("before", Access::read_only),
      field<&kit::AuditItemChange::after>("after", Access::read_only),
  };
};

template <>
struct Fields<kit::AuditItem> {
  static constexpr std::string_view name = "AuditEntry";
  static constexpr std::array rows{
      field<&kit::AuditItem::id>("id", Access::read_only),
      field<&kit::AuditItem::at>("at", Access::read_only),
      field<&kit::AuditItem::actor_staff_id>("actor_staff_id", Access::read_only),
      field<&kit::AuditItem::actor_name>("actor_name", Access::read_only),
      field<&kit::AuditItem::action>("action", Access::read_only),
      field<&kit::AuditItem::subject_kind>("subject_kind", Access::read_only),
      field<&kit::AuditItem::subject_id>("subject_id", Access::read_only),
      field<&kit::AuditItem::subject_label>("subject_label", Access::read_only),
      field<&kit::AuditItem::changes>("changes", Access::read_only),
      field<&kit::AuditItem::request_id>("request_id", Access::read_only),
      field<&kit::AuditItem::source_address>("source_address", Access::read_only),
  };
};

namespace kit {

inline constexpr std::string_view kAuditPermission = "audit.read";

[[nodiscard]] Module module(Outbox& outbox);

}  // namespace kit
}  // namespace homeport
