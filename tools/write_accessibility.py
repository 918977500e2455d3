"""Write docs/accessibility.md: every published page judged in a browser, one row each.

`python -m tools.write_accessibility` publishes the five invented regions of data/ and the real
provincial figures, Jambi and the provinces in English too, and needs Debian's Chromium; `--root`
takes folders that are published already. `--store FILE` keeps finished pages, so that a stopped run
goes on. Nothing in the document is typed: rows, numbers and faults come from the pages.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from tools.page_checks import (
    LATER_ROWS,
    MARK_RATIO,
    TEXT_RATIO,
    VIEWS,
    PageResult,
    View,
    judge_page,
)

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENT = PROJECT / "docs" / "accessibility.md"
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
RUNS = (
    *(("id", name) for name in ("provinsi", "andir", "mamuju", "jambi", "kotabumi", "wanggar")),
    *(("en", name) for name in ("provinsi", "jambi")),
)
HEAD = """\
# Accessibility

Every page that the kit publishes from the five invented regions and the real provincial figures,
opened in Chromium {browser} and judged by axe {axe} (WCAG 2.0 to 2.2 A and AA, and its best
practices) and by what axe leaves open. Written by `python -m tools.write_accessibility`; do not
edit. `tests/browser/test_every_page.py` does the same for one region at each build.

**{pages} pages, {views} views each: {violations} violations of axe, {others} other faults.**{left}
"""
CHECKS = """\
## What each column is

| column | how the page is opened |
|---|---|
{views}

The numbers under the views are rules of axe that fail, out of all rules with the tags wcag2a,
wcag2aa, wcag21a, wcag21aa, wcag22aa and best-practice, target size included. At 1280 axe judges
every row of every table; in the other views `{later}` is taken out first, as the same lines of the
template make those rows. Colours do not depend on the width, so axe judges them at 1280, light and
dark, with everything unfolded and the same rows; {undecided} contrasts stayed undecided there
outside of drawings. What lies behind a text in a drawing axe never knows; it is measured below.

**Other faults** are counted from these checks, in all views they can differ in:

- no sideways scroll of the page; every box that scrolls has a name and is reached by keyboard;
- with the text spacing of 1.4.12 at 1280, 640 and 320 px nothing is cut off and nothing scrolls
  sideways;
- nothing is cut off without it either; texts of a drawing stay inside it and off one another;
- every figure shows one drawing, with an alt text, and has its data table below;
- every status shape has a word beside it;
- links, buttons and labels outside of running text are at least 24 px wide and high;
- one `h1`, no level skipped; `lang` of the page, of whole texts in the other language and of
  Indonesian class names;
- Tab reaches every stop in the order of the page, with a ring, in view, not covered (**stops** is
  their number);
- text in drawings has at least {text}:1 against what it stands on, marks and lines at least
  {mark}:1 against the page.

## Colours in drawings

axe does not look inside SVG. These are the lowest ratios over all pages, as the browser paints
them. Shaded target zones and bands, grid lines and the background are left out: they carry no
message of their own, as a line, an edge or a word says the same.

| drawn | on | kind | light | dark |
|---|---|---|---:|---:|
{pairs}

## What this does not show

Programs find what can be computed. Whether an alt text helps, a sentence is plain and the order
makes sense was read on samples, not tested with people who use a screen reader. Other browsers and
printers were not tried.
"""


@dataclass(frozen=True)
class PageName:
    """Which page: region, edition, language, report or catalogue."""

    region: str
    edition: str
    language: str
    page: str


def list_pages(root: Path) -> Iterator[tuple[PageName, Path]]:
    """Give name and path of every page below a published root, in a fixed order."""
    for edition in ("internal", "public"):
        for path in sorted((root / edition).glob("index*.html")):
            language = "en" if path.name.endswith(".en.html") else "id"
            yield PageName("all", edition, language, "catalogue"), path
        for path in sorted((root / edition).glob("*/**/index.html")):
            record = json.loads((path.parent / "run.json").read_text(encoding="utf-8"))
            name = record["report"] + (f", {record['unit']}" if record.get("unit") else "")
            yield PageName(record["region"], edition, record["language"], name), path


def publish_all(folder: Path) -> list[Path]:
    """Run every report of every region; a report that fails stops."""
    for language, name in RUNS:
        command = [sys.executable, "-m", "kinerja_lib", "run", f"params/{name}.yaml"]
        out = folder / language
        subprocess.run([*command, "--lang", language, "--out", str(out)], cwd=PROJECT, check=True)
    return [folder / language for language in ("id", "en")]


def judge_all(
    browser: Browser, roots: list[Path], store: Path | None, *, finished: bool = False
) -> dict[PageName, tuple[PageResult, int]]:
    """Judge every page; a page that the store has with the same bytes is not opened again.

    `finished` leaves out what the store does not have.
    """
    known: dict[str, Any] = {}
    if store and store.is_file():
        known = json.loads(store.read_text(encoding="utf-8"))
    results = {}
    for name, path in (pair for root in roots for pair in list_pages(root)):
        if name in results:
            continue  # the catalogue of a second root
        content = path.read_bytes()
        key = hashlib.sha256(content + name.language.encode()).hexdigest()
        if key not in known and finished:
            continue
        if key not in known:
            known[key] = asdict(judge_page(browser, path, name.language))
            if store:
                store.write_text(json.dumps(known), encoding="utf-8")
        results[name] = PageResult(**known[key]), len(content)
        print(*asdict(name).values(), len(results[name][0].faults), file=sys.stderr)  # noqa: T201
    return results


def make_document(
    results: Mapping[PageName, tuple[PageResult, int]], browser: str, pages: int
) -> str:
    """Write the tables from the results; `pages` is how many there are, judged or not."""
    found = [result for result, _size in results.values()]
    faults = [(name, fault) for name, (result, _s) in results.items() for fault in result.faults]
    head = HEAD.format(
        browser=browser,
        axe=Axe().axe_script.split("axe v", 1)[1].split()[0],
        pages=len(found),
        left=f" {pages - len(found)} pages were not judged yet." if pages > len(found) else "",
        views=len(VIEWS),
        violations=sum(len(rules) for result in found for rules in result.axe.values()),
        others=sum(len(result.other) for result in found),
    )
    views = " | ".join(view.name for view in VIEWS)
    lines = [
        f"| region | edition | language | page | {views} | other | stops | kB |",
        "|---|---|---|---|" + "---:|" * (len(VIEWS) + 3),
        *(_row(name, *result) for name, result in results.items()),
    ]
    told = [f"- {n.page}, {n.region}, {n.edition}, {n.language}: {text}" for n, text in faults]
    parts = [head, "\n".join(lines) + "\n"]
    if told:
        parts.append("## Faults\n\n" + "\n".join(told) + "\n")
    return "\n".join([*parts, _describe_checks(found)])


def _row(name: PageName, result: PageResult, size: int) -> str:
    axe = [str(len(result.axe[view.name])) for view in VIEWS]
    kilobytes = str(round(size / 1000))
    cells = [*asdict(name).values(), *axe, len(result.other), result.stops, kilobytes]
    return "| " + " | ".join(map(str, cells)) + " |"


def _describe_checks(found: list[PageResult]) -> str:
    pairs: dict[str, dict[str, float]] = {}
    for result in found:
        for key, value in result.pairs.items():
            scheme, pair = key.split(": ")
            kept = pairs.setdefault(pair, {}).get(scheme, 99.0)
            pairs[pair][scheme] = min(kept, value)
    rows = []
    for pair, by_scheme in sorted(pairs.items(), key=lambda item: min(item[1].values())):
        kind, front, _on, back = pair.split(" ")
        light, dark = (f"{by_scheme[s]:.1f}" if s in by_scheme else "" for s in ("light", "dark"))
        rows.append(f"| {front} | {back} | {kind} | {light} | {dark} |")
    return CHECKS.format(
        views="\n".join(f"| {view.name} | {_describe_view(view)} |" for view in VIEWS),
        later=LATER_ROWS,
        undecided=sum(result.undecided for result in found),
        text=TEXT_RATIO,
        mark=MARK_RATIO,
        pairs="\n".join(rows),
    )


def _describe_view(view: View) -> str:
    what = {320: ", the narrowest of 1.4.10", 640: ", what 200 % zoom leaves of 1280"}
    paper = f"{view.width} px as paper, what A4 leaves between its margins"
    text = paper if view.media == "print" else f"{view.width} px{what.get(view.width, '')}"
    return f"{text}, {view.scheme}, {'all unfolded' if view.unfolded else 'as it opens'}"


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", action="append", type=Path, help="published folder; repeatable")
    parser.add_argument("--store", type=Path, help="finished pages, to go on after a stop")
    parser.add_argument("--finished", action="store_true", help="only pages that the store has")
    given = parser.parse_args()
    executable = shutil.which("chromium")
    if executable is None:
        sys.exit("chromium is not installed (Debian: apt install chromium)")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        roots = given.root or publish_all(Path(folder))
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        results = judge_all(browser, roots, given.store, finished=given.finished)
        pages = len({name for root in roots for name, _path in list_pages(root)})
        text = make_document(results, browser.version, pages)
        DOCUMENT.write_text(text, encoding="utf-8")
    return 0 if not any(result.faults for result, _size in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
