#include "modules/imports/workbook_fixture.hpp"

#include <stdexcept>

#include <zip.h>

namespace homeport::imports {

void write_zip(const std::filesystem::path& path, const WorkbookParts& parts) {
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("cannot make a zip");
  for (const auto& [name, bytes] : parts) {
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    if (source == nullptr || zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
      zip_discard(archive);
      throw std::runtime_error("cannot add to a zip");
    }
  }
  if (zip_close(archive) != 0) throw std::runtime_error("cannot write a zip");
}

WorkbookParts workbook_with(const std::string& rows_xml, const std::vector<std::string>& texts) {
  std::string shared = "<sst>";
  for (const auto& text : texts)
    shared += "<si><t>" + text + "</t></si>";
  return {
      {"xl/workbook.xml", R"(<workbook xmlns:r="urn:r"><sheets><sheet name="A" sheetId="4" r:id="rId9"/>)"
                          R"(<sheet name="B" sheetId="5" r:id="rId8"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="rId8" Target="worksheets/other.xml"/>)"
                                     R"(<Relationship Id="rId9" Target="worksheets/first.xml"/></Relationships>)"},
      {"xl/sharedStrings.xml", shared + "</sst>"},
      {"xl/styles.xml", R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>)"
                        R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
                        R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs></styleSheet>)"},
      {"xl/worksheets/first.xml", "<worksheet><sheetData>" + rows_xml + "</sheetData></worksheet>"},
  };
}

}  // namespace homeport::imports
