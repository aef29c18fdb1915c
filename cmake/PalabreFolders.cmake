# The folder rule: a folder of src may use only what stands below it.
#   palabre_folder(NAME SOURCES file... [USES folder-or-target...] [PRIVATE_USES target...])
# makes the static library palabre_NAME. Includes are written "folder/file.hpp".
set(PALABRE_RANK_deliberation 0)
foreach(folder weighing tally opinion)
  set(PALABRE_RANK_${folder} 1)
endforeach()
foreach(folder interchange seal)
  set(PALABRE_RANK_${folder} 2)
endforeach()
set(PALABRE_RANK_map 3)
foreach(folder hub workbench)
  set(PALABRE_RANK_${folder} 4)
endforeach()
# The command starts the hub and the workbench; one of the web's modules is the workbench.
foreach(folder cli wasm)
  set(PALABRE_RANK_${folder} 5)
endforeach()

# Compiles the files of a target in batches, where the preset wants that; all at once where the batch is 0.
function(palabre_unity target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD "${PALABRE_UNITY}" UNITY_BUILD_BATCH_SIZE "${PALABRE_UNITY_BATCH}"
                        UNITY_BUILD_CODE_BEFORE_INCLUDE "// NOLINTNEXTLINE(bugprone-suspicious-include)")
endfunction()

# Files that a linker can leave out: each is compiled alone.
function(palabre_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# Gives fuzz targets feedback of what they reach in a target. Tests have no use for it, and compile faster without.
function(palabre_covered target)
  if(PALABRE_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

# What runs little is hardly optimised, and under sanitizers not at all, which takes half the time to compile.
function(palabre_cold target)
  if(PALABRE_SANITIZE)
    target_compile_options(${target} PRIVATE -O0)
  elseif(NOT EMSCRIPTEN)
    target_compile_options(${target} PRIVATE -O1)
  endif()
endfunction()

# Spares the modules' files, each compiled alone, the reading of the standard headers that most of them include.
# Whether each includes what it uses of them is seen to by tests/house.
if(EMSCRIPTEN)
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/standard.cpp" CONTENT "")
  add_library(palabre_standard OBJECT "${CMAKE_BINARY_DIR}/standard.cpp")
  target_link_libraries(palabre_standard PRIVATE palabre_flags)
  target_compile_options(palabre_standard PRIVATE ${PALABRE_PRECOMPILED_OPTIONS})
  target_precompile_headers(palabre_standard PRIVATE
    <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string>
    <string_view> <utility> <variant> <vector>)
  palabre_precompiled_sum(palabre_standard)
endif()
function(palabre_standard target)
  if(EMSCRIPTEN)
    target_precompile_headers(${target} REUSE_FROM palabre_standard)
    target_compile_options(${target} PRIVATE ${PALABRE_PRECOMPILED_OPTIONS})
  endif()
endfunction()

function(palabre_folder name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
  add_library(palabre_${name} STATIC ${ARG_SOURCES})
  palabre_unity(palabre_${name})
  palabre_covered(palabre_${name})
  palabre_standard(palabre_${name})
  target_link_libraries(palabre_${name} PRIVATE palabre_flags)
  target_include_directories(palabre_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src")
  foreach(used IN LISTS ARG_USES)
    if(DEFINED PALABRE_RANK_${used})
      if(NOT PALABRE_RANK_${used} LESS PALABRE_RANK_${name})
        message(FATAL_ERROR "src/${name} may not use src/${used}: arrows point down only (ARCHITECTURE.md)")
      endif()
      target_link_libraries(palabre_${name} PUBLIC palabre_${used})
    else()
      target_link_libraries(palabre_${name} PUBLIC ${used})
    endif()
  endforeach()
  target_link_libraries(palabre_${name} PRIVATE ${ARG_PRIVATE_USES})
endfunction()
