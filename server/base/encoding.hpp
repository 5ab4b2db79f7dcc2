#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace homeport {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, gb18030, windows_1252 };

inline constexpr std::array kEncodings{Encoding::utf8, Encoding::utf16_le, Encoding::utf16_be, Encoding::gb18030,
                                       Encoding::windows_1252};

// "utf-8", "utf-16le", "utf-16be", "gb18030", "windows-1252".
[[nodiscard]] std::string_view name_of(Encoding encoding);
[[nodiscard]] std::optional<Encoding> encoding_named(std::string_view name);

struct DetectedEncoding {
  Encoding encoding = Encoding::utf8;
  bool has_byte_order_mark = false;

  friend bool operator==(const DetectedEncoding&, const DetectedEncoding&) = default;
};

// Judges the beginning of a file, 64 KiB being plenty; a character cut off at the end of the sample is no objection. A
// byte order mark decides; then UTF-8 if well-formed, UTF-16 if zero bytes stand as they do there, GB18030 if
// well-formed with mostly the characters of everyday Chinese, else Windows-1252. Pure ASCII is UTF-8.
[[nodiscard]] DetectedEncoding detect_encoding(std::string_view sample);

// Bytes that mean nothing in the encoding.
struct InvalidBytes {
  std::int64_t byte_offset = 0;  // from the beginning of the file
  std::int64_t line = 1;         // counted by LF, from 1
  std::string bytes;             // at most a few

  friend bool operator==(const InvalidBytes&, const InvalidBytes&) = default;
};

// Turns a file into UTF-8, chunk by chunk in any cut. A byte order mark at the beginning is dropped. Invalid bytes
// become U+FFFD in the output and are always counted and reported, so the caller can refuse the file or the row. In
// Windows-1252 no byte is invalid: the five without a letter become C1 control characters.
// One decoder for one file, on one thread at a time.
class Decoder {
 public:
  // Of so many invalid places the position is kept; the rest are only counted.
  static constexpr std::size_t kMostReported = 100;

  explicit Decoder(Encoding encoding);
  ~Decoder();
  Decoder(Decoder&& other) noexcept;
  Decoder& operator=(Decoder&& other) noexcept;

  // Appends what the chunk gives to `utf8`; a character cut off at its end waits for the next chunk.
  void decode(std::string_view chunk, std::string& utf8);

  // After the last chunk: a character still incomplete is invalid.
  void finish(std::string& utf8);

  [[nodiscard]] std::int64_t invalid_count() const;
  [[nodiscard]] const std::vector<InvalidBytes>& invalid() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The whole of a text in memory. `invalid_count` says how many places became U+FFFD.
struct DecodedText {
  std::string utf8;
  std::int64_t invalid_count = 0;
};
[[nodiscard]] DecodedText decode_all(std::string_view bytes, Encoding encoding);

}  // namespace homeport
