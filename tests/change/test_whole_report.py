"""Every table, figure and sentence of the survey report at once: one id each, named by section."""

import datetime as dt
import importlib
import inspect
import pkgutil
from collections import Counter

import pytest

import kinerja_lib.change as change
from kinerja_lib.change.comments.review import review_comments
from kinerja_lib.change.comparison.review import review_comparison
from kinerja_lib.change.drivers.behaviour import review_behaviour
from kinerja_lib.change.drivers.results import review_results
from kinerja_lib.change.drivers.review import DriverLimits, review_drivers
from kinerja_lib.change.layout import FILES
from kinerja_lib.change.quality.review import review_quality
from kinerja_lib.change.scales.review import review_scales
from kinerja_lib.change.structure.limits import StructureLimits
from kinerja_lib.change.structure.review import review_structure
from kinerja_lib.change.themes.review import review_themes
from kinerja_lib.change.waves.outreach import review_outreach
from kinerja_lib.change.waves.review import review_waves
from kinerja_lib.publish import Figure, Finding, Table
from tests.change.region_evidence import region

pytestmark = [pytest.mark.slow, pytest.mark.long]

SECTIONS = {
    "quality": "mutu",
    "scales": "skala",
    "structure": "struktur",
    "themes": "tema",
    "comparison": "kelompok",
    "waves": "gelombang",
    "drivers": "pendorong",
    "comments": "komentar",
}
DEADLINE = dt.date(2026, 12, 31)


def review_all(responses) -> dict[str, object]:
    structure = review_structure(responses, StructureLimits(draws=5, most_groups=2))
    waves, drivers = review_waves(responses), review_drivers(responses, DriverLimits(draws=50))
    found = [
        *(structure, waves, drivers, review_results(drivers), review_outreach(waves)),
        *(review_quality(responses), review_scales(responses), review_themes(responses)),
        review_comparison(responses, None, structure),
        *(review_behaviour(responses.evidence), review_comments(responses)),
    ]
    return {type(one).__name__: one for one in found}


def publish(reviews) -> list[tuple[str, object]]:
    """Call everything that makes a sentence, a table or a figure of one review."""
    found = []
    for section in SECTIONS:
        package = importlib.import_module(f"{change.__name__}.{section}")
        for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            for name, made in inspect.getmembers(module, inspect.isfunction):
                if made.__module__ == info.name and name.startswith(("find_", "tab", "chart_")):
                    found += [(section, one) for one in call(made, reviews)]
    return found


def call(made, reviews) -> list[object]:
    names = list(inspect.signature(made).parameters.values())
    needed = [p.name for p in names[1:] if p.default is p.empty]
    if names[0].annotation not in reviews or set(needed) - {"deadline"}:
        return []
    result = made(reviews[names[0].annotation], *[DEADLINE for _ in needed])
    result = result if isinstance(result, list) else [result]
    return [one for one in result if isinstance(one, Finding | Table | Figure)]


@pytest.fixture(scope="module")
def published():
    return publish(review_all(region("wanggar")[0]))


def test_ids_are_unique_over_the_whole_report(published):
    whole = [one.id for _section, one in published]
    whole += [one.title.id for _section, one in published if isinstance(one, Figure)]
    assert len(whole) > 80
    assert {id for id, count in Counter(whole).items() if count > 1} == set()


def test_ids_begin_with_their_section(published):
    allowed = {
        (section, start + SECTIONS[section])
        for section in SECTIONS
        for start in ("", "jawab-", "gambar-")
    }
    for section, one in published:
        head = one.id.split("-")[0:2]
        start = "-".join(head) if head[0] in ("jawab", "gambar") else head[0]
        assert (section, start) in allowed, one.id


def test_every_place_in_the_layout_is_of_a_table_of_the_report(published):
    ids = [one.id for _section, one in published if isinstance(one, Table)]
    left = [start for start in FILES if not any(id.startswith(start) for id in ids)]
    # Only where groups differ, where enough people answered, where two people coded comments.
    assert set(left) <= {"kelompok-pasangan", "struktur-langkah-", "komentar-kappa"}
    assert sum(not id.startswith(FILES) for id in ids) <= 20
