# Compiler settings of the whole tree, and the two calls that make a room and its tests.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(KIOSK_SANITIZE "" CACHE STRING "Sanitizers: \"address,undefined\", \"thread\" or nothing")

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Werror)
add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> $<$<COMPILE_LANGUAGE:CXX>:-Woverloaded-virtual>)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
if(KIOSK_SANITIZE)
  # Unoptimised, the instrumented tree compiles in two thirds of the time; races want a program of its usual pace.
  if(KIOSK_SANITIZE MATCHES thread)
    set(pace -O1)
  else()
    set(pace -O0)
  endif()
  add_compile_options(-fsanitize=${KIOSK_SANITIZE} -fno-omit-frame-pointer -g1 ${pace})
  add_link_options(-fsanitize=${KIOSK_SANITIZE})
  # At a fixed address there is nothing to relocate. Every check holds pointers to its place in the source, a hundred megabytes of
  # them in the kiosk alone, and each start of it would write to all of them.
  add_link_options($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-no-pie>)
  if(KIOSK_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  # GCC 12 sees ghosts in std::string and std::variant when it instruments them.
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized> $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()
if(CMAKE_UNITY_BUILD)
  # Several files compiled as one take a third of the time, and two types of one name cannot hide from each other. Then a
  # file's own types are no main file's any more, which GCC would warn of.
  add_compile_options($<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>)
endif()
# A false positive of GCC 12 in std::string's operator+ (GCC bug 105651).
add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # With precompiled headers ccache must be told that we know what it cannot see (its manual, "Precompiled headers").
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

# kiosk_room(NAME SOURCES … LINKS …): a static library kiosk_NAME; headers are included as "kiosk/NAME/file.h".
function(kiosk_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
  add_library(kiosk_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(kiosk_${name} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/include)
  target_link_libraries(kiosk_${name} PUBLIC ${ROOM_LINKS})
endfunction()

# A program of tests, with the headers that nearly every test includes. What a test says itself need not be fast: so it compiles
# in half the time. Nor is its own arithmetic what UBSan is to look at, which takes a third off the instrumented compiling.
function(kiosk_test_program name)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/include)
  target_compile_definitions(${name} PRIVATE
    KIOSK_SOURCE_DIR="${CMAKE_SOURCE_DIR}" KIOSK_BUILD_DIR="${CMAKE_BINARY_DIR}" _REENTRANT) # SDL's, and the headers' must be the same
  target_compile_options(${name} PRIVATE -O0 $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  if(KIOSK_SANITIZE MATCHES undefined)
    target_compile_options(${name} PRIVATE -fno-sanitize=undefined)
  endif()
  target_link_libraries(${name} PRIVATE GTest::gmock)
  if(NOT name STREQUAL test_headers)
    target_precompile_headers(${name} REUSE_FROM test_headers)
    target_link_libraries(${name} PRIVATE GTest::gtest_main)
  endif()
endfunction()

# What is measured with and not tested with: where all is instrumented, a figure would say nothing.
function(kiosk_no_test name)
  if(KIOSK_SANITIZE)
    set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
endfunction()

# kiosk_test(NAME SOURCES … LINKS …): a GoogleTest program NAME_tests, run by ctest as one test.
function(kiosk_test name)
  cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;LINKS" ${ARGN})
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  if(KIOSK_SANITIZE)
    math(EXPR TEST_TIMEOUT "${TEST_TIMEOUT} * 4") # they slow everything down, a busy machine once more
  endif()
  add_executable(${name}_tests ${TEST_SOURCES})
  target_link_libraries(${name}_tests PRIVATE ${TEST_LINKS})
  kiosk_test_program(${name}_tests)
  if(KIOSK_SANITIZE)
    target_sources(${name}_tests PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/keep_drivers.cpp)
  endif()
  add_test(NAME ${name} COMMAND ${name}_tests)
  # On a clean checkout ctest knows no test's duration: what may take longest begins first, so that none is left alone at the end.
  set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} COST ${TEST_TIMEOUT})
endfunction()
