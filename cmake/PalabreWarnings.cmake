# Flags of every target of ours; third-party code does not see them.
add_library(palabre_flags INTERFACE)
target_compile_options(palabre_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  # What clang-tidy would look for again, in a pass of its own.
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wreserved-identifier>
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wzero-as-null-pointer-constant>
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wsuggest-override>
  # g++ 12 sees overlaps in `"text" + string` that are not there (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  # Same bits on every platform: no fused multiply-add behind our back.
  -ffp-contract=off)
if(EMSCRIPTEN)
  # A reader downloads this: the smallest code, across files, without what we do not use. Emscripten
  # asks clang to inline nothing that does not say `inline`: it is smaller, and faster, if -Oz may
  # choose.
  # Of what a unit of ten files shows it, that is nearly nothing.
  target_compile_options(palabre_flags INTERFACE
    -Oz -finline-functions "SHELL:-mllvm -inline-threshold=0" -flto
    $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
  # The element has its own sentence for each fault, so that no reader downloads the English ones.
  target_compile_definitions(palabre_flags INTERFACE PALABRE_TERSE)
endif()
