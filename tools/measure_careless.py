"""Plant careless and honest people in invented answers, and count who is set apart."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from kinerja_lib.stats.psychometrics.careless import CarelessSigns, measure_careless
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits, flag_careless
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.survey import build_survey

PEOPLE, EACH, SPECIAL = 600, 20, 60
LOADING, RELATED, LEVEL = 0.7, 0.35, 0.5
EMPLOYEES = 800  # of a region, for the speed of many seeds
CARELESS = ("random", "straight", "midpoint")
REGION_KINDS = ("straight", "random", "speeder", "honest")
HONEST = ("usual", "far", "moderate", "extreme")
# Scales, items a scale, points, reversed items a scale.
FORMS = {
    "20 items, 5 points, none reversed": (4, 5, 5, 0),
    "20 items, 5 points, 4 reversed": (4, 5, 5, 1),
    "20 items, 4 points, none reversed": (4, 5, 4, 0),
    "20 items, 4 points, 4 reversed": (4, 5, 4, 1),
    "10 items, 5 points, none reversed": (2, 5, 5, 0),
    "10 items, 5 points, 2 reversed": (2, 5, 5, 1),
    "10 items, 4 points, 2 reversed": (2, 5, 4, 1),
    "16 items, 6 points, 4 reversed": (4, 4, 6, 1),
    "48 items, 5 points, 12 reversed": (12, 4, 5, 1),
    "48 items, 7 points, none reversed": (12, 4, 7, 0),
}


@dataclass(frozen=True)
class Form:
    """Hold one draw: answers as asked and keyed, scale and ends of each item, kind of person."""

    asked: np.ndarray
    keyed: np.ndarray
    scale: np.ndarray
    points: int
    kind: np.ndarray

    def measure(self) -> CarelessSigns:
        """Measure the signs of careless answers."""
        ends = (np.full(len(self.scale), 1.0), np.full(len(self.scale), float(self.points)))
        return measure_careless(self.asked, self.keyed, self.scale, ends)


def draw_form(name: str, seed: int) -> Form:
    """Draw 600 people on one form.

    Answer = round(middle + 0.25 * (points - 1) * style * (0.7 factor + error + level)). Of each
    careless kind there are 20; of honest people 60 have factors near +2 or -2 (far), 60 half the
    usual spread (moderate), 60 one and a half times it, errors included (extreme).
    """
    scales, items, points, reversed_items = FORMS[name]
    random = np.random.default_rng([seed, list(FORMS).index(name)])
    sizes = [EACH] * 3 + [PEOPLE - 3 * EACH - 3 * SPECIAL] + [SPECIAL] * 3
    kind = np.repeat([*CARELESS, *HONEST], sizes)
    phi = np.full((scales, scales), RELATED) + (1 - RELATED) * np.eye(scales)
    factors = random.multivariate_normal(np.zeros(scales), phi, PEOPLE)
    side = np.sign(random.normal(size=(PEOPLE, 1)))
    factors = np.where((kind == "far")[:, None], 0.3 * factors + 2 * side, factors)
    error = np.sqrt(1 - LOADING**2) * random.normal(size=(PEOPLE, scales * items))
    level = np.repeat(random.uniform(-LEVEL, LEVEL, scales), items)
    style = np.where(kind == "moderate", 0.5, np.where(kind == "extreme", 1.5, 1.0))[:, None]
    hidden = style * (LOADING * np.repeat(factors, items, axis=1) + error + level)
    keyed = np.clip(np.rint((1 + points) / 2 + 0.25 * (points - 1) * hidden), 1, points)
    turned = np.tile(np.arange(items) >= items - reversed_items, scales)
    asked = np.where(turned, 1 + points - keyed, keyed)
    asked = _spoil(random, asked, kind, points)
    keyed = np.where(turned, 1 + points - asked, asked)
    return Form(asked, keyed, np.repeat(np.arange(scales), items), points, kind)


def _spoil(
    random: np.random.Generator, asked: np.ndarray, kind: np.ndarray, points: int
) -> np.ndarray:
    drawn = asked.copy()
    drawn[kind == "random"] = random.integers(1, points + 1, (EACH, asked.shape[1]))
    drawn[kind == "straight"] = random.integers(1, points + 1, (EACH, 1))
    drawn[kind == "midpoint"] = (1 + points) // 2
    return drawn


def measure_form(
    name: str, seed: int, limits: CarelessLimits | None = None
) -> dict[str, dict[str, float]]:
    """Give the share flagged by each sign, and set apart, of each kind of person."""
    form = draw_form(name, seed)
    flags, apart = flag_careless(form.measure(), limits)
    kinds = {kind: form.kind == kind for kind in (*CARELESS, *HONEST)}
    kinds["honest"] = np.isin(form.kind, HONEST)
    return {
        sign: {kind: float(flag[rows].mean()) for kind, rows in kinds.items()}
        for sign, flag in (flags | {"apart": apart}).items()
    }


def measure_forms(
    jobs: int, seeds: int, limits: CarelessLimits | None = None
) -> dict[str, dict[str, dict[str, float]]]:
    """Average `measure_form` over seeds 0 to `seeds` - 1: form, sign, kind, share."""
    found = {}
    with ProcessPoolExecutor(jobs) as pool:
        for name in FORMS:
            arguments = ([name] * seeds, range(seeds), [limits] * seeds)
            drawn = list(pool.map(measure_form, *arguments))
            found[name] = {
                sign: {k: float(np.mean([d[sign][k] for d in drawn])) for k in drawn[0][sign]}
                for sign in drawn[0]
            }
    return found


def measure_region(region: str, seed: int) -> dict[str, float]:
    """Give the shares set apart in the last wave of an invented region, with and without time."""
    people = build_population(REGIONS[region], seed, EMPLOYEES)
    built = build_survey(people)
    rows = built.tables["survei_asn"]
    rows = rows[rows["gelombang"] == "2026-1"]
    items = pd.DataFrame(built.truth["items"])
    asked = rows[items["item"].tolist()].to_numpy(dtype=float, na_value=np.nan)
    low, high = items["min"].to_numpy(float), items["max"].to_numpy(float)
    keyed = np.where(items["reverse"].to_numpy(bool), low + high - asked, asked)
    signs = measure_careless(asked, keyed, items["subscale"].to_numpy(), (low, high))
    codes = built.truth["careless"]["2026-1"]
    kinds = {name: rows["resp_id"].isin(codes[name]).to_numpy() for name in REGION_KINDS[:3]}
    kinds["honest"] = ~np.any(list(kinds.values()), axis=0)
    times = {"": None, " timed": rows["detik"].to_numpy(float)}
    return {
        kind + name: float(apart[who].mean()) if who.any() else np.nan
        for name, seconds in times.items()
        for apart in [flag_careless(signs, seconds=seconds)[1]]
        for kind, who in kinds.items()
    }


def measure_regions(jobs: int, seeds: int) -> dict[str, dict[str, float]]:
    """Average `measure_region` over seeds 0 to `seeds` - 1 of the five invented regions."""
    with ProcessPoolExecutor(jobs) as pool:
        found = {
            region: list(pool.map(measure_region, [region] * seeds, range(seeds)))
            for region in REGIONS
        }
    return {
        region: {name: float(np.nanmean([one[name] for one in drawn])) for name in drawn[0]}
        for region, drawn in found.items()
    }


def compare_limits(seeds: int = 10) -> None:
    """Print, for limits tried, the least share found and the largest share of honest people."""
    for share, chance, lot, odd in product(
        (0.5, 0.6), (0.001, 0.01), (0.05, 0.1, 0.2), (None, 0.0)
    ):
        limits = CarelessLimits(
            longstring_share=share, distance_p=chance, scatter_p=lot, even_odd=odd
        )
        found = [form["apart"] for form in measure_forms(2, seeds, limits).values()]
        kinds = (*CARELESS, *HONEST, "honest")
        means = " ".join(f"{k} {100 * np.mean([f[k] for f in found]):.1f}" for k in kinds)
        worst = 100 * max(f["honest"] for f in found)
        print(f"{share} {chance} {lot} {odd}: {means}; worst form {worst:.1f}")  # noqa: T201


if __name__ == "__main__":
    compare_limits()
