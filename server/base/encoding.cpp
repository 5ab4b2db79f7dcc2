#include "base/encoding.hpp"

#include <algorithm>
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
  explicit State(Encoding encoding) {
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

  void note_invalid(const UConverterToUnicodeArgs& args, std::string_view bytes) {
    ++invalid_count;
    if (invalid.size() == kMostReported) {
      return;
    }
    const auto line_breaks =
        std::count(static_cast<const UChar*>(units.data()), static_cast<const UChar*>(args.target), u'\n');
    invalid.push_back({chunk_offset + (args.source - chunk_begin) - static_cast<std::int64_t>(bytes.size()),
                       line + line_breaks, std::string(bytes.substr(0, kMostInvalidBytesKept))});
  }

  void decode(std::string_view chunk, bool is_last, std::string& utf8) {
    chunk_begin = chunk.data();
    const char* source = chunk.data();
    const char* source_end = source + chunk.size();
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
      status = U_ZERO_ERROR;
      UChar* target = units.data() + waiting_units;
      ucnv_toUnicode(converter, &target, units.data() + units.size(), &source, source_end, nullptr,
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

  UConverter* converter = nullptr;
  std::array<UChar, 4096> units{};
  std::size_t waiting_units = 0;
  bool at_beginning = true;
  const char* chunk_begin = nullptr;
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
void Decoder::finish(std::string& utf8) { state_->decode(std::string_view("", 0), true, utf8); }
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
