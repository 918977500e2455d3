"""The section of docs/validation.md on whole studies of public data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kinerja_lib.change.comparison.review import review_comparison
from kinerja_lib.change.structure.review import review_structure
from kinerja_lib.change.waves.limits import WaveLimits
from kinerja_lib.change.waves.review import review_waves
from kinerja_lib.stats.psychometrics.invariance import Limits
from tools import study_beside as beside
from tools import study_sets as sets
from tools import study_tables as tables
from tools.study_data import Study
from tools.survey_figures import Row, find_data
from tools.survey_section import _write_table

FILES = ("lq2002.csv", "dat_organization.csv", "univbct.csv", "csps2019_organisasi.csv")
_HEAD = """\
## Studies of public data

The whole study, through the parts of the report (codebook, answers, quality, scales, structure,
comparison, waves), on data of others; `tools/study_section.py`. None of these data is part of the
kit. Results rest on the people that the kit keeps; beside figures of other authors and programs
everyone counts where they counted everyone. Where a printed figure was found it stands under
"published" with its source; else the figure of another program on the same answers. A difference
below the last printed digit is rounding; semopy divides by n - 1 in RMSEA, the kit and lavaan by n.
Means of groups may be compared where "same meaning" is scalar; the other tests are printed too,
so that they can be set beside other programs.
"""


def write_studies(old: str) -> str:
    """Run all studies and return the section; where the files are absent, the one printed last."""
    folder = find_data()
    if folder is None or not all((folder / name).is_file() for name in FILES):
        return old or f"{_HEAD}\nThe files of real data are absent here: nothing was run."
    parts = [
        *_write_answers(sets.study_personality(), _beside_personality),
        *_write_answers(sets.study_soldiers(folder), lambda s: _beside_soldiers(s, folder)),
        *_write_answers(sets.study_organisation(folder), _beside_organisation),
        *_write_changes(sets.study_waves(folder)),
        *_write_service(sets.study_service(folder), folder),
    ]
    return "\n\n".join([_HEAD.strip(), *(part for part in parts if part)])


def _write_answers(study: Study, compare: object) -> Iterator[str]:
    """Report a study with answers to items."""
    responses = study.read()
    structure = review_structure(responses)
    comparable = {name: _worst(study, structure, name) for name in study.groupings}
    comparison = review_comparison(responses, comparable=comparable)
    yield f"### {study.name}\n\n{study.asked}"
    yield tables.tabulate_codebook(study)
    yield tables.describe_flow(responses)
    yield tables.tabulate_reliability(responses)
    yield tables.describe_exploration(structure)
    yield tables.tabulate_structure(structure)
    yield tables.tabulate_comparable(study, structure)
    yield tables.tabulate_tests(study, comparison)
    yield tables.tabulate_pairs(study, comparison)
    if "unit" in study.groupings:
        yield tables.tabulate_units(comparison)
        yield tables.count_dialogue(comparison)
    yield "Beside other figures:"
    yield _write_table(compare(study))


def _worst(study: Study, structure: object, grouping: str) -> str:
    """Give the lowest level that an instrument reached over a grouping."""
    from kinerja_lib.change.structure.groups import LEVELS

    column = "unit_id" if grouping == "unit" else grouping
    found = [structure.comparable(book.code, column) for book in study.book.instruments]
    return min(found, key=LEVELS.index)


def _beside_personality(study: Study) -> Iterator[Row]:
    yield from beside.compare_personality(study)
    yield from beside.compare_alphas(study)
    yield from beside.compare_welch(study)


def _beside_soldiers(study: Study, folder: Path) -> Iterator[Row]:
    yield from beside.find_score_gap(study, folder)
    yield from beside.compare_alphas(study)
    yield from beside.compare_model(study, "climate")
    yield from beside.compare_model(study, "hostility")
    yield from beside.compare_units(study)


def _beside_organisation(study: Study) -> Iterator[Row]:
    yield from beside.compare_alphas(study)
    yield from beside.compare_model(study, "leadership")
    yield from beside.compare_groups(study, "jenis_kelamin")
    yield from beside.compare_groups(study, "status")
    yield from beside.compare_welch(study)


def _write_changes(study: Study) -> Iterator[str]:
    """Report a study of three waves whose file holds scores."""
    limits = WaveLimits(invariance=Limits(people=10**6))  # items are laid out, not answered
    reviews = [
        review_waves(study.read(everyone=True, wave=wave), limits) for wave in sets.THREE_WAVES[1:]
    ]
    last = study.read(everyone=True)
    yield f"### {study.name}\n\n{study.asked}"
    yield tables.tabulate_codebook(study)
    counts = ", ".join(f"{w} {len(last.kept(w))} of {len(last.given(w))}" for w in last.waves)
    yield f"Flow: usable in wave {counts}. Nobody can be set apart as careless without answers."
    yield "Whether the scales mean the same in the waves cannot be tested without answers."
    yield tables.tabulate_waves(reviews)
    yield "Beside other figures (mixed models over all waves stand under Survey statistics):"
    yield _write_table(beside.compare_changes(study, reviews))


def _write_service(study: Study, folder: Path) -> Iterator[str]:
    """Report the themes of organisations beside the published medians."""
    shares, published = sets.read_service(folder)
    yield f"### {study.name}\n\n{study.asked}"
    yield tables.tabulate_codebook(study)
    yield (
        "Medians of organisations beside the published ones, and the largest gap between the theme "
        "score that the file prints for an organisation and the one found; printed figures are "
        "whole per cents of unrounded answers, so a point may be lost. The Employee Engagement "
        "Index weighs five answers and cannot be computed from shares of agreement."
    )
    yield tables.tabulate_themes(beside.compare_themes(study, shares, published))
