"""Measure how well planted rater effects are found, and how many honest raters are flagged.

    python tools/measure_rater_effects.py [--seeds 100] [FOLDER ...]

With folders written by `kinerja sample`: what was found of the raters in `truth.json`, and how many
others were flagged, after reciprocal peers were left out. Without: prints one table for leniency
and one for patterns. Each row is a design; shares are means over
seeds, and 'any' is the share of seeds in which any honest rater is flagged. Invented scores, 7
aspects, 0 to 100: 75 + unit (sd 2) + person (sd 5) + rater (ordinary leniency, sd 2) + person by
aspect (sd 3) + noise (sd 4), rounded. In each design 1 of 20 raters (of supervisors, where there
are any) gets 12 points more, 1 of 20 12 less; an honest rater is any other.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from kinerja_lib.stats.halo import Pattern, measure_spread
from kinerja_lib.stats.rater_effects import estimate_leniency, flag_leniency
from kinerja_lib.stats.rating_pairs import pair_ratings
from kinerja_lib.stats.reciprocity import find_reciprocal

ASPECTS, UNIT_SD, PERSON, ORDINARY, PROFILE, NOISE = 7, 2.0, 5.0, 2.0, 3.0, 4.0
PLANTED, MARGIN = 12.0, 5.0


@dataclass(frozen=True)
class Panel:
    """Hold who rates whom: arrays of one entry per pair, unit of each person, raters to plant."""

    rater: np.ndarray
    person: np.ndarray
    unit: np.ndarray
    usable: np.ndarray


def draw_crossed(random: np.random.Generator) -> Panel:
    """Give 300 people four raters each, of 60 raters drawn from anywhere."""
    rater = np.argsort(random.random((300, 60)), axis=1)[:, :4].ravel()
    return Panel(rater, np.repeat(np.arange(300), 4), np.arange(300) // 10, np.arange(60))


def draw_units(random: np.random.Generator) -> Panel:
    """Give 40 units of 10 a supervisor who rates all, and each person two peers of the unit."""
    person = np.arange(400)
    peers = [(person // 10) * 10 + (person + step) % 10 + 40 for step in (1, 2)]
    rater = np.concatenate([person // 10, *peers])
    return Panel(rater, np.tile(person, 3), person // 10, np.arange(40))


def draw_supervisors(random: np.random.Generator) -> Panel:
    """Give 40 units of 10 one supervisor each and nobody else: leniency and unit are one."""
    person = np.arange(400)
    return Panel(person // 10, person, person // 10, np.arange(40))


def draw_unbalanced(random: np.random.Generator) -> Panel:
    """Give 40 units of 3 to 40 people a supervisor, and each person no to three peers."""
    size = np.clip(np.round(random.lognormal(2.2, 0.7, 40)), 3, 40).astype(int)
    unit = np.repeat(np.arange(40), size)
    person, first = np.arange(len(unit)), (np.cumsum(size) - size)[unit]
    number = random.integers(0, 4, len(unit))
    rater, who = [unit], [person]
    for step in (1, 2, 3):
        use = (number >= step) & (size[unit] > step)
        rater.append((40 + first + (person - first + step) % size[unit])[use])
        who.append(person[use])
    usable = np.flatnonzero(size >= 5)
    return Panel(np.concatenate(rater), np.concatenate(who), unit, usable)


DESIGNS = {
    "crossed peers": (draw_crossed, True, None),
    "supervisor and peers, units fixed": (draw_units, True, None),
    "unbalanced, units fixed": (draw_unbalanced, True, None),
    "supervisors only, units fixed": (draw_supervisors, True, None),
    "supervisors only, unit sd 2 assumed": (draw_supervisors, True, 2.0),
    "supervisors only, units alike assumed": (draw_supervisors, False, None),
}


def rate_panel(
    panel: Panel, effect: np.ndarray, pattern: np.ndarray, random: np.random.Generator
) -> pd.DataFrame:
    """Draw the ratings; `pattern` of a rater: 0 none, 1 narrow, 2 flat, 3 uniform."""
    people = len(panel.unit)
    own = random.normal(0, UNIT_SD, people)[panel.unit] + random.normal(0, PERSON, people)
    profile = random.normal(0, PROFILE, (people, ASPECTS))
    score = (75 + own[panel.person] + effect[panel.rater])[:, None] + profile[panel.person]
    score = score + random.normal(0, NOISE, score.shape)
    kind = pattern[panel.rater][:, None]
    mean = score.mean(axis=1, keepdims=True)
    score = np.select([kind == 1, kind == 2, kind == 3], [78 + (score - 78) / 5, mean, 80.0], score)
    return pd.DataFrame(
        {
            "rater": np.repeat(panel.rater, ASPECTS),
            "ratee": np.repeat(panel.person, ASPECTS),
            "aspect": np.tile(np.arange(ASPECTS), len(panel.rater)),
            "score": np.clip(np.round(score), 0, 100).ravel(),
            "unit": np.repeat(panel.unit[panel.person], ASPECTS),
        }
    )


def measure_leniency(name: str, seeds: int) -> dict[str, object]:
    """Return one row: what was found in a design."""
    draw, fixed, assumed = DESIGNS[name]
    rows = []
    for seed in range(seeds):
        random = np.random.default_rng(seed)
        panel = draw(random)
        ordinary = random.normal(0, ORDINARY, int(panel.rater.max()) + 1)
        count = max(1, len(panel.usable) // 20)
        chosen = random.permutation(panel.usable)[: 2 * count]
        shift = np.zeros(len(ordinary))
        shift[chosen[:count]], shift[chosen[count:]] = PLANTED, -PLANTED
        table = rate_panel(panel, ordinary + shift, np.zeros(len(ordinary), dtype=int), random)
        fit = estimate_leniency(
            pair_ratings(table, unit="unit" if fixed else None), unit_sd=assumed
        )
        flag = flag_leniency(fit, margin=MARGIN)
        rows.append(_score(fit.raters["leniency"], flag, ordinary + shift, shift))
    table = pd.DataFrame(rows)
    return {"design": name, **table.mean().round(4).to_dict()}


def _score(
    leniency: pd.Series, flag: pd.DataFrame, true: np.ndarray, shift: np.ndarray
) -> dict[str, float]:
    planted, truth = shift[leniency.index], true[leniency.index]
    tested = flag["tested"].to_numpy()
    found = flag["flag"].fillna(0).to_numpy(dtype=int)
    honest = tested & (planted == 0)
    small = honest & (np.abs(truth) <= MARGIN)
    flat = leniency[tested].std() if tested.any() else 0.0
    return {
        "tested": tested.sum(),
        "correlation": np.corrcoef(leniency[tested], truth[tested])[0, 1] if flat > 0 else np.nan,
        "honest flagged": (found[honest] != 0).mean() if honest.any() else 0.0,
        "any": float((found[honest] != 0).any()),
        "any within margin": float((found[small] != 0).any()),
        "planted found": (found == np.sign(planted))[planted != 0].mean(),
    }


def measure_patterns(name: str, seeds: int) -> dict[str, object]:
    """Return one row: which planted patterns are named rightly, and honest raters flagged."""
    draw = DESIGNS[name][0]
    rows = []
    for seed in range(seeds):
        random = np.random.default_rng(1000 + seed)
        panel = draw(random)
        raters = int(panel.rater.max()) + 1
        chosen = random.permutation(panel.usable)[:6]
        pattern = np.zeros(raters, dtype=int)
        pattern[chosen] = [1, 1, 2, 2, 3, 3]
        table = rate_panel(panel, random.normal(0, ORDINARY, raters), pattern, random)
        spread = measure_spread(pair_ratings(table))
        planted = pattern[spread.index]
        found, tested = spread["pattern"], spread["pattern"].notna().to_numpy()
        honest = found[tested & (planted == 0)] != Pattern.NONE
        kinds = zip((1, 2, 3), (Pattern.NARROW, Pattern.FLAT, Pattern.UNIFORM), strict=True)
        named = {k.name.lower(): (found[planted == code] == k).mean() for code, k in kinds}
        rows.append({"honest flagged": honest.mean(), "any": float(honest.any()), **named})
    return {"design": name, **pd.DataFrame(rows).mean().round(4).to_dict()}


def read_folder(folder: Path) -> tuple[pd.DataFrame, pd.Series]:
    """Read the ratings of an invented region by others, and kind of effect by rater planted."""
    table, people = (_read(folder / f"{name}.csv") for name in ("penilaian", "pegawai"))
    unit = people.assign(nip=people["nip"].str.strip("' ")).drop_duplicates("nip").set_index("nip")
    table = table[table["hubungan"].ne("diri")]
    score = pd.to_numeric(table["nilai"].str.replace(",", "."), errors="coerce")
    table = table.assign(score=score.where(score.between(0, 100)), aspect=table["aspek"])
    table = table.assign(
        kind=table["hubungan"],
        rater=table["penilai"] + " " + table["hubungan"],
        ratee=table["dinilai"] + " " + table["periode"],
        unit=table["dinilai"].map(unit["unit_id"]),
    ).drop_duplicates(["rater", "ratee", "aspect"])
    planted = json.loads((folder / "truth.json").read_text())["penilaian"]["penilai"]
    return table, pd.Series({f"{p['penilai']} atasan": p["jenis"] for p in planted})


def _read(path: Path) -> pd.DataFrame:
    text = path.read_text(encoding="utf-8-sig")
    mark = max(",;\t|", key=text.split("\n", 1)[0].count)
    rows = [row for row in csv.reader(text.splitlines(), delimiter=mark) if row]
    return pd.DataFrame([r for r in rows[1:] if len(r) == len(rows[0])], columns=rows[0])


def leave_out_friends(table: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Drop ratings between reciprocal peers, and say how many pairs there were."""
    keys = ["penilai", "dinilai", "periode", "hubungan"]
    mean = table.groupby(keys)["score"].mean().reset_index().set_axis(
        ["rater", "ratee", "round", "kind", "score"], axis=1
    )  # fmt: skip
    peers = mean["kind"] == "rekan"
    found = find_reciprocal(mean[peers], mean[~peers], margin=MARGIN)
    found = found[found["flag"]]
    ways = [("first", "second", "round"), ("second", "first", "round")]
    out = {row for way in ways for row in found[list(way)].itertuples(index=False, name=None)}
    own = zip(table["penilai"], table["dinilai"], table["periode"], strict=True)
    keep = np.array([row not in out for row in own]) | table["hubungan"].ne("rekan").to_numpy()
    return table[keep], len(found)


def measure_folder(folder: Path) -> dict[str, object]:
    """Return planted and rightly named raters by kind, and others tested and flagged."""
    table, planted = read_folder(folder)
    table, friends = leave_out_friends(table)
    pairs = pair_ratings(table, kind="kind", unit="unit")
    flags = flag_leniency(estimate_leniency(pairs), margin=MARGIN)["flag"]
    pattern = measure_spread(pairs)["pattern"]
    named = {"longgar": flags == 1, "ketat": flags == -1}
    words = {"terpusat": Pattern.NARROW, "halo": Pattern.FLAT, "seragam": Pattern.UNIFORM}
    named |= {kind: pattern == word for kind, word in words.items()}
    row = {
        kind: f"{int(found.reindex(planted.index[planted == kind]).fillna(False).sum())}"
        f" of {int((planted == kind).sum())}"
        for kind, found in named.items()
    }
    others = flags.notna() & ~flags.index.isin(planted.index)
    lenient, odd = (flags[others] != 0).sum(), (pattern[others] != Pattern.NONE).sum()
    honest = {"others": others.sum(), "flagged": lenient, "pattern": odd, "friends": friends}
    return {"folder": folder.name, "raters": len(flags), **row, **honest}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=100)
    given = parser.parse_args()
    seeds = given.seeds
    with pd.option_context("display.width", 200, "display.max_columns", 20):
        if given.folders:
            table = pd.DataFrame([measure_folder(folder) for folder in given.folders])
            sys.stdout.write(table.to_string(index=False) + "\n")
            return
        rows = [measure_leniency(name, seeds) for name in DESIGNS]
        sys.stdout.write(f"Leniency, {seeds} seeds, margin {MARGIN} points\n")
        sys.stdout.write(pd.DataFrame(rows).to_string(index=False) + "\n\n")
        names = list(DESIGNS)[:4]
        rows = [measure_patterns(name, seeds) for name in names]
        sys.stdout.write(f"Patterns, {seeds} seeds, limit 0.5 of the usual spread\n")
        sys.stdout.write(pd.DataFrame(rows).to_string(index=False) + "\n")


if __name__ == "__main__":
    main()
