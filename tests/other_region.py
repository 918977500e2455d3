"""A region drawn by another mechanism than `kinerja_lib.synthetic`, with nothing planted in it.

People come whole from a real staff survey, unit sizes from real companies, survey answers from real
respondents; all other figures from a Gaussian copula with the rank correlations of those surveys.
Nothing depends on unit, quarter, post or person group, so no report may find such a structure.
What is real stays: answers of one respondent, ratings of one person, go together.

Sources, in `../shared/data`: lq2002.csv (Leadership Quarterly 13), dat_organization.csv (Eid and
Rauber 2000), bh1996.csv (Bliese and Halverson 1996); they are read there, not part of the package.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from tests.other_people import build_people
from tests.survey_draws import (
    LEAD,
    OTHER_ITEMS,
    STAFF_ITEMS,
    Surveys,
    correlate,
    cut,
    draw_copula,
    read_surveys,
    share_below,
)

REGION = "Lainnya"
REFERENCE = dt.date(2026, 9, 30)
QUARTERS = tuple(f"{n // 4}-TW{n % 4 + 1}" for n in range(2023 * 4 + 3, 2026 * 4 + 3))
LONG_QUARTERS = tuple(f"{n // 4}-TW{n % 4 + 1}" for n in range(2021 * 4 + 3, 2026 * 4 + 3))
COMPETENCIES = (
    *("Integritas", "Kerja sama", "Komunikasi", "Orientasi pada hasil", "Pelayanan publik"),
    *("Pengembangan diri dan orang lain", "Mengelola perubahan", "Pengambilan keputusan"),
    "Perekat bangsa",
)
RATINGS = ("di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi")
_SCORES = {
    "Sangat Baik": (110, 120),
    "Baik": (90, 109.9),
    "Butuh Perbaikan": (70, 89.9),
    "Kurang": (50, 69.9),
    "Sangat Kurang": (20, 49.9),
}
# Name, unit of measure, better direction, usual value, standard deviation of a quarter.
_INDICATORS = (
    ("Indeks kepuasan masyarakat", "poin", "naik", 82.0, 1.5),
    ("Rerata waktu penyelesaian pelayanan", "hari kerja", "turun", 3.5, 0.4),
    ("Pengaduan selesai tepat waktu", "persen", "naik", 88.0, 3.0),
    ("Kehadiran pegawai", "persen", "naik", 95.0, 1.0),
    ("Serapan anggaran terhadap rencana", "persen", "naik", 90.0, 4.0),
    ("Berkas layanan yang dikembalikan", "persen", "turun", 6.0, 1.2),
)


def write_other_region(folder: Path, data: Path, *, employees: int = 600, seed: int = 31) -> None:
    """Write ten tables in contract form as CSV; the same numbers give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in build_other_region(read_surveys(data), employees, seed).items():
        frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def build_other_region(surveys: Surveys, employees: int, seed: int) -> dict[str, pd.DataFrame]:
    """Draw all tables, each from its own stream of random numbers."""
    names = ("orang", "hasil", "kompetensi", "survei", "skm", "indikator")
    streams = np.random.SeedSequence(seed).spawn(len(names))
    rng = {n: np.random.default_rng(s) for n, s in zip(names, streams, strict=True)}
    units, posts, people = build_people(surveys, employees, rng["orang"])
    served = units.loc[units["jenis"] == "kecamatan", "unit_id"].tolist()
    return {
        "unit": units,
        "jabatan": posts,
        "pegawai": people,
        "hasil_penilaian": _build_results(surveys, people, rng["hasil"]),
        "kompetensi": _build_levels(surveys, people, rng["kompetensi"]),
        "standar_kompetensi": _build_standards(posts),
        "survei_asn": _build_survey(surveys, people, rng["survei"]),
        "skm": _build_satisfaction(surveys, served, rng["skm"]),
        "iku": _build_cards(units),
        "target_realisasi": _build_figures(surveys, served, rng["indikator"]),
    }


def _last_day(quarter: str) -> dt.date:
    year, number = int(quarter[:4]), int(quarter[-1])
    return dt.date(year, 3 * number, 31 if number in (1, 4) else 30)


def _build_results(
    surveys: Surveys, people: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw both ratings and the score: quarters of a person correlate as items of the staff survey.

    Every quarter has the same margins, and any two quarters correlate equally: there is no trend.
    """
    between = correlate(surveys.scales[["COHES", "LEAD", "WBEING"]])
    items = correlate(surveys.staff[STAFF_ITEMS])
    stable = float(items[np.triu_indices(len(items), 1)].mean())
    person = draw_copula(between, len(people), rng)
    frames = []
    for quarter in QUARTERS:
        noise = draw_copula(between, len(people), rng)
        scores = np.sqrt(stable) * person + np.sqrt(1 - stable) * noise
        work, manner = (cut(scores[:, n], (0.08, 0.74, 0.18)) for n in (0, 1))
        predikat = [_judge(w, m) for w, m in zip(work, manner, strict=True)]
        low, high = np.array([_SCORES[one] for one in predikat]).T
        frames.append(
            pd.DataFrame(
                {
                    "nip": people["nip"],
                    "periode": quarter,
                    "unit_id": people["unit_id"],
                    "hasil_kerja": [RATINGS[n] for n in work],
                    "perilaku": [RATINGS[n] for n in manner],
                    "predikat": predikat,
                    "nilai": np.round(low + share_below(scores[:, 2]) * (high - low), 1),
                    "penilai_nip": "",
                    "status": "final",
                    "tanggal": _last_day(quarter),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def _judge(work: int, manner: int) -> str:
    """Give the predikat of two ratings (PermenPANRB 6/2022), 0 being below what is expected."""
    if manner == 0:
        return "Sangat Kurang" if work == 0 else "Kurang"
    if work == 0:
        return "Butuh Perbaikan"
    return "Sangat Baik" if work == manner == 2 else "Baik"


def _build_levels(surveys: Surveys, people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Draw levels 1 to 5 of nine competencies: one continuous cloud, no groups of people."""
    scores = draw_copula(correlate(surveys.companies[LEAD[:9]]), len(people), rng)
    levels = 1 + cut(scores, (0.04, 0.2, 0.42, 0.26, 0.08))
    wide = pd.DataFrame(levels, columns=list(COMPETENCIES)).assign(
        nip=people["nip"], penilai=[f"PL-{n:03d}" for n in rng.integers(1, 26, len(people))]
    )
    long = wide.melt(["nip", "penilai"], var_name="kompetensi", value_name="tingkat")
    long = long.assign(tanggal=dt.date(2026, 8, 3), sumber="asesmen")
    return long[["nip", "kompetensi", "tingkat", "tanggal", "sumber", "penilai"]]


def _build_standards(posts: pd.DataFrame) -> pd.DataFrame:
    """Ask level 3 of every post, so that gaps differ by person only."""
    pairs = [(post, one) for post in posts["jabatan_id"] for one in COMPETENCIES]
    frame = pd.DataFrame(pairs, columns=["jabatan_id", "kompetensi"])
    return frame.assign(tingkat=3, berlaku_sejak=dt.date(2025, 1, 1))


def _build_survey(surveys: Surveys, people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Give each wave whole respondents of both surveys, drawn without regard to their units.

    Items 1 to 11 are on leaders, 12 to 14 on the task, 15 to 19 on hostility (moved from 0-4 to
    1-5), 20 to 25 from the staff survey: another respondent, so they go with nothing before them.
    """
    frames = []
    for wave, day in (("2025-1", dt.date(2025, 5, 15)), ("2026-1", dt.date(2026, 5, 15))):
        count = len(people) * 2 // 3
        some = people.iloc[np.sort(rng.choice(len(people), count, replace=False))]
        answers = _draw_answers(surveys, count, rng)
        about = pd.DataFrame(
            {
                "resp_id": [f"RL{wave[:4]}{n:05d}" for n in rng.permutation(count)],
                "gelombang": wave,
                "unit_id": some["unit_id"].to_numpy(),
                "tanggal": day,
                "detik": rng.integers(240, 900, count),
                "jenis_kelamin": some["jenis_kelamin"].to_numpy(),
                "kelompok_usia": "",
                "status": "PNS",
                "komentar": "",
            }
        )
        frames.append(pd.concat([about, answers], axis=1))
    return pd.concat(frames, ignore_index=True)


def _draw_answers(surveys: Surveys, count: int, rng: np.random.Generator) -> pd.DataFrame:
    first = surveys.companies[[*LEAD, *OTHER_ITEMS]]
    first = first.assign(**{n: first[n] + 1 for n in OTHER_ITEMS if n.startswith("HOSTIL")})
    second = surveys.staff[STAFF_ITEMS]
    drawn = [part.iloc[rng.integers(0, len(part), count)] for part in (first, second)]
    answers = pd.concat([part.reset_index(drop=True) for part in drawn], axis=1).astype("Int64")
    return answers.set_axis([f"butir_{n + 1:02d}" for n in range(answers.shape[1])], axis=1)


def _build_satisfaction(
    surveys: Surveys, units: Sequence[str], rng: np.random.Generator, *, each: int = 40
) -> pd.DataFrame:
    """Draw answers 1 to 4 to the nine elements: every unit and quarter alike."""
    places = [(unit, quarter) for quarter in QUARTERS for unit in units for _ in range(each)]
    scores = draw_copula(correlate(surveys.companies[LEAD[2:]]), len(places), rng)
    answers = pd.DataFrame(1 + cut(scores, (0.02, 0.1, 0.58, 0.3))).astype("Int64")
    answers = answers.set_axis([f"u{n}" for n in range(1, 10)], axis=1)
    days = rng.integers(0, 85, len(places))
    about: Mapping[str, object] = {
        "resp_id": [f"SL-{n:06d}" for n in range(1, len(places) + 1)],
        "unit_id": [unit for unit, _quarter in places],
        "layanan": "Surat keterangan",
        "loket": [f"Loket {n}" for n in rng.integers(1, 4, len(places))],
        "tanggal": [
            _last_day(quarter) - dt.timedelta(days=int(n))
            for (_unit, quarter), n in zip(places, days, strict=True)
        ],
    }
    after = {
        "jenis_kelamin": rng.choice(["L", "P"], len(places)),
        "usia": rng.integers(18, 70, len(places)),
        "pendidikan": rng.choice(["SLTA", "S1"], len(places)),
        "pekerjaan": rng.choice(["Pedagang", "Petani", "Pegawai swasta"], len(places)),
        "saran": "",
    }
    return pd.concat([pd.DataFrame(about), answers, pd.DataFrame(after)], axis=1)


def _build_cards(units: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "iku_id": f"IKU-L{number}",
            "nama": name,
            "definisi": name,
            "satuan": measure,
            "rumus": "jumlah / banyak",
            "sumber": "Rekap unit",
            "arah": direction,
            "frekuensi": "triwulanan",
            "jenis": "output",
            "pemilik_unit_id": units["unit_id"].iloc[0],
            "nilai_awal": usual,
            "tahun_awal": 2021,
            "desimal": 1,
        }
        for number, (name, measure, direction, usual, _sd) in enumerate(_INDICATORS, start=1)
    ]
    return pd.DataFrame(rows)


def _build_figures(
    surveys: Surveys, units: Sequence[str], rng: np.random.Generator
) -> pd.DataFrame:
    """Draw figures around the same value in every quarter and unit; targets never change."""
    correlations = correlate(surveys.staff[STAFF_ITEMS])
    rows = []
    for unit in units:
        for quarter in LONG_QUARTERS:
            scores = draw_copula(correlations, 1, rng)[0]
            for number, ((*_words, usual, sd), score) in enumerate(
                zip(_INDICATORS, scores, strict=True), start=1
            ):
                rows.append(
                    {
                        "iku_id": f"IKU-L{number}",
                        "unit_id": unit,
                        "periode": quarter,
                        "target_bawah": usual,
                        "target_atas": usual,
                        "rencana": usual,
                        "realisasi": round(usual + sd * score, 1),
                        "tanggal_lapor": _last_day(quarter),
                    }
                )
    return pd.DataFrame(rows)
