# Run by cmake -P: writes HEADER and SOURCE, a table NAME of the names and texts of FILES.

string(REPLACE "|" ";" files "${FILES}")
set(entries "")
foreach(path IN LISTS files)
    cmake_path(GET path FILENAME file_name)
    file(READ "${path}" text)
    if(text MATCHES "\\)embedded_text\"")
        message(FATAL_ERROR "${path}: holds the delimiter of the raw string it is embedded in")
    endif()
    string(APPEND entries "    {\"${file_name}\", R\"embedded_text(${text})embedded_text\"},\n")
endforeach()

set(head "// Generated from the files it names; do not edit.\n")
file(WRITE "${SOURCE}" "${head}#include \"embedded/${NAME}.hpp\"

namespace homeport::embedded {
namespace {
constexpr EmbeddedFile kFiles[] = {
${entries}};
}  // namespace

std::span<const EmbeddedFile> ${NAME}() { return kFiles; }
}  // namespace homeport::embedded
")
file(WRITE "${HEADER}" "${head}#pragma once

#include <span>

#include \"base/embedded.hpp\"

namespace homeport::embedded {
std::span<const EmbeddedFile> ${NAME}();
}  // namespace homeport::embedded
")
