# DuckDB has no Debian package: `./dev setup` fetches a pinned, hash-checked libduckdb.so and duckdb.h.
# -DDUCKDB_ROOT=DIR names a folder of one's own that holds both.
set(DUCKDB_ROOT "$ENV{DUCKDB_ROOT}" CACHE PATH "Folder with libduckdb.so and duckdb.h")
if(NOT DUCKDB_ROOT)
  if(DEFINED ENV{XDG_CACHE_HOME})
    set(DUCKDB_ROOT "$ENV{XDG_CACHE_HOME}/nautilus-workstation/duckdb-1.4.4")
  else()
    set(DUCKDB_ROOT "$ENV{HOME}/.cache/nautilus-workstation/duckdb-1.4.4")
  endif()
endif()
find_path(DUCKDB_INCLUDE_DIR duckdb.h PATHS "${DUCKDB_ROOT}" NO_DEFAULT_PATH)
find_library(DUCKDB_LIBRARY duckdb PATHS "${DUCKDB_ROOT}" NO_DEFAULT_PATH)
set(DuckDB_VERSION 1.4.4)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DuckDB REQUIRED_VARS DUCKDB_LIBRARY DUCKDB_INCLUDE_DIR
                                  VERSION_VAR DuckDB_VERSION
                                  REASON_FAILURE_MESSAGE "run ./dev setup, or give -DDUCKDB_ROOT=DIR")
if(DuckDB_FOUND AND NOT TARGET DuckDB::DuckDB)
  add_library(DuckDB::DuckDB SHARED IMPORTED)
  set_target_properties(DuckDB::DuckDB PROPERTIES IMPORTED_LOCATION "${DUCKDB_LIBRARY}"
                        INTERFACE_INCLUDE_DIRECTORIES "${DUCKDB_INCLUDE_DIR}")
endif()
