#include "modules/grading/module.hpp"

#include <boost/json/parse.hpp>

#include "embedded/grading_migrations.hpp"

namespace homeport::grading {
namespace {

constexpr int kPaySeconds = 10;

const db::Sql kGradeOff{
    "SELECT g.customer_id FROM customer_grade g JOIN pool_customer t ON t.customer_id = g.customer_id "
    "WHERE g.purpose = 'lead' AND t.state <> 'common' AND g.grade IS DISTINCT FROM t.grade LIMIT $1"};
const db::Sql kGrantOff{
    "SELECT customer_id FROM grading_grant WHERE (state = 'granted') <> (granted_at IS NOT NULL) LIMIT $1"};

void subscribe(kit::Outbox& outbox) {
  outbox.subscribe({"pool.customer_moved", "grading.arrivals", [](kit::Write& write, const kit::StoredEvent& stored) {
                      const auto payload = boost::json::parse(stored.event.payload_json).as_object();
                      if (payload.at("kind").as_string() != "enter") return;
                      grade_by_rule(write, CustomerId{stored.event.customer_id});
                    }});
  outbox.subscribe({"follow_ups.recorded", "grading.follow_ups", [](kit::Write& write, const kit::StoredEvent& stored) {
                      grade_by_rule(write, CustomerId{stored.event.customer_id});
                    }});
  outbox.subscribe(
      {"sales.sale_completed", "grading.incentives", [](kit::Write& write, const kit::StoredEvent& stored) {
         if (stored.event.customer_id <= 0) return;  // an anonymous buyer
         record_sale(write, CustomerId{stored.event.customer_id}, pool::SaleRef{stored.event.subject_id}, stored.at);
       }});
}

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {kit::no_rows("grading.pool_has_grade", "a lead's grade is the one the pool goes by", kGradeOff),
          kit::no_rows("grading.granted_has_time", "what was granted says when", kGrantOff)};
}

kit::Module module(Hooks hooks) {
  const auto shared = std::make_shared<const Hooks>(std::move(hooks));
  kit::Module made;
  made.name = "grading";
  made.permissions = {
      {kReadPermission, "See grades, the analysis of leads, incentives and selections",
       "查看线索评级、售前分析、激励与筛选"},
      {kWritePermission, "Keep the grading scheme, grade by hand, keep incentives and selections",
       "维护评级规则，手动改评级，维护激励与筛选"},
  };
  made.migrations = embedded::grading_migrations();
  made.add_routes = [shared](kit::Endpoints& endpoints) {
    add_scheme_routes(endpoints);
    add_selection_routes(endpoints, shared);
  };
  made.add_jobs = [shared](kit::Jobs& jobs) {
    jobs.every("grading.pay_waiting", kPaySeconds, [shared](kit::Runtime& runtime) { pay_waiting(runtime, *shared); });
  };
  made.add_subscriptions = subscribe;
  made.invariants = invariants();
  return made;
}

}  // namespace homeport::grading
