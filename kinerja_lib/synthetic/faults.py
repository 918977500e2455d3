"""Plant faults in the lines of a file and say where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kinerja_lib.synthetic.fault_kinds import (
    COPIES,
    SPOIL,
    PlannedFault,
    Row,
    format_line,
    parse_line,
)
from kinerja_lib.tables.contract import TableContract
from kinerja_lib.tables.faults import find_fault

_TRIES = 400


@dataclass
class FaultyFile:
    """Hold the lines of a clean file and what is to be changed in them.

    Parameters
    ----------
    contract : TableContract
    lines : list of str
        The header and one line for each row.
    changed : dict
        Row, counted from 0 -> its new line.
    inserted : dict
        Row -> lines written right after it.
    marks : list
        For each finding the row, which line after it (0: the row itself), column and fault.
    """

    contract: TableContract
    lines: list[str]
    changed: dict[int, str] = field(default_factory=dict)
    inserted: dict[int, list[str]] = field(default_factory=dict)
    marks: list[tuple[int, int, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.header = parse_line(self.lines[0])
        self.used: set[int] = set()

    @property
    def rows(self) -> int:
        """Count the rows of the clean file."""
        return len(self.lines) - 1

    def row(self, place: int) -> Row:
        """Return a row of the clean file by column."""
        return dict(zip(self.header, parse_line(self.lines[place + 1]), strict=True))

    def format(self, row: Row) -> str:
        """Write a row as a line."""
        return format_line([row[name] for name in self.header])


def plant_faults(
    file: FaultyFile, planned: Sequence[PlannedFault], rng: np.random.Generator
) -> None:
    """Plant faults in different rows; changes `file`."""
    for fault in planned:
        if fault.fault == "baris_kaki":
            _add_foot(file)
            continue
        tried = rng.integers(0, max(1, file.rows), _TRIES)
        left = fault.count
        for place in dict.fromkeys(int(number) for number in tried):
            if left and file.rows and place not in file.used and _plant(file, place, fault):
                left -= 1


def _plant(file: FaultyFile, place: int, fault: PlannedFault) -> bool:
    """Plant a fault in one row where that is possible."""
    key = ", ".join(file.contract.key)
    if fault.fault in COPIES:
        copy = COPIES[fault.fault](file.row(place), fault)
        if copy is None:
            return False
        file.inserted[place] = [file.format(copy)]
        rivals = (0, 1) if fault.fault == "kunci_bentrok" else (1,)
        file.marks += [(place, turn, key, fault.fault) for turn in rivals]
    elif fault.fault == "kolom_lebih":
        file.changed[place] = file.lines[place + 1] + ",lihat berkas asli"
        file.marks.append((place, 0, "", fault.fault))
    else:
        spoiled = SPOIL[fault.fault](file.row(place), fault)
        together = _plan_of(file, place) if fault.fault == "bobot_tidak_seratus" else [place]
        if spoiled is None or file.used & set(together):
            return False
        file.changed[place] = file.format(spoiled)
        column = _named_column(file.contract, fault)
        file.marks += [(one, 0, column, fault.fault) for one in together]
        file.used |= set(together)
    file.used.add(place)
    return True


def _named_column(contract: TableContract, fault: PlannedFault) -> str:
    """Return the column that a finding names: the first one of a rule, else the spoiled one."""
    rules = {rule.code: rule.columns[0] for rule in (*contract.rules, *contract.set_rules)}
    return rules.get(fault.fault, fault.column)


def _plan_of(file: FaultyFile, place: int) -> list[int]:
    """Find the main results of the plan that a row of `skp` belongs to; they stand together."""
    own = file.row(place)
    near = range(max(0, place - 6), min(file.rows, place + 7))
    rows = {one: file.row(one) for one in near}
    return [
        one
        for one, row in rows.items()
        if (row["nip"], row["periode"]) == (own["nip"], own["periode"])
        and row["jenis_kinerja"] == "utama"
    ]


def _add_foot(file: FaultyFile) -> None:
    """Add a line with the number of rows below the last row."""
    last = file.rows - 1
    cells = ["Jumlah", str(file.rows)] + [""] * (len(file.header) - 2)
    file.inserted.setdefault(last, []).append(format_line(cells))
    file.marks.append((last, len(file.inserted[last]), "", "baris_kaki"))


def apply_faults(file: FaultyFile) -> list[str]:
    """Return the lines of the faulty file."""
    lines = list(file.lines)
    for place, line in file.changed.items():
        lines[place + 1] = line
    result, done = [], 0
    for place in sorted(file.inserted):
        result += lines[done : place + 2]
        result += file.inserted[place]
        done = place + 2
    return result + lines[done:]


def locate_faults(
    file: FaultyFile, name: str, sheet: str, first_row: int
) -> list[Mapping[str, object]]:
    """Say where each fault stands, in the order of rows.

    Parameters
    ----------
    file : FaultyFile
    name, sheet : str
        File as it was written; sheet of a workbook, "" for text.
    first_row : int
        Row number of the first data row as a spreadsheet shows it.
    """
    places = sorted(file.inserted)
    added = np.cumsum([0, *(len(file.inserted[place]) for place in places)])
    found = []
    for place, turn, column, code in sorted(file.marks):
        before = int(added[np.searchsorted(places, place)]) if places else 0
        found.append(
            {
                "file": name,
                "sheet": sheet,
                "row": first_row + place + before + turn,
                "table": file.contract.name,
                "column": column,
                "fault": code,
                "disposition": find_fault(file.contract, code).severity,
            }
        )
    return found
