#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace homeport {

// Well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. Everything else in this header expects
// it; bytes that are not well-formed are treated as U+FFFD, never read out of bounds.
[[nodiscard]] bool is_valid_utf8(std::string_view text);

[[nodiscard]] std::size_t count_code_points(std::string_view text);

// The number in digits, with a minus sign where it is below zero, behind what `text` holds.
void append_decimal(std::string& text, std::int64_t number);

// The text without white space at both ends: Unicode white space (also U+00A0 and U+3000) and zero-width characters.
[[nodiscard]] std::string_view trim(std::string_view text);

// At most so many bytes of it, cut between characters.
[[nodiscard]] std::string_view cut_to(std::string_view text, std::size_t most_bytes);

enum class LineBreaks { refused, allowed };

// True when the text holds a C0 or C1 control character, DEL, U+2028 or U+2029. With LineBreaks::allowed, tab, CR and
// LF don't count.
[[nodiscard]] bool has_control_characters(std::string_view text, LineBreaks line_breaks = LineBreaks::refused);

// Without bidirectional controls, zero-width spaces, soft hyphens and byte order marks, which make two texts look the
// same or one text look like another. Joiners stay where they shape a letter or an emoji (neither neighbour is ASCII or
// an ideograph).
[[nodiscard]] std::string without_invisible(std::string_view text);

// How a name is stored: NFC, without invisible characters, white space of any kind collapsed to one ASCII space, none
// at the ends. Idempotent. Letters, their case and full-width forms are left as they were typed.
[[nodiscard]] std::string normalise_name(std::string_view text);

// The form in which texts are compared when searching: NFKC (so full-width is half-width), case folded, Latin, Greek
// and Cyrillic letters without diacritics, traditional Han as simplified, white space as in normalise_name. Idempotent.
[[nodiscard]] std::string fold_for_search(std::string_view text);

}  // namespace homeport
