"""Performance plans (`skp`) and the daily work log (`laporan_kinerja`)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days, draw_codes, number_codes
from kinerja_lib.synthetic.plan import END, Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.work_words import ACTIVITIES, ADDITIONAL, UNITS_OF_WORK, WORK

SKP_YEARS = ("2025", "2026")
# Weights in percent of plans with three and with four main results.
_WEIGHTS = np.array([[40, 30, 30, 0], [50, 25, 25, 0], [30, 30, 20, 20], [40, 20, 20, 20]])
_ASPECTS = ("kuantitas", "kualitas", "waktu", "biaya")
_LOG_START = np.datetime64("2026-07-01")
_MEASURES = tuple(f"{name.capitalize()} hasil kerja" for name in _ASPECTS)
_FIRST_DAYS = np.array([f"{year}-01-02" for year in SKP_YEARS], dtype="datetime64[D]")
_LAST_DAYS = np.array([f"{year}-12-31" for year in SKP_YEARS], dtype="datetime64[D]")
_TARGETS = np.array([12.0, 90.0, 5.0, 95.0])


def build_plans(people: Population, goals: Mapping[str, pd.DataFrame]) -> Built:
    """Plan the work of 2025 and 2026 and log that of the last quarter.

    Parameters
    ----------
    people : Population
    goals : mapping
        Tables `iku` and `bukti`, whose codes plans and reports refer to.

    Notes
    -----
    A plan has three or four main results with weights that add up to 100 and, for one of ten, an
    additional one without weight. 70 of 100 results support an indicator; each refers to the first
    result of the superior. Actual values are `target * (1 + 0.06 * skill + 0.08 e)`, for targets
    in days the other way round, and in 2026 three quarters of that; 3 of 100 have no target, 2 of
    100 no indicator. Someone reports about seven pieces of work in a quarter, 12 of 100 people
    report none, and a report follows its work by 0 to 9 days.
    """
    rng = people.random("skp")
    skp, items = _plan_table(people, goals["iku"]["iku_id"].tolist(), rng)
    log, truth = _log_table(people, items, goals["bukti"]["bukti_id"].tolist())
    return Built({"skp": skp, "laporan_kinerja": log}, truth)


def _plan_table(
    people: Population, indicators: list[str], rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `skp`, and person, row and number of each item of 2026."""
    person, year, place, weight = _items(people, rng)
    size = len(person)
    row = np.arange(size)
    codes = number_codes(f"SKP-{people.plan.slug[:3].upper()}-", np.arange(size + 1), 7)
    aspect = np.where(place == 4, 0, draw_codes(rng, (45, 30, 20, 5), size))
    low, high, actual = _values(people, person, year, aspect, rng)
    linked = (rng.random(size) < 0.7) & (place < 4)
    table = pd.DataFrame(
        {
            "skp_id": codes[:-1],
            "nip": people.nips(person),
            "periode": choose(SKP_YEARS, year),
            "jenis_kinerja": choose(("utama", "tambahan"), (place == 4).astype(int)),
            "rencana_hasil_kerja": _planned_results(people, person, place),
            "aspek": choose(_ASPECTS, aspect),
            "indikator": choose(_MEASURES, np.where(rng.random(size) < 0.02, -1, aspect)),
            "target_bawah": low,
            "target_atas": high,
            "satuan": choose(UNITS_OF_WORK, aspect),
            "realisasi": actual,
            "bobot": pd.Series(weight).where(place < 4),
            "skp_induk_id": choose(codes, _items_above(people, person, year, place)),
            "iku_id": choose(indicators, np.where(linked, row % max(1, len(indicators)), -1)),
            "mulai": days(_FIRST_DAYS[year]),
            "selesai": days(_LAST_DAYS[year]),
            "usul_pegawai": rng.random(size) < 0.2,
        }
    )
    return table, pd.DataFrame({"person": person, "row": row, "code": codes[:-1]})[year == 1]


def _items_above(
    people: Population, person: np.ndarray, year: np.ndarray, place: np.ndarray
) -> np.ndarray:
    """Return the row of the first item of the superior in the same year, -1 without one."""
    first = np.full((len(SKP_YEARS), len(people.nip) + 1), -1)
    first[year[place == 0], person[place == 0]] = np.flatnonzero(place == 0)
    return first[year, people.supervisor[person]]


def _planned_results(people: Population, person: np.ndarray, place: np.ndarray) -> pd.Series:
    """Choose the words of each item by family of posts; additional ones have their own."""
    family = people.jabatan["rumpun"].map({name: k for k, name in enumerate(WORK)}).fillna(0)
    words = [text for texts in WORK.values() for text in texts]
    text = family.to_numpy(dtype=int)[people.staff.post[person]] * 4 + place % 4
    text = np.where(place == 4, len(words) + person % len(ADDITIONAL), text)
    return choose([*words, *ADDITIONAL], text)


def _items(
    people: Population, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return person, year, place in the plan (4: additional) and weight of every item."""
    parts = []
    for year, name in enumerate(SKP_YEARS):
        employed = people.employed_on(f"{name}-02-01") & (
            people.active | (people.staff.working >= 4)
        )
        person = np.flatnonzero(employed)
        pattern = rng.integers(0, len(_WEIGHTS), len(person))
        extra = np.where(rng.random(len(person)) < 0.1, 1, 0)
        weights = np.column_stack([_WEIGHTS[pattern], extra])
        line, place = np.nonzero(weights)
        item = (person[line], np.full(len(line), year), place, weights[line, place])
        parts.append(item)
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return columns[0], columns[1], columns[2], columns[3]


def _values(
    people: Population,
    person: np.ndarray,
    year: np.ndarray,
    aspect: np.ndarray,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw lower target, upper target and actual value of each item."""
    size = len(person)
    target = np.where(aspect == 0, rng.integers(2, 60, size), _TARGETS[aspect])
    target = np.where(rng.random(size) < 0.03, np.nan, target)
    width = np.where((aspect == 2) | (rng.random(size) < 0.15), 2, 0)
    effect = 0.06 * people.staff.skill[person] + 0.08 * rng.normal(size=size)
    effect = np.where(aspect == 2, -effect, effect)
    share = np.where((year == 1) & (aspect == 0), 0.75, 1.0)
    actual = np.round(np.nan_to_num(target, nan=10.0) * (1 + effect) * share, 1).clip(0)
    actual = np.where((aspect == 1) | (aspect == 3), actual.clip(max=100), actual)
    return target, target + width, actual


def _log_table(
    people: Population, items: pd.DataFrame, evidence: list[str]
) -> tuple[pd.DataFrame, dict[str, object]]:
    """Log the work of July to September 2026."""
    rng = people.random("laporan_kinerja")
    workers = np.flatnonzero(people.active & (people.staff.appointed < _LOG_START))
    silent = rng.random(len(workers)) < 0.12
    person = np.repeat(workers, np.where(silent, 0, rng.poisson(7, len(workers)).clip(1, 20)))
    size = len(person)
    day = _weekday(_LOG_START + rng.integers(0, 90, size).astype("timedelta64[D]"))
    lag = rng.geometric(0.45, size).clip(max=10) - 1
    told = np.minimum(day + lag.astype("timedelta64[D]"), np.datetime64(END, "D"))
    item, unlinked, findings = _linked_items(people, person, items, rng)
    order = np.lexsort((day, person))
    table = pd.DataFrame(
        {
            "laporan_id": number_codes(f"LK-{people.plan.slug[:3].upper()}-", np.arange(size), 7),
            "nip": people.nips(person[order]),
            "tanggal": days(day[order]),
            "kegiatan": choose(ACTIVITIES, rng.integers(0, len(ACTIVITIES), size)),
            "skp_id": choose(items["code"], item[order]),
            "keluaran": rng.integers(1, 9, size),
            "jam": np.round(rng.gamma(4, 0.8, size).clip(0.5, 8), 1),
            "tanggal_lapor": days(told[order]),
            "bukti_id": choose(evidence, _some(rng, 0.2, len(evidence), size)),
        }
    )
    truth = {"tidak_melapor": int(silent.sum()), "tanpa_skp": int(unlinked.sum())}
    return table, truth | {"findings": findings}


def _weekday(day: np.ndarray) -> np.ndarray:
    """Move days of a weekend back to the Friday before."""
    weekday = (day.astype(int) + 3) % 7
    return day - np.where(weekday > 4, weekday - 4, 0).astype("timedelta64[D]")


def _some(rng: np.random.Generator, share: float, count: int, size: int) -> np.ndarray:
    """Draw one of `count` codes for a share of the rows, -1 for the others."""
    drawn = rng.random(size) < (share if count else 0.0)
    return np.where(drawn, rng.integers(0, max(1, count), size), -1)


def _linked_items(
    people: Population, person: np.ndarray, items: pd.DataFrame, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, list[dict[str, object]]]:
    """Link 80 of 100 reports to an item of the person's plan.

    In Jambi the Dinas Komunikasi dan Informatika links 10 of 100 only.
    """
    count = np.bincount(items["person"], minlength=len(people.nip))
    first = np.cumsum(count) - count
    share, findings = np.full(len(person), 0.8), []
    if people.plan.slug == "jambi":
        office = people.unit["bidang"].eq("teknologi informasi").to_numpy()
        share[office[people.staff.unit[person]]] = 0.1
        findings.append(
            {
                "id": "jambi_pekerjaan_tidak_terkait",
                "what": "the daily work of one agency is hardly linked to its plans",
                "table": "laporan_kinerja",
                "ids": people.unit.loc[office, "unit_id"].tolist(),
                "size": {"terkait": 0.1, "lainnya": 0.8},
            }
        )
    linked = (rng.random(len(person)) < share) & (count[person] > 0)
    item = first[person] + np.floor(rng.random(len(person)) * count[person]).astype(int)
    return np.where(linked, item, -1), ~linked, findings
