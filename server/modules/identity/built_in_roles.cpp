#include "modules/identity/built_in_roles.hpp"

#include <array>

namespace homeport::identity {
namespace {

using Name = std::string_view;

constexpr std::array kStoreManager{
    Name("audit.read"),
    Name("behaviour.approve"),
    Name("behaviour.read"),
    Name("behaviour.record"),
    Name("bulk.edit"),
    Name("bulk.export"),
    Name("catalogue.read"),
    Name("customers.delete"),
    Name("customers.find_anywhere"),
    Name("customers.merge"),
    Name("customers.phone.read"),
    Name("customers.phone.reveal"),
    Name("customers.read"),
    Name("customers.write"),
    Name("follow_ups.read"),
    Name("follow_ups.write"),
    Name("grading.read"),
    Name("identity.org_units.read"),
    Name("identity.roles.read"),
    Name("identity.staff.read"),
    Name("identity.staff.write"),
    Name("points.adjust"),
    Name("points.approve"),
    Name("points.block"),
    Name("points.grant"),
    Name("points.read"),
    Name("points.transfer"),
    Name("pool.approve"),
    Name("pool.assign"),
    Name("pool.claim"),
    Name("pool.read"),
    Name("pool.report"),
    Name("privacy.reveals.read"),
    Name("programme.read"),
    Name("rewards.cancel"),
    Name("rewards.issue"),
    Name("rewards.read"),
    Name("rewards.redeem"),
    Name("sales.import"),
    Name("sales.offline"),
    Name("sales.offline.review"),
    Name("sales.read"),
    Name("sales.return"),
    Name("sales.sell"),
    Name("views.share"),
};
constexpr std::array kAssistant{
    Name("behaviour.read"),
    Name("behaviour.record"),
    Name("catalogue.read"),
    Name("customers.find_anywhere"),
    Name("customers.phone.reveal"),
    Name("customers.read"),
    Name("customers.write"),
    Name("follow_ups.read"),
    Name("follow_ups.write"),
    Name("identity.org_units.read"),
    Name("points.read"),
    Name("pool.claim"),
    Name("pool.read"),
    Name("programme.read"),
    Name("rewards.read"),
    Name("rewards.redeem"),
    Name("sales.offline"),
    Name("sales.read"),
    Name("sales.sell"),
};
constexpr std::array kMarketing{
    Name("behaviour.approve"),   Name("behaviour.read"),
    Name("behaviour.record"),    Name("behaviour.write"),
    Name("bulk.edit"),           Name("bulk.export"),
    Name("catalogue.read"),      Name("customers.hidden.read"),
    Name("customers.merge"),     Name("customers.phone.read"),
    Name("customers.read"),      Name("customers.write"),
    Name("follow_ups.read"),     Name("grading.read"),
    Name("grading.write"),       Name("identity.org_units.read"),
    Name("identity.staff.read"), Name("own_fields.write"),
    Name("points.grant"),        Name("points.read"),
    Name("pool.assign"),         Name("pool.manage"),
    Name("pool.read"),           Name("pool.report"),
    Name("programme.read"),      Name("rewards.issue"),
    Name("rewards.read"),        Name("rewards.write"),
    Name("sales.read"),          Name("views.share"),
};
constexpr std::array kFinance{
    Name("audit.read"),          Name("behaviour.read"),
    Name("catalogue.read"),      Name("customers.read"),
    Name("finance.margin.read"), Name("identity.org_units.read"),
    Name("identity.staff.read"), Name("lab.run"),
    Name("points.adjust"),       Name("points.approve"),
    Name("points.block"),        Name("points.grant"),
    Name("points.ledger.read"),  Name("points.read"),
    Name("points.transfer"),     Name("programme.read"),
    Name("programme.write"),     Name("rewards.read"),
    Name("sales.import"),        Name("sales.read"),
    Name("sales.return"),
};
constexpr std::array kProductSpecialist{
    Name("catalogue.read"), Name("catalogue.write"), Name("identity.org_units.read"),
    Name("points.read"),    Name("programme.read"),  Name("rewards.read"),
    Name("sales.read"),
};

constexpr std::array kRoles{
    RoleTemplate{"Administrator", "系统管理员", "Everything, in the whole chain.", "全部权限，全连锁。", DataScope::all,
                 true},
    RoleTemplate{"Store manager", "店长", "Runs a store or a branch with everything below it.",
                 "管理本店或本分支及其下级。", DataScope::branch, false, kStoreManager},
    RoleTemplate{"Shop assistant", "导购", "Serves customers and sells in one store.", "在本店接待顾客并销售。",
                 DataScope::store, false, kAssistant},
    RoleTemplate{"Marketing", "市场", "Campaigns and customers of the whole chain.", "全连锁的活动与顾客。",
                 DataScope::all, false, kMarketing},
    RoleTemplate{"Finance", "财务", "Money, cost, margin and the points strategy.", "资金、成本、毛利与积分策略。",
                 DataScope::all, false, kFinance},
    RoleTemplate{"Product specialist", "产品专员", "Keeps products and service types.", "维护产品与服务类型。",
                 DataScope::all, false, kProductSpecialist},
};

}  // namespace

std::span<const RoleTemplate> built_in_roles() { return kRoles; }

}  // namespace homeport::identity
