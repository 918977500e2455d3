"""Which tables and columns tell of persons, and what the public edition leaves out for it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kinerja_lib.privacy.withholding import MINIMUM, WITHHELD
from kinerja_lib.tables.registry import CONTRACTS

FEWEST = MINIMUM["public"]["kinerja"]
PERSON_TABLES = frozenset(
    [
        name
        for name, contract in CONTRACTS.items()
        if any(field.personal and field.required for field in contract.fields)
    ]
    + ["survei_asn", "koding_komentar"]
)


def find_small(sizes: Mapping[str, int]) -> frozenset[str]:
    """Name the tables about persons whose number of rows itself would tell of them.

    With them goes the smallest other table about persons: all rows together are on the page, and
    one number alone could be worked out from them.

    Parameters
    ----------
    sizes : mapping
        Rows in per loaded table.
    """
    people = {name: n for name, n in sizes.items() if name in PERSON_TABLES and n > 0}
    small = {name for name, n in people.items() if n < FEWEST}
    others = sorted((n, name) for name, n in people.items() if name not in small)
    return frozenset([*small, *(name for _n, name in others[:1])] if small else [])


def is_personal(table: str, columns: str) -> bool:
    """Tell whether one of the columns, joined with commas, is a personal one of the table."""
    if table not in CONTRACTS:
        return False
    personal = {field.name for field in CONTRACTS[table].fields if field.personal}
    return not personal.isdisjoint(name.strip() for name in columns.split(","))


def is_few(tables: pd.Series, counts: pd.Series) -> pd.Series:
    """Mark the counts of tables about persons that are above zero and under the smallest group."""
    numbers = pd.to_numeric(counts)
    return tables.isin(PERSON_TABLES) & (numbers > 0) & (numbers < FEWEST)


def open_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out the rows whose `column` in `table` is personal.

    A row that joins several columns is left out when one of them is personal.
    """
    pairs = zip(rows["table"], rows["column"], strict=True)
    hidden = [is_personal(table, str(column)) for table, column in pairs]
    return rows[~pd.Series(hidden, index=rows.index, dtype=bool)]


def withhold(frame: pd.DataFrame, rows: pd.Series, names: list[str]) -> pd.DataFrame:
    """Put the word for withheld into the named columns of the marked rows."""
    hidden = {name: frame[name].astype(object).mask(rows, WITHHELD) for name in names}
    return frame.assign(**hidden)
