# Debian's packages, each for one job and each linked by one folder of lib/ (packages.txt lists the package names).
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)          # lib/crypto
find_package(absl REQUIRED)               # containers, strings, time
find_package(antlr4-runtime CONFIG REQUIRED)  # lib/syntax
find_package(RapidJSON REQUIRED)          # lib/value
find_package(Boost REQUIRED)              # lib/value: Multiprecision, header only
find_package(ZLIB REQUIRED)              # lib/agent
find_package(toml11 3 CONFIG REQUIRED)    # lib/agent, header only
find_package(PkgConfig REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)        # lib/text
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)  # lib/value
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)  # lib/value, header only
if(REEVE_HTTP)
  find_package(CURL REQUIRED)             # lib/http
endif()
if(REEVE_DEVELOPER)
  find_package(Catch2 2 REQUIRED)         # tests
  find_package(benchmark REQUIRED)        # bench
endif()
find_package(CLI11 REQUIRED)              # tools
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # Clang refuses a header of ANTLR's that nothing here needs: the one that includes all the others is used without it.
  file(READ ${ANTLR4_INCLUDE_DIR}/antlr4-runtime.h antlr4_headers)
  string(REPLACE "#include \"misc/InterpreterDataReader.h\"" "" antlr4_headers "${antlr4_headers}")
  file(CONFIGURE OUTPUT antlr4/antlr4-runtime.h CONTENT "${antlr4_headers}" @ONLY)
  set(ANTLR4_INCLUDE_DIR ${CMAKE_BINARY_DIR}/antlr4 ${ANTLR4_INCLUDE_DIR})
endif()
