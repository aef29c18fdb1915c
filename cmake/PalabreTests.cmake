# No optimiser: a test runs about as often as it is compiled, and what runs long stands in libraries of its own.
set(PALABRE_TEST_OPTIONS ${PALABRE_PRECOMPILED_OPTIONS} -O0)

# Everything that CTest runs, and what of it asks for figures and signatures.
add_custom_target(palabre_tests)
add_custom_target(palabre_figures_tests)

# palabre_tests(NAME SOURCES file... USES target... [SHARDS n] [FIGURES]) makes palabre_NAME_tests, run by CTest from
# the top of the repository, in n processes where that is given: CTest runs as many at once as there are cores.
# FIGURES: another compiler or optimiser could change what they find, so they are run as released too (label
# `figures`), and sanitizers pass over those that are tagged [long]: they would take them many seconds for paths that
# shorter ones take too.
function(palabre_tests name)
  cmake_parse_arguments(ARG "FIGURES" "SHARDS" "SOURCES;USES" ${ARGN})
  add_executable(palabre_${name}_tests ${ARG_SOURCES})
  add_dependencies(palabre_tests palabre_${name}_tests)
  set(labels)
  set(chosen)
  if(ARG_FIGURES)
    add_dependencies(palabre_figures_tests palabre_${name}_tests)
    set(labels figures)
    if(PALABRE_SANITIZE)
      set(chosen "~[long]")
    endif()
  endif()
  palabre_unity(palabre_${name}_tests)
  target_link_libraries(palabre_${name}_tests PRIVATE ${ARG_USES} palabre_catch2 palabre_flags)
  target_include_directories(palabre_${name}_tests PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  target_precompile_headers(palabre_${name}_tests REUSE_FROM palabre_precompiled)
  target_compile_options(palabre_${name}_tests PRIVATE ${PALABRE_TEST_OPTIONS})
  if(ARG_SHARDS)
    math(EXPR last "${ARG_SHARDS} - 1")
    foreach(shard RANGE ${last})
      add_test(NAME ${name}_${shard} COMMAND palabre_${name}_tests ${chosen} --shard-count ${ARG_SHARDS}
               --shard-index ${shard} --allow-running-no-tests
               WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
      set_property(TEST ${name}_${shard} PROPERTY LABELS ${labels})
    endforeach()
  else()
    add_test(NAME ${name} COMMAND palabre_${name}_tests ${chosen} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_property(TEST ${name} PROPERTY LABELS ${labels})
  endif()
endfunction()

# palabre_fuzz(NAME SOURCES file... USES target... [RUNS n] [OPTIONS libfuzzer-option...]) makes
# palabre_NAME_fuzz. CTest (label fuzz) gives it the corpus tests/fuzz/corpus/NAME, then n inputs
# made from it: always the same ones, so that a failure comes again.
function(palabre_fuzz name)
  cmake_parse_arguments(ARG "" "RUNS" "SOURCES;USES;OPTIONS" ${ARGN})
  if(NOT ARG_RUNS)
    set(ARG_RUNS 20000)
  endif()
  add_executable(palabre_${name}_fuzz ${ARG_SOURCES})
  target_link_libraries(palabre_${name}_fuzz PRIVATE ${ARG_USES} palabre_flags)
  target_include_directories(palabre_${name}_fuzz PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  target_link_options(palabre_${name}_fuzz PRIVATE -fsanitize=fuzzer)
  # libFuzzer writes what it finds into the first folder: never into the repository.
  set(found "${CMAKE_CURRENT_BINARY_DIR}/found/${name}")
  set(corpus "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}")
  file(MAKE_DIRECTORY "${found}")
  if(NOT EXISTS "${corpus}")
    message(FATAL_ERROR "The fuzz target ${name} has no corpus: tests/fuzz/corpus/${name}")
  endif()
  add_test(NAME fuzz_${name} COMMAND palabre_${name}_fuzz -seed=1 -runs=${ARG_RUNS}
           "-artifact_prefix=${found}-" ${ARG_OPTIONS} "${found}" "${corpus}")
  set_tests_properties(fuzz_${name} PROPERTIES LABELS fuzz)
endfunction()
