#include "modules/duplicates/module.hpp"

#include "embedded/duplicates_migrations.hpp"
#include "modules/duplicates/service.hpp"
#include "modules/profiles/service.hpp"

namespace homeport::duplicates {
namespace {

constexpr int kCatchUpSeconds = 600;

constexpr std::array kPermissions{
    kit::Permission{kReadPermission, "See customers who may be the same person", "查看疑似重复的客户"},
    kit::Permission{kDecidePermission, "Say that two customers are different people, and look for duplicates anew",
                    "判定两位客户并非同一人，重新查找重复"},
};

const db::Sql kOutOfOrder{
    "SELECT p.customer_id, p.other_id FROM duplicate_pair p WHERE p.customer_id >= p.other_id ORDER BY p.customer_id "
    "LIMIT $1"};

}  // namespace

kit::Module module() {
  kit::Module made;
  made.name = "duplicates";
  made.permissions.assign(kPermissions.begin(), kPermissions.end());
  made.migrations = embedded::duplicates_migrations();
  made.add_routes = add_routes;
  made.add_jobs = [](kit::Jobs& jobs) {
    jobs.handle(std::string(kScanJobKind), run_scan);
    jobs.handle(std::string(kLookJobKind), run_look);
    jobs.every("duplicates.catch_up", kCatchUpSeconds, catch_up);
  };
  made.add_subscriptions = [](kit::Outbox& outbox) {
    for (const auto topic : {customers::kCreatedTopic, customers::kChangedTopic, profiles::kChangedTopic}) {
      kit::Subscription subscription;
      subscription.topic = topic;
      subscription.subscriber = "duplicates.look_at." + std::string(topic);
      subscription.handle_all = hear_of_changes;
      outbox.subscribe(std::move(subscription));
    }
  };
  made.invariants.push_back(kit::no_rows(
      "duplicates.pair_in_order", "Of two customers the one with the lower id stands first.", kOutOfOrder, "pair"));
  return made;
}

}  // namespace homeport::duplicates
