"""What the performance review of one region stands on: checked tables, period, rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import pandas as pd

from kinerja_lib.basis.periods import PeriodChoice, choose_period
from kinerja_lib.config.rule_settings import RuleSettings, use_default_settings
from kinerja_lib.tables.dates import last_day
from kinerja_lib.tables.registry import CONTRACTS

# The type of a column in every frame, by kind of field.
_TYPES = {
    **dict.fromkeys(("text", "code", "nip", "period", "choice"), "str"),
    **dict.fromkeys(("whole", "number", "year"), "float64"),
    **dict.fromkeys(("date", "time"), "datetime64[us]"),
}


class Checked(Protocol):
    """The result of a check: counts of each load and column, and the accepted rows."""

    loads: pd.DataFrame
    findings: pd.DataFrame
    columns: pd.DataFrame

    def frame(self, table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Give the accepted rows of a table."""


@dataclass(frozen=True)
class Evidence:
    """Hold what every part of the performance review reads.

    Parameters
    ----------
    checked : Checked
        From `sources.check.check_source`; only accepted rows come out of it.
    period : str
        Period of the report, such as `2026-TW3`; rows of later periods are not used.
    reference_date : date
        Day of the data.
    rules : RuleSettings
        Numbers that the agency sets.
    """

    checked: Checked
    period: str
    reference_date: dt.date
    rules: RuleSettings = field(default_factory=use_default_settings)

    def __post_init__(self) -> None:
        """Read a day that a notebook's parameter gives as ISO text."""
        if isinstance(self.reference_date, str):
            object.__setattr__(self, "reference_date", dt.date.fromisoformat(self.reference_date))

    @property
    def year(self) -> int:
        """Year of the period."""
        return int(self.period[:4])

    @cached_property
    def period_end(self) -> dt.date:
        """Last day of the period."""
        return last_day(self.period)

    def frame(self, table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return the accepted rows of a table; no rows where the source has none.

        Types are the same with and without rows: text, float, datetime64[us]; flags as they come.
        """
        found = self.checked.frame(table, columns)
        kinds = {name: CONTRACTS[table].field(name).kind for name in found.columns}
        return found.astype({name: _TYPES[k] for name, k in kinds.items() if k in _TYPES})

    def has(self, table: str) -> bool:
        """Tell whether the source has accepted rows of a table."""
        own = self.checked.loads[self.checked.loads["table"] == table]
        return bool(own["accepted"].sum())

    @cached_property
    def units(self) -> pd.DataFrame:
        """Units by code: unit_id (index), nama, induk_id, jenis, bidang, kecamatan, kepala_nip."""
        return self.frame("unit").set_index("unit_id")

    def name_units(self, codes: pd.Series) -> pd.Series:
        """Name units by code, text; a code without a unit stays, a missing one stays missing.

        Units of one name have their code behind it, so that they stay two units.
        """
        names = self._unit_names
        return codes.astype("object").map(lambda code: names.get(code, code)).astype("str")

    @cached_property
    def _unit_names(self) -> dict[str, str]:
        names = self.units["nama"].dropna()
        same = names.duplicated(keep=False)
        return {
            str(code): f"{name} ({code})" if twice else str(name)
            for (code, name), twice in zip(names.items(), same, strict=True)
        }

    @cached_property
    def staff(self) -> pd.DataFrame:
        """Employees by NIP (index), as the main data have them on the day of the export."""
        return self.frame("pegawai").set_index("nip")

    @cached_property
    def result_period(self) -> PeriodChoice:
        """Period whose results the report speaks about; see `periods.choose_period`."""
        return choose_period(self.period, self.list_periods("hasil_penilaian"))

    def list_periods(self, table: str) -> list[str]:
        """List the different periods of a table, of any kind, in no order."""
        return self.frame(table, ["periode"])["periode"].dropna().unique().tolist()


def periods_to_date(period: str) -> list[str]:
    """List the periods of the same kind from the start of the year to this one.

    >>> periods_to_date("2026-TW3")
    ['2026-TW1', '2026-TW2', '2026-TW3']
    """
    year, _, part = period.partition("-")
    if not part:
        return [period]
    kind = part.rstrip("0123456789")
    number = part[len(kind) :]
    return [f"{year}-{kind}{n:0{len(number)}d}" for n in range(1, int(number) + 1)]
