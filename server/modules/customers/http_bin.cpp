// The routes of deleting and of the recycle bin.

#include "kit/routes.hpp"
#include "modules/customers/deleting.hpp"
#include "modules/customers/module.hpp"

namespace homeport::customers {
namespace {

using ExtensionsPtr = std::shared_ptr<const Extensions>;

Result<kit::Answer> list_bin(const kit::Read& read, const kit::Call& call, const Extensions& extensions) {
  TRY(const auto page, kit::page_of(call.request(), store::bin_sorts(), true));
  auto query = store::bin_rows(read.actor, call.query_text("q"));
  kit::ListAnswer answer(page);
  answer.set_count(kit::count_rows(read.tx, query));
  query.page(page, "b.customer_id");
  std::vector<store::BinListRow> found;
  for (auto rows = query.run(read.tx); rows.next();)
    found.push_back(store::read_bin_row(rows));
  for (const auto& one : found) {
    const auto cursor = kit::cursor_after_integer(one.row.deleted_at.us, one.row.customer_id.value);
    if (!answer.add(to_json(bin_item(read, one, extensions), read.view()), cursor)) break;
  }
  return kit::Answer{answer.take()};
}

// Each answers for himself: whoever can't come back keeps nobody else there.
RestoreAnswer restore_many(kit::Write& write, const RestoreRequest& request, const Extensions& extensions) {
  RestoreAnswer answer;
  for (const auto id : request.customer_ids) {
    const auto restored = restore_customer(write, id, extensions.bin);
    RestoreRow row{id, restored.ok(), std::nullopt};
    if (!restored.ok()) row.reason = restored.refusal().reason;
    answer.items.push_back(std::move(row));
  }
  return answer;
}

void add_restore_routes(kit::Endpoints& endpoints, const ExtensionsPtr& extensions) {
  auto one = kit::spec_of<Customer>("restore_customer", "Takes a customer out of the recycle bin, as he was.",
                                    kDeletePermission, {"customers.not_in_recycle_bin"});
  endpoints.action(http::Method::post, "/v1/customers/{customer_id}/restore", one,
                   [extensions](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                     TRY(const auto customer, restore_customer(write, id, extensions->bin));
                     return kit::answer_with(visible(write.actor, customer), write.view());
                   });

  auto many = kit::spec_of<RestoreAnswer>("restore_customers", "Takes several customers out of the recycle bin.",
                                          kDeletePermission);
  many.is_audited = false;  // when none of them is there
  endpoints.write<RestoreRequest>(
      http::Method::post, "/v1/recycle_bin/restore", many,
      [extensions](kit::Write& write, const kit::Call&, const RestoreRequest& body) -> Result<kit::Answer> {
        return kit::answer_with(restore_many(write, body, *extensions), write.view());
      });
}

}  // namespace

void add_bin_routes(kit::Endpoints& endpoints, const std::shared_ptr<const Extensions>& extensions) {
  auto deletion = kit::spec_of<BinItem>(
      "delete_customer",
      "Puts a customer into the recycle bin: he leaves lists, searches, the till and the pool; nothing of him is lost "
      "and his phone and cards stay his.",
      kDeletePermission,
      {"customers.hidden", "customers.merged_already", "customers.in_recycle_bin", "points.debt_open",
       "points.holds_open", "points.wallet_not_empty", "sales.reservation_open"});
  endpoints.write<DeletionRequest>(
      http::Method::post, "/v1/customers/{customer_id}/delete", deletion,
      [extensions](kit::Write& write, const kit::Call& call, const DeletionRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto item, delete_customer(write, id, body, *extensions));
        return kit::answer_with(item, write.view());
      });

  auto list =
      kit::spec_of<BinItem>("list_recycle_bin", "Who is in the recycle bin, deleted last first.", kDeletePermission);
  list.answer_is_list = true;
  list.query = {{"q", "part of a name, a whole phone number or card", FieldKind::text}};
  endpoints.read("/v1/recycle_bin", list,
                 [extensions](kit::Read& read, const kit::Call& call) { return list_bin(read, call, *extensions); });
  add_restore_routes(endpoints, extensions);
}

}  // namespace homeport::customers
