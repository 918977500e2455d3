"""Invented public satisfaction surveys (SKM), clustered in counter and day."""

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
from kinerja_lib.synthetic.working_days import days_off, working_days

UNSUR = tuple(f"u{i}" for i in range(1, 10))
COLUMNS = (
    *("resp_id", "unit_id", "layanan", "loket", "tanggal", *UNSUR),
    *("jenis_kelamin", "usia", "pendidikan", "pekerjaan", "saran"),
)
FIRST_DAY = "2023-10-02"
CLUSTER_SD, PERSON_SD, ANSWER_SD = 0.15, 0.30, 0.45
LEVEL = {"andir": 3.25, "mamuju": 3.2, "jambi": 3.3, "kotabumi": 3.22, "wanggar": 3.12}
UNSUR_LEVEL = np.array([0.10, 0.0, -0.10, 0.25, 0.05, 0.10, 0.10, -0.10, -0.05])
LOWEST = -0.45  # added to the lowest unsur of a kecamatan
DROP, DROP_FROM = -0.40, "2026-01-01"
TRAINED_FROM = "2026-01-15"
TRAINED = {"u3": 0.20, "u6": 0.45, "u7": 0.45}
SKIPPED_U8 = 0.55  # Andir: share without an answer in one kecamatan
FEW = 6  # questionnaires of the unit with too few
MEAN_CLUSTER = 8.0
WATCHED, WATCHED_FROM = 0.55, "2025-10-01"
_SUGGESTIONS = (
    "Kursi ruang tunggu perlu ditambah",
    "Petunjuk persyaratan sebaiknya dipasang di depan",
    "Pelayanan sudah baik, pertahankan",
    "Nomor antrean sering tidak terdengar",
    "Jam layanan istirahat sebaiknya bergantian",
    "Formulir daring kadang sulit dibuka",
    "Terima kasih, petugas ramah",
    "Tempat parkir sempit",
    "Mohon disediakan tempat duduk untuk lansia",
    "Waktu tunggu sebaiknya diberitahukan",
    "Kotak saran belum terlihat",
    "Toilet perlu lebih sering dibersihkan",
    "Persyaratan jangan diminta dua kali",
    "Sebaiknya ada pemberitahuan bila dokumen selesai",
)
_EDUCATION = ("SD", "SLTP", "SLTA", "D-III", "S1", "S2")
_WORK = ("Petani", "Pedagang", "Karyawan swasta", "Ibu rumah tangga", "Pelajar", "ASN", "Lainnya")


def plan_places(people: Population) -> dict[str, str]:
    """Choose the units in which something is planted; a key is missing where no unit fits."""
    districts = people.units_of("kecamatan")
    places = {"turun": agency_of(people, "kependudukan"), "sedikit": agency_of(people, "perizinan")}
    if people.plan.slug == "wanggar" and districts:
        places |= {"dilatih": districts[0]}
        others = [u for u in list_established(people, "kecamatan") if u != districts[0]]
        places |= {"pembanding": others[0]}
    if people.plan.slug == "andir" and districts:
        places |= {"u8_kosong": list_established(people, "kecamatan")[0]}
    return places


def lowest_unsur(people: Population) -> dict[str, str]:
    """Return kecamatan -> its planted lowest unsur; U7 in Wanggar's first one, before training."""
    shift = sorted(LEVEL).index(people.plan.slug)
    order = ("u7", "u3", "u8", "u2", "u9", "u1", "u5", "u6")
    offset = 0 if people.plan.slug == "wanggar" else shift
    return {
        unit: order[(i + offset) % len(order)]
        for i, unit in enumerate(people.units_of("kecamatan"))
    }


def draw_visits(people: Population, rng: np.random.Generator) -> pd.DataFrame:
    """Draw survey sittings: unit_id, group, loket, tanggal, people in each.

    One respondent a year for each employee; a sitting (one counter on one day) has 3 to 13
    respondents. Units with something planted get four times the sittings of others, half of them
    and more in the last twelve months, as an office does that watches an effect.
    """
    places = plan_places(people)
    counters = list_counters(people)
    regular = counters[counters["unit_id"] != places["sedikit"]].reset_index(drop=True)
    watched = regular["unit_id"].isin(list(places.values()))
    weight = np.where(watched, 4.0, 1.0)
    sittings = round(int(people.active.sum()) * 3 / MEAN_CLUSTER)
    edges = np.rint(np.cumsum(weight) / weight.sum() * sittings).astype(int)
    rows = np.repeat(np.arange(len(regular)), np.diff(edges, prepend=0))
    visits = regular.iloc[rows].assign(people=rng.integers(3, 14, size=len(rows)))
    few = counters[counters["unit_id"] == places["sedikit"]].assign(people=FEW)
    visits = pd.concat([visits, few], ignore_index=True)
    days = working_days(FIRST_DAY, END.isoformat(), days_off(people.plan.slug))
    recent = np.searchsorted(days, np.datetime64(WATCHED_FROM))
    closely = visits["unit_id"].isin(list(places.values())) & (rng.random(len(visits)) < WATCHED)
    day = rng.integers(np.where(closely, recent, 0), len(days))
    return visits.assign(
        loket=np.array(["Loket 1", "Loket 2", "Loket 3"])[rng.integers(0, 3, len(visits))],
        tanggal=days[day].astype("datetime64[s]"),
    )


def planted_shift(people: Population, unit: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Return what is added to each latent answer, shape (n, 9): lowest unsur, drop, training."""
    places = plan_places(people)
    shift = np.tile(UNSUR_LEVEL, (len(unit), 1))
    codes, names = pd.factorize(unit)
    lowest = lowest_unsur(people)
    column = np.array([UNSUR.index(lowest[n]) if n in lowest else -1 for n in names])[codes]
    rows = np.flatnonzero(column >= 0)
    shift[rows, column[rows]] = LOWEST
    shift[(unit == places["turun"]) & (day >= np.datetime64(DROP_FROM))] += DROP
    after = (unit == places.get("dilatih", "")) & (day >= np.datetime64(TRAINED_FROM))
    for name, effect in TRAINED.items():
        shift[after, UNSUR.index(name)] += effect
    return shift


def draw_answers(
    people: Population, visits: pd.DataFrame, sitting: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw the nine answers, 1 to 4; missing where not answered.

    answer = round(level + unit + shift + sitting + person + noise), cut to 1..4, with normal
    sitting, person and noise of standard deviation 0.15, 0.30 and 0.45, unit 0.05.
    """
    unit = visits["unit_id"].to_numpy()[sitting]
    day = visits["tanggal"].to_numpy()[sitting]
    codes, names = pd.factorize(visits["unit_id"])
    n = len(sitting)
    base = LEVEL[people.plan.slug] + rng.normal(0, 0.05, len(names))[codes]
    base = base + rng.normal(0, CLUSTER_SD, len(visits))
    latent = base[sitting] + rng.normal(0, PERSON_SD, n)
    latent = latent[:, None] + planted_shift(people, unit, day) + rng.normal(0, ANSWER_SD, (n, 9))
    answers = np.clip(np.rint(latent), 1, 4)
    empty = rng.random((n, 9)) < 0.02
    empty[:, 7] |= (unit == plan_places(people).get("u8_kosong", "")) & (rng.random(n) < SKIPPED_U8)
    empty[:, 0] &= ~empty.all(axis=1)
    answers[empty] = np.nan
    return pd.DataFrame(answers, columns=list(UNSUR)).astype("Int64")


def _describe(n: int, rng: np.random.Generator) -> dict[str, object]:
    def some(values: tuple[str, ...], share: float) -> np.ndarray:
        chosen = np.array(values, dtype=object)[rng.integers(0, len(values), n)]
        return np.where(rng.random(n) < share, chosen, None)

    age = pd.array(np.clip(np.rint(rng.normal(39, 13, n)), 17, 85).astype(int), dtype="Int64")
    age[rng.random(n) < 0.03] = pd.NA
    return {
        "jenis_kelamin": some(("L", "P"), 0.98),
        "usia": age,
        "pendidikan": some(_EDUCATION, 0.97),
        "pekerjaan": some(_WORK, 0.97),
        "saran": some(_SUGGESTIONS, 0.12),
    }


def draw_survey(people: Population) -> pd.DataFrame:
    """Return the table `skm` of a region, 2023-10 to 2026-09, ordered by day."""
    rng = people.random("skm")
    visits = draw_visits(people, rng).sort_values(["tanggal", "unit_id", "loket"], kind="stable")
    visits = keep_existing(visits, visits["tanggal"], people).reset_index(drop=True)
    sitting = np.repeat(np.arange(len(visits)), visits["people"])
    answers = draw_answers(people, visits, sitting, rng)
    service, _, _ = pick_services(visits["group"].to_numpy()[sitting], rng)
    table = visits.iloc[sitting].reset_index(drop=True).assign(layanan=service)
    table = pd.concat([table, answers], axis=1).assign(**_describe(len(sitting), rng))
    table = table.astype({"unit_id": "str"})
    return table.assign(resp_id=number_codes("SKM-", np.arange(1, len(table) + 1), 7))[
        list(COLUMNS)
    ]


def describe_survey(people: Population) -> dict[str, object]:
    """Say what is planted in `skm`, JSON-ready.

    The intraclass correlation of counter and day is that of latent answers: 0.15^2 divided by
    (0.15^2 + 0.30^2 + 0.45^2), and for the mean of nine answers with 0.45^2 / 9. Rounding to
    1..4 makes what is observed a little smaller.
    """
    places = plan_places(people)
    between, person, noise = CLUSTER_SD**2, PERSON_SD**2, ANSWER_SD**2
    truth: dict[str, object] = {
        "icc_satu_jawaban": round(between / (between + person + noise), 4),
        "icc_rerata_responden": round(between / (between + person + noise / 9), 4),
        "kelompok": ["unit_id", "loket", "tanggal"],
        "unsur_terendah": lowest_unsur(people),
        "turun": {"unit_id": places["turun"], "sejak": DROP_FROM, "besar": DROP},
        "terlalu_sedikit": {"unit_id": places["sedikit"], "kuesioner": FEW},
    }
    if "dilatih" in places:
        truth["naik_sesudah_pelatihan"] = {
            "unit_id": places["dilatih"],
            "pembanding": places.get("pembanding"),
            "sejak": TRAINED_FROM,
            "besar": TRAINED,
        }
    return truth
