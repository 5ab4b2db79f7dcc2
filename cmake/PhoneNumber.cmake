# Debian's libphonenumber-dev wants Boost 1.74 and so can't be installed beside Boost 1.81. Its headers (and those of
# protobuf, which they include) are unpacked into .cache and the runtime libraries linked.

set(root "${PROJECT_SOURCE_DIR}/.cache/libphonenumber")
execute_process(COMMAND "${PROJECT_SOURCE_DIR}/tools/fetch_libphonenumber" "${root}" RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "The headers of libphonenumber could not be fetched; run ./dev setup.")
endif()

find_library(HOMEPORT_PHONENUMBER_LIBRARY NAMES libphonenumber.so.8 REQUIRED)
find_library(HOMEPORT_PROTOBUF_LIBRARY NAMES libprotobuf.so.32 REQUIRED)

add_library(homeport_phonenumber INTERFACE)
target_include_directories(homeport_phonenumber SYSTEM INTERFACE "${root}/usr/include")
target_link_libraries(homeport_phonenumber INTERFACE
    "${HOMEPORT_PHONENUMBER_LIBRARY}" "${HOMEPORT_PROTOBUF_LIBRARY}")
