// Carries the precompiled header all targets share; see Compiler.cmake.
