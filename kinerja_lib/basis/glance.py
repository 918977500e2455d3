"""The table of the first screen: what is in order and what needs attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

_COLUMNS = {
    "hal": Column(_("Yang diperiksa"), "key"),
    "baik": Column(_("Dalam batas"), missing=NOT_COMPUTABLE),
    "perhatian": Column(_("Perlu perhatian"), missing=NOT_COMPUTABLE),
    "belum": Column(_("Belum pasti"), missing=NOT_COMPUTABLE),
    "jumlah": Column(_("Diperiksa")),
}
_NAMES = {"name": "hal", "checked": "jumlah", "attention": "perhatian", "unsure": "belum"}


@dataclass(frozen=True)
class Checked:
    """One part of a report: how many were checked, and how many of them are not in order.

    Parameters
    ----------
    name : str
    checked : int
        Where nothing was checked, nothing can be said of the part.
    attention : int
        Outside of their limits.
    unsure : int
        The data do not tell whether they are within.
    """

    name: str
    checked: int
    attention: int
    unsure: int = 0


def tabulate_counts(parts: Sequence[Checked], id: str, note: str) -> Table:
    """Show parts of a report with how many are within limits, need attention, or are unsure.

    The column of the unsure is there where any part has some.
    """
    frame = pd.DataFrame([asdict(part) for part in parts]).rename(columns=_NAMES)
    frame["baik"] = frame["jumlah"] - frame["perhatian"] - frame["belum"]
    frame.loc[frame["jumlah"] == 0, ["baik", "perhatian", "belum"]] = None
    shown = [name for name in _COLUMNS if name != "belum" or any(part.unsure for part in parts)]
    return Table(
        frame[shown].astype(dict.fromkeys(shown[1:], "Int64")),
        id,
        _("Yang dalam batas dan yang perlu perhatian"),
        {name: _COLUMNS[name] for name in shown},
        subject="umum",
        place="glance",
        note=note,
    )
