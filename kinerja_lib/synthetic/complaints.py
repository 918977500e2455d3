"""Invented complaints of the public in the form of SP4N-LAPOR!."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import number_codes
from kinerja_lib.synthetic.counters import agency_of, keep_existing, list_counters, list_established
from kinerja_lib.synthetic.plan import END, Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.working_days import add_working_time, days_off

COLUMNS = (
    *("pengaduan_id", "unit_id", "jenis", "kategori", "kanal", "masuk", "diteruskan", "respons"),
    *("selesai", "status", "dibuka_kembali", "rahasia", "isi"),
)
FIRST_DAY, DAYS = "2023-10-01", 1096
A_YEAR_AND_PERSON, FEWEST = 0.3, 240
# Category -> what the text speaks of.
CATEGORIES = {
    "waktu pelayanan": "dokumen belum selesai sesuai jadwal",
    "persyaratan": "persyaratan yang diminta berbeda dengan pengumuman",
    "jalan dan lampu": "lampu jalan di depan balai warga padam",
    "kebersihan": "sampah di pasar belum diangkut",
    "kesehatan": "antrean pendaftaran puskesmas panjang",
    "pendidikan": "informasi penerimaan siswa sulit ditemukan",
    "bantuan sosial": "jadwal pembagian bantuan belum diumumkan",
    "lainnya": "nomor telepon kantor tidak tersambung",
}
PARETO = np.array([0.36, 0.22, 0.14, 0.10, 0.07, 0.05, 0.04, 0.02])
FIRST_CATEGORY = {"andir": 0, "mamuju": 2, "jambi": 0, "kotabumi": 4, "wanggar": 1}
CHANNELS = ("aplikasi daring", "loket", "telepon", "surat", "media sosial")
# Median and standard deviation of the logarithm, working days.
FORWARD, RESPOND, CLOSE = (1.0, 0.6), (2.0, 0.7), (5.0, 0.8)
OLD_OPEN = 0.55  # share of cases of 2025 and earlier still open in the unit with a backlog
REOPENED, REOPENED_OFTEN = 0.04, 0.25
ONLINE_FROM, ONLINE_FACTOR = "2025-10-01", 0.4  # Mamuju
TIMES = ("masuk", "diteruskan", "respons", "selesai")


def plan_places(people: Population) -> dict[str, str]:
    """Choose the units with a backlog, without response, and with many cases reopened."""
    return {
        "menumpuk": agency_of(people, "kesehatan"),
        "tanpa_respons": list_established(people, "kecamatan")[0],
        "sering_dibuka": agency_of(people, "pendidikan"),
    }


def category_order(people: Population) -> list[str]:
    """Return the categories of a region, the most frequent first; shares are `PARETO`."""
    names = list(CATEGORIES)
    first = FIRST_CATEGORY[people.plan.slug]
    return [names[first], *names[:first], *names[first + 1 :]]


def _draw_basics(people: Population, rng: np.random.Generator) -> pd.DataFrame:
    """Draw unit, kind, category, channel and moment of arrival, ordered by arrival.

    Planted units get four times the cases of another unit. One case in forty has no unit.
    """
    n = max(FEWEST, round(A_YEAR_AND_PERSON * 3 * int(people.active.sum())))
    planted = list(plan_places(people).values())
    others = [u for u in list_counters(people)["unit_id"] if u not in planted]
    units = np.array([*planted, *others], dtype=object)
    weight = np.r_[np.full(len(planted), 4.0), np.ones(len(others))]
    unit = units[rng.choice(len(units), n, p=weight / weight.sum())]
    minute = np.sort(rng.integers(0, DAYS * 1440, n)).astype("timedelta64[m]")
    kinds = np.array(["pengaduan", "aspirasi", "permintaan informasi"], dtype=object)
    channel = rng.choice(len(CHANNELS), n, p=[0.5, 0.2, 0.12, 0.06, 0.12])
    return pd.DataFrame(
        {
            "unit_id": np.where(rng.random(n) < 0.025, None, unit),
            "jenis": kinds[rng.choice(3, n, p=[0.74, 0.14, 0.12])],
            "kategori": np.array(category_order(people), dtype=object)[
                rng.choice(len(PARETO), n, p=PARETO)
            ],
            "kanal": np.array(CHANNELS, dtype=object)[channel],
            "masuk": np.datetime64(FIRST_DAY, "m") + minute,
        }
    )


def _draw_waits(people: Population, cases: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Draw working days to forwarding, response and closing, shape (3, n); infinite: never.

    Each wait is median * exp(spread * z). Closing takes longer in rarer categories (10 % a step).
    """
    n, places, unit = len(cases), plan_places(people), cases["unit_id"].to_numpy()
    waits = np.stack(
        [median * np.exp(s * rng.normal(size=n)) for median, s in (FORWARD, RESPOND, CLOSE)]
    )
    step = cases["kategori"].map({c: i for i, c in enumerate(category_order(people))}).to_numpy()
    waits[2] *= 1 + 0.1 * step
    arrived = cases["masuk"].to_numpy()
    if people.plan.slug == "mamuju":
        online = cases["kanal"].eq(CHANNELS[0]).to_numpy()
        waits[1, online & (arrived >= np.datetime64(ONLINE_FROM))] *= ONLINE_FACTOR
    waits[0, (rng.random(n) < 0.01) | cases["unit_id"].isna().to_numpy()] = np.inf
    waits[1, unit == places["tanpa_respons"]] = np.inf
    old = (unit == places["menumpuk"]) & (arrived < np.datetime64("2026-01-01"))
    waits[2, old & (rng.random(n) < OLD_OPEN)] = np.inf
    return waits


def _follow(cases: pd.DataFrame, waits: np.ndarray, off: np.ndarray) -> pd.DataFrame:
    """Add the moments of forwarding, response and closing; missing after the reference date."""
    moment = cases["masuk"].to_numpy()
    steps: dict[str, np.ndarray] = {"masuk": moment.astype("M8[s]")}
    for name, wait in zip(TIMES[1:], waits, strict=True):
        never = np.isinf(wait)
        moment = add_working_time(moment, np.where(never, 0, wait), off)
        moment[never | (moment > np.datetime64(END) + np.timedelta64(1, "D"))] = "NaT"
        steps[name] = moment.astype("M8[s]")
    return cases.assign(**steps)


def _finish(people: Population, cases: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Add status, flags and text; open cases of more than a year may be postponed or archived."""
    reached = cases[list(TIMES[1:])].notna().sum(axis=1).to_numpy()
    words = ["belum terverifikasi", "belum ditindaklanjuti", "proses", "selesai"]
    status = np.array(words, dtype=object)[reached]
    stale = (reached == 2) & (cases["masuk"] < pd.Timestamp("2025-09-30")).to_numpy()
    draw = rng.random(len(cases))
    status = np.where(stale & (draw < 0.1), "ditunda", status)
    status = np.where(stale & (draw > 0.95), "arsip", status)
    often = cases["unit_id"].eq(plan_places(people)["sering_dibuka"]).to_numpy(dtype=bool)
    reopened = rng.random(len(cases)) < np.where(often, REOPENED_OFTEN, REOPENED)
    text = cases["kategori"].map(
        {c: f"Warga menyampaikan bahwa {t}." for c, t in CATEGORIES.items()}
    )
    return cases.assign(
        status=status,
        dibuka_kembali=reopened & (reached == 3),
        rahasia=rng.random(len(cases)) < 0.08,
        isi=text,
    )


def build_complaints(people: Population) -> Built:
    """Invent the table `pengaduan` of a region, 2023-10 to 2026-09, ordered by arrival.

    Formulas stand in `_draw_waits`: each step waits median * exp(spread * z) working days.
    """
    rng = people.random("pengaduan")
    cases = _draw_basics(people, rng)
    waits = _draw_waits(people, cases, rng)
    cases = _finish(people, _follow(cases, waits, days_off(people.plan.slug)), rng)
    cases = keep_existing(cases, cases["masuk"], people)
    table = cases.assign(pengaduan_id=number_codes("ADU-", np.arange(1, len(cases) + 1), 7))[
        list(COLUMNS)
    ]
    return Built({"pengaduan": table}, _describe(people))


def _describe(people: Population) -> dict[str, object]:
    places, mamuju = plan_places(people), people.plan.slug == "mamuju"
    online = {"kanal": CHANNELS[0], "sejak": ONLINE_FROM, "kali": ONLINE_FACTOR}
    found = {
        "id": "pengaduan_daring_lebih_cepat",
        "what": "first responses to online complaints became faster, those on others did not",
        "table": "pengaduan",
        "ids": [CHANNELS[0]],
        "size": online,
    }
    return {
        "pengaduan": {
            **places,
            "median_hari_kerja": {
                name: median
                for name, (median, _) in zip(TIMES[1:], (FORWARD, RESPOND, CLOSE), strict=True)
            },
            "bagian_lama_terbuka": OLD_OPEN,
            "bagian_dibuka_kembali": {"biasa": REOPENED, "sering": REOPENED_OFTEN},
            "urutan_kategori": category_order(people),
            "bagian_kategori": [float(share) for share in PARETO],
            "daring_lebih_cepat": online if mamuju else None,
        },
        "findings": [found] if mamuju else [],
    }
