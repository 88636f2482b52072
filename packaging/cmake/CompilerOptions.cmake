# One set of compiler options for the whole tree, carried by the target nautilus_options.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

add_library(nautilus_options INTERFACE)
target_include_directories(nautilus_options INTERFACE "${CMAKE_SOURCE_DIR}")
# No contraction to fused operations by the compiler's own choice: the same formula gives the same bytes
# wherever it is written out (batch and streaming forms of an indicator, one thread or many).
target_compile_options(nautilus_options INTERFACE -march=${NAUTILUS_ARCH} -ffp-contract=off
                       -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror=return-type
                       -Werror=unused-result)
target_compile_definitions(nautilus_options INTERFACE QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII
                           NAUTILUS_VERSION="${PROJECT_VERSION}" NAUTILUS_ARCH="${NAUTILUS_ARCH}")
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
endif()

if(NAUTILUS_SANITIZE)
  string(REPLACE "," ";" sanitizers "${NAUTILUS_SANITIZE}")
  foreach(sanitizer IN LISTS sanitizers)
    add_compile_options(-fsanitize=${sanitizer})
    add_link_options(-fsanitize=${sanitizer})
  endforeach()
  add_compile_options(-fno-omit-frame-pointer -fno-sanitize-recover=all)
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
endif()
