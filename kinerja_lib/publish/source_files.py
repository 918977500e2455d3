"""The list of source files that stands at the end of a page, as its lineage."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish.table import Table
from kinerja_lib.tables.columns import Column


def tabulate_source_files(loads: pd.DataFrame) -> Table:
    """List files with digests and counts of rows; internal edition only.

    Parameters
    ----------
    loads : DataFrame
        file, table, digest, rows_in, accepted, quarantined; one row per file and table.
    """
    columns = {
        "file": Column(_("Berkas"), "key", verbatim=True),
        "table": Column(_("Tabel"), "code"),
        "digest": Column(_("Sidik digital"), "digest"),
        "rows_in": Column(_("Baris masuk"), "count"),
        "accepted": Column(_("Diterima"), "count"),
        "quarantined": Column(_("Dikarantina"), "count"),
    }
    return Table(
        loads,
        "berkas",
        _("Berkas sumber, sidik digital, dan jumlah baris"),
        columns,
        subject="umum",
        place="lineage",
        editions=("internal",),
    )
