"""A year of public monthly runs of each region, and two attackers on all of it. Prints a table.

    python benchmarks/disclosure_year.py                      12 months, five regions, one report
    python benchmarks/disclosure_year.py --regions wanggar --months 3
    python benchmarks/disclosure_year.py --reports performance_review training_impact
    python benchmarks/disclosure_year.py --keep FOLDER        leave all reports there
    python benchmarks/disclosure_year.py --keep FOLDER --again    attack those, publish nothing
    python benchmarks/disclosure_year.py --weak               without companions and comparisons
    python benchmarks/disclosure_year.py --planted            one person moves between two months

The regions are the invented ones in data/ (`kinerja sample`); see `make_monthly`. The attackers are
`kinerja attack` (linear programs, insider) and tests/oracle (pencil, no code in common). With
`--weak` the gate withholds only what is small by itself; this switch is in this script, the product
has none. A claim of the pencil about two runs has no true value to be checked by, so it is printed
apart.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from calendar import monthrange
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

PROJECT = Path(__file__).resolve().parents[1]
REGIONS = ("andir", "jambi", "kotabumi", "mamuju", "wanggar")
LAST = (2026, 9)
SECONDS = "gate-seconds.txt"
CHANGED = 0.05  # of the people have another result each month
TITLES = {
    "": "Monthly public editions under attack",
    "weak": "The same without companions and comparisons",
    "planted": "One person who moves between two months",
}
RESULT = ("hasil_kerja", "perilaku", "predikat", "nilai")


@dataclass
class Year:
    """What the runs of one region came to."""

    region: str
    out: Path
    done: int = 0
    refused: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    seconds: float = 0.0


def list_months(count):
    """Give the last months as (period, last day), oldest first."""
    year, month = LAST
    found = []
    for back in range(count - 1, -1, -1):
        y, m = divmod(year * 12 + month - 1 - back, 12)
        found.append((f"{y}-{m + 1:02d}", f"{y}-{m + 1:02d}-{monthrange(y, m + 1)[1]}"))
    return found


def make_monthly(region, base, months):
    """Copy the data of a region, with appraisal results and steps for each month.

    The invented regions are appraised by quarter. A month gets the rows of its quarter, dated to
    its last day; a share `CHANGED` of the people then has the result of somebody else. Staff move
    as the history of posts says.
    """
    source = base / f"source-{region}"
    shutil.copytree(PROJECT / "data" / region, source)
    draw = random.Random(7)
    for name in ("hasil_penilaian", "tahap"):
        rows = read_csv(source / f"{name}.csv")
        more = []
        for period, last in months:
            quarter = f"{period[:4]}-TW{(int(period[5:]) + 2) // 3}"
            own = [row for row in rows if row["periode"] == quarter]
            day = "-".join(reversed(last.split("-"))) if name == "hasil_penilaian" else None
            own = [{**row, "periode": period, "tanggal": day or row["tanggal"]} for row in own]
            if name == "hasil_penilaian":
                own = exchange_results(own, draw)
            more += own
        write_csv(source / f"{name}.csv", [*rows, *more])
    return source


def exchange_results(rows, draw):
    """Give some people the result of another person."""
    found = []
    for row in rows:
        other = draw.choice(rows) if draw.random() < CHANGED else row
        found.append({**row, **{name: other[name] for name in RESULT}})
    return found


def write_params(path, region, month, source, differences="withhold"):
    """Write the params file of a region for one month."""
    text = (PROJECT / "params" / f"{region}.yaml").read_text(encoding="utf-8")
    period, last = month
    text = re.sub(r"(?m)^period:.*$", f'period: "{period}"', text)
    text = re.sub(r"(?m)^reference_date:.*$", f'reference_date: "{last}"', text)
    text = re.sub(r"(?m)^source:.*$", f"source: {source}", text)
    path.write_text(f"{text}\ndifferences: {differences}\n", encoding="utf-8")
    return path


def run(params, report, out, *, weak=False):
    """Run one report in a process of its own; its exit code and what it said."""
    environment = {**os.environ, "KINERJA_PROJECT": str(PROJECT), "PYTHONPATH": str(PROJECT)}
    own = [sys.executable, __file__, "--one", str(params), report, str(out)]
    done = subprocess.run(
        [*own, *(["--weak"] if weak else [])],
        env={**environment, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def run_here(params, report, out, *, weak):
    """Run one report in this process, timing the gate, or without most of it."""
    from kinerja_lib.cli import main
    from kinerja_lib.privacy.gate import Ruling
    from kinerja_lib.reporting import disclosure

    ask = disclosure.ask_gate

    def timed(*given, **named):
        start = time.perf_counter()
        ruling = Ruling() if weak else ask(*given, **named)
        with (Path(out) / SECONDS).open("a", encoding="utf-8") as file:
            file.write(f"{time.perf_counter() - start}\n")
        return ruling

    disclosure.ask_gate = timed
    main(["run", params, "--report", report, "--out", out])


def run_year(region, months, reports, base, *, weak):
    """Publish all months of a region into a root of its own."""
    year = Year(region, base / region)
    year.out.mkdir(parents=True)
    source = base / f"source-{region}"
    start = time.perf_counter()
    for month in months:
        params = write_params(base / f"{region}-{month[0]}.yaml", region, month, source)
        for report in reports:
            code, said = run(params, report, year.out, weak=weak)
            year.done += code == 0
            if code == 1:
                year.refused.append(f"{month[0]} {report}")
            elif code:
                year.failed.append(f"{month[0]} {report}: {said.strip()[-200:]}")
    year.seconds = time.perf_counter() - start
    return year


def read_year(region, base):
    """Say what the runs came to that an earlier call left in a folder."""
    year = Year(region, base / region)
    for path in sorted((year.out / ".runs").glob("*/run.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        name = f"{record['period']} {record['report']}"
        year.seconds += record["measured"]["seconds"]
        year.done += record["status"] == "complete"
        if record["status"] == "refused_disclosure":
            year.refused.append(name)
        elif record["status"] != "complete":
            year.failed.append(f"{name}: {record['status']}")
    return year


def count_reasons(out):
    """Count the withheld cells of the public editions by reason, from the verdict sheets."""
    found = Counter()
    for path in sorted(out.glob("internal/*/*/**/putusan-sel.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["edisi"] == "public":
                    known = row["aturan"] in ("komplementer", "pembedaan")
                    found[row["aturan"] if known else "primer"] += 1
    return found


def show_year(year):
    """Print what was withheld, and what both attackers make of it; whether the gate held."""
    from kinerja_lib.reporting.attack.publications import find_publications
    from kinerja_lib.reporting.attack.trial import attack_region, count_outcomes
    from tests.oracle.by_hand import attack_by_hand

    reasons = count_reasons(year.out)
    path = year.out / SECONDS
    gate = [float(x) for x in path.read_text().split()] if path.is_file() else [0.0]
    print(f"\n{year.region}: {year.done} runs in {year.seconds:.0f} s, "
          f"refused {len(year.refused)}, failed {len(year.failed)}; "
          f"gate {min(gate):.1f} to {max(gate):.1f} s a run")  # fmt: skip
    for text in (*year.refused, *year.failed):
        print(f"    {text}")
    print(f"  withheld cells: primary {reasons['primer']}, "
          f"complementary {reasons['komplementer']}, "
          f"comparison {reasons['pembedaan']}")  # fmt: skip
    start = time.perf_counter()
    trial = attack_region(year.region, find_publications(year.out).publications)
    counts = count_outcomes(trial.outcomes)
    print(f"  kinerja attack ({time.perf_counter() - start:.0f} s): "
          + ", ".join(f"{name} {n}" for name, n in counts.items())
          + f", not as in the ledger {len(trial.mismatches)}")  # fmt: skip
    show_widths([o for o in trial.outcomes if o.outcome == "protected" and o.width is not None])
    show_first(f"{o.period} {o.report}/{o.table} | {o.row} | {o.column}: {o.outcome} "
               f"{o.low} to {o.high}" for o in trial.outcomes if o.fails)  # fmt: skip
    start = time.perf_counter()
    effort = attack_by_hand(year.out)[year.region]
    by_hand = Counter(g.outcome for g in effort.given)
    print(f"  by hand ({time.perf_counter() - start:.0f} s): recovered {by_hand['recovered']}, "
          f"narrow {by_hand['narrow']}; claims about two runs {by_hand['compared']}; "
          f"wrong guesses {effort.wrong}")  # fmt: skip
    show_first(g.line() for g in effort.given if g.outcome != "compared")
    return not trial.fails and not by_hand["recovered"] + by_hand["narrow"]


def show_widths(protected):
    """Print the quartiles of the intervals of counts and of means."""
    for mean, unit in ((False, "people"), (True, "% of the scale")):
        widths = [o.width for o in protected if o.mean is mean]
        if len(widths) > 1:
            low, middle, high = quantiles(widths, n=4)
            print(f"  width of {len(widths)} intervals: least {min(widths):g}, quartiles "
                  f"{low:g}, {middle:g}, {high:g} {unit}")  # fmt: skip


def show_first(lines, most=12):
    """Print the first lines and how many more there are."""
    lines = list(lines)
    for line in lines[:most]:
        print(f"    {line}")
    if len(lines) > most:
        print(f"    and {len(lines) - most} more")


def plant(monthly, source, month, names):
    """Copy a source with one person moved on the first day of a month, between two named units.

    He has been in his only post since before last year, and has a result for the month.
    """
    shutil.copytree(monthly, source)
    staff, history = read_csv(source / "pegawai.csv"), read_csv(source / "riwayat_jabatan.csv")
    results = read_csv(source / "hasil_penilaian.csv")
    codes = {row["nama"]: row["unit_id"] for row in read_csv(source / "unit.csv")}
    old, new = (codes[name] for name in names)
    rated = {plain(row) for row in results if (row["periode"], row["unit_id"]) == (month[0], old)}
    active = {plain(row) for row in staff if row["status_kerja"] == "aktif"}
    posts = Counter(map(plain, history))
    post = next(
        row for row in history
        if row["unit_id"] == old and plain(row) in active & rated and posts[plain(row)] == 1
        and not row["selesai"] and row["mulai"] < "2025" and row["status"] == "definitif"
    )  # fmt: skip
    year, number = map(int, month[0].split("-"))
    y, m = divmod(year * 12 + number - 2, 12)
    before = f"{y}-{m + 1:02d}-{monthrange(y, m + 1)[1]}"
    moved = {**post, "unit_id": new, "mulai": f"{month[0]}-01"}
    history = [{**row, "selesai": before} if row is post else row for row in history]
    write_csv(source / "riwayat_jabatan.csv", [*history, moved])
    who = plain(post)
    write_csv(source / "pegawai.csv", [
        {**row, "unit_id": new} if plain(row) == who else row for row in staff
    ])  # fmt: skip
    write_csv(source / "hasil_penilaian.csv", [
        {**row, "unit_id": new} if (plain(row), row["periode"]) == (who, month[0]) else row
        for row in results
    ])  # fmt: skip


def plain(row):
    """Give the NIP of a row without the apostrophe of spreadsheets."""
    return row["nip"].lstrip("'")


def pick_units(folder):
    """Give the two units of which the public table shows most counts."""
    rows = read_csv(folder / "tables" / "hasil-unit.csv")
    shown = {
        row["unit"]: sum(row[c] not in ("", "tidak ditampilkan") for c in ("n", "sb", "b", "bawah"))
        for row in rows
    }
    return sorted(shown, key=lambda unit: (-shown[unit], unit))[:2]


def read_csv(path):
    """Read a file of an invented region, with commas or semicolons as that region has it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        return list(csv.DictReader(file, delimiter=max(",;", key=head.count)))


def write_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def show_planted(region, base):
    """Publish a month, move one person, publish the next: cells withheld, and the edition refused.

    The next month is published without the move too, to tell the cells of the one who moved.
    """
    first, second = list_months(2)
    start = base / f"planted-{region}"
    start.mkdir()
    monthly = make_monthly(region, base, (first, second))
    params = write_params(base / f"{start.name}.yaml", region, first, monthly)
    code, said = run(params, "performance_review", start)
    if code:
        print(f"\n{region}: the first month ended with {code}: {said.strip()[-300:]}")
        return
    units = pick_units(start / "public" / region / first[0] / "performance_review")
    source = base / f"moved-{region}"
    plant(monthly, source, second, units)
    print(f"\n{region}: one person moves from {units[0]} to {units[1]} in {second[0]}")
    for name, data, differences in (
        ("nobody moves", monthly, "withhold"),
        ("he moves, withhold", source, "withhold"),
        ("he moves, refuse", source, "refuse"),
    ):
        out = base / f"{start.name}-{name.replace(' ', '-').replace(',', '')}"
        shutil.copytree(start, out)
        params = write_params(base / f"{out.name}.yaml", region, second, data, differences)
        show_pair(name, out, region, second[0], units, run(params, "performance_review", out))


def show_pair(name, out, region, period, units, ended):
    """Print how the second month ended, and where its cells are named."""
    sheets = sorted(out.rglob("putusan-sel.csv"))
    named = [row for path in sheets if period in str(path) for row in read_csv(path)
             if row["edisi"] == "public" and row["aturan"] == "pembedaan"]  # fmt: skip
    about = [r for r in named if set(units) & set(r["baris"].split(" | "))]
    there = (out / "public" / region / period).exists()
    outside = [p for p in sheets if "public" in p.relative_to(out).parts]
    print(f"  {name}: exit code {ended[0]}, public page {'there' if there else 'none'}; "
          f"in putusan-sel.csv {len(named)} cells by comparison, {len(about)} of the two units; "
          f"verdict sheets in the public root: {len(outside)}")  # fmt: skip
    show_first(f"{r['tabel']} | {r['baris']} | {r['kolom']}" for r in about)
    if ended[0]:
        print(f"    said: {ended[1].strip().splitlines()[-1]}")


def main():
    """Parse, run, attack, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--regions", nargs="+", default=REGIONS, choices=REGIONS)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--reports", nargs="+", default=["performance_review"])
    parser.add_argument("--weak", action="store_true")
    parser.add_argument("--planted", action="store_true")
    parser.add_argument("--workers", type=int, default=2, choices=(1, 2))
    parser.add_argument("--write", action="store_true", help="into docs/validation.md too")
    parser.add_argument("--keep", type=Path, help="folder for all output, kept")
    parser.add_argument("--again", action="store_true", help="attack what --keep has, run nothing")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.again and not options.keep:
        parser.error("--again needs --keep")
    if options.one:
        run_here(*options.one, weak=options.weak)
        return
    with tempfile.TemporaryDirectory() as folder:
        base = options.keep or Path(folder)
        base.mkdir(parents=True, exist_ok=True)
        with redirect_stdout(io.StringIO()) as said:
            code = measure(options, base)
    sys.stdout.write(said.getvalue())
    if options.write:
        write_section(options, said.getvalue())
    raise SystemExit(code)


def write_section(options, said):
    """Put what was printed into docs/validation.md."""
    from tools.write_validation import DOCUMENT, make_document

    kind = "weak" if options.weak else "planted" if options.planted else ""
    name = f"disclosure_year_{kind}" if kind else "disclosure_year"
    given = [f"--{kind}"] if kind else []
    given += [] if options.planted else [f"--months {options.months}"]
    command = " ".join(["python benchmarks/disclosure_year.py", *given])
    if tuple(options.regions) != REGIONS:
        command += " --regions " + " ".join(options.regions)
    text = f"## {TITLES[kind]}\n\n`{command}` prints:\n\n```text\n{said.strip()}\n```\n"
    old = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(make_document(old, {name: text}), encoding="utf-8")


def publish_years(options, base, months):
    """Publish the months of all regions, two regions at a time."""
    for region in options.regions:
        make_monthly(region, base, months)
    with ThreadPoolExecutor(options.workers) as pool:
        given = [(r, months, options.reports, base) for r in options.regions]
        return list(pool.map(lambda g: run_year(*g, weak=options.weak), given))


def measure(options, base):
    """Run what was asked for; 1 where a gate did not hold, or the weak one did."""
    if options.planted:
        for region in options.regions:
            show_planted(region, base)
        return 0
    months = list_months(options.months)
    if options.again:
        years = [read_year(region, base) for region in options.regions]
    else:
        years = publish_years(options, base, months)
    held = [show_year(year) for year in years]
    return int(any(held) if options.weak else not all(held))


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))
    main()
