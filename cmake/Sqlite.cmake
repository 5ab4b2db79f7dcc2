# SQLite, compiled for one server and nothing else; docs/adr/0032 says why not Debian's. Its source is fetched into
# .cache. It is compiled alike in all configurations, without our warnings and sanitizers.

set(root "${PROJECT_SOURCE_DIR}/.cache/sqlite")
execute_process(COMMAND "${PROJECT_SOURCE_DIR}/tools/fetch_sqlite" "${root}" RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "The source of SQLite could not be fetched; run ./dev setup.")
endif()

add_library(homeport_sqlite STATIC "${root}/sqlite3.c")
target_include_directories(homeport_sqlite SYSTEM INTERFACE "${root}")
target_compile_options(homeport_sqlite PRIVATE -O2 -g1 -w -fstack-protector-strong)
target_compile_definitions(homeport_sqlite PRIVATE
    # Each connection belongs to one thread at a time, and nobody asks how much memory was taken.
    SQLITE_THREADSAFE=2
    SQLITE_DEFAULT_MEMSTATUS=0
    HAVE_FDATASYNC=1
    HAVE_GMTIME_R=1
    HAVE_LOCALTIME_R=1
    HAVE_MALLOC_USABLE_SIZE=1
    HAVE_MALLOC_H=1
    HAVE_STRERROR_R=1
    HAVE_USLEEP=1
    SQLITE_DQS=0
    SQLITE_ENABLE_FTS5
    SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_MAX_VARIABLE_NUMBER=250000
    SQLITE_OMIT_DEPRECATED
    SQLITE_OMIT_LOAD_EXTENSION
    SQLITE_OMIT_SHARED_CACHE
    SQLITE_USE_URI=0)
target_link_libraries(homeport_sqlite PUBLIC Threads::Threads m)
