# Toolchain file of the wasm preset: emsdk's emcc where it is on the path, else Debian's.
find_program(PALABRE_EMCC emcc REQUIRED)
file(REAL_PATH "${PALABRE_EMCC}" emcc)
get_filename_component(emscripten "${emcc}" DIRECTORY)
include("${emscripten}/cmake/Modules/Platform/Emscripten.cmake")
