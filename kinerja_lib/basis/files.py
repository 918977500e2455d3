"""The tables a report stands on, with what was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.people import list_for_run
from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.publish.source_files import tabulate_source_files
from kinerja_lib.tables.columns import Column
from kinerja_lib.tables.registry import CONTRACTS


def tabulate_basis(evidence: Evidence, tables: Sequence[str]) -> Table:
    """Count rows in, accepted and set aside of each table that a report reads."""
    loads = evidence.checked.loads.groupby("table")[["rows_in", "accepted", "quarantined"]].sum()
    frame = pd.DataFrame(
        {
            "tabel": [_(CONTRACTS[name].title) for name in tables],
            **{
                column: [int(loads[column].get(name, 0)) for name in tables]
                for column in loads.columns
            },
        }
    )
    frame.loc[frame["rows_in"] == 0, ["rows_in", "accepted", "quarantined"]] = None
    columns = {
        "tabel": Column(_("Tabel"), "key"),
        "rows_in": Column(_("Baris masuk")),
        "accepted": Column(_("Diterima")),
        "quarantined": Column(_("Dikarantina")),
    }
    return Table(
        frame.astype({"rows_in": "Int64", "accepted": "Int64", "quarantined": "Int64"}),
        "tabel-dasar",
        _("Tabel yang dibaca laporan ini"),
        columns,
        subject="umum",
        fold=True,
        note=_(
            "Hanya baris yang diterima yang dihitung. Sebab karantina ada pada laporan mutu data."
        ),
    )


def tabulate_files(evidence: Evidence, tables: Sequence[str]) -> Table:
    """List the files with digests and counts for the page's lineage; internal edition only.

    In a run it also carries, for the disclosure check alone, who stands behind units; see `people`.
    """
    loads = evidence.checked.loads
    table = tabulate_source_files(loads[loads["table"].isin(tables)])
    return replace(table, people=list_for_run(evidence))
