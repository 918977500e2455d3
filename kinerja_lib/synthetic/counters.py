"""Which units serve the public, with which services, and since when units exist."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.population import Population


@dataclass(frozen=True)
class Service:
    """Describe one public service.

    Parameters
    ----------
    name : str
    standard : float
        Promised time, working days.
    share : float
        Share of the unit's requests, relative to its other services.
    spread : float
        Standard deviation of the logarithm of the completion time; large: a long tail.
    """

    name: str
    standard: float
    share: float
    spread: float = 0.45


# By kind of unit, and for agencies by field of work.
SERVICES: dict[str, tuple[Service, ...]] = {
    "kecamatan": (
        Service("Surat keterangan domisili", 1, 3),
        Service("Surat pengantar pindah", 2, 2),
        Service("Rekomendasi usaha mikro", 3, 1, 0.6),
    ),
    "kelurahan": (
        Service("Surat keterangan domisili", 1, 3),
        Service("Surat pengantar nikah", 2, 1),
    ),
    "puskesmas": (
        Service("Rujukan pasien", 1, 3),
        Service("Surat keterangan sehat", 1, 2),
        Service("Pemeriksaan laboratorium", 2, 2, 0.7),
    ),
    "rumah sakit": (
        Service("Salinan rekam medis", 3, 1, 0.6),
        Service("Pendaftaran rawat inap", 1, 2),
    ),
    "kependudukan": (
        Service("Kartu keluarga", 3, 3),
        Service("Akta kelahiran", 3, 2),
        Service("KTP elektronik", 2, 3, 0.8),
    ),
    "perizinan": (Service("Izin usaha", 7, 3), Service("Persetujuan bangunan gedung", 14, 2, 0.55)),
}


def agency_of(people: Population, field: str) -> str:
    """Return the code of the regional agency of a field of work; the first unit without one."""
    unit = people.unit
    agencies = unit["jenis"].isin(["sekretariat", "inspektorat", "dinas", "badan", "lainnya"])
    found = sorted(unit.loc[agencies & unit["bidang"].eq(field), "unit_id"])
    return found[0] if found else sorted(unit["unit_id"])[0]


def list_counters(people: Population) -> pd.DataFrame:
    """Return the units that serve the public: unit_id and group, in the order of the codes.

    `group` is a key of `SERVICES`: the kind of unit, or the field of work of an agency.
    """
    kinds = [kind for kind in SERVICES if kind not in ("kependudukan", "perizinan")]
    unit = people.unit[["unit_id", "jenis"]]
    groups = unit[unit["jenis"].isin(kinds)].rename(columns={"jenis": "group"})
    agencies = pd.DataFrame(
        [(agency_of(people, field), field) for field in ("kependudukan", "perizinan")],
        columns=["unit_id", "group"],
    )
    table = pd.concat([groups, agencies]).drop_duplicates("unit_id", keep="last")
    return table.sort_values("unit_id", ignore_index=True, kind="stable").astype(object)


def list_established(people: Population, *kinds: str) -> list[str]:
    """List the units of some kinds, those first that were neither divided nor formed in the time.

    Within both parts the order is that of the codes.
    """
    new = set(people.tables["unit_riwayat"]["unit_baru"])
    return sorted(people.units_of(*kinds), key=lambda unit: (unit in new, unit))


def keep_existing(
    frame: pd.DataFrame, day: pd.Series, people: Population, *, whole_year: bool = False
) -> pd.DataFrame:
    """Leave out rows of a unit from before it was split off or formed.

    Parameters
    ----------
    frame : DataFrame with column unit_id
    day : Series of datetime64, same index
    people : Population
        `unit_riwayat` gives the day on which a unit began, unless it kept an older code.
    whole_year : bool
        Keep the whole year in which a unit began, for figures that add up within a year.
    """
    history = people.tables["unit_riwayat"]
    new = history[~history["unit_baru"].isin(history["unit_lama"])]
    began = pd.to_datetime(new.groupby("unit_baru")["tanggal"].min())
    if whole_year:
        began = began.dt.to_period("Y").dt.start_time
    if began.empty:
        return frame
    start = frame["unit_id"].map(began)
    return frame[~(day < start)].reset_index(drop=True)


def pick_services(
    groups: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw a service for each request of a group: its name, standard and spread, shape (n,) each.

    Within a group, services are drawn in proportion to `Service.share`.
    """
    draw = rng.random(len(groups))
    names = np.empty(len(groups), dtype=object)
    standard, spread = np.zeros(len(groups)), np.zeros(len(groups))
    for group, services in SERVICES.items():
        here = groups == group
        shares = np.cumsum([service.share for service in services])
        chosen = np.searchsorted(shares / shares[-1], draw[here], side="right")
        names[here] = np.array([s.name for s in services], dtype=object)[chosen]
        standard[here] = np.array([s.standard for s in services])[chosen]
        spread[here] = np.array([s.spread for s in services])[chosen]
    return names, standard, spread
