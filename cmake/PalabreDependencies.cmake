# Third-party code. Header-only libraries come from the system (apt), each through a folder of its
# own, because /usr/include itself would break Emscripten builds. Pinned sources come from the cache
# that tools/fetch fills, or, where it cannot, from upstream.
#
# Gives: palabre_nlohmann, palabre_rapidjson, PALABRE_SODIUM_DIR, PALABRE_IMGUI_DIR,
# PALABRE_QRCODEGEN_DIR, palabre_catch2, which brings main(), for tests, for the hub palabre_boost (headers),
# palabre_nats, SQLite::SQLite3 and CURL::libcurl, and where it is there, for the workbench's window, glfw.
include(FetchContent)
set(FETCHCONTENT_QUIET ON)

function(palabre_headers target folder hint)
  find_path(PALABRE_${target}_DIR "${folder}" PATHS /usr/include /usr/local/include
            NO_CMAKE_FIND_ROOT_PATH)
  if(NOT PALABRE_${target}_DIR)
    message(FATAL_ERROR "The headers <${folder}/...> are missing. Run tools/setup (Debian: ${hint}).")
  endif()
  set(own "${CMAKE_BINARY_DIR}/headers/${target}")
  file(MAKE_DIRECTORY "${own}")
  file(CREATE_LINK "${PALABRE_${target}_DIR}/${folder}" "${own}/${folder}" SYMBOLIC)
  add_library(palabre_${target} INTERFACE)
  target_include_directories(palabre_${target} SYSTEM INTERFACE "${own}")
endfunction()

# Tells FetchContent about a row of sources.txt; it unpacks to NAME_SOURCE_DIR.
function(palabre_declare_source name)
  file(STRINGS "${CMAKE_SOURCE_DIR}/cmake/sources.txt" row REGEX "^${name} ")
  separate_arguments(row)
  list(GET row 4 file)
  list(GET row 5 sha)
  list(GET row 6 upstream)
  execute_process(COMMAND "${CMAKE_SOURCE_DIR}/tools/fetch" ${name}
                  OUTPUT_VARIABLE archive OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed)
  if(failed)
    if(upstream STREQUAL "-")
      message(FATAL_ERROR
        "${name}: ${file} could not be had. It has to come from Debian's source archive (tools/fetch ${name} "
        "says what went wrong), or be put into the cache folder by hand: upstream's own archive has other "
        "bytes than the ones that cmake/sources.txt pins.")
    endif()
    set(archive "${upstream}")
  endif()
  FetchContent_Declare(${name} ${ARGN} URL "${archive}" URL_HASH SHA256=${sha})
endfunction()

palabre_headers(nlohmann nlohmann nlohmann-json3-dev)
palabre_headers(rapidjson rapidjson rapidjson-dev)

if(PALABRE_HUB)
  palabre_headers(boost boost libboost-dev)
  find_package(SQLite3 3.37)
  if(NOT SQLite3_FOUND)
    message(FATAL_ERROR "SQLite is missing. Run tools/setup (Debian: libsqlite3-dev), or leave the hub out: "
                        "-DPALABRE_HUB=OFF.")
  endif()
  palabre_headers(nats nats libnats-dev)
  find_library(PALABRE_NATS_LIBRARY nats)
  if(NOT PALABRE_NATS_LIBRARY)
    message(FATAL_ERROR "libnats is missing. Run tools/setup (Debian: libnats-dev), or leave the hub out: "
                        "-DPALABRE_HUB=OFF.")
  endif()
  target_link_libraries(palabre_nats INTERFACE "${PALABRE_NATS_LIBRARY}")
  find_package(CURL 7.85)
  if(NOT CURL_FOUND)
    message(FATAL_ERROR "libcurl is missing. Run tools/setup (Debian: libcurl4-openssl-dev), or leave the hub out: "
                        "-DPALABRE_HUB=OFF.")
  endif()
  find_package(Threads REQUIRED)
endif()

palabre_declare_source(libsodium)
FetchContent_MakeAvailable(libsodium)
set(PALABRE_SODIUM_DIR "${libsodium_SOURCE_DIR}")

palabre_declare_source(imgui)
FetchContent_MakeAvailable(imgui)
set(PALABRE_IMGUI_DIR "${imgui_SOURCE_DIR}")

palabre_declare_source(qrcodegen SOURCE_SUBDIR none)
FetchContent_MakeAvailable(qrcodegen)
set(PALABRE_QRCODEGEN_DIR "${qrcodegen_SOURCE_DIR}/c")

if(NOT EMSCRIPTEN)
  # A server has no display: without GLFW all but the workbench's window is built.
  if(PALABRE_WORKBENCH)
    find_package(glfw3 3.3 QUIET)
  endif()
  if(NOT glfw3_FOUND)
    message(STATUS "GLFW is missing (Debian: libglfw3-dev) or not wanted: the workbench gets no window")
  endif()
endif()

if(PALABRE_TESTS AND NOT EMSCRIPTEN)
  # One file in place of the hundred that Catch2's own build compiles, in each preset.
  palabre_declare_source(catch2 SOURCE_SUBDIR none)
  FetchContent_MakeAvailable(catch2)
  set(CATCH_CONFIG_DEFAULT_REPORTER console)
  set(CATCH_CONFIG_CONSOLE_WIDTH 80)
  configure_file("${catch2_SOURCE_DIR}/src/catch2/catch_user_config.hpp.in"
                 "${CMAKE_BINARY_DIR}/headers/catch2/catch2/catch_user_config.hpp")
  add_library(palabre_catch2 STATIC "${catch2_SOURCE_DIR}/extras/catch_amalgamated.cpp")
  # Not ours to instrument.
  target_compile_options(palabre_catch2 PRIVATE -O0 -fno-sanitize=all)
  # SYSTEM: our warnings are not Catch2's.
  target_include_directories(palabre_catch2 SYSTEM PUBLIC "${catch2_SOURCE_DIR}/src"
                             "${CMAKE_BINARY_DIR}/headers/catch2")
endif()
