"""The table of the first screen: what is in order and what needs attention."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

_COLUMNS = {
    "hal": Column(_("Yang diperiksa"), "key"),
    "baik": Column(_("Dalam batas"), missing=NOT_COMPUTABLE),
    "perhatian": Column(_("Perlu perhatian"), missing=NOT_COMPUTABLE),
    "jumlah": Column(_("Diperiksa")),
}


def tabulate_counts(counts: Sequence[tuple[str, int, int]], id: str, note: str) -> Table:
    """Show parts of a report with how many were checked and how many need attention.

    Parameters
    ----------
    counts : sequence of (str, int, int)
        Name of the part, number checked, number that need attention. Where nothing was checked,
        nothing can be said of it.
    id, note : str
    """
    frame = pd.DataFrame(counts, columns=["hal", "jumlah", "perhatian"])
    frame["baik"] = frame["jumlah"] - frame["perhatian"]
    frame.loc[frame["jumlah"] == 0, ["baik", "perhatian"]] = None
    return Table(
        frame.astype(dict.fromkeys(["baik", "perhatian", "jumlah"], "Int64")),
        id,
        _("Yang dalam batas dan yang perlu perhatian"),
        _COLUMNS,
        subject="umum",
        place="glance",
        note=note,
    )
