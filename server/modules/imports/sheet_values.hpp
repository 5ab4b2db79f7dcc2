#pragma once

// How the numbers of a workbook are written out. Pure; private to this module.

#include <string>
#include <string_view>

namespace homeport::imports {

// The numbers a workbook formats as a day or a time: one of its built-in formats, or a text with the letters of one
// ("yyyy\-mm\-dd", "[$-804]m/d", not "0.00", not "General", not what stands in quotes).
[[nodiscard]] bool is_day_format(int built_in);
[[nodiscard]] bool is_day_format(std::string_view format);

// A count of days as the day it is: "2026-11-21", "2026-11-21 08:30:00", "08:30:00" below one day. Counted from the end
// of 1899, with the 29th of February 1900 that spreadsheets believe in, or from 1904. A text that is no such number
// comes back unchanged.
[[nodiscard]] std::string day_text(std::string_view number, bool from_1904);

// A number without the noise of binary fractions: at most 15 digits; whole ones in full ("1.38E10" → "13800000000"),
// unless they have more than 15 digits and were rounded: those stay as the file writes them.
[[nodiscard]] std::string number_text(std::string_view number);

}  // namespace homeport::imports
