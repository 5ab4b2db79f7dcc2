# Language, warnings, sanitizers, linker and compiler cache: one interface target, homeport_options,
# that every target of ours links.

set(HOMEPORT_OPTIMISATION "-O1;-g1" CACHE STRING "Optimisation and debug flags")
set(HOMEPORT_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them; empty for none")
option(HOMEPORT_HARDEN "Stack, control-flow and libc hardening for what is shipped" OFF)
option(HOMEPORT_FUZZER "Build tests/fuzz with libFuzzer (Clang only)" OFF)
option(HOMEPORT_PCH "Precompile the standard headers" ON)
option(HOMEPORT_UNITY "Compile the files of a module together: sooner from nothing, later after a change" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)

add_library(homeport_options INTERFACE)
target_include_directories(homeport_options INTERFACE "${PROJECT_SOURCE_DIR}/server")
target_compile_options(homeport_options INTERFACE
    ${HOMEPORT_OPTIMISATION} -fPIE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror
    # Designated initializers name what differs from the defaults; the rest is meant to be left out.
    -Wno-missing-field-initializers
)
target_link_options(homeport_options INTERFACE -pie -fuse-ld=lld -Wl,--as-needed -Wl,--gc-sections)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 is wrong about these: std::string operator+ (bug 105651), and what it believes to see once the optimiser
    # has inlined a string or a moved-from variant.
    target_compile_options(homeport_options INTERFACE
        -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
    if(NOT HOMEPORT_SANITIZE)
        target_compile_options(homeport_options INTERFACE -Wno-free-nonheap-object)
    else()
        target_compile_options(homeport_options INTERFACE -Wno-maybe-uninitialized)
    endif()
    # A compiler that lives for seconds need not tidy up its memory: a tenth of its time, for a gigabyte at most.
    target_compile_options(homeport_options INTERFACE
        "SHELL:--param ggc-min-expand=200" "SHELL:--param ggc-min-heapsize=1000000")
endif()

if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # CHECK(!"what can't happen") is meant.
    target_compile_options(homeport_options INTERFACE -Wno-string-conversion)
endif()

if(HOMEPORT_SANITIZE)
    target_compile_options(homeport_options INTERFACE
        -fsanitize=${HOMEPORT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(homeport_options INTERFACE -fsanitize=${HOMEPORT_SANITIZE})
    target_compile_definitions(homeport_options INTERFACE _GLIBCXX_ASSERTIONS)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND HOMEPORT_SANITIZE MATCHES "undefined")
        # These put a check before every use of a pointer and take a third of the time to compile. What they find, the
        # address sanitizer finds too when it is used; the fuzzers are built with them.
        target_compile_options(homeport_options INTERFACE
            -fno-sanitize=null,alignment,object-size,vptr,nonnull-attribute,returns-nonnull-attribute,pointer-overflow)
    endif()
endif()

if(HOMEPORT_FUZZER)
    target_compile_options(homeport_options INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(homeport_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(HOMEPORT_HARDEN)
    target_compile_definitions(homeport_options INTERFACE _FORTIFY_SOURCE=2 _GLIBCXX_ASSERTIONS)
    target_compile_options(homeport_options INTERFACE
        -fstack-protector-strong -fstack-clash-protection -ffunction-sections -fdata-sections)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        target_compile_options(homeport_options INTERFACE -fcf-protection)
    endif()
    target_link_options(homeport_options INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
endif()

# Sources and build folder are named relative to what they have in common, so that several build folders
# (and several clones) share one cache.
find_program(HOMEPORT_CCACHE ccache)
if(HOMEPORT_CCACHE)
    cmake_path(IS_PREFIX PROJECT_SOURCE_DIR "${PROJECT_BINARY_DIR}" inside)
    if(inside)
        set(common "${PROJECT_SOURCE_DIR}")
    else()
        cmake_path(GET PROJECT_SOURCE_DIR PARENT_PATH common)
    endif()
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        "CCACHE_BASEDIR=${common}" CCACHE_NOHASHDIR=1
        "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
        ${HOMEPORT_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

# Two precompiled headers, one for all sources and one with GoogleTest for all tests. They hold nothing of ours,
# so they never go stale while one works, and no source may count on them: the clang preset builds without.
set(HOMEPORT_PCH_HEADERS
    <algorithm> <array> <atomic> <charconv> <chrono> <compare> <condition_variable> <cstdint> <functional>
    <map> <memory> <mutex> <optional> <span> <sstream> <string> <string_view> <thread> <tuple>
    <unordered_map> <utility> <variant> <vector>)

function(homeport_add_pch target libraries)
    add_library(${target} OBJECT EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/cmake/pch.cpp")
    target_link_libraries(${target} PRIVATE homeport_options ${libraries})
    target_precompile_headers(${target} PRIVATE ${HOMEPORT_PCH_HEADERS} ${ARGN})
endfunction()

# Called once the dependencies are known.
function(homeport_prepare_pch)
    if(HOMEPORT_PCH)
        homeport_add_pch(homeport_pch "")
        homeport_add_pch(homeport_test_pch GTest::gtest <gtest/gtest.h>)
    endif()
endfunction()

if(HOMEPORT_PCH)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(homeport_options INTERFACE -fpch-preprocess)
    else()
        target_compile_options(homeport_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
endif()

# homeport_use_pch(<target> <homeport_pch or homeport_test_pch>)
function(homeport_use_pch target pch)
    if(HOMEPORT_PCH)
        target_precompile_headers(${target} REUSE_FROM ${pch})
    endif()
endfunction()
