#include "base/encoding.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include "base/check.hpp"
#include "base/code_points.hpp"

namespace homeport {
namespace {

constexpr std::size_t kMostInvalidBytesKept = 8;

struct EncodingName {
  Encoding encoding;
  std::string_view name;
  const char* converter;
};

constexpr std::array<EncodingName, kEncodings.size()> kNames{{
    {Encoding::utf8, "utf-8", "UTF-8"},
    {Encoding::utf16_le, "utf-16le", "UTF-16LE"},
    {Encoding::utf16_be, "utf-16be", "UTF-16BE"},
    {Encoding::gb18030, "gb18030", "gb18030"},
    {Encoding::windows_1252, "windows-1252", "ibm-5348_P100-1997"},
}};

const EncodingName& names_of(Encoding encoding) { return kNames[static_cast<std::size_t>(encoding)]; }

// Well-formed UTF-16; what is not has been replaced before.
void append_utf8(std::u16string_view units, std::string& utf8) {
  std::size_t at = 0;
  while (at < units.size()) {
    char32_t c = units[at++];
    if (U16_IS_LEAD(c) && at < units.size()) {
      c = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(c, units[at]));
      ++at;
    }
    if (c < 0x80) {
      utf8.push_back(static_cast<char>(c));
    } else {
      append_code_point(c, utf8);
    }
  }
}

bool is_utf16(Encoding encoding) { return encoding == Encoding::utf16_le || encoding == Encoding::utf16_be; }

char16_t unit_at(std::string_view bytes, std::size_t at, Encoding encoding) {
  const auto first = static_cast<std::uint8_t>(bytes[at]);
  const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
  return static_cast<char16_t>(encoding == Encoding::utf16_le ? second << 8U | first : first << 8U | second);
}

// How many of the bytes can be converted whatever comes after them.
std::size_t end_of_whole_characters(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::gb18030) {
    // These bytes are never part of a longer character. Text without any of them for so long is cut anywhere.
    constexpr std::string_view kNeverWithin = "\n\r\t !\"#$%&'()*+,-./:;<=>?";
    constexpr std::size_t kMostHeld = 64 * 1024;
    const std::size_t last = bytes.find_last_of(kNeverWithin);
    return last != std::string_view::npos ? last + 1 : bytes.size() < kMostHeld ? 0 : bytes.size();
  }
  const std::size_t whole = bytes.size() - bytes.size() % 2;
  const bool pair_may_be_cut = whole > 0 && U16_IS_LEAD(unit_at(bytes, whole - 2, encoding));
  return pair_may_be_cut ? whole - 2 : whole;
}

}  // namespace

std::string_view name_of(Encoding encoding) { return names_of(encoding).name; }

std::optional<Encoding> encoding_named(std::string_view name) {
  for (const EncodingName& entry : kNames) {
    if (entry.name == name) {
      return entry.encoding;
    }
  }
  return std::nullopt;
}

struct Decoder::State {
  explicit State(Encoding of_file) : encoding(of_file) {
    if (is_utf16(encoding)) {
      return;
    }
    UErrorCode status = U_ZERO_ERROR;
    converter = ucnv_open(names_of(encoding).converter, &status);
    if (U_FAILURE(status) != 0) {
      throw std::runtime_error(std::string("ICU has no converter for ") + names_of(encoding).converter);
    }
    ucnv_setToUCallBack(converter, &State::on_invalid, this, nullptr, nullptr, &status);
    CHECK(U_SUCCESS(status) != 0);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { ucnv_close(converter); }

  // ICU calls this for bytes it can't convert and for events such as a reset, which concern nobody here.
  static void U_CALLCONV on_invalid(const void* context, UConverterToUnicodeArgs* args, const char* bytes,
                                    std::int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
    if (reason != UCNV_UNASSIGNED && reason != UCNV_ILLEGAL && reason != UCNV_IRREGULAR) {
      return;
    }
    auto* state = static_cast<State*>(const_cast<void*>(context));
    state->note_invalid(*args, std::string_view(bytes, static_cast<std::size_t>(length)));
    *status = U_ZERO_ERROR;
    const UChar replacement = 0xFFFD;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
  }

  void note_invalid(std::int64_t byte_offset, std::int64_t at_line, std::string_view bytes) {
    ++invalid_count;
    if (invalid.size() < kMostReported) {
      invalid.push_back({byte_offset, at_line, std::string(bytes.substr(0, kMostInvalidBytesKept))});
    }
  }

  void note_invalid(const UConverterToUnicodeArgs& args, std::string_view bytes) {
    const auto line_breaks =
        invalid.size() == kMostReported
            ? 0
            : std::count(static_cast<const UChar*>(units.data()), static_cast<const UChar*>(args.target), u'\n');
    // ICU may be reading from a buffer of its own when it looks at bytes again; their place is then about here.
    const bool in_chunk = !std::less<>{}(args.source, chunk_begin) && !std::less<>{}(chunk_end, args.source);
    const std::int64_t behind = in_chunk ? args.source - chunk_begin : 0;
    note_invalid(chunk_offset + behind - static_cast<std::int64_t>(bytes.size()), line + line_breaks, bytes);
  }

  // ICU loses its place when a character of GB18030 is cut between two chunks, and in UTF-16 at any half of a pair. So
  // what may be cut is held back and goes first next time, and UTF-16 is read without it.
  void decode(std::string_view chunk, bool is_last, std::string& utf8) {
    if (encoding == Encoding::utf8 || encoding == Encoding::windows_1252) {
      convert(chunk, is_last, utf8);
      return;
    }
    held.append(chunk);
    const std::size_t whole = is_last ? held.size() : end_of_whole_characters(held, encoding);
    if (is_utf16(encoding)) {
      convert_utf16(std::string_view(held).substr(0, whole), utf8);
    } else {
      convert(std::string_view(held).substr(0, whole), is_last, utf8);
    }
    held.erase(0, whole);
  }

  void convert_utf16(std::string_view bytes, std::string& utf8) {
    std::size_t at = 0;
    while (at < bytes.size()) {
      std::size_t length = std::min<std::size_t>(2, bytes.size() - at);
      char32_t c = length == 2 ? unit_at(bytes, at, encoding) : kIllFormed;
      if (U16_IS_LEAD(c) && at + 4 <= bytes.size() && U16_IS_TRAIL(unit_at(bytes, at + 2, encoding))) {
        c = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(c, unit_at(bytes, at + 2, encoding)));
        length = 4;
      }
      const bool is_dropped_mark = at_beginning && c == 0xFEFF;
      at_beginning = false;
      if (c == kIllFormed || U16_IS_SURROGATE(c)) {
        note_invalid(chunk_offset + static_cast<std::int64_t>(at), line, bytes.substr(at, length));
        append_code_point(kReplacementCharacter, utf8);
      } else if (!is_dropped_mark) {
        append_code_point(c, utf8);
      }
      line += c == U'\n' ? 1 : 0;
      at += length;
    }
    chunk_offset += static_cast<std::int64_t>(bytes.size());
  }

  void convert(std::string_view chunk, bool is_last, std::string& utf8) {
    chunk_begin = chunk.data();
    chunk_end = chunk_begin + chunk.size();
    const char* source = chunk_begin;
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
      status = U_ZERO_ERROR;
      UChar* target = units.data() + waiting_units;
      ucnv_toUnicode(converter, &target, units.data() + units.size(), &source, chunk_end, nullptr,
                     static_cast<UBool>(is_last), &status);
      CHECK(status == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(status) != 0);
      hand_over(static_cast<std::size_t>(target - units.data()), is_last && status != U_BUFFER_OVERFLOW_ERROR, utf8);
    }
    chunk_offset += static_cast<std::int64_t>(chunk.size());
  }

  // A pair of surrogates may be cut by the end of the buffer; its first half waits for the second.
  void hand_over(std::size_t count, bool is_last, std::string& utf8) {
    const bool cut = !is_last && count > 0 && U16_IS_LEAD(units[count - 1]);
    const std::size_t whole = cut ? count - 1 : count;
    std::size_t from = 0;
    if (at_beginning && whole > 0) {
      at_beginning = false;
      from = units[0] == 0xFEFF ? 1 : 0;
    }
    append_utf8({units.data() + from, whole - from}, utf8);
    line += std::count(units.data(), units.data() + whole, u'\n');
    waiting_units = cut ? 1 : 0;
    units[0] = cut ? units[whole] : u'\0';
  }

  Encoding encoding;
  UConverter* converter = nullptr;
  std::string held;
  std::array<UChar, 4096> units{};
  std::size_t waiting_units = 0;
  bool at_beginning = true;
  const char* chunk_begin = nullptr;
  const char* chunk_end = nullptr;
  std::int64_t chunk_offset = 0;
  std::int64_t line = 1;
  std::int64_t invalid_count = 0;
  std::vector<InvalidBytes> invalid;
};

Decoder::Decoder(Encoding encoding) : state_(std::make_unique<State>(encoding)) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&& other) noexcept = default;
Decoder& Decoder::operator=(Decoder&& other) noexcept = default;

void Decoder::decode(std::string_view chunk, std::string& utf8) { state_->decode(chunk, false, utf8); }
void Decoder::finish(std::string& utf8) { state_->decode("", true, utf8); }
std::int64_t Decoder::invalid_count() const { return state_->invalid_count; }
const std::vector<InvalidBytes>& Decoder::invalid() const { return state_->invalid; }

DecodedText decode_all(std::string_view bytes, Encoding encoding) {
  Decoder decoder(encoding);
  DecodedText decoded;
  decoder.decode(bytes, decoded.utf8);
  decoder.finish(decoded.utf8);
  decoded.invalid_count = decoder.invalid_count();
  return decoded;
}

}  // namespace homeport
