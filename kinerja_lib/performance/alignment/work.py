"""Logged work tied to plan items and indicators, in all and by unit."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from kinerja_lib.basis.arithmetic import percent
from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.performance.cycle.people import name_units

BELOW, WITHIN, SMALL = "di bawah batas", "dalam batas", "terlalu sedikit pelapor"
UNKNOWN = "tidak dapat dihitung"


class WorkLimits(Protocol):
    """The two limits that a unit is compared with."""

    linked_share: float
    smallest: int


def link_log(log: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Tie each piece of logged work to its plan item and through it to an indicator.

    Parameters
    ----------
    log : DataFrame
        Columns nip, skp_id, jam.
    items : DataFrame
        Plan items by code with langsung and terkait.

    Returns
    -------
    DataFrame
        Columns nip, jam (hours, may be missing) and, all bool, ber_skp (names an item of the
        plans), langsung (that item names an indicator), terkait (it does, or an item above it). A
        code that the plans do not have ties to nothing.
    """
    code = log["skp_id"]
    ties = {name: code.map(items[name]).eq(True) for name in ("langsung", "terkait")}
    return log[["nip", "jam"]].assign(ber_skp=code.isin(items.index), **ties)


def sum_units(
    evidence: Evidence, items: pd.DataFrame, log: pd.DataFrame, limits: WorkLimits
) -> pd.DataFrame:
    """Sum plans and logged work by the unit that people are in on the day of the data.

    Returns
    -------
    DataFrame
        By unit code, sorted by class and name: nama, pegawai (who have plan items), butir,
        butir_terkait, persen_butir, pelapor (who logged work), pekerjaan, pekerjaan_skp,
        pekerjaan_iku, persen_skp, persen_iku, persen_jam (of hours tied to an indicator; missing
        without hours), kelas (share tied to an item against the limit).
    """
    place = evidence.staff["unit_id"]
    plans = items.assign(unit_id=items["nip"].map(place)).groupby("unit_id")
    work = log.assign(unit_id=log["nip"].map(place), jam_iku=log["jam"].where(log["terkait"]))
    work = work.groupby("unit_id")
    table = pd.DataFrame(
        {
            "pegawai": plans["nip"].nunique(),
            "butir": plans.size(),
            "butir_terkait": plans["terkait"].sum(),
            "pelapor": work["nip"].nunique(),
            "pekerjaan": work.size(),
            "pekerjaan_skp": work["ber_skp"].sum(),
            "pekerjaan_iku": work["terkait"].sum(),
        }
    ).fillna(0)
    table = table.astype(int).rename_axis("unit_id")
    hours = work["jam"].sum().reindex(table.index).fillna(0.0)
    own = work["jam_iku"].sum().reindex(table.index).fillna(0.0)
    table = table.assign(
        nama=name_units(evidence, table.index.to_series()),
        persen_butir=percent(table["butir_terkait"], table["butir"]),
        persen_skp=percent(table["pekerjaan_skp"], table["pekerjaan"]),
        persen_iku=percent(table["pekerjaan_iku"], table["pekerjaan"]),
        persen_jam=percent(own, hours),
    )
    return _class_units(table, limits)


def _class_units(table: pd.DataFrame, limits: WorkLimits) -> pd.DataFrame:
    low = table["persen_skp"] < limits.linked_share
    kind = pd.Series(WITHIN, index=table.index).mask(low, BELOW)
    kind = kind.mask(table["pelapor"] < limits.smallest, SMALL)
    order = kind.map({BELOW: 0, WITHIN: 1, SMALL: 2})
    table = table.assign(kelas=kind, urutan=order.astype(int))
    return table.sort_values(["urutan", "nama"], kind="stable").drop(columns="urutan")


def blank_units(table: pd.DataFrame, *, plans: bool, cards: bool) -> pd.DataFrame:
    """Take shares out that cannot be computed: all without plans, those of indicators without them.

    Parameters
    ----------
    table : DataFrame
        From `sum_units`.
    plans, cards : bool
        Whether plan items and indicators are known.
    """
    lost = [] if cards and plans else ["persen_butir", "persen_iku", "persen_jam"]
    if not plans:
        table = table.assign(kelas=UNKNOWN)
        lost.append("persen_skp")
    return table.assign(**dict.fromkeys(lost, float("nan")))
