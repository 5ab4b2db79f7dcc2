// What the routes of both kinds of imports share.

#include "base/text.hpp"
#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/imports/http.hpp"
#include "modules/imports/store.hpp"

namespace homeport::imports {
namespace {

constexpr std::array kSorts{kit::SortChoice{"created_at", "i.id", false}};
constexpr std::size_t kMostNameBytes = 200;

}  // namespace

BroughtFile brought_file(const http::Request& request) {
  BroughtFile file;
  file.path = request.body_file;
  file.name = cut_to(kit::Call(request).query_text("file_name").value_or(""), kMostNameBytes);
  file.size_bytes = request.body_size;
  return file;
}

Result<kit::Answer> list_of_kind(const kit::Read& read, const kit::Call& call, ImportKind kind) {
  TRY(const auto page, kit::page_of(call.request(), kSorts, true));
  kit::ListQuery query("SELECT " + store::import_columns() + " FROM import_file i WHERE i.kind = ");
  query.bind(word_of(kind));
  query.where_in_reach(read.actor, "i.org_unit_id", "i.created_by");
  TRY(const auto state, kit::query_choice<ImportState>(call, "state"));
  if (state) query.where_equal("i.state", word_of(*state));
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "i.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto import = db::read_record<ImportFile>(rows);
    if (!list.add(to_json(import, read.view()), kit::cursor_after_integer(import.id.value, import.id.value))) break;
  }
  return kit::Answer{list.take()};
}

kit::Answer errors_file(std::string csv) {
  kit::Answer answer;
  answer.json = std::move(csv);
  answer.content_type = "text/csv; charset=utf-8";
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"import-errors.csv\"");
  return answer;
}

}  // namespace homeport::imports
