#include "modules/customers/module.hpp"

#include "embedded/customers_migrations.hpp"
#include "modules/customers/merging.hpp"
#include "modules/customers/service.hpp"

namespace homeport::customers {

kit::Module module(Extensions extensions) {
  kit::Module module;
  module.name = "customers";
  module.permissions = {
      {kReadPermission, "See customers within one's reach", "查看管辖范围内的客户"},
      {kWritePermission, "Add and edit customers, enable and disable them, bind cards",
       "新增、编辑、启用、停用客户，绑定会员卡"},
      {kDeletePermission, "Delete customers, see the recycle bin and restore from it",
       "删除客户，查看回收站并从中恢复"},
      {kMergePermission, "Merge two customers who turn out to be one", "合并重复的客户"},
      {kPhonePermission, "See phone numbers in full", "查看完整电话"},
      {kHiddenPermission, "See what is hidden of a public customer until he is claimed",
       "查看公海客户领取前隐藏的信息"},
      {kFindAnywherePermission, "Find any member of the chain by a whole phone number or card",
       "凭完整电话或会员卡查找全连锁的会员"},
  };
  module.migrations = embedded::customers_migrations();
  module.add_routes = [shared = std::make_shared<const Extensions>(std::move(extensions))](kit::Endpoints& endpoints) {
    add_routes(endpoints, shared);
  };
  module.add_jobs = add_jobs;
  module.add_subscriptions = add_subscriptions;
  module.invariants = invariants();
  return module;
}

}  // namespace homeport::customers
