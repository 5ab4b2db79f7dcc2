#pragma once

// The text of a receipt on a roll of paper: columns of one width, of which a Chinese character takes two. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "modules/sales/receipt_types.hpp"

namespace homeport::sales {

enum class ReceiptLanguage : std::uint8_t { zh, en };

// Characters of a font 12 dots wide: 32 on 58 mm, 48 on 80 mm. CHECKs that it is a roll.
[[nodiscard]] std::size_t columns_of(PaperWidth width);

// How many columns the text takes.
[[nodiscard]] std::size_t display_width(std::string_view text);

// The lines of the receipt, none wider than its paper. Customer names are shown with their first character only, card
// numbers not at all.
[[nodiscard]] std::vector<std::string> receipt_lines(const Receipt& receipt, ReceiptLanguage language);

}  // namespace homeport::sales
