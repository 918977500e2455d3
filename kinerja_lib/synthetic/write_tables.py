"""Write frames as CSV: UTF-8, comma, ISO dates, decimal point, lines end in a line feed."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from kinerja_lib.tables.contract import TableContract

_YES_NO = pa.array(["tidak", "ya"])


def write_table(
    connection: duckdb.DuckDBPyConnection, contract: TableContract, frame: pd.DataFrame, path: Path
) -> None:
    """Write one table.

    Dates become YYYY-MM-DD, moments YYYY-MM-DD HH:MM:SS, yes and no `ya` and `tidak`; a number
    column of whole numbers has no decimals. Missing values are empty cells.
    """
    columns = [_arrow(contract.field(str(name)).kind, frame[name]) for name in frame.columns]
    table = pa.table(columns, names=[str(name) for name in frame.columns])
    connection.register("frame", table)
    target = str(path).replace("'", "''")
    connection.execute(f"COPY (SELECT * FROM frame) TO '{target}' (FORMAT csv, HEADER true)")
    connection.unregister("frame")


def _arrow(kind: str, values: pd.Series) -> pa.Array:
    if kind == "date":
        return pa.array(values.to_numpy(dtype="datetime64[D]"))
    if kind == "time":
        return pa.array(values.to_numpy(dtype="datetime64[s]"))
    if kind == "flag":
        missing = values.isna().to_numpy()
        yes = values.where(~missing, False).astype(bool).to_numpy()
        codes = pa.array(yes.astype(np.int8), mask=missing)
        return pa.DictionaryArray.from_arrays(codes, _YES_NO)
    if kind in ("whole", "year", "number") and not isinstance(values.dtype, pd.CategoricalDtype):
        return _number(kind, values)
    array = pa.array(values)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _number(kind: str, values: pd.Series) -> pa.Array:
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    missing = np.isnan(numbers)
    filled = np.where(missing, 0.0, numbers)
    if kind != "number" or bool((filled == np.rint(filled)).all()):
        return pa.array(filled.astype(np.int64), mask=missing)
    return pa.array(filled, mask=missing)
