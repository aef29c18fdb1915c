# Precompiled headers that ccache can tell apart in one clone, and take for the same in all of them.

# What ccache needs to keep objects that are made with one.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(PALABRE_PRECOMPILED_OPTIONS -fpch-preprocess)
else()
  set(PALABRE_PRECOMPILED_OPTIONS "SHELL:-Xclang -fno-pch-timestamp")
  # As g++ is told, which ccache understands; CMake would say it in words that ccache takes as they are, path and all.
  set(CMAKE_CXX_COMPILE_OPTIONS_USE_PCH -include <PCH_HEADER>)
endif()

# palabre_precompiled_sum(TARGET [FILE...]) says what the precompiled headers of a target are made of, since they
# themselves have the paths of the clone in them: which headers, of which compiler, library and pinned sources, and the
# FILEs, which those do not tell.
function(palabre_precompiled_sum target)
  file(READ "${CMAKE_SOURCE_DIR}/cmake/sources.txt" pinned)
  get_target_property(named ${target} PRECOMPILE_HEADERS)
  set(version "${CMAKE_BINARY_DIR}/CMakeFiles/version.cpp")
  file(CONFIGURE OUTPUT "${version}" CONTENT "#include <version>\n")
  execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -std=c++20 -dM -E "${version}"
                  OUTPUT_VARIABLE macros COMMAND_ERROR_IS_FATAL ANY)
  set(made_of "${named}\n${pinned}\n${macros}")
  foreach(file IN LISTS ARGN)
    file(READ "${file}" text)
    string(APPEND made_of "${text}")
  endforeach()
  string(SHA256 sum "${made_of}")
  foreach(extension gch pch)
    file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.${extension}.sum"
         CONTENT "${sum}\n")
  endforeach()
endfunction()
