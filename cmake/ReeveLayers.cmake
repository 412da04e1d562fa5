# reeve_layer(NAME SOURCES ... LAYERS ... [SYSTEM_LIBRARIES ...])
# One folder of lib/ as one static library `reeve_NAME`. LAYERS are other folders, of lower rank; tests/hygiene checks the includes.
function(reeve_layer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LAYERS;SYSTEM_LIBRARIES" ${ARGN})
  add_library(reeve_${name} STATIC ${ARG_SOURCES})
  target_include_directories(reeve_${name} PUBLIC ${PROJECT_SOURCE_DIR}/include PRIVATE ${PROJECT_SOURCE_DIR}/lib)
  foreach(layer ${ARG_LAYERS})
    target_link_libraries(reeve_${name} PUBLIC reeve_${layer})
  endforeach()
  target_link_libraries(reeve_${name} PRIVATE ${ARG_SYSTEM_LIBRARIES})
  reeve_compile_options(reeve_${name})
endfunction()

# Warnings and sanitizers, for every target of the project.
function(reeve_compile_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wno-missing-field-initializers -fvisibility=hidden
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # GCC 12 warns inside std::string at -O3
  if(REEVE_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(REEVE_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${REEVE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${REEVE_SANITIZE})
  endif()
endfunction()

# reeve_test(NAME SOURCES ... LAYERS ... [LIBRARIES ...]): one Catch2 program `reeve_NAME_tests` and one ctest of that name.
function(reeve_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LAYERS;LIBRARIES" ${ARGN})
  add_executable(reeve_${name}_tests ${ARG_SOURCES})
  target_include_directories(reeve_${name}_tests PRIVATE ${PROJECT_SOURCE_DIR}/lib ${PROJECT_SOURCE_DIR})
  foreach(layer ${ARG_LAYERS})
    target_link_libraries(reeve_${name}_tests PRIVATE reeve_${layer})
  endforeach()
  target_link_libraries(reeve_${name}_tests PRIVATE ${ARG_LIBRARIES} Catch2::Catch2WithMain)
  target_compile_definitions(reeve_${name}_tests PRIVATE REEVE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" REEVE_DATA_DIR="${REEVE_DATA}")
  reeve_compile_options(reeve_${name}_tests)
  add_test(NAME ${name} COMMAND reeve_${name}_tests)
endfunction()
