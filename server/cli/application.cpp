#include "cli/application.hpp"

#include <unistd.h>

#include "cli/personal_data.hpp"
#include "cli/readiness.hpp"
#include "http/openapi.hpp"
#include "http/operations.hpp"
#include "kit/audit_list.hpp"
#include "kit/live.hpp"
#include "modules/behaviour/module.hpp"
#include "modules/behaviour/service.hpp"
#include "modules/bulk/module.hpp"
#include "modules/bulk/service.hpp"
#include "modules/catalogue/module.hpp"
#include "modules/customers/module.hpp"
#include "modules/duplicates/module.hpp"
#include "modules/duplicates/service.hpp"
#include "modules/follow_ups/module.hpp"
#include "modules/follow_ups/service.hpp"
#include "modules/grading/module.hpp"
#include "modules/grading/service.hpp"
#include "modules/identity/module.hpp"
#include "modules/imports/module.hpp"
#include "modules/insight/module.hpp"
#include "modules/lab/module.hpp"
#include "modules/own_fields/module.hpp"
#include "modules/points/module.hpp"
#include "modules/points/service.hpp"
#include "modules/pool/module.hpp"
#include "modules/privacy/module.hpp"
#include "modules/profiles/module.hpp"
#include "modules/profiles/service.hpp"
#include "modules/programme/module.hpp"
#include "modules/programme/service.hpp"
#include "modules/rewards/module.hpp"
#include "modules/rewards/service.hpp"
#include "modules/sales/module.hpp"
#include "modules/sales/service.hpp"
#include "modules/views/module.hpp"

namespace homeport::cli {
namespace {

constexpr std::string_view kDatabaseName = "homeport.db";

std::unique_ptr<db::Database> open_database(const DataOptions& options) {
  std::filesystem::create_directories(options.folder);
  std::filesystem::permissions(options.folder, std::filesystem::perms::owner_all);
  if (!options.database_url.empty()) {
    db::PostgresOptions postgres;
    postgres.url = options.database_url;
    return db::open_postgres(postgres);
  }
  db::SqliteOptions sqlite;
  sqlite.file = options.folder / kDatabaseName;
  return db::open_sqlite(sqlite);
}

// What higher modules show of a customer, handed down to the module that owns the screens' lists.
customers::Extensions customer_extensions() {
  customers::Extensions extensions;
  extensions.list.push_back(points::customer_list_extension());
  extensions.list.push_back(privacy::customer_list_extension());
  extensions.head.push_back(points::customer_head_part());
  extensions.timeline.push_back({customers::TimelineTopic::points, points::timeline_source()});
  extensions.timeline.push_back({customers::TimelineTopic::points, rewards::timeline_source()});
  extensions.timeline.push_back({customers::TimelineTopic::points, behaviour::timeline_source()});
  extensions.timeline.push_back({customers::TimelineTopic::sales, sales::timeline_source()});
  extensions.timeline.push_back({customers::TimelineTopic::contacts, follow_ups::timeline_source()});
  extensions.timeline.push_back({customers::TimelineTopic::moves, pool::timeline_source()});
  extensions.merge.push_back(profiles::merge_part());
  extensions.merge.push_back(points::merge_part());
  extensions.merge.push_back(duplicates::merge_part());
  extensions.unmerge.push_back(profiles::unmerge_part());
  extensions.unmerge.push_back(points::unmerge_part());
  extensions.unmerge.push_back(duplicates::unmerge_part());
  extensions.bin.push_back(sales::bin_part());
  extensions.bin.push_back(points::bin_part());
  extensions.bin.push_back(pool::bin_part());
  extensions.bin_days = privacy::bin_days;
  return extensions;
}

// Who is nothing but a lead, by what every module knows of him.
privacy::LeadHooks lead_hooks() {
  const auto unless = std::make_shared<const std::vector<std::string_view>>(std::vector{
      points::more_than_lead(), sales::more_than_lead(), pool::more_than_lead(), follow_ups::more_than_lead(),
      privacy::more_than_lead(), rewards::more_than_lead(), behaviour::more_than_lead()});
  privacy::LeadHooks hooks;
  hooks.find = [unless](db::Transaction& tx, Time since, customers::CustomerId after, std::int64_t size) {
    auto slice = customers::bare_leads_after(tx, {since, *unless}, after, size);
    return privacy::LeadSlice{std::move(slice.leads), slice.last, slice.is_end};
  };
  const auto extensions = std::make_shared<const customers::Extensions>(customer_extensions());
  hooks.put_away = [unless, extensions](kit::Write& write, Time since, customers::CustomerId id, std::string reason) {
    return customers::put_lead_in_bin(write, {since, *unless}, id, std::move(reason), *extensions);
  };
  return hooks;
}

// How everybody forgets a customer who is erased, his record last, and what each holds of a person.
privacy::Hooks privacy_hooks() {
  privacy::Hooks hooks;
  hooks.erase = {profiles::erase_part(), follow_ups::erase_part(), bulk::erase_part(),  pool::erase_part(),
                 grading::erase_part(),  behaviour::erase_part(),  sales::erase_part(), imports::erase_part(),
                 privacy::erase_part(),  customers::erase_part()};
  hooks.personal = personal_parts();
  CHECK(privacy::wordless(hooks.personal).empty());
  hooks.leads = lead_hooks();
  return hooks;
}

// By what an import of customers that is undone knows whom somebody has used since.
std::vector<customers::UsePart> use_parts() {
  std::vector<customers::UsePart> parts{points::use_part(), privacy::use_part()};
  auto extensions = customer_extensions();
  for (auto& part : extensions.timeline)
    parts.push_back(customers::use_part_of(std::move(part.read)));
  return parts;
}

// What the pool asks of the till, which stands above it.
pool::Hooks pool_hooks() {
  pool::Hooks hooks;
  hooks.has_bought_since = sales::has_bought_since;
  hooks.open_order_until = sales::open_order_until;
  return hooks;
}

// What incentives ask of the ledger of points and of rewards, which stand beside them.
grading::Hooks grading_hooks() {
  grading::Hooks hooks;
  hooks.grant = [](kit::Write& write, customers::CustomerId customer_id, Points points, grading::IncentiveId incentive,
                   std::string_view name) -> Outcome {
    points::Grant grant;
    grant.points = points;
    grant.kind = points::GrantKind::incentive;
    grant.source_kind = "incentive";
    grant.source_id = incentive.value;
    grant.note = std::string(name);
    TRY_DONE(points::grant(write, customer_id, grant));
    return Done{};
  };
  hooks.issue_voucher = [](kit::Write& write, customers::CustomerId customer_id,
                           grading::VoucherSeriesRef series) -> Outcome {
    TRY_DONE(rewards::issue_voucher(write, customer_id, {rewards::VoucherSeriesId{series.value}, false}));
    return Done{};
  };
  hooks.check_series = [](kit::Write& write, grading::VoucherSeriesRef series) -> Outcome {
    TRY_DONE(kit::check_permission(write.actor, rewards::kIssuePermission));
    return rewards::check_series_issuable(write.tx, rewards::VoucherSeriesId{series.value}, write.now);
  };
  return hooks;
}

std::vector<kit::Module> make_modules(identity::Identity& identity, kit::Outbox& outbox) {
  std::vector<kit::Module> modules;
  modules.push_back(kit::module(outbox));
  modules.push_back(identity::module(identity));
  modules.push_back(own_fields::module());
  modules.push_back(views::module());
  modules.push_back(customers::module(customer_extensions()));
  modules.push_back(privacy::module(privacy_hooks()));
  modules.push_back(profiles::module());
  modules.push_back(bulk::module(customer_extensions()));
  modules.push_back(catalogue::module());
  modules.push_back(follow_ups::module(pool::follow_up_hooks()));
  modules.push_back(programme::module(sales::sums_by_service_type));
  modules.push_back(points::module());
  modules.push_back(pool::module(pool_hooks()));
  modules.push_back(grading::module(grading_hooks()));
  modules.push_back(rewards::module());
  modules.push_back(behaviour::module());
  modules.push_back(sales::module());
  modules.push_back(duplicates::module());
  modules.push_back(imports::module(use_parts()));
  modules.push_back(lab::module());
  modules.push_back(insight::module());
  return modules;
}

void add_version_route(kit::Endpoints& endpoints) {
  kit::RouteSpec spec;
  spec.operation_id = "get_version";
  spec.summary = "Which program and schema are running.";
  endpoints.read("/v1/version", spec, [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
    static const db::Sql kCount{"SELECT count(*) FROM schema_migration"};
    auto rows = read.tx.query(kCount);
    CHECK(rows.next());
    JsonWriter json;
    json.begin_object().key("version").text(version()).key("schema_version").integer(rows.integer(0));
    json.key("engine").text(read.tx.engine() == db::Engine::sqlite ? "sqlite" : "postgres").end_object();
    return kit::Answer{json.take()};
  });
}

}  // namespace

struct Application::State {
  State(const DataOptions& options, const Clock& clock, PasswordCost cost)
      : folder(options.folder),
        ids(clock, options.node),
        database(open_database(options)),
        runtime{*database, clock, ids, options.folder},
        identity(runtime, cost),
        modules(make_modules(identity, outbox)),
        jobs(runtime, options.job_threads) {
    std::vector<kit::Permission> permissions;
    for (const auto& module : modules) {
      permissions.insert(permissions.end(), module.permissions.begin(), module.permissions.end());
      if (module.add_jobs) module.add_jobs(jobs);
      if (module.add_subscriptions) module.add_subscriptions(outbox);
    }
    identity.declare_permissions(permissions);
    identity.add_seed([](kit::Write& write) { pool::seed_defaults(write); });
    identity.add_seed([](kit::Write& write) { grading::seed_defaults(write); });
    identity.add_seed([](kit::Write& write) { catalogue::seed_defaults(write); });
    identity.add_seed([](kit::Write& write) { programme::seed_defaults(write); });
    identity.add_seed([](kit::Write& write) { behaviour::seed_defaults(write); });
    runtime.jobs = &jobs;
  }

  std::filesystem::path folder;
  IdSource ids;
  std::unique_ptr<db::Database> database;
  kit::Runtime runtime;
  kit::Outbox outbox;
  identity::Identity identity;
  std::vector<kit::Module> modules;
  kit::Jobs jobs;
  std::shared_ptr<http::Metrics> metrics = std::make_shared<http::Metrics>();
};

Application::Application(const DataOptions& options, const Clock& clock, PasswordCost password_cost)
    : state_(std::make_unique<State>(options, clock, password_cost)) {}

Application::~Application() = default;

kit::Runtime& Application::runtime() { return state_->runtime; }
db::Database& Application::database() { return *state_->database; }
identity::Identity& Application::identity() { return state_->identity; }
kit::Jobs& Application::jobs() { return state_->jobs; }
kit::Outbox& Application::outbox() { return state_->outbox; }
const std::shared_ptr<http::Metrics>& Application::metrics() const { return state_->metrics; }
const std::vector<kit::Module>& Application::modules() const { return state_->modules; }
const std::filesystem::path& Application::folder() const { return state_->folder; }

Result<db::MigrationReport> Application::migrate() {
  std::vector<db::Migration> migrations;
  for (const auto& module : state_->modules) {
    for (auto& migration : db::migrations_of(module.name, module.migrations)) {
      migrations.push_back(std::move(migration));
    }
  }
  db::MigrateOptions options;
  options.backup_folder = state_->folder / "backups";
  options.now = state_->runtime.clock.now();
  return db::migrate(*state_->database, migrations, options);
}

void Application::add_routes(http::Router& router) {
  http::Operations operations;
  operations.version = std::string(version());
  operations.metrics = state_->metrics;
  operations.is_ready = readiness_of(*state_->database, state_->runtime.clock);
  http::add_operations_routes(router, std::move(operations));
  auto& authenticator = state_->identity.authenticator();
  kit::Endpoints endpoints(router, state_->runtime, authenticator, "system");
  add_version_route(endpoints);
  kit::add_event_route(endpoints, state_->runtime, authenticator);
  for (const auto& module : state_->modules) {
    if (!module.add_routes) continue;
    auto own = endpoints.for_module(module.name);
    module.add_routes(own);
  }
}

std::vector<std::string> Application::broken_invariants() {
  std::vector<std::string> broken;
  state_->database->read([&](db::Transaction& tx) {
    for (const auto& module : state_->modules) {
      for (const auto& invariant : module.invariants) {
        for (const auto& violation : invariant.violations(tx))
          broken.push_back(invariant.name + ": " + violation);
      }
    }
  });
  return broken;
}

std::string api_description() {
  DataOptions options;
  options.folder = std::filesystem::temp_directory_path() / ("homeport-openapi-" + std::to_string(::getpid()));
  std::string description;
  {
    const SystemClock clock;
    Application application(options, clock);
    http::Router router;
    application.add_routes(router);
    description = http::openapi_json(router, version());
  }
  std::filesystem::remove_all(options.folder);
  return description;
}

std::filesystem::path default_web_folder() {
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  const auto beside = program.parent_path() / ".." / "web" / "office" / "dist";
  if (std::filesystem::exists(beside / "index.html", ignored)) return std::filesystem::canonical(beside, ignored);
  return HOMEPORT_WEB_DIR;
}

std::string_view version() { return HOMEPORT_VERSION; }

}  // namespace homeport::cli
