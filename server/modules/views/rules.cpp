#include "modules/views/rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace homeport::views {
namespace {

// Names of lists, filters and columns: "customers", "tag_id", "own.skin", "lastPurchase", "-created_at".
bool is_word(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
  };
  return !text.empty() && text.size() <= static_cast<std::size_t>(kMostWordCharacters) &&
         std::all_of(text.begin(), text.end(), fits);
}

Refusal bad_word(std::string_view word, std::string field) {
  return refuse(RefusalKind::invalid, "views.word_invalid",
                "a name here has letters, digits, _ . and -: " + std::string(word), std::move(field));
}

Outcome normalise_columns(SavedView& view) {
  view.columns_text.clear();
  for (const auto& column : view.columns) {
    if (!is_word(column)) return bad_word(column, "columns");
    if (std::count(view.columns.begin(), view.columns.end(), column) > 1) {
      return refuse(RefusalKind::invalid, "views.column_twice", "the column " + column + " stands twice", "columns");
    }
    if (!view.columns_text.empty()) view.columns_text += ',';
    view.columns_text += column;
  }
  return Done{};
}

Outcome normalise_filters(SavedView& view) {
  std::sort(view.filters.begin(), view.filters.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < view.filters.size(); ++i) {
    const auto& filter = view.filters[i];
    if (!is_word(filter.name)) return bad_word(filter.name, "filters");
    if (i > 0 && view.filters[i - 1].name == filter.name) {
      return refuse(RefusalKind::invalid, "views.filter_twice", "the filter " + filter.name + " stands twice",
                    "filters");
    }
    bytes += filter.name.size() + filter.value.size();
  }
  if (bytes <= kMostFilterBytes) return Done{};
  return refuse(RefusalKind::invalid, "views.too_long",
                "the filters of a view have at most " + std::to_string(kMostFilterBytes) + " bytes, these have " +
                    std::to_string(bytes),
                "filters");
}

}  // namespace

Outcome normalise(SavedView& view) {
  view.name = normalise_name(view.name);
  if (view.name.empty()) return refuse(RefusalKind::invalid, "views.name_empty", "a view has a name", "name");
  if (!is_word(view.list)) return bad_word(view.list, "list");
  if (view.sort && view.sort->empty()) view.sort.reset();
  if (view.sort && !is_word(*view.sort)) return bad_word(*view.sort, "sort");
  TRY_DONE(normalise_columns(view));
  return normalise_filters(view);
}

void read_columns(SavedView& view) {
  view.columns.clear();
  std::string_view rest = view.columns_text;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(','), rest.size());
    view.columns.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

bool sees(const SavedView& view, kit::StaffId staff) { return view.is_shared || view.owner_staff_id == staff; }

bool keeps(const SavedView& view, kit::StaffId staff, bool may_share) {
  return view.owner_staff_id == staff || (view.is_shared && may_share);
}

}  // namespace homeport::views
