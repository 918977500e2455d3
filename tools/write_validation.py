"""Write docs/validation.md: what was planted and found again, and what damaged inputs do.

Run `python -m tools.write_validation`, or one part with `--section faults`; other sections stay as
they are. Every number comes from the runs; nothing depends on the day or the machine.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.effects_section import write_effects
from tools.measure_clusters import write_clusters
from tools.measure_indicator_warning import write_warning
from tools.measure_trajectories import write_trajectories
from tools.measure_waves import write_waves
from tools.mutation_section import write_mutations
from tools.planted_faults import write_faults
from tools.planted_section import write_planted
from tools.provincial_verdicts import write_verdicts
from tools.rater_section import write_raters
from tools.study_section import write_studies
from tools.survey_section import write_survey

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "validation.md"
HEAD = """\
# Validation

What the kit promises, tried on invented data with known truth and on damaged inputs. Written by
`tools/write_validation.py`, which runs what it reports; do not edit the sections by hand. Run it
again in parts with `python -m tools.write_validation --section NAME`. Seeds and sizes stand with
each result, so that anyone gets the same figures.
"""
_BLOCK = re.compile(r"<!-- begin (\w+) -->\n(.*?)<!-- end \1 -->\n", re.DOTALL)


SECTIONS = (
    *("faults", "mutations", "verdicts", "warning", "raters", "trajectories"),
    *("clusters", "effects", "survey", "studies", "planted", "waves"),
)


def make_document(old: str, fresh: Mapping[str, str]) -> str:
    """Put fresh sections in the place of old ones; sections of other programs stay."""
    found = {name: text for name, text in _BLOCK.findall(old)} | dict(fresh)
    names = [*SECTIONS, *(name for name in found if name not in SECTIONS)]
    blocks = [
        f"<!-- begin {name} -->\n{found[name].strip()}\n<!-- end {name} -->\n"
        for name in names
        if name in found
    ]
    return "\n".join([HEAD, *blocks])


def _read_section(name: str) -> str:
    """Give the text of a section as it was printed last; empty without one."""
    old = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.is_file() else ""
    return dict(_BLOCK.findall(old)).get(name, "").strip()


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--section", action="append", choices=SECTIONS)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--count", type=int, default=10_000, help="damaged inputs")
    parser.add_argument("--seed", type=int, default=7, help="of the damaged inputs")
    parser.add_argument("--seeds", type=int, default=100, help="of planted surveys, a case")
    parser.add_argument("--store", type=Path, help="finished damaged inputs, to go on after a stop")
    given = parser.parse_args()
    makers: Mapping[str, Callable[[], str]] = {
        "faults": lambda: write_faults(given.jobs),
        "mutations": lambda: write_mutations(given.jobs, given.count, given.seed, given.store),
        "verdicts": write_verdicts,
        "warning": write_warning,
        "raters": lambda: write_raters(given.jobs),
        "trajectories": write_trajectories,
        "clusters": lambda: write_clusters(given.jobs),
        "effects": lambda: write_effects(given.jobs),
        "survey": lambda: write_survey(given.jobs),
        "studies": lambda: write_studies(_read_section("studies")),
        "planted": lambda: write_planted(given.jobs, given.seeds),
        "waves": write_waves,
    }
    for name in given.section or SECTIONS:
        text = makers[name]()
        old = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.is_file() else ""
        DOCUMENT.write_text(make_document(old, {name: text}), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
