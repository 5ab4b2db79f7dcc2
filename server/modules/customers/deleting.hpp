#pragma once

// Deleting a customer and taking it back: into the recycle bin and out of it. His keys stay his, nothing of his
// ledgers is touched, and nobody meets him meanwhile. Not for other modules.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {

inline constexpr std::int64_t kMostDeletionReason = 200;
inline constexpr std::int64_t kMostRestored = 200;  // customers of one request

struct DeletionRequest {
  std::string reason;
  bool even_with_points = false;
};

// A row of customer_bin, in the order of its columns.
struct BinRow {
  CustomerId customer_id;
  Time deleted_at;
  kit::StaffId deleted_by_id;  // 0: the program
  std::string deleted_by_name;
  std::string reason;
  CustomerStatus was_status = CustomerStatus::active;
  std::optional<kit::StaffId> had_owner_id;
  std::optional<CustomerId> along_with_id;  // whom he was merged into, who took him along
};

// Who is in the recycle bin, as this actor may see him.
struct BinItem {
  CustomerId customer_id;
  std::string name;
  CustomerKind kind = CustomerKind::person;
  std::optional<std::string> phone;
  kit::OrgUnitId store_id;
  std::string store_name;
  Time deleted_at;
  std::optional<kit::StaffId> deleted_by_id;
  std::string deleted_by_name;
  std::string reason;
  std::optional<std::string> had_owner_name;
  std::optional<Time> erased_from;
};

struct RestoreRequest {
  std::vector<CustomerId> customer_ids;
};
struct RestoreRow {
  CustomerId customer_id;
  bool is_restored = false;
  std::optional<std::string> reason;  // why not
};
struct RestoreAnswer {
  std::vector<RestoreRow> items;
};

// Puts him there with everybody who was merged into him. Refusals: those of load, customers.hidden (403),
// customers.merged_already (409: delete whom he was merged into), those of the parts.
[[nodiscard]] Result<BinItem> delete_customer(kit::Write& write, CustomerId id, const DeletionRequest& request,
                                              const Extensions& extensions);
// Everything is as it was. Whoever deleted him reaches him, too. customers.not_in_recycle_bin (404).
[[nodiscard]] Result<Customer> restore_customer(kit::Write& write, CustomerId id, std::span<const BinPart> parts);

// The refusals that say of a customer in the recycle bin where he is, to those who may take him out: to others
// found_in_bin is customers.not_found. held_in_bin: somebody else wants his phone, card or reference.
[[nodiscard]] Refusal found_in_bin(const kit::Actor& actor, const Customer& customer);
[[nodiscard]] Refusal held_in_bin(const kit::Actor& actor, const Customer& customer, std::string_view what,
                                  std::string_view field);

// --- The statements (bin_store.cpp) ---------------------------------------------------------------------------------

namespace store {

void insert_bin_row(db::Transaction& tx, const BinRow& row);
void delete_bin_row(db::Transaction& tx, CustomerId id);
[[nodiscard]] std::optional<BinRow> load_bin_row(db::Transaction& tx, CustomerId id);
// Those who went there along with him.
[[nodiscard]] std::vector<CustomerId> gone_along_with(db::Transaction& tx, CustomerId id);
// Those who were deleted by then, oldest first, without those who went along with somebody.
[[nodiscard]] std::vector<CustomerId> deleted_before(db::Transaction& tx, Time before, std::int64_t limit);
// Who is there by himself, whom this actor reaches or has deleted; `words` that a name contains, or whole numbers.
[[nodiscard]] kit::ListQuery bin_rows(const kit::Actor& actor, const std::optional<std::string>& words);
[[nodiscard]] std::span<const kit::SortChoice> bin_sorts();
struct BinListRow {
  BinRow row;
  Customer seen;  // as far as it decides what is shown
};
[[nodiscard]] BinListRow read_bin_row(const db::Rows& rows);

}  // namespace store

[[nodiscard]] BinItem bin_item(const kit::Read& read, const store::BinListRow& found, const Extensions& extensions);

}  // namespace homeport::customers

template <>
struct homeport::Fields<homeport::customers::DeletionRequest> {
  using R = homeport::customers::DeletionRequest;
  static constexpr std::string_view name = "DeletionRequest";
  static constexpr std::array rows{
      field<&R::reason>("reason", Access::read_write,
                        {.min = 1, .max = homeport::customers::kMostDeletionReason, .required = true}),
      field<&R::even_with_points>(
          "even_with_points", Access::read_write,
          {.about = "Also when there are points to spend; they stay with the record and are lost when it is erased."}),
  };
};
template <>
struct homeport::Fields<homeport::customers::BinRow> {
  using R = homeport::customers::BinRow;
  static constexpr std::string_view name = "BinRow";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::deleted_at>("deleted_at", Access::read_only),
      field<&R::deleted_by_id>("deleted_by_id", Access::read_only),
      field<&R::deleted_by_name>("deleted_by_name", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::was_status>("was_status", Access::read_only),
      field<&R::had_owner_id>("had_owner_id", Access::read_only),
      field<&R::along_with_id>("along_with_id", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::customers::BinItem> {
  using R = homeport::customers::BinItem;
  static constexpr std::string_view name = "BinItem";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::name>("name", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::phone>("phone", Access::read_only),
      field<&R::store_id>("store_id", Access::read_only),
      field<&R::store_name>("store_name", Access::read_only),
      field<&R::deleted_at>("deleted_at", Access::read_only),
      field<&R::deleted_by_id>("deleted_by_id", Access::read_only),
      field<&R::deleted_by_name>("deleted_by_name", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::had_owner_name>("had_owner_name", Access::read_only,
                                {.about = "Who looked after the customer until then."}),
      field<&R::erased_from>("erased_from", Access::read_only,
                             {.about = "From then on the customer is erased for good; absent: never by itself."}),
  };
};
template <>
struct homeport::Fields<homeport::customers::RestoreRequest> {
  using R = homeport::customers::RestoreRequest;
  static constexpr std::string_view name = "RestoreRequest";
  static constexpr std::array rows{
      field<&R::customer_ids>("customer_ids", Access::read_write,
                              {.min = 1, .max = homeport::customers::kMostRestored, .required = true}),
  };
};
template <>
struct homeport::Fields<homeport::customers::RestoreRow> {
  using R = homeport::customers::RestoreRow;
  static constexpr std::string_view name = "RestoreRow";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::is_restored>("is_restored", Access::read_only),
      field<&R::reason>("reason", Access::read_only, {.about = "Why not."}),
  };
};
template <>
struct homeport::Fields<homeport::customers::RestoreAnswer> {
  using R = homeport::customers::RestoreAnswer;
  static constexpr std::string_view name = "RestoreAnswer";
  static constexpr std::array rows{field<&R::items>("items", Access::read_only)};
};
