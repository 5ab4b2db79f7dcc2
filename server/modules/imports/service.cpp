#include "modules/imports/service.hpp"

#include <algorithm>

#include "db/record_sql.hpp"
#include "kit/paging.hpp"
#include "modules/imports/context.hpp"
#include "modules/imports/file_steps.hpp"
#include "modules/imports/store.hpp"
#include "modules/imports/survey.hpp"

namespace homeport::imports {
namespace {

std::vector<ImportColumn> describe_columns(const Inspection& found, bool with_samples) {
  const auto suggestions = suggest_meanings(found.column_names);
  std::vector<ImportColumn> columns;
  for (std::size_t i = 0; i < found.column_names.size(); ++i) {
    ImportColumn column;
    column.index = static_cast<std::int64_t>(i);
    column.name = found.column_names[i];
    column.suggested = suggestions[i];
    if (with_samples) column.samples = samples_of(found, i);
    columns.push_back(std::move(column));
  }
  return columns;
}

// When a bad cell keeps every format from reading all samples: those that read the most.
std::vector<DatePattern> best_fitting(std::span<const std::string_view> samples) {
  std::vector<DatePattern> best;
  std::ptrdiff_t most = 1;
  for (const auto pattern : kDatePatterns) {
    const auto count = std::count_if(samples.begin(), samples.end(), [pattern](std::string_view sample) {
      return parse_date_with_pattern(sample, pattern).has_value();
    });
    if (count > most) best.clear();
    if (count >= most) best.push_back(pattern);
    most = std::max(most, count);
  }
  return best;
}

// Date formats that read every sample of the column that looks like the date; all of them when none does.
std::vector<std::string> fitting_formats(const Inspection& found, const std::vector<ImportColumn>& columns) {
  std::vector<DatePattern> fitting;
  for (const auto& column : columns) {
    if (column.suggested != Meaning::sold_at) continue;
    std::vector<std::string_view> samples;
    for (const auto& row : found.sample_rows) {
      if (static_cast<std::size_t>(column.index) < row.size())
        samples.push_back(row[static_cast<std::size_t>(column.index)]);
    }
    fitting = date_patterns_that_fit(samples);
    if (fitting.empty()) fitting = best_fitting(samples);
  }
  if (fitting.empty()) fitting.assign(kDatePatterns.begin(), kDatePatterns.end());
  std::vector<std::string> names;
  names.reserve(fitting.size());
  for (const auto pattern : fitting)
    names.emplace_back(homeport::name_of(pattern));
  return names;
}

bool may_see_contents(const kit::Actor& actor, const ImportFile& import) {
  return actor.view().margin || actor.staff_id == import.created_by;
}

ImportDocument document_of(db::Transaction& tx, const kit::Actor& actor, ImportFile import, const Inspection& found) {
  ImportDocument document;
  document.columns = describe_columns(found, may_see_contents(actor, import));
  document.date_formats = fitting_formats(found, document.columns);
  if (!import.mapping_json.empty()) {
    document.mapping = mapping_of(import);
  } else if (const auto kept = store::load_mapping(tx, mapping_key(import))) {
    auto mapping = record_from_json<CheckRequest>(kept->mapping_json, View{true});
    if (mapping.ok()) document.mapping = std::move(mapping).value();
  }
  document.same_file_as = store::find_done_with_hash(tx, import.content_hash, import.id);
  document.import = std::move(import);
  return document;
}

}  // namespace

Result<ImportDocument> bring(kit::Runtime& runtime, const kit::Actor& actor, const BroughtFile& file) {
  TRY(auto kept, keep_file(runtime, actor, ImportKind::sales, file));
  return kit::in_write(runtime, actor, [&](kit::Write& write) -> Result<ImportDocument> {
    store::insert_import(write.tx, kept.import);
    write.audit(audit_entry("imports.bring", kept.import));
    return document_of(write.tx, actor, kept.import, kept.found);
  });
}

Result<ImportDocument> load(const kit::Read& read, kit::Runtime& runtime, ImportId id) {
  TRY(auto import, find_import(read.tx, read.actor, ImportKind::sales, id));
  const auto found = look_again(runtime, import);
  return document_of(read.tx, read.actor, std::move(import), found);
}

Result<Preview> check(kit::Runtime& runtime, const kit::Actor& actor, ImportId id, const CheckRequest& mapping) {
  struct Prepared {
    ImportFile import;
    RowContext context;
  };
  TRY(auto prepared, runtime.database.read([&](db::Transaction& tx) -> Result<Prepared> {
    TRY(auto import, find_import(tx, actor, ImportKind::sales, id));
    if (import.state != ImportState::uploaded && import.state != ImportState::checked) {
      return wrong_state(import, "uploaded or checked");
    }
    TRY_DONE(check_mapping(mapping, column_names_of(import).size()));
    TRY(auto context, make_context(tx, actor, mapping, runtime.clock.now()));
    return Prepared{std::move(import), std::move(context)};
  }));
  auto preview = survey(runtime, prepared.import, prepared.context);
  if (preview.row_count > kMostRows) {
    return refuse(RefusalKind::too_large, "imports.too_many_rows",
                  "the file has more than " + std::to_string(kMostRows) + " rows; split it");
  }
  TRY_DONE(kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
    auto& import = prepared.import;
    import.state = ImportState::checked;
    import.mapping_json = to_json(mapping, View{true});
    import.date_format = mapping.date_format;
    import.default_store_id = mapping.default_store_id;
    import.service_type_id = mapping.service_type_id;
    import.rows_total = preview.row_count;
    TRY_DONE(save_import(write, import));
    store::keep_mapping(write.tx, mapping_key(import), {import.mapping_json, mapping.date_format}, write.now);
    write.audit(audit_entry("imports.check", import));
    return Done{};
  }));
  return preview;
}

Result<ImportFile> start(kit::Write& write, ImportId id) { return start_import(write, ImportKind::sales, id); }

Result<ImportFile> cancel(kit::Write& write, ImportId id) { return cancel_import(write, ImportKind::sales, id); }

Result<std::string> errors_as_csv(const kit::Read& read, ImportId id) {
  TRY(const auto import, find_import(read.tx, read.actor, ImportKind::sales, id));
  if (!may_see_contents(read.actor, import)) {
    return refuse(RefusalKind::forbidden, "access.margin_required",
                  "the file may hold costs: only who brought it, or who may see margins, gets its rows");
  }
  return errors_csv_of(read, import);
}

std::vector<ImportFile> running_imports(const kit::Read& read, std::int64_t limit) {
  const bool sees_sales = read.actor.may(kImportPermission);
  const bool sees_customers = read.actor.may(kPeoplePermission);
  if (!sees_sales && !sees_customers) return {};
  kit::ListQuery query("SELECT " + store::import_columns() + " FROM import_file i WHERE i.state = 'running'");
  if (!sees_sales || !sees_customers) query.where_equal("i.kind", sees_sales ? "sales" : "customers");
  query.where_in_reach(read.actor, "i.org_unit_id", "i.created_by").text(" ORDER BY i.id DESC LIMIT ").bind(limit);
  return db::read_all<ImportFile>(query.run(read.tx));
}

std::int64_t count_waiting(const kit::Read& read) {
  kit::ListQuery query("SELECT i.id FROM import_file i WHERE i.kind = 'sales' AND i.state IN ('uploaded', 'checked')");
  query.where_equal("i.created_by", read.actor.staff_id.value);
  return kit::count_rows(read.tx, query).total;
}

}  // namespace homeport::imports
