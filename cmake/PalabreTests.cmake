# palabre_tests(NAME SOURCES file... USES target...) makes palabre_NAME_tests, run by CTest.
function(palabre_tests name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(palabre_${name}_tests ${ARG_SOURCES})
  target_link_libraries(palabre_${name}_tests PRIVATE ${ARG_USES} Catch2::Catch2WithMain palabre_flags)
  target_include_directories(palabre_${name}_tests PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  add_test(NAME ${name} COMMAND palabre_${name}_tests)
endfunction()
