#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/customers/service.hpp"
#include "modules/duplicates/module.hpp"
#include "modules/duplicates/service.hpp"
#include "modules/duplicates/store.hpp"

namespace homeport::duplicates {
namespace {

constexpr std::array kSorts{kit::SortChoice{"score", "p.score", false}};

// Who left the caller's reach since the pair was found is passed over, and counted all the same: rows are read until
// the page is full.
Result<kit::Answer> list_pairs(kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), kSorts, true));
  TRY(const auto state, kit::query_choice<PairState>(call, "state"));
  const auto wanted = store::list_pairs(read.actor, state.value_or(PairState::open), kLeastScore);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, wanted));
  auto from = page;
  bool has_more = true;
  bool is_full = false;
  while (has_more && !is_full) {
    auto query = wanted;
    query.page(from, "p.id");
    auto pairs = db::read_all<Pair>(query.run(read.tx));
    has_more = static_cast<std::int64_t>(pairs.size()) > page.limit;
    for (const auto& pair : pairs) {
      from.after_integer = pair.score;
      from.after_id = pair.id.value;
      const auto item = load(read, pair.id);
      if (!item.ok()) continue;
      is_full = !list.add(to_json(*item, read.view()), kit::cursor_after_integer(pair.score, pair.id.value));
      if (is_full) break;
    }
  }
  return kit::Answer{list.take()};
}

Result<kit::Answer> post_similar(kit::Blocking& call) {
  TRY(const auto wanted, record_from_json<SimilarRequest>(call.request.body, call.view()));
  const auto answer =
      kit::in_read(call.runtime, *call.actor, [&](const kit::Read& read) { return find_similar(read, wanted); });
  return kit::answer_with(answer, call.view());
}

using Step = Result<PairItem> (*)(kit::Write&, PairId);

void add_step(kit::Endpoints& endpoints, const std::string& verb, std::string summary, Step step) {
  endpoints.action(http::Method::post, "/v1/duplicates/{duplicate_id}/" + verb,
                   kit::spec_of<PairItem>(verb + "_duplicate", std::move(summary), kDecidePermission),
                   [step](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<PairId>("duplicate_id"));
                     TRY(const auto item, step(write, id));
                     return kit::answer_with(item, write.view());
                   });
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<PairItem>("list_duplicates",
                                     "Pairs of customers who may be one person, the likeliest first.", kReadPermission);
  list.answer_is_list = true;
  list.query = {{"state", "open (unless given), dismissed or merged"}};
  endpoints.read("/v1/duplicates", list, list_pairs);
  endpoints.read("/v1/duplicates/{duplicate_id}", kit::spec_of<PairItem>("get_duplicate", "One pair.", kReadPermission),
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<PairId>("duplicate_id"));
                   TRY(const auto item, load(read, id));
                   return kit::answer_with(item, read.view());
                 });
  auto similar = kit::spec_of<SimilarAnswer>("find_similar_customers",
                                             "Who might be meant by somebody about to be entered; nothing is written.",
                                             customers::kWritePermission);
  endpoints.blocking(http::Method::post, "/v1/customers/similar", similar, &table_of<SimilarRequest>(),
                     http::BodyKind::json, post_similar);
  endpoints.action(
      http::Method::post, "/v1/duplicates/scan",
      kit::spec_of("scan_duplicates", "Looks at every customer again, in the background.", kDecidePermission),
      [](kit::Write& write, const kit::Call&) -> Result<kit::Answer> {
        start_scan(write);
        return kit::Answer{"{}"};
      });
  add_step(endpoints, "dismiss", "Two different people: the pair is not shown again.", dismiss);
  add_step(endpoints, "reopen", "Shows a dismissed pair again.", reopen);
}

}  // namespace homeport::duplicates
