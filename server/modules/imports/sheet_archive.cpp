#include "modules/imports/sheet_archive.hpp"

#include <algorithm>
#include <array>
#include <exception>

#include <expat.h>
#include <zip.h>

namespace homeport::imports {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr int kMostDepth = 64;

SheetProblem broken(std::string detail) { return {false, std::move(detail)}; }
SheetProblem too_large(std::string detail) { return {true, std::move(detail)}; }

std::string_view local_name(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Expat calls back through C: what a sink throws waits here until expat has returned.
struct Parse {
  XmlSink& sink;
  XML_Parser parser = nullptr;
  int depth = 0;
  std::exception_ptr thrown;

  template <class Call>
  void guarded(Call call) {
    if (thrown) return;
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  auto& parse = *static_cast<Parse*>(data);
  parse.guarded([&] {
    if (++parse.depth > kMostDepth) throw broken("its XML is nested too deeply");
    parse.sink.begin(local_name(name), [attributes](std::string_view wanted) -> std::string_view {
      for (const auto* at = attributes; *at != nullptr; at += 2) {  // name, value, name, value, nullptr
        if (local_name(*at) == wanted) return at[1];
      }
      return {};
    });
  });
}

void XMLCALL on_end(void* data, const XML_Char* name) {
  auto& parse = *static_cast<Parse*>(data);
  parse.guarded([&] {
    --parse.depth;
    parse.sink.end(local_name(name));
  });
}

void XMLCALL on_text(void* data, const XML_Char* text, int length) {
  auto& parse = *static_cast<Parse*>(data);
  parse.guarded([&] { parse.sink.text({text, static_cast<std::size_t>(length)}); });
}

// A workbook has none; one that has is out to multiply entities or to read other files.
void XMLCALL on_document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  static_cast<Parse*>(data)->guarded([] { throw broken("its XML declares a document type"); });
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
struct ClosePart {
  void operator()(zip_file_t* part) const { zip_fclose(part); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;
using Part = std::unique_ptr<zip_file_t, ClosePart>;

}  // namespace

struct SheetArchive::Zip {
  zip_t* handle = nullptr;
  Zip() = default;
  Zip(const Zip&) = delete;
  Zip& operator=(const Zip&) = delete;
  ~Zip() {
    if (handle != nullptr) zip_discard(handle);
  }
};

SheetArchive::SheetArchive(const std::filesystem::path& file, const SheetLimits& limits)
    : zip_(std::make_unique<Zip>()),
      limits_(limits),
      file_bytes_(static_cast<std::int64_t>(std::filesystem::file_size(file))) {
  int error = 0;
  zip_->handle = zip_open(file.c_str(), ZIP_RDONLY, &error);
  if (zip_->handle == nullptr) throw broken("it is no zip, or a torn one");
  if (zip_get_num_entries(zip_->handle, 0) > limits_.entries) throw too_large("it holds too many files");
}

SheetArchive::~SheetArchive() = default;

bool SheetArchive::has(const std::string& part) const { return zip_name_locate(zip_->handle, part.c_str(), 0) >= 0; }

void SheetArchive::parse(const std::string& part, std::int64_t most_bytes, XmlSink& sink) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat(zip_->handle, part.c_str(), 0, &stat) != 0) throw broken("it lacks " + part);
  // What the zip says of itself, but never more than there is of it.
  const auto said = static_cast<std::int64_t>((stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0);
  const auto packed = std::min(said, file_bytes_);
  const Part file(zip_fopen(zip_->handle, part.c_str(), 0));
  if (file == nullptr) throw broken(part + " can't be unpacked; is the workbook protected by a password?");
  const Parser parser(XML_ParserCreate(nullptr));
  Parse parse{sink, parser.get(), 0, nullptr};
  XML_SetUserData(parser.get(), &parse);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
  std::array<char, kPieceBytes> piece;  // NOLINT: filled by zip_fread
  std::int64_t unpacked = 0;
  for (;;) {
    const auto count = zip_fread(file.get(), piece.data(), piece.size());
    if (count < 0) throw broken(part + " can't be unpacked to its end");
    unpacked += count;
    if (unpacked > most_bytes) throw too_large(part + " unpacks to more than " + std::to_string(most_bytes) + " bytes");
    if (unpacked > kRatioFromBytes && unpacked / std::max<std::int64_t>(packed, 1) > limits_.most_ratio) {
      throw too_large(part + " unpacks to " + std::to_string(limits_.most_ratio) + " times its size: no sheet does");
    }
    const auto status = XML_Parse(parser.get(), piece.data(), static_cast<int>(count), count == 0 ? 1 : 0);
    if (parse.thrown) std::rethrow_exception(parse.thrown);
    if (status != XML_STATUS_OK) {
      throw broken(part + " is no XML from line " + std::to_string(XML_GetCurrentLineNumber(parser.get())));
    }
    if (count == 0) return;
  }
}

}  // namespace homeport::imports
