"""Measure the early warning as the report gives it, on invented regions of many seeds.

    python -m tools.measure_indicator_warning [--seeds 20]

Recall: indicators of `keluar_jalur` in the truth that are `di luar jalur` in September 2026. False
alarms: indicators of `di_jalur` that are. The series of this run come from the builders themselves,
without faults planted in the files.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Mapping

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.performance.achievement.review import review_achievement
from kinerja_lib.performance.early_warning.review import NONE, review_warning
from kinerja_lib.synthetic import aims, targets
from kinerja_lib.synthetic.plan import REGIONS, RegionPlan
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.tables.registry import CONTRACTS

PERIOD, DAY, EMPLOYEES, SEEDS = "2026-TW3", dt.date(2026, 9, 30), 150, 20
COLUMNS = ["planted", "found", "honest", "false", "not projected"]


class Built:
    """Hold invented tables as if every row had been checked and accepted."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.tables = tables
        rows = [(name, len(frame), len(frame), 0) for name, frame in tables.items()]
        names = ["table", "rows_in", "accepted", "quarantined"]
        self.loads = pd.DataFrame(rows, columns=names)
        self.findings = self.columns = pd.DataFrame()

    def frame(self, table: str, columns: list[str] | None = None) -> pd.DataFrame:
        """Give the rows of a table."""
        names = columns or [field.name for field in CONTRACTS[table].fields]
        return self.tables.get(table, pd.DataFrame()).reindex(columns=names)


def measure_region(plan: RegionPlan, seed: int) -> dict[str, int]:
    """Count what was planted and found in one region."""
    people = build_population(plan, seed, EMPLOYEES)
    tables = {name: people.tables[name] for name in ("unit", "unit_riwayat")}
    tables |= {"iku": aims.list_cards(people), "target_realisasi": targets.draw_targets(people)}
    warning = review_warning(review_achievement(Evidence(Built(tables), PERIOD, DAY)))
    truth = targets.describe_targets(people)
    drifting, calm = (_keys(truth[name]) for name in ("keluar_jalur", "di_jalur"))
    off = set(zip(warning.off["iku_id"], warning.off["unit_id"], strict=True))
    rest = warning.series[warning.series["jalur"] == NONE]
    silent = set(zip(rest["iku_id"], rest["unit_id"], strict=True)) & (drifting | calm)
    counts = (len(drifting), len(off & drifting), len(calm), len(off & calm), len(silent))
    return dict(zip(COLUMNS, counts, strict=True))


def _keys(part: list[Mapping[str, str]]) -> set[tuple[str, str]]:
    return {(item["iku_id"], item["unit_id"]) for item in part}


def measure_all(seeds: int) -> pd.DataFrame:
    """Add up the counts of each region over seeds 1, 2, ...; the last row is all regions."""
    rows = {
        slug: pd.DataFrame([measure_region(plan, seed) for seed in range(1, seeds + 1)]).sum()
        for slug, plan in REGIONS.items()
    }
    table = pd.DataFrame(rows).T
    table.loc["all"] = table.sum()
    return table.assign(
        recall=table["found"] / table["planted"],
        **{"false share": table["false"] / table["honest"]},
    )


def write_warning(seeds: int = SEEDS) -> str:
    """Write the measurement as a section of docs/validation.md."""
    table = measure_all(seeds)
    shares = table[["recall", "false share"]].map("{:.3f}".format)
    shown = pd.concat([table[COLUMNS].astype(int).astype(str), shares], axis=1).reset_index()
    head = ["region", *shown.columns[1:]]
    rows = [head, ["---"] * len(head), *shown.to_numpy().tolist()]
    lines = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return (
        "## Early warning of indicators\n\n"
        f"Invented regions of {seeds} seeds each, {EMPLOYEES} employees, judged at the end of "
        f"{PERIOD} as the report does. A series is off track where its whole 80 % range at the end "
        "of the year lies outside the target.\n\n" + lines + "\n"
    )


def main() -> None:
    """Print the section."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=SEEDS)
    sys.stdout.write(write_warning(parser.parse_args().seeds))


if __name__ == "__main__":
    main()
