"""Invented targets and realised values of indicators, with some that leave their path."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.aims import BREAK_JUMP, BREAK_YEAR
from kinerja_lib.synthetic.counters import agency_of, keep_existing, list_established
from kinerja_lib.synthetic.indicators import CARDS, CARDS_OF, OFF_TRACK, Card, iku_codes
from kinerja_lib.synthetic.plan import END, MONTHS, QUARTERS
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.realised import read_realised

COLUMNS = (
    *("iku_id", "unit_id", "periode", "target_bawah", "target_atas", "rencana", "realisasi"),
    *("anggaran", "realisasi_anggaran", "tanggal_lapor"),
)
PERIODS = {
    "bulanan": MONTHS,
    "triwulanan": QUARTERS,
    "semesteran": ("2023-S2", "2024-S1", "2024-S2", "2025-S1", "2025-S2", "2026-S1"),
    "tahunan": ("2023", "2024", "2025", "2026"),
}
SLOPE = 0.8  # noise units a month, away from the good side
LOSS = 0.5  # share of each month that is lost where values add up
NOT_JUDGED = ("temuan", "pendapatan", "koordinasi", "rapat", "spbe")
NEGATIVE = ("pendapatan", "2024-TW3", -1.85)
UNREPORTED = ("hadir", 2)  # card, and how many of the last periods have no value
MISSING = 0.01
LATE_FIELD, LATE_DAYS = "kesehatan", 40  # Jambi: indicators of this owner are reported late


@dataclass(frozen=True)
class Grid:
    """Hold the periods of one indicator.

    Parameters
    ----------
    names : tuple of str
    year, month : int arrays of shape (periods,)
        Year, and the last month of the period, 1 to 12.
    """

    names: tuple[str, ...]
    year: np.ndarray
    month: np.ndarray


def lay_grid(often: str) -> Grid:
    """Return the periods of a frequency, from 2023-10 to 2026-09."""
    names = PERIODS[often]
    ends = {"TW": 3, "S": 6}
    month = []
    for name in names:
        part = name[5:]
        word = part.rstrip("0123456789")
        month.append(int(part[len(word) :]) * ends.get(word, 1) if part else 12)
    return Grid(names, np.array([int(n[:4]) for n in names]), np.array(month))


def measured_units(people: Population, card: Card) -> list[str]:
    """Return the units that an indicator measures: all of a kind, or its owner."""
    if card.measured:
        return people.units_of(card.measured)
    return [agency_of(people, card.owner or "administrasi umum")]


def off_units(people: Population) -> dict[str, tuple[str, str]]:
    """Return card -> unit and first month of the drift; a unit that existed all the time."""
    chosen = {}
    for key, since in OFF_TRACK[people.plan.slug]:
        kind = CARDS[key].measured
        units = list_established(people, kind) if kind else measured_units(people, CARDS[key])
        chosen[key] = (units[0], since)
    return chosen


def _plan(card: Card, key: str, grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    """Return the target of the year and the value planned to the end of each period."""
    target = card.base + card.step * (grid.year - 2023)
    if card.sums:
        return target, target * grid.month / 12
    jump = np.where(grid.year >= BREAK_YEAR, BREAK_JUMP if key == "spbe" else 0.0, 0.0)
    return target + jump, target - card.step * (1 - grid.month / 12) + jump


def _months_off(grid: Grid, since: str) -> np.ndarray:
    first = int(since[:4]) * 12 + int(since[5:])
    return np.maximum(grid.year * 12 + grid.month - first + 1, 0)


def _levels(card: Card, plan: np.ndarray, off: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return measured levels, shape (units, periods).

    level = plan + noise * (0.3 * good + 0.5 * z), z normal and cut to -1.2..1.2, good = 1 where
    higher is better, -1 where lower is, 0 for a band; off the path minus good * 0.8 * noise a
    month.
    """
    good = {"naik": 1.0, "turun": -1.0, "rentang": 0.0}[card.better]
    z = np.clip(rng.normal(size=off.shape), -1.2, 1.2)
    return plan + card.noise * (0.3 * good + 0.5 * z - good * SLOPE * off)


def _sums(card: Card, grid: Grid, off: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return values that add up from January on, shape (units, periods).

    Each month adds target / 12 * (1.03 + 0.06 * z), z cut to -1.2..1.2; half of it off the path.
    """
    units = off.shape[0]
    years = np.arange(2023, 2027)
    part = (card.base + card.step * (years - 2023))[None, :, None] / 12
    z = np.clip(rng.normal(size=(units, len(years), 12)), -1.2, 1.2)
    month = part * (1.03 + 0.06 * z)
    if off.any():
        last = 2026 * 12 + 9
        ahead = years[:, None] * 12 + np.arange(1, 13) - last + off.max()
        month[off.max(axis=1) > 0] *= np.where(ahead > 0, 1 - LOSS, 1.0)
    return month.cumsum(axis=2)[:, grid.year - 2023, grid.month - 1]


def _realise(people: Population, key: str, units: list[str], grid: Grid) -> np.ndarray:
    card, rng = CARDS[key], people.random(f"target_realisasi {key}")
    unit, since = off_units(people).get(key, ("", "2099-01"))
    off = np.outer(np.array(units) == unit, _months_off(grid, since))
    if key == "temuan":
        return rng.choice(3, off.shape, p=[0.7, 0.2, 0.1]).astype(float)
    if card.sums:
        value = _sums(card, grid, off, rng)
    else:
        value = _levels(card, _plan(card, key, grid)[1], off, rng)
    if key == NEGATIVE[0]:
        value[:, grid.names.index(NEGATIVE[1])] = NEGATIVE[2]
    if key == UNREPORTED[0]:
        value[:, -UNREPORTED[1] :] = np.nan
    if key not in off_units(people):
        value[rng.random(off.shape) < MISSING] = np.nan
    value[:, (grid.year == 2026) & (grid.month == 12)] = np.nan
    return np.round(value, card.decimals)


def _budget(card: Card, grid: Grid, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return budget and spending to date, rupiah; missing for indicators without a budget."""
    if not card.sums or card.taken_from:
        return np.full(len(grid.names), np.nan), np.full(len(grid.names), np.nan)
    budget = np.round(rng.uniform(3e8, 9e8), -6) * grid.month / 12
    used = budget * (0.93 + 0.03 * np.clip(rng.normal(size=len(budget)), -1.5, 1.5))
    return np.round(budget, -3), np.round(used, -3)


def _report_day(
    people: Population, card: Card, grid: Grid, count: int, rng: np.random.Generator
) -> np.ndarray:
    """Return the day of each report: period end and 5 days and exp(1.2 + 0.5 z) days, at most END.

    In Jambi indicators of the health agency come 40 days later.
    """
    month = (grid.year - 1970) * 12 + grid.month
    end = month.astype("datetime64[M]").astype("datetime64[D]") - 1
    wait = 5 + np.rint(np.exp(rng.normal(1.2, 0.5, (count, len(end))))).astype(int)
    late = people.plan.slug == "jambi" and card.owner == LATE_FIELD
    return np.minimum(end + wait + (LATE_DAYS if late else 0), np.datetime64(END))


def _draw_card(people: Population, key: str) -> pd.DataFrame:
    card, grid = CARDS[key], lay_grid(CARDS[key].often)
    units = measured_units(people, card)
    rng = people.random(f"pelaporan {key}")
    target, plan = (np.round(part, card.decimals) for part in _plan(card, key, grid))
    budget, used = _budget(card, grid, rng)
    count = len(units)
    table = pd.DataFrame(
        {
            "iku_id": iku_codes(people.plan.slug)[key],
            "unit_id": np.repeat(np.array(units, dtype=object), len(grid.names)),
            "periode": np.tile(np.array(grid.names, dtype=object), count),
            "target_bawah": np.tile(target - card.band, count),
            "target_atas": np.tile(target + card.band, count),
            "rencana": np.tile(plan, count),
            "realisasi": _realise(people, key, units, grid).ravel(),
            "anggaran": np.tile(budget, count),
            "realisasi_anggaran": np.tile(used, count),
            "tanggal_lapor": _report_day(people, card, grid, count, rng).ravel().astype("M8[s]"),
            "mulai": np.tile(_first_days(grid), count),
        }
    )
    if card.taken_from:
        index = pd.MultiIndex.from_frame(table[["unit_id", "periode"]])
        values = read_realised(people, card.taken_from).reindex(index)
        table["realisasi"] = values.round(card.decimals).to_numpy()
    return table


def _first_days(grid: Grid) -> np.ndarray:
    months = np.array([{4: 12, 6: 6, 7: 1}.get(len(n), 1) for n in grid.names])
    months = np.where(["TW" in n for n in grid.names], 3, months)
    months = np.where(["-S" in n for n in grid.names], 6, months)
    first = (grid.year - 1970) * 12 + grid.month - months
    return first.astype("datetime64[M]").astype("datetime64[s]")


def draw_targets(people: Population) -> pd.DataFrame:
    """Return the table `target_realisasi`: each indicator, measured unit and period.

    A value that is not there yet has no report day.
    """
    cards = [_draw_card(people, key) for key in CARDS_OF[people.plan.slug]]
    table = pd.concat(cards, ignore_index=True)
    table["tanggal_lapor"] = table["tanggal_lapor"].where(table["realisasi"].notna())
    return keep_existing(table, table["mulai"], people)[list(COLUMNS)]


def describe_targets(people: Population) -> dict[str, object]:
    """Say what is planted in `target_realisasi`, JSON-ready; slopes in units a month."""
    codes, off = iku_codes(people.plan.slug), off_units(people)
    judged = [
        key
        for key in CARDS_OF[people.plan.slug]
        if key not in NOT_JUDGED and not CARDS[key].taken_from
    ]
    pairs = [(key, unit) for key in judged for unit in measured_units(people, CARDS[key])]
    return {
        "keluar_jalur": [_describe_drift(codes[k], CARDS[k], *v) for k, v in off.items()],
        "di_jalur": [
            {"iku_id": codes[key], "unit_id": unit}
            for key, unit in pairs
            if off.get(key, ("",))[0] != unit
        ],
        "tidak_dinilai": [codes[k] for k in CARDS_OF[people.plan.slug] if k not in judged],
        "target_nol": codes["temuan"],
        "rentang": codes["belanja"],
        "negatif": {"iku_id": codes[NEGATIVE[0]], "periode": NEGATIVE[1], "nilai": NEGATIVE[2]},
        "belum_dilaporkan": {"iku_id": codes[UNREPORTED[0]], "periode_terakhir": UNREPORTED[1]},
        "lebih_rendah_lebih_baik": [
            codes[k] for k in CARDS_OF[people.plan.slug] if CARDS[k].better == "turun"
        ],
        "dari_tabel": {
            codes[k]: CARDS[k].taken_from for k in CARDS_OF[people.plan.slug] if CARDS[k].taken_from
        },
    }


def _describe_drift(code: str, card: Card, unit: str, since: str) -> dict[str, object]:
    part = (card.base + card.step * 3) / 12
    sign = -1.0 if card.better == "naik" else 1.0
    slope = -LOSS * part if card.sums else sign * SLOPE * card.noise
    return {"iku_id": code, "unit_id": unit, "sejak": since, "kemiringan": round(slope, 4)}
