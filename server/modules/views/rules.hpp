#pragma once

// What a view may be. Pure.

#include "base/result.hpp"
#include "modules/views/types.hpp"

namespace homeport::views {

// Brings a view into the form in which it is kept. Refusals: views.name_empty (name), views.word_invalid (list, sort,
// columns, filters), views.filter_twice, views.column_twice, views.too_long (filters).
[[nodiscard]] Outcome normalise(SavedView& view);

// Reads `columns` from `columns_text`.
void read_columns(SavedView& view);

// May he see it, and may he change it?
[[nodiscard]] bool sees(const SavedView& view, kit::StaffId staff);
[[nodiscard]] bool keeps(const SavedView& view, kit::StaffId staff, bool may_share);

}  // namespace homeport::views
