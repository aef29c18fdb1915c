# Flags of every target of ours; third-party code does not see them.
add_library(palabre_flags INTERFACE)
target_compile_options(palabre_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  # Same bits on every platform: no fused multiply-add behind our back.
  -ffp-contract=off)
