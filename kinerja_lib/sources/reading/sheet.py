"""What reading gives: raw sheets, and files or sheets that were not read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RawSheet:
    """One table of an export, in DuckDB, as it was written.

    Attributes
    ----------
    file : str
        File name relative to the source folder.
    sheet : str
        Sheet or table name; "" for files that hold one table only.
    relation : str
        Name of the DuckDB table or view: `_row` BIGINT (number of the row as a spreadsheet shows
        it, header rows counted; of the record in a CSV file), `_surplus` VARCHAR (cells right of
        the last header, joined with " | "), `_formula` VARCHAR (letters of the columns that hold a
        formula in this row, joined with a comma), then c1 to cn. `_surplus` and `_formula` are
        missing (NULL) where there is none, and always where `typed`.
    headers : tuple of str
        Header of c1 to cn; "" where a column has data but no header. A header may occur twice.
    typed : bool
        True: native types (Parquet, DuckDB), text trimmed. False: every cell is VARCHAR, trimmed;
        an empty cell is NULL.
    rows : int
        Data rows; fully blank rows are not rows.
    remarks : tuple of str
        How the sheet was read, in the language in use.
    merged_cells : int
        Cells that were filled from a merged cell.
    formula_rows : int
        Rows with a formula.
    surplus_rows : int
        Rows with cells right of the last header.
    letters : tuple of str
        Letters of c1 to cn in the spreadsheet, as `_formula` names them; empty where `typed`.
    titles : tuple of str
        Title lines above the header, cells joined by blanks.
    aside : str
        Fault for which these rows belong to no table; then no column has a header. Empty: a table.
    """

    file: str
    sheet: str
    relation: str
    headers: tuple[str, ...]
    typed: bool
    rows: int
    remarks: tuple[str, ...] = ()
    merged_cells: int = 0
    formula_rows: int = 0
    surplus_rows: int = 0
    letters: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    aside: str = ""


@dataclass(frozen=True)
class FileProblem:
    """A file or sheet that was not read; the others go on.

    Attributes
    ----------
    file, sheet : str
        Where; `sheet` is "" for a whole file.
    fault : str
        One of the codes of `problems.describe_faults`.
    message, what_to_do : str
        In the language in use.
    """

    file: str
    sheet: str
    fault: str
    message: str
    what_to_do: str


@dataclass(frozen=True)
class ReadResult:
    """All sheets of a source in the order of file names, and what was not read.

    `aside` are rows that belong to no table, each part with its problem among `problems`.
    `external_paths` are the Parquet files that stay outside DuckDB because of their size. Before
    `enable_external_access` is switched off, they must be named in `SET allowed_paths`.
    """

    sheets: tuple[RawSheet, ...]
    problems: tuple[FileProblem, ...]
    external_paths: tuple[str, ...] = ()
    aside: tuple[RawSheet, ...] = ()

    @property
    def external(self) -> bool:
        """Say whether a relation reads a file each time it is used."""
        return bool(self.external_paths)
