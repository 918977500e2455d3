"""Research and reporting kit for the performance management of Indonesian civil servants."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinerja_lib.reporting.published_csv import PublishedTable

__version__ = "0.1.0"


def read_published(path: str | Path) -> PublishedTable:
    """Read one CSV file of a published report back with right types.

    Parameters
    ----------
    path : str or Path
        A file of `tables/`, or `findings.csv`, with `kamus-data.csv` where it was published.

    Returns
    -------
    PublishedTable
        `frame` with texts as they were before the apostrophe, numbers and dates; `withheld`, true
        where a cell was hidden; `dictionary`, what each column means.

    Raises
    ------
    DataError
        A file that cannot be read, or that is not as it was published.
    """
    from kinerja_lib.reporting.published_csv import read_file

    return read_file(Path(path))
