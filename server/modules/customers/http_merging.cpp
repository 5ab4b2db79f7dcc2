// The routes of merges.

#include "modules/customers/merging.hpp"
#include "modules/customers/module.hpp"

namespace homeport::customers {

void add_merge_routes(kit::Endpoints& endpoints, const std::shared_ptr<const Extensions>& extensions) {
  kit::RouteSpec merging;
  merging.operation_id = "merge_customers";
  merging.summary =
      "Makes another customer part of this one; his record stays, out of use. His tags, addresses, contacts, further "
      "phones, vehicles and devices move, and own values this one has none of.";
  merging.permission = kMergePermission;
  merging.answer = &table_of<Kin>();
  merging.refusals = {"customers.not_found",      "customers.same_customer", "customers.merged_already",
                      "customers.disabled",       "points.holds_open",       "points.too_many_lots",
                      "customers.hidden",         "customers.too_many_tags", "profiles.too_many",
                      "customers.field_not_taken"};
  endpoints.write<MergeRequest>(
      http::Method::post, "/v1/customers/{customer_id}/merge", merging,
      [extensions](kit::Write& write, const kit::Call& call, const MergeRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto kin, merge(write, id, body, extensions->merge));
        return kit::answer_with(kin, write.view());
      });

  kit::RouteSpec undoing;
  undoing.operation_id = "unmerge_customers";
  undoing.summary =
      "Undoes a merge: the other is a customer of his own again, with his points, tags, details and fields as far as "
      "nobody used or changed them since.";
  undoing.permission = kMergePermission;
  undoing.answer = &table_of<Kin>();
  undoing.refusals = {"customers.not_found", "customers.not_merged", "customers.merged_already",
                      "customers.hidden",    "points.holds_open",    "points.parcels_open"};
  endpoints.write<UnmergeRequest>(
      http::Method::post, "/v1/customers/{customer_id}/unmerge", undoing,
      [extensions](kit::Write& write, const kit::Call& call, const UnmergeRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto kin, unmerge(write, id, body, extensions->unmerge));
        return kit::answer_with(kin, write.view());
      });

  kit::RouteSpec showing;
  showing.operation_id = "get_customer_kin";
  showing.summary = "Whom a customer was merged into, and who was merged into him.";
  showing.permission = kReadPermission;
  showing.answer = &table_of<Kin>();
  endpoints.read("/v1/customers/{customer_id}/kin", showing,
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                   TRY(const auto kin, show_kin(read, id));
                   return kit::answer_with(kin, read.view());
                 });
}

}  // namespace homeport::customers
