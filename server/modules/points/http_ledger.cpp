// The routes of the ledger as a whole: what expires soon, the digests of its days.

#include "db/record_sql.hpp"
#include "modules/points/http.hpp"
#include "modules/points/service.hpp"
#include "modules/points/store.hpp"

namespace homeport::points {
namespace {

constexpr std::int64_t kDefaultDaysAhead = 30;

Result<kit::Answer> list_expiries(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::expiry_sorts(), false));
  TRY(const auto until, call.query_time("until"));
  auto query = store::expiry_rows(read.now, until.value_or(plus_days(read.now, kDefaultDaysAhead)));
  query.where_in_reach(read.actor, "c.store_id", "c.owner_staff_id");
  TRY(const auto store_id, call.query_id<kit::OrgUnitId>("store_id"));
  if (store_id) query.where_equal("c.store_id", store_id->value);
  TRY(const auto owner_id, call.query_id<kit::StaffId>("owner_staff_id"));
  if (owner_id) query.where_equal("c.owner_staff_id", owner_id->value);
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "l.id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto row = db::read_record<Expiry>(rows);
    if (!answer.add(to_json(row, read.view()), kit::cursor_after_integer(row.expires_at.us, row.lot_id.value))) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

Result<kit::Answer> list_digests(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::digest_sorts(), true));
  auto query = store::digest_rows();
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "d.cut_at");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto row = db::read_record<Digest>(rows);
    if (!answer.add(to_json(row, read.view()), kit::cursor_after_integer(row.cut_at.us, row.cut_at.us))) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

}  // namespace

std::int64_t count_expiring(const kit::Read& read, Time until) {
  auto query = store::expiry_rows(read.now, until);
  query.where_in_reach(read.actor, "c.store_id", "c.owner_staff_id");
  return kit::count_rows(read.tx, query).total;
}

void add_ledger_routes(kit::Endpoints& endpoints) {
  auto expiries = kit::spec_of<Expiry>(
      "list_expiries", "Points of customers within reach that expire soon, the first first.", kReadPermission);
  expiries.answer_is_list = true;
  expiries.query = {{"until", "So far ahead (RFC 3339); 30 days if left out."},
                    {"store_id", "of customers of this store", FieldKind::id},
                    {"owner_staff_id", "of customers this person looks after", FieldKind::id}};
  endpoints.read("/v1/expiries", expiries, list_expiries);
  auto digests =
      kit::spec_of("list_digests",
                   "One hash for each day over the heads of all customers' chains of entries, latest first; keep "
                   "them elsewhere to prove later that nothing was changed.",
                   kLedgerPermission, &table_of<Digest>());
  digests.answer_is_list = true;
  endpoints.read("/v1/ledger/digests", digests, list_digests);
}

}  // namespace homeport::points
