"""The page of every report in a browser with the network cut: access, widths, findings."""

from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.long]

# Fixture of the published copy, place of the report below an edition, and more sections than this.
REPORTS = {
    "area_indicators": ("published", "lima-provinsi/2021", None),
    "change_resistance": ("survey_run", "wanggar/2026-TW3", 8),
    "competency_training": ("training_run", "wanggar/2026-TW3", 5),
    "training_impact": ("training_run", "wanggar/2026-TW3", 5),
}
# Each colour scheme once with everything unfolded; narrower and wider pages differ in layout only.
VIEWS = [
    ("internal", 1280, "dark", "screen", True),
    ("internal", 320, "light", "screen", True),
    ("internal", 1280, "light", "print", False),
    ("public", 390, "dark", "screen", False),
]
MORE_VIEWS = [("internal", 390, "dark", "screen", False), ("public", 1280, "light", "screen", True)]


def each(names, *views):
    """Pair reports with views; the copy that every worker would make again stays with one."""
    one_worker = {"change_resistance": pytest.mark.xdist_group("survey")}
    return [
        pytest.param(
            name, *view, marks=one_worker.get(name, ()), id="-".join(map(str, (name, *view)))
        )
        for name in names
        for view in views or [()]
    ]


@pytest.fixture
def path_of(request):
    """Give the page of a report and edition, published once for all tests."""

    def find(report, edition):
        fixture, place, _sections = REPORTS[report]
        made = request.getfixturevalue(fixture)
        root = made if isinstance(made, Path) else made[2]
        return root / edition / place / report / "index.html"

    return find


@pytest.mark.parametrize(
    ("report", "edition", "width", "scheme", "media", "unfolded"),
    [*each(REPORTS, *VIEWS), *each(["area_indicators"], *MORE_VIEWS)],
)
def test_no_axe_violation_no_request_and_no_sideways_scroll(
    path_of, open_offline, run_axe, report, edition, width, scheme, media, unfolded
):
    path = path_of(report, edition)
    page = open_offline(path, width=width, scheme=scheme, unfolded=unfolded)
    page.emulate_media(media=media, color_scheme=scheme)
    assert run_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.noted == []


@pytest.mark.parametrize("report", each(REPORTS))
def test_no_text_leaves_its_drawing_and_double_size_does_not_scroll(
    path_of, open_offline, list_outside, report
):
    """Text of a chart stays inside the chart, with room for a wider font."""
    page = open_offline(path_of(report, "internal"))
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert list_outside(page) == []
    page.set_viewport_size({"width": 780, "height": 900})
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 780


@pytest.mark.parametrize("report", each([name for name in REPORTS if REPORTS[name][2]]))
def test_each_section_states_a_finding(path_of, open_offline, report):
    page = open_offline(path_of(report, "internal"))
    heads = [h for h in page.locator("main h2").all_inner_texts() if h.strip()[0].isdigit()]
    assert len(heads) > REPORTS[report][2]
    assert [head for head in heads if "\n" not in head.strip()] == []
