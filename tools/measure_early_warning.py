"""Measure the early warning: how often it fires rightly, wrongly, and how late.

    python tools/measure_early_warning.py [--seeds 100] [FOLDER ...]

Without folders: invented series. A series has noise of standard deviation 1 around its plan and a
target that is the plan; 'gap' is its true distance to the good side in these units, 'drift' how
much it loses a month, from `months` months ago on. Fires: the projected range at the end of the
year lies wholly on the bad side. 'last value' is the common rule 'the last value is worse than its
plan', for comparison. With folders written by `kinerja sample`: recall and false alarms on what
`truth.json` says was planted in `target_realisasi`, and how many months after the start the
warning came.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from kinerja_lib.stats.projection import (
    Pace,
    Track,
    find_totals,
    judge_track,
    project_level,
    project_total,
)

SERIES = 200
CASES = [
    ("honest, gap 0", 0.0, 0.0, 0), ("honest, gap 0.5", 0.5, 0.0, 0),
    ("honest, gap 1", 1.0, 0.0, 0),
    ("drift 0.5, 4 months", 0.5, 0.5, 4), ("drift 0.5, 8 months", 0.5, 0.5, 8),
    ("drift 1, 4 months", 0.5, 1.0, 4), ("drift 1, 8 months", 0.5, 1.0, 8),
    ("drift 2, 4 months", 0.5, 2.0, 4), ("drift 2, 10 months", 0.5, 2.0, 10),
]  # fmt: skip
GRIDS = {"monthly": 1, "quarterly": 3, "half-yearly": 6}
MONTHS, NOW, END = 36, 33, 36


def simulate(seeds: int, step: int, follow: float) -> pd.DataFrame:
    """Return one row per case for series every `step` months; `follow` is the autocorrelation."""
    time = np.arange(step, NOW + 1, step, dtype=float)
    plan = np.tile(50 + 0.3 * time, (SERIES, 1))
    end = (float(END), np.full(SERIES, 50 + 0.3 * END))
    rows = []
    for name, gap, drift, months in CASES:
        fired = []
        for seed in range(seeds):
            random = np.random.default_rng(seed)
            noise = random.normal(size=plan.shape)
            for place in range(1, len(time)):
                noise[:, place] = (
                    follow * noise[:, place - 1] + np.sqrt(1 - follow**2) * noise[:, place]
                )
            lost = drift * np.maximum(time - (NOW - months), 0) if months else 0.0
            actual = plan + gap - lost + noise
            found = judge_track(
                project_level(actual, plan, time, end), end[1], np.full(SERIES, np.inf)
            )
            fired.append(((found == Track.OFF).mean(), (actual[:, -1] < plan[:, -1]).mean(),
                          (found == Track.NONE).mean()))  # fmt: skip
        mean = np.mean(fired, axis=0).round(3)
        rows.append((name, *mean))
    return pd.DataFrame(rows, columns=["case", "fires", "last value", "not computable"])


def read_folder(folder: Path) -> pd.DataFrame:
    """Read `target_realisasi` and `iku` of an invented region, and what was planted."""
    figures = _read(folder / "target_realisasi.csv")
    cards = _read(folder / "iku.csv").set_index("iku_id")
    for name in ("target_bawah", "target_atas", "rencana", "realisasi"):
        text = figures[name].str.replace("%", "").str.strip()
        figures[name] = pd.to_numeric(text.str.replace(",", "."), errors="coerce")
    planted = json.loads((folder / "truth.json").read_text())["sasaran"]["target_realisasi"]
    marks = {(p["iku_id"], p["unit_id"]): p["sejak"] for p in planted["keluar_jalur"]}
    marks |= {(p["iku_id"], p["unit_id"]): "" for p in planted["di_jalur"]}
    keys = pd.MultiIndex.from_frame(figures[["iku_id", "unit_id"]])
    figures = figures.assign(since=[marks.get(key) for key in keys]).dropna(subset="since")
    month = figures["periode"].map(_last_month)
    figures = figures.assign(arah=figures["iku_id"].map(cards["arah"]), bulan=month)
    return figures.drop_duplicates(["iku_id", "unit_id", "periode"])


def _read(path: Path) -> pd.DataFrame:
    text = path.read_text(encoding="utf-8-sig")
    mark = max(",;\t|", key=text.split("\n", 1)[0].count)
    rows = [row for row in csv.reader(text.splitlines(), delimiter=mark) if row]
    return pd.DataFrame([r for r in rows[1:] if len(r) == len(rows[0])], columns=rows[0])


def _last_month(period: str) -> int | None:
    year, _, part = period.strip().partition("-")
    try:
        scale = {"T": 3, "S": 6}.get(part[:1], 1)
        number = int(part.lstrip("TWS")) if part else 12
        return int(year) * 12 + number * scale
    except ValueError:
        return None


def judge_series(series: pd.DataFrame, until: int, year_end: int) -> Track:
    """Judge one indicator of one unit from what was known at the end of the month `until`."""
    series = series.dropna(subset="bulan").sort_values("bulan")
    last = series[series["bulan"] <= year_end].iloc[-1:]
    known = series[series["bulan"] <= until]
    if known.empty:
        return Track.NONE
    time = known["bulan"].to_numpy(dtype=float)
    actual, plan = (known[name].to_numpy()[None] for name in ("realisasi", "rencana"))
    target = known[["target_bawah", "target_atas"]].to_numpy()[-1]
    way, year = known["arah"].iloc[-1], (time - 1) // 12
    sums = find_totals(plan, year)[0]
    if sums:
        found = project_total(actual, plan, (time, year), np.array([np.nanmax(target)]), Pace())
    else:
        ahead = np.nanmean(target) if last["bulan"].iloc[0] < year_end else last["rencana"].iloc[0]
        found = project_level(actual, plan, time, (year_end, np.array([ahead])), Pace())
    low = -np.inf if way == "turun" else np.fmax(*target) if way == "naik" else target[0]
    high = np.inf if way == "naik" else np.fmin(*target) if way == "turun" else target[1]
    return judge_track(found, np.array([low]), np.array([high]))[0]


def measure_folder(folder: Path) -> dict[str, object]:
    """Return recall, false alarms and delay for one invented region, as of September 2026."""
    now, year_end = 2026 * 12 + 9, 2026 * 12 + 12
    counts = {"planted": 0, "found": 0, "honest": 0, "false": 0, "no value": 0}
    delays = []
    for _, series in read_folder(folder).groupby(["iku_id", "unit_id"]):
        track, since = judge_series(series, now, year_end), series["since"].iloc[0]
        counts["planted" if since else "honest"] += 1
        counts["found" if since else "false"] += track == Track.OFF
        counts["no value"] += track == Track.NONE
        if since:
            start = _last_month(since)
            months = range(start, now + 1)
            ends = ((m, m + (-m) % 12) for m in months)
            first = next((m for m, e in ends if judge_series(series, m, e) == Track.OFF), None)
            delays.append(np.nan if first is None else first - start + 1)
    share = {"recall": counts["found"] / max(1, counts["planted"]),
             "false alarm": counts["false"] / max(1, counts["honest"])}  # fmt: skip
    return {"folder": folder.name, **counts, **share, "months to warning": str(delays)}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=100)
    given = parser.parse_args()
    with pd.option_context("display.width", 200, "display.max_columns", 20):
        if given.folders:
            table = pd.DataFrame([measure_folder(folder) for folder in given.folders])
            sys.stdout.write(table.round(3).to_string(index=False) + "\n")
            total = table[["planted", "found", "honest", "false"]].sum()
            recall, wrong = total["found"] / total["planted"], total["false"] / total["honest"]
            sys.stdout.write(f"all: recall {recall:.3f}, false alarm {wrong:.3f}\n")
            return
        for name, step in GRIDS.items():
            for follow in (0.0, 0.5):
                sys.stdout.write(f"{name}, autocorrelation {follow}, {given.seeds} seeds\n")
                sys.stdout.write(
                    simulate(given.seeds, step, follow).to_string(index=False) + "\n\n"
                )


if __name__ == "__main__":
    main()
