#include "modules/follow_ups/module.hpp"

#include "embedded/follow_ups_migrations.hpp"

namespace homeport::follow_ups {
namespace {

constexpr int kLapseEverySeconds = 600;

const db::Sql kWithoutTask{
    "SELECT f.id FROM follow_up f WHERE f.task_id IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM follow_up_task t WHERE t.customer_id = f.customer_id AND t.task_id = f.task_id) LIMIT $1"};
const db::Sql kWithoutCustomer{
    "SELECT f.id FROM follow_up f WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.customer_id = f.customer_id) "
    "LIMIT $1"};

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      kit::no_rows("follow_ups.next_step_has_task", "every next step with a date is a task", kWithoutTask, "follow-up"),
      kit::no_rows("follow_ups.has_customer", "every follow-up is one with a customer", kWithoutCustomer, "follow-up")};
}

kit::Module module(Hooks hooks) {
  kit::Module module;
  module.name = "follow_ups";
  module.permissions = {
      {kReadPermission, "See follow-ups and tasks of customers within one's reach", "查看管辖范围内客户的跟进与任务"},
      {kWritePermission, "Write follow-ups, plan and finish tasks", "填写跟进记录，安排与完成任务"},
  };
  module.migrations = embedded::follow_ups_migrations();
  module.add_routes = [shared = std::make_shared<const Hooks>(std::move(hooks))](kit::Endpoints& endpoints) {
    add_routes(endpoints, shared);
    add_task_routes(endpoints);
  };
  module.add_jobs = [](kit::Jobs& jobs) {
    jobs.every("follow_ups.lapsed_reminders", kLapseEverySeconds, [](kit::Runtime& runtime) {
      end_lapsed_reminders(runtime, kit::system_actor("follow_ups.lapsed_reminders"));
    });
  };
  module.invariants = invariants();
  return module;
}

}  // namespace homeport::follow_ups
