#pragma once

// A list's question under a name.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"

namespace homeport::views {

using SavedViewId = Id<struct SavedViewTag>;

inline constexpr std::int64_t kMostViews = 100;  // of one person, and shared ones, of one list
inline constexpr std::int64_t kMostFilters = 20;
inline constexpr std::size_t kMostFilterBytes = 8000;  // of one view, names and values together
inline constexpr std::int64_t kMostColumns = 100;
inline constexpr std::int64_t kMostViewNameCharacters = 60;
inline constexpr std::int64_t kMostWordCharacters = 60;  // of the name of a list, filter, column or sort

struct ViewFilter {
  std::string name;
  std::string value;
  friend bool operator==(const ViewFilter&, const ViewFilter&) = default;
};

struct SavedView {
  SavedViewId id;
  std::string list;
  std::string name;
  kit::StaffId owner_staff_id;
  bool is_shared = false;
  std::optional<std::string> sort;
  bool is_dense = false;
  std::string columns_text;  // as they are kept
  std::vector<std::string> columns;
  std::vector<ViewFilter> filters;  // by name
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

// What a list of somebody's begins with.
struct FirstView {
  std::string list;
  std::optional<SavedViewId> saved_view_id;  // none: with everything
};

}  // namespace homeport::views

template <>
struct homeport::Fields<homeport::views::ViewFilter> {
  using F = homeport::views::ViewFilter;
  static constexpr std::string_view name = "ViewFilter";
  static constexpr std::array rows{
      field<&F::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::views::kMostWordCharacters, .required = true}),
      field<&F::value>(
          "value", Access::read_write,
          {.min = 1, .max = static_cast<std::int64_t>(homeport::views::kMostFilterBytes), .required = true}),
  };
};

// The order of the columns in store.cpp; filters have a table of their own.
template <>
struct homeport::Fields<homeport::views::SavedView> {
  using V = homeport::views::SavedView;
  static constexpr std::string_view name = "SavedView";
  static constexpr std::array rows{
      field<&V::id>("id", Access::read_only),
      field<&V::list>("list", Access::create_only,
                      {.min = 1,
                       .max = homeport::views::kMostWordCharacters,
                       .required = true,
                       .about = "The list it belongs to: \"customers\"."}),
      field<&V::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::views::kMostViewNameCharacters, .required = true}),
      field<&V::owner_staff_id>("owner_staff_id", Access::read_only),
      field<&V::is_shared>("is_shared", Access::read_write,
                           {.about = "Seen by everybody who is signed in; needs views.share."}),
      field<&V::sort>("sort", Access::read_write, {.max = homeport::views::kMostWordCharacters}),
      field<&V::is_dense>("is_dense", Access::read_write),
      field<&V::columns_text>("columns_text", Access::internal, {.max = 6200}),
      field<&V::columns>(
          "columns", Access::read_write,
          {.max = homeport::views::kMostColumns, .about = "Those shown, in their order; none: as the list has them."}),
      field<&V::filters>("filters", Access::read_write,
                         {.max = homeport::views::kMostFilters, .about = "As the address of the list has them."}),
      field<&V::created_at>("created_at", Access::read_only),
      field<&V::updated_at>("updated_at", Access::read_only),
      field<&V::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::views::FirstView> {
  using F = homeport::views::FirstView;
  static constexpr std::string_view name = "FirstView";
  static constexpr std::array rows{
      field<&F::list>("list", Access::read_write,
                      {.min = 1, .max = homeport::views::kMostWordCharacters, .required = true}),
      field<&F::saved_view_id>("saved_view_id", Access::read_write,
                               {.about = "One the caller sees, of that list; none: it begins with everything."}),
  };
};
