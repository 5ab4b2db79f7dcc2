#pragma once

// What is kept of a sale made without the network, where somebody is to look at it.

#include <optional>
#include <string>

#include "base/amounts.hpp"
#include "base/fields.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"
#include "modules/customers/types.hpp"
#include "modules/points/types.hpp"

namespace homeport::sales {

inline constexpr std::int64_t kMostReviewNoteCharacters = 200;

struct OfflineSale {
  customers::CustomerId customer_id;
  points::SaleId sale_id;
  kit::OrgUnitId store_id;
  std::optional<kit::StaffId> staff_id;
  std::optional<std::string> customer_name;
  Time sold_at;
  Money shown;       // and paid
  Money payable;     // what it came to here
  Money difference;  // shown − payable; above 0 the buyer's, below 0 borne by the store
  // Why it is looked at.
  bool earlier_price = false;     // sold at a price that was raised since
  bool disabled_product = false;  // of something no longer sold
  bool disabled_member = false;   // to a member who was disabled; no points
  bool unexplained = false;       // shown cheaper than any price of that time; no points
  Time created_at;
  std::optional<Time> reviewed_at;
  std::optional<kit::StaffId> reviewed_by;
  std::optional<std::string> review_note;
  Money paid_back;  // of what is the buyer's
  std::int64_t version = 1;
};

struct OfflineReview {
  std::optional<Money> paid_back;
  std::optional<std::string> note;
};

}  // namespace homeport::sales

template <>
struct homeport::Fields<homeport::sales::OfflineSale> {
  using T = homeport::sales::OfflineSale;
  static constexpr std::string_view name = "OfflineSale";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::sale_id>("sale_id", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::staff_id>("staff_id", Access::read_only),
      field<&T::customer_name>("customer_name", Access::read_only),
      field<&T::sold_at>("sold_at", Access::read_only),
      field<&T::shown>("shown_minor", Access::read_only, {.about = "What the till showed and took."}),
      field<&T::payable>("payable_minor", Access::read_only),
      field<&T::difference>("difference_minor", Access::read_only,
                            {.about = "Above 0: the buyer's to get back; below 0: borne by the store."}),
      field<&T::earlier_price>("earlier_price", Access::read_only, {.about = "Sold at a price that was raised since."}),
      field<&T::disabled_product>("disabled_product", Access::read_only),
      field<&T::disabled_member>("disabled_member", Access::read_only, {.about = "It brought no points."}),
      field<&T::unexplained>("unexplained", Access::read_only,
                             {.about = "Cheaper than any price of that time; it brought no points."}),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::reviewed_at>("reviewed_at", Access::read_only),
      field<&T::reviewed_by>("reviewed_by", Access::read_only),
      field<&T::review_note>("review_note", Access::read_only),
      field<&T::paid_back>("paid_back_minor", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::OfflineReview> {
  using T = homeport::sales::OfflineReview;
  static constexpr std::string_view name = "OfflineReview";
  static constexpr std::array rows{
      field<&T::paid_back>("paid_back_minor", Access::read_write,
                           {.min = 0, .max = kMaxAmount, .about = "What the buyer was given of what is his."}),
      field<&T::note>("note", Access::read_write, {.max = homeport::sales::kMostReviewNoteCharacters}),
  };
};
