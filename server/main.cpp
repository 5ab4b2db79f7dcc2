// The command line. What the commands do stands in cli/.

#include <cstdio>
#include <exception>
#include <functional>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace {

using homeport::cli::DataOptions;

void add_data_options(CLI::App* command, DataOptions& data) {
  command->add_option("--data", data.folder, "Folder of the data (made if absent)")
      ->envname("HOMEPORT_DATA")
      ->capture_default_str();
  command
      ->add_option("--database", data.database_url,
                   "postgresql://… to use PostgreSQL instead of the embedded SQLite file")
      ->envname("HOMEPORT_DATABASE");
}

using Action = std::function<int()>;

void add_serve(CLI::App& app, Action& action, homeport::cli::ServeOptions& options) {
  auto* command = app.add_subcommand("serve", "Run the server until it is stopped (Ctrl-C)");
  add_data_options(command, options.data);
  command->add_option("--address", options.http.address, "Address to listen on; 0.0.0.0 for all")
      ->capture_default_str();
  command->add_option("--port", options.http.port, "Port to listen on")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_option("--threads", options.http.threads, "Threads that talk HTTP")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->add_option("--node", options.data.node, "Number of this server when several share one database")
      ->check(CLI::Range(0, 255));
  command->add_option("--tls-certificate", options.http.certificate_file, "PEM file with certificate and chain");
  command->add_option("--tls-key", options.http.key_file, "PEM file with the private key");
  command->add_flag("--trust-forwarded-for", options.http.trust_forwarded_for,
                    "Believe X-Forwarded-For: only behind a reverse proxy of yours");
  command->add_option("--web-dir", options.http.web_folder, "Folder of the built back office");
  command->add_option("--log-file", options.log_file, "Write the log there instead of to standard error");
  command->add_option("--log-level", options.log_level, "debug, info, warning, error or off")->capture_default_str();
  command->callback([&] { action = [&] { return homeport::cli::serve(options); }; });
}

void add_init(CLI::App& app, Action& action, homeport::cli::InitOptions& options) {
  auto* command = app.add_subcommand("init", "Set the chain up from the terminal instead of in the browser");
  add_data_options(command, options.data);
  command->add_option("--chain-name", options.chain_name, "Name of the chain")->required();
  command->add_option("--store-name", options.store_name, "Name of the first store")->required();
  command->add_option("--admin-name", options.admin_name, "Name of the administrator")->required();
  command->add_option("--sign-in-name", options.sign_in_name, "What the administrator signs in with")->required();
  command
      ->add_option("--password-file", options.password_file,
                   "File with the password on its first line; - for standard input")
      ->required();
  command->add_option("--currency", options.currency, "ISO 4217 code")->capture_default_str();
  command->add_option("--time-zone", options.time_zone, "IANA name")->capture_default_str();
  command->add_option("--language", options.language, "zh or en")
      ->check(CLI::IsMember({"zh", "en"}))
      ->capture_default_str();
  command->callback([&] { action = [&] { return homeport::cli::init(options); }; });
}

void add_import(CLI::App& app, Action& action, homeport::cli::ImportOptions& options) {
  auto* command = app.add_subcommand("import", "Import a file of sales (CSV); columns are recognised by their names");
  add_data_options(command, options.data);
  command->add_option("file", options.file, "The file")->required();
  command->add_option("--store", options.store, "Name or code of the store the sales belong to");
  command->add_flag("--check", options.check_only, "Only say what would happen");
  command->callback([&] { action = [&] { return homeport::cli::import_sales(options); }; });
}

void add_demo(CLI::App& app, Action& action, homeport::cli::DemoOptions& options) {
  auto* command = app.add_subcommand("demo", "Fill an empty data folder with a small chain and a year of sales");
  add_data_options(command, options.data);
  command->add_option("--customers", options.customers, "How many")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command->add_option("--days", options.days, "Days of sales up to today")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  command->add_option("--seed", options.seed, "Same seed, same data")->capture_default_str();
  command->add_option("--language", options.language, "zh or en")
      ->check(CLI::IsMember({"zh", "en"}))
      ->capture_default_str();
  command->callback([&] { action = [&] { return homeport::cli::demo(options); }; });
}

struct Paths {
  std::filesystem::path path;
  std::string name;
  bool replace = false;
};

void add_care(CLI::App& app, Action& action, DataOptions& data, Paths& paths) {
  auto* backup = app.add_subcommand("backup", "Copy the data while the server may be running, and check the copy");
  add_data_options(backup, data);
  backup->add_option("target", paths.path, "Folder for the copy (must not exist)")->required();
  backup->callback([&] { action = [&] { return homeport::cli::backup(data, paths.path); }; });

  auto* restore = app.add_subcommand("restore", "Put a backup back; the server must be stopped");
  add_data_options(restore, data);
  restore->add_option("source", paths.path, "Folder made by backup")->required();
  restore->add_flag("--replace", paths.replace, "Even when there is data: it is set aside, not deleted");
  restore->callback([&] { action = [&] { return homeport::cli::restore(data, paths.path, paths.replace); }; });

  auto* verify = app.add_subcommand("verify", "Check the file's structure and every promise the data must keep");
  add_data_options(verify, data);
  verify->callback([&] { action = [&] { return homeport::cli::verify(data); }; });

  auto* migrate = app.add_subcommand("migrate", "Bring the schema up to date (serve does it too)");
  add_data_options(migrate, data);
  migrate->callback([&] { action = [&] { return homeport::cli::migrate(data); }; });

  auto* staff = app.add_subcommand("staff", "Care for staff from the terminal");
  staff->require_subcommand(1);
  auto* reset = staff->add_subcommand("reset-password", "Give a person a temporary password");
  add_data_options(reset, data);
  reset->add_option("sign-in-name", paths.name, "Who")->required();
  reset->callback([&] { action = [&] { return homeport::cli::reset_password(data, paths.name); }; });

  auto* version = app.add_subcommand("version", "Say which version this is, and of the data if there is some");
  add_data_options(version, data);
  version->callback([&] { action = [&] { return homeport::cli::print_version(data); }; });

  auto* openapi = app.add_subcommand("openapi", "Print the description of the API (OpenAPI 3.1)");
  openapi->callback([&] { action = [] { return homeport::cli::print_api_description(); }; });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Homeport 归港: customers, tills and points for chains of stores.\n\n"
      "  homeport serve            then open http://localhost:8080\n"
      "  homeport demo             fills an empty data folder with a chain to try things on\n"};
  app.require_subcommand(1);
  app.option_defaults()->always_capture_default(false);
  Action action;
  homeport::cli::ServeOptions serve;
  homeport::cli::InitOptions init;
  homeport::cli::ImportOptions import;
  homeport::cli::DemoOptions demo;
  DataOptions data;
  Paths paths;
  add_serve(app, action, serve);
  add_init(app, action, init);
  add_import(app, action, import);
  add_demo(app, action, demo);
  add_care(app, action, data, paths);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    return action();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "homeport: %s\n", error.what());
    return 1;
  }
}
