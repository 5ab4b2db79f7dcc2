#include "modules/privacy/module.hpp"

#include "embedded/privacy_migrations.hpp"

namespace homeport::privacy {
namespace {

constexpr int kRetentionSeconds = 600;
constexpr int kLeadSeconds = 600;

constexpr std::array kPermissions{
    kit::Permission{kRevealPermission, "Have one customer's phone shown in full, logged and so many a day",
                    "查看单个客户的完整电话（留痕、每日限量）"},
    kit::Permission{kRevealLogPermission, "See who had which customer's phone shown", "查看电话显示记录"},
    kit::Permission{kErasePermission, "Erase customers in the recycle bin for good", "彻底清除回收站中的客户资料"},
    kit::Permission{kExportPermission, "Hand out everything that is held of a person, as JSON or PDF",
                    "导出单个客户的全部个人信息（JSON 或 PDF）"},
    kit::Permission{kSettingPermission, "Decide how long data is kept and how many phones are shown",
                    "设置资料保留期限与电话显示上限"},
};

}  // namespace

kit::Module module(Hooks hooks) {
  const auto shared = std::make_shared<const Hooks>(std::move(hooks));
  kit::Module made;
  made.name = "privacy";
  made.permissions.assign(kPermissions.begin(), kPermissions.end());
  made.migrations = embedded::privacy_migrations();
  made.add_routes = [shared](kit::Endpoints& endpoints) {
    add_consent_routes(endpoints);
    add_reveal_routes(endpoints);
    add_erasure_routes(endpoints, shared);
    add_setting_routes(endpoints, shared);
    add_personal_data_routes(endpoints, shared);
  };
  made.add_jobs = [shared](kit::Jobs& jobs) {
    jobs.every("privacy.retention", kRetentionSeconds,
               [shared](kit::Runtime& runtime) { erase_due(runtime, *shared); });
    jobs.every("privacy.lead_retention", kLeadSeconds,
               [shared](kit::Runtime& runtime) { put_leads_away(runtime, *shared); });
  };
  made.invariants = invariants();
  return made;
}

}  // namespace homeport::privacy
