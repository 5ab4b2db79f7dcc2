#pragma once

// Who is asking and what they may do. Modules ask an Actor; nobody looks into roles or sessions for that.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "db/transaction.hpp"
#include "http/message.hpp"

namespace homeport::kit {

using StaffId = Id<struct StaffTag>;
using OrgUnitId = Id<struct OrgUnitTag>;
using SessionId = Id<struct SessionTag>;

// One thing that can be allowed, named module.action; shown in the role editor.
struct Permission {
  std::string_view name;
  std::string_view about_en;
  std::string_view about_zh;
};

// Cost, margin and profit: without it no answer contains them.
inline constexpr std::string_view kMarginPermission = "finance.margin.read";

// Which records: one's own, those of one's store, of one's branch with everything below it, or of the whole chain.
enum class DataScope : std::uint8_t { own, store, branch, all };

class PermissionSet {
 public:
  PermissionSet() = default;
  explicit PermissionSet(std::vector<std::string> names) : names_(std::move(names)) {
    std::sort(names_.begin(), names_.end());
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
  }
  [[nodiscard]] bool has(std::string_view name) const {
    return std::binary_search(names_.begin(), names_.end(), name, std::less<>{});
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
};

struct Actor {
  enum class Kind : std::uint8_t { staff, system };  // system: jobs and the terminal, entitled to everything

  Kind kind = Kind::staff;
  StaffId staff_id;
  SessionId session_id;
  std::string name;
  PermissionSet permissions;
  DataScope scope = DataScope::own;
  OrgUnitId org_unit_id;
  std::vector<std::int64_t> org_unit_ids;  // sorted: the units in reach (store: one; branch: the subtree)
  // For lists of people that name units and roles (the members of a pool). What he may do, permissions say.
  std::string org_unit_path;  // ids from the root, "/1/5/"
  std::vector<std::int64_t> role_ids;

  [[nodiscard]] bool may(std::string_view permission) const {
    return kind == Kind::system || permission.empty() || permissions.has(permission);
  }
  [[nodiscard]] View view() const { return View{may(kMarginPermission)}; }
  // May this actor deal with a record of that store and owner?
  [[nodiscard]] bool reaches(OrgUnitId store, StaffId owner) const;
  // May this actor act in that store at all (open a till there)?
  [[nodiscard]] bool reaches_store(OrgUnitId store) const;
};

// The program itself ("import", "terminal"): entitled to everything, named in the audit trail.
[[nodiscard]] Actor system_actor(std::string name);

[[nodiscard]] Outcome check_permission(const Actor& actor, std::string_view permission);
// not_found rather than forbidden, so that existence isn't told: access.out_of_scope.
[[nodiscard]] Outcome check_reach(const Actor& actor, OrgUnitId store, StaffId owner);

// Finds who sent a request. Implemented by identity, called by the endpoints.
class Authenticator {
 public:
  Authenticator() = default;
  Authenticator(const Authenticator&) = delete;
  Authenticator& operator=(const Authenticator&) = delete;
  virtual ~Authenticator() = default;

  // Without the database: the actor if this session was checked a moment ago, else nullptr. Any thread.
  [[nodiscard]] virtual std::shared_ptr<const Actor> recall(const http::Request& request, Time now) = 0;
  // With it: identity.sign_in_required when there is no valid session.
  [[nodiscard]] virtual Result<std::shared_ptr<const Actor>> authenticate(db::Transaction& tx,
                                                                          const http::Request& request, Time now) = 0;
};

}  // namespace homeport::kit
