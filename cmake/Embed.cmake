# homeport_embed_migrations(<library> <name> <folder>)
#
# Puts the .sql files of the folder into the library as text, reachable through the generated header
# embedded/<name>_migrations.hpp: std::span<const EmbeddedFile> homeport::embedded::<name>_migrations(),
# sorted by file name. Nothing happens when the folder holds no .sql file.
function(homeport_embed_migrations library name folder)
    file(GLOB files CONFIGURE_DEPENDS "${folder}/*.sql")
    if(NOT files)
        return()
    endif()
    set(generated "${PROJECT_BINARY_DIR}/generated")
    set(source "${generated}/embedded/${name}_migrations.cpp")
    set(header "${generated}/embedded/${name}_migrations.hpp")
    set(script "${PROJECT_SOURCE_DIR}/cmake/write_embedded.cmake")
    list(JOIN files "|" joined)
    add_custom_command(
        OUTPUT "${source}" "${header}"
        COMMAND ${CMAKE_COMMAND} "-DNAME=${name}_migrations" "-DFILES=${joined}"
            "-DSOURCE=${source}" "-DHEADER=${header}" -P "${script}"
        DEPENDS ${files} "${script}"
        COMMENT "Embedding the migrations of ${name}"
        VERBATIM)
    target_sources(${library} PRIVATE "${source}" "${header}")
    target_include_directories(${library} PUBLIC "${generated}")
    set_source_files_properties("${source}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
