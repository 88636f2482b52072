"""Writes data frames as Parquet with stated column types and a stated order: same input, same bytes."""

import tempfile
from pathlib import Path


def write_table(database, frame, path, columns, order_by):
    """Write `frame` to `path` as zstd Parquet.

    columns: {name: SQL type} in file order; missing text or numbers are NULL. order_by: column names that
    make the order total. The frame passes through a CSV file in a temporary folder, as text, so that
    decimals keep exactly their printed digits.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        csv = Path(folder) / "table.csv"
        frame[list(columns)].to_csv(csv, index=False, na_rep="", date_format="%Y-%m-%d")
        selected = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in columns.items())
        order = ", ".join(f'"{name}" NULLS FIRST' for name in order_by)
        names = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
        database.run(
            f"COPY (SELECT {selected} FROM read_csv('{csv}', header = true, columns = {{{names}}}, "
            f"nullstr = '', quote = '\"', escape = '\"', parallel = false) ORDER BY {order}) "
            f"TO '{path}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, PARQUET_VERSION v2)"
        )
    return len(frame)
