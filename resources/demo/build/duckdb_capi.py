"""DuckDB through its C API with ctypes: run statements, read small results, write Parquet.

Only what the demo data needs. Debian has neither pyarrow nor the duckdb module; the C library is the one
that the program itself links. It is found in $DUCKDB_ROOT, in --duckdb, or in the user's cache folder.
"""

import ctypes
import os
from pathlib import Path

DUCKDB_VERSION = "1.4.4"


class _Result(ctypes.Structure):
    """duckdb_result of duckdb.h: five deprecated fields and one pointer, all opaque here."""

    _fields_ = [
        ("column_count", ctypes.c_uint64),
        ("row_count", ctypes.c_uint64),
        ("rows_changed", ctypes.c_uint64),
        ("columns", ctypes.c_void_p),
        ("error_message", ctypes.c_char_p),
        ("internal_data", ctypes.c_void_p),
    ]


def find_library(root=None):
    """Path of libduckdb.so: the argument, $DUCKDB_ROOT, then the cache folder of the project."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    places = [root, os.environ.get("DUCKDB_ROOT"), cache / f"nautilus-workstation/duckdb-{DUCKDB_VERSION}"]
    for place in places:
        for name in ("libduckdb.so", "lib/libduckdb.so"):
            if place and (Path(place) / name).is_file():
                return Path(place) / name
    raise FileNotFoundError("libduckdb.so not found: set DUCKDB_ROOT to the folder that holds it")


class Database:
    """One in-memory database. Statements raise RuntimeError with DuckDB's own message."""

    def __init__(self, root=None):
        self._lib = ctypes.CDLL(str(find_library(root)))
        self._declare()
        self._database = ctypes.c_void_p()
        self._connection = ctypes.c_void_p()
        if self._lib.duckdb_open(None, ctypes.byref(self._database)) != 0:
            raise RuntimeError("duckdb_open failed")
        if self._lib.duckdb_connect(self._database, ctypes.byref(self._connection)) != 0:
            raise RuntimeError("duckdb_connect failed")
        # One thread and insertion order: the same input gives the same Parquet bytes.
        self.run("SET threads = 1")
        self.run("SET preserve_insertion_order = true")

    def _declare(self):
        lib, void, index = self._lib, ctypes.c_void_p, ctypes.c_uint64
        result = ctypes.POINTER(_Result)
        lib.duckdb_open.argtypes = [ctypes.c_char_p, ctypes.POINTER(void)]
        lib.duckdb_connect.argtypes = [void, ctypes.POINTER(void)]
        lib.duckdb_query.argtypes = [void, ctypes.c_char_p, result]
        lib.duckdb_result_error.argtypes = [result]
        lib.duckdb_result_error.restype = ctypes.c_char_p
        for name in ("duckdb_row_count", "duckdb_column_count"):
            getattr(lib, name).argtypes = [result]
            getattr(lib, name).restype = index
        lib.duckdb_value_varchar.argtypes = [result, index, index]
        lib.duckdb_value_varchar.restype = void
        lib.duckdb_free.argtypes = [void]
        lib.duckdb_destroy_result.argtypes = [result]
        lib.duckdb_disconnect.argtypes = [ctypes.POINTER(void)]
        lib.duckdb_close.argtypes = [ctypes.POINTER(void)]

    def rows(self, sql):
        """All rows as tuples of text (None for NULL); meant for small results."""
        result = _Result()
        try:
            if self._lib.duckdb_query(self._connection, sql.encode(), ctypes.byref(result)) != 0:
                raise RuntimeError((self._lib.duckdb_result_error(ctypes.byref(result)) or b"?").decode())
            columns = self._lib.duckdb_column_count(ctypes.byref(result))
            count = self._lib.duckdb_row_count(ctypes.byref(result))
            return [tuple(self._text(result, c, r) for c in range(columns)) for r in range(count)]
        finally:
            self._lib.duckdb_destroy_result(ctypes.byref(result))

    def _text(self, result, column, row):
        pointer = self._lib.duckdb_value_varchar(ctypes.byref(result), column, row)
        if not pointer:
            return None
        text = ctypes.cast(pointer, ctypes.c_char_p).value.decode()
        self._lib.duckdb_free(pointer)
        return text

    def run(self, sql):
        self.rows(sql)

    def value(self, sql):
        """First column of the first row as text."""
        return self.rows(sql)[0][0]

    def close(self):
        self._lib.duckdb_disconnect(ctypes.byref(self._connection))
        self._lib.duckdb_close(ctypes.byref(self._database))
