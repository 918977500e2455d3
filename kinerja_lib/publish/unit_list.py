"""The list of units that a notebook shows so that each can have a page of its own."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish.table import Table
from kinerja_lib.tables.columns import Column

UNIT_LIST = "daftar-unit"
NAME, KIND, PEOPLE = "unit", "jenis", "pegawai"


def list_units(frame: pd.DataFrame) -> Table:
    """Publish the units of a region; pages of units are made from it.

    Parameters
    ----------
    frame : DataFrame
        One row per unit: unit (name, as all tables of the report write it), jenis (kind of unit,
        missing where not known), pegawai (active employees in the main data, a whole number).

    Notes
    -----
    The table is for the office alone. A page of the public edition reads from it only whether a
    unit has enough people for a page.
    """
    columns = {
        NAME: Column(_("Unit"), "key"),
        KIND: Column(_("Jenis unit"), "text"),
        PEOPLE: Column(_("Pegawai aktif"), "n"),
    }
    return Table(
        frame,
        UNIT_LIST,
        _("Unit daerah ini dan jumlah pegawainya"),
        columns,
        place="file",
        editions=("internal",),
        note=_("Pegawai aktif menurut data utama pada hari ekspor."),
    )
