# Precompiled headers that ccache can tell apart in one clone, and take for the same in all of them.

# What ccache needs to keep objects that are made with one.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(PALABRE_PRECOMPILED_OPTIONS -fpch-preprocess)
else()
  set(PALABRE_PRECOMPILED_OPTIONS "SHELL:-Xclang -fno-pch-timestamp")
  # As g++ is told, which ccache understands; CMake would say it in words that ccache takes as they are, path and all.
  set(CMAKE_CXX_COMPILE_OPTIONS_USE_PCH -include <PCH_HEADER>)
endif()

# palabre_precompiled_sum(TARGET [FILE...]) says what the precompiled headers of a target are made of, since they themselves
# have the paths of the clone in them. FILE: headers that no source of cmake/sources.txt and no compiler pins.
function(palabre_precompiled_sum target)
  file(READ "${CMAKE_SOURCE_DIR}/cmake/sources.txt" made_of)
  get_target_property(named ${target} PRECOMPILE_HEADERS)
  string(APPEND made_of "${named} ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}\n")
  foreach(file IN LISTS ARGN)
    file(SHA256 "${file}" sum)
    string(APPEND made_of "${sum}\n")
  endforeach()
  foreach(extension gch pch)
    file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.${extension}.sum"
         CONTENT "${made_of}" @ONLY)
  endforeach()
endfunction()
