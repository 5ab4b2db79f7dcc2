#pragma once

// Two customers who turn out to be one, as a use-case: what the pointer of a merge (service.hpp) means for the records.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "modules/customers/service.hpp"

namespace homeport::customers {

inline constexpr std::string_view kMergePermission = "customers.merge";
inline constexpr std::int64_t kMostReason = 200;
inline constexpr std::size_t kMostKinShown = 100;
inline constexpr std::int64_t kMostTakenFields = 120;  // own fields among them

struct MergeRequest {
  CustomerId from_customer_id;
  std::string reason;
  std::vector<std::string> take_fields;  // of the one who goes, instead of what the one who stays has
};
struct UnmergeRequest {
  CustomerId from_customer_id;
  std::string reason;
};
// Somebody a customer was merged with. The name as this actor may see it; none for somebody out of his reach.
struct Kinsman {
  CustomerId customer_id;
  std::optional<std::string> name;
  bool is_undoable = false;  // the merge with him can be undone: he was merged into this one himself
};
struct Kin {
  std::optional<Kinsman> merged_into;  // whom the customer is known as now
  std::vector<Kinsman> merged;         // who is known as this customer, earliest first, at most kMostKinShown
};

// `from` becomes `into`: his record stays and is out of use, what he has moves or is shown with `into` by the parts,
// his tags and the own values `into` has none of move, and his phone and cards find `into`. What `take_fields` names is
// taken over first; of phones, which belong to one record each, both are kept and change places. The refusals of
// point_to and of the parts; customers.field_not_taken; customers.not_found and access.out_of_scope for either of them;
// customers.disabled (422) when `into` is out of use; customers.too_many_tags; customers.hidden (403) when details of
// `from` are hidden from the caller.
[[nodiscard]] Result<Kin> merge(kit::Write& write, CustomerId into, const MergeRequest& request,
                                std::span<const MergePart> parts);
// The first step of it: `stays` becomes as `goes` in these fields. customers.field_not_taken and the refusals of
// update.
[[nodiscard]] Outcome take_chosen(kit::Write& write, const Customer& goes, const Customer& stays,
                                  std::span<const std::string> fields);
// The way back: `from` is a customer of his own again, with what the merge took from him and nobody has changed or used
// since; `parts` give back what is theirs. What came of the merged customer afterwards stays with the one who stayed.
// customers.not_merged (409), customers.merged_already when `into` was merged since: undo that first; customers.hidden
// and the refusals of the parts and of update.
[[nodiscard]] Result<Kin> unmerge(kit::Write& write, CustomerId into, const UnmergeRequest& request,
                                  std::span<const MergePart> parts);
[[nodiscard]] Result<Kin> show_kin(const kit::Read& read, CustomerId id);

}  // namespace homeport::customers

template <>
struct homeport::Fields<homeport::customers::MergeRequest> {
  using R = homeport::customers::MergeRequest;
  static constexpr std::string_view name = "MergeRequest";
  static constexpr std::array rows{
      field<&R::from_customer_id>("from_customer_id", Access::read_write,
                                  {.required = true, .about = "Who turns out to be this customer."}),
      field<&R::reason>("reason", Access::read_write,
                        {.min = 1, .max = homeport::customers::kMostReason, .required = true}),
      field<&R::take_fields>("take_fields", Access::read_write,
                             {.max = homeport::customers::kMostTakenFields,
                              .about = "Fields that become as the other has them: name, gender, birthday_on, phone, "
                                       "email, note, occupation, tag_ids (his beside the present ones), "
                                       "own_values.<key>."}),
  };
};
template <>
struct homeport::Fields<homeport::customers::UnmergeRequest> {
  using R = homeport::customers::UnmergeRequest;
  static constexpr std::string_view name = "UnmergeRequest";
  static constexpr std::array rows{
      field<&R::from_customer_id>("from_customer_id", Access::read_write,
                                  {.required = true, .about = "Who turns out to be somebody else after all."}),
      field<&R::reason>("reason", Access::read_write,
                        {.min = 1, .max = homeport::customers::kMostReason, .required = true}),
  };
};
template <>
struct homeport::Fields<homeport::customers::Kinsman> {
  using R = homeport::customers::Kinsman;
  static constexpr std::string_view name = "Kinsman";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::name>("name", Access::read_only, {.about = "None for somebody out of reach."}),
      field<&R::is_undoable>("is_undoable", Access::read_only, {.about = "The merge with him can be undone."}),
  };
};
template <>
struct homeport::Fields<homeport::customers::Kin> {
  using R = homeport::customers::Kin;
  static constexpr std::string_view name = "Kin";
  static constexpr std::array rows{
      field<&R::merged_into>("merged_into", Access::read_only, {.about = "Whom the customer is known as now."}),
      field<&R::merged>("merged", Access::read_only, {.about = "Who is known as this customer, earliest first."}),
  };
};
