"""Invented logs of service time over the last twelve months."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import number_codes
from kinerja_lib.synthetic.counters import (
    agency_of,
    keep_existing,
    list_counters,
    list_established,
    pick_services,
)
from kinerja_lib.synthetic.plan import END
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.working_days import (
    MINUTES_A_DAY,
    OPENING_MINUTE,
    add_working_time,
    days_off,
    working_days,
)

COLUMNS = ("permohonan_id", "unit_id", "layanan", "kanal", "mulai", "selesai", "standar")
FIRST_DAY = "2025-10-01"
REQUESTS_A_PERSON = 6
USUAL = -0.35  # logarithm of median time over standard
DELAY, DELAY_FROM = 2.2, "2026-04-01"
LOST = 0.008  # share of requests that never end
BACKLOG, BACKLOG_FROM = 0.6, "2026-06-01"
WEEKDAYS = np.array([0.27, 0.22, 0.19, 0.18, 0.14])  # Monday to Friday
_WEIGHT = {"rumah sakit": 3.0, "kependudukan": 3.0, "perizinan": 1.5, "kelurahan": 0.6}
# Service that became slower, by region: group and name.
DELAYED = {
    "andir": ("kependudukan", "Akta kelahiran"),
    "mamuju": ("perizinan", "Izin usaha"),
    "jambi": ("perizinan", "Persetujuan bangunan gedung"),
    "kotabumi": ("kependudukan", "Kartu keluarga"),
    "wanggar": ("perizinan", "Izin usaha"),
}


def _draw_starts(n: int, off: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw moments of request: busier on Monday than on Friday, 08.00 to 15.30."""
    days = working_days(FIRST_DAY, END.isoformat(), off)
    weekday = (days.astype("datetime64[D]").view("int64") - 4) % 7
    weight = WEEKDAYS[weekday]
    chosen = np.searchsorted(np.cumsum(weight) / weight.sum(), rng.random(n), side="right")
    minute = OPENING_MINUTE + np.rint(rng.beta(1.6, 2.4, n) * 450).astype("timedelta64[m]")
    return np.sort(days[chosen].astype("datetime64[m]") + minute)


def _backlog_unit(people: Population) -> str:
    found = list_established(people, "kecamatan")
    return found[0] if found and people.plan.slug == "kotabumi" else ""


def draw_durations(people: Population, log: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Draw the completion time of each request in working days; infinite where it never ends.

    time = standard * unit * exp(-0.35 + spread * z), z normal, unit = exp(0.08 * z of the unit);
    times 2.2 for the delayed service from 2026-04-01 on.
    """
    codes, names = pd.factorize(log["unit_id"])
    unit = rng.normal(0, 0.08, len(names))[codes]
    spread = log["spread"].to_numpy()
    days = log["standar"].to_numpy() * np.exp(USUAL + unit + spread * rng.normal(size=len(log)))
    group, service = DELAYED[people.plan.slug]
    start = log["mulai"].to_numpy()
    slow = log["group"].eq(group) & log["layanan"].eq(service)
    days = np.where(slow & (start >= np.datetime64(DELAY_FROM)), days * DELAY, days)
    lost = rng.random(len(log)) < LOST
    stuck = log["unit_id"].eq(_backlog_unit(people)) & (start >= np.datetime64(BACKLOG_FROM))
    lost |= stuck.to_numpy() & (rng.random(len(log)) < BACKLOG)
    return np.where(lost, np.inf, days)


def draw_log(people: Population) -> pd.DataFrame:
    """Return the table `layanan_log`: about six requests for each employee, ordered by start.

    A request that would end after the reference date has no end.
    """
    rng = people.random("layanan_log")
    off = days_off(people.plan.slug)
    counters = list_counters(people)
    n = REQUESTS_A_PERSON * int(people.active.sum())
    weight = counters["group"].map(_WEIGHT).fillna(1.0).to_numpy(dtype=float)
    chosen = np.searchsorted(np.cumsum(weight) / weight.sum(), rng.random(n), side="right")
    log = counters.iloc[chosen].reset_index(drop=True)
    service, standard, spread = pick_services(log["group"].to_numpy(), rng)
    start = _draw_starts(n, off, rng)
    log = log.assign(layanan=service, standar=standard, spread=spread, mulai=start.astype("M8[s]"))
    days = draw_durations(people, log, rng)
    end = add_working_time(start, np.where(np.isinf(days), 0, days), off)
    open_ = np.isinf(days) | (end > np.datetime64(END) + np.timedelta64(1, "D"))
    end[open_] = np.datetime64("NaT")
    channels = np.array(["loket", "daring", "telepon", "surat", "keliling"], dtype=object)
    channel = np.searchsorted([0.62, 0.89, 0.93, 0.96], rng.random(n), side="right")
    log = log.assign(selesai=end.astype("M8[s]"), kanal=channels[channel])
    log = keep_existing(log, log["mulai"], people)
    return log.astype({"unit_id": "str"}).assign(
        permohonan_id=number_codes("PL-", np.arange(1, len(log) + 1), 7)
    )[list(COLUMNS)]


def describe_log(people: Population) -> dict[str, object]:
    """Say what is planted in `layanan_log`, JSON-ready."""
    group, service = DELAYED[people.plan.slug]
    return {
        "jam_kerja": {"buka_menit": OPENING_MINUTE, "menit_sehari": MINUTES_A_DAY},
        "median_per_standar": round(float(np.exp(USUAL)), 4),
        "layanan_melambat": {
            "unit_id": agency_of(people, group),
            "layanan": service,
            "sejak": DELAY_FROM,
            "kali": DELAY,
        },
        "tidak_pernah_selesai": LOST,
        "pola_hari": [float(share) for share in WEEKDAYS],
        "ekor_panjang": ["KTP elektronik", "Pemeriksaan laboratorium"],
        "menumpuk": (
            {"unit_id": _backlog_unit(people), "sejak": BACKLOG_FROM, "bagian": BACKLOG}
            if _backlog_unit(people)
            else None
        ),
    }
