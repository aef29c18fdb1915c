// CMake makes precompiled headers for targets that compile something.
