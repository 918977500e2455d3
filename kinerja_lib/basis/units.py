"""The units of a region, for pages of their own."""

from __future__ import annotations

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.publish import Table
from kinerja_lib.publish.unit_list import KIND, NAME, PEOPLE, list_units

_ACTIVE = "aktif"


def tabulate_units(evidence: Evidence) -> Table:
    """List the units by name, with kind and active employees; no rows without a unit table.

    Employees whose status the source leaves empty count as active, as in all reports.
    """
    units = evidence.units
    staff = evidence.frame("pegawai").reindex(columns=["unit_id", "status_kerja"])
    active = staff[staff["status_kerja"].fillna(_ACTIVE) == _ACTIVE]
    people = active["unit_id"].value_counts().reindex(units.index).fillna(0)
    named = {
        NAME: evidence.name_units(units.index.to_series()),
        KIND: units["jenis"],
        PEOPLE: people.astype(int),
    }
    frame = units.assign(**named)[[NAME, KIND, PEOPLE]]
    return list_units(frame.sort_values(NAME, kind="stable").reset_index(drop=True))
