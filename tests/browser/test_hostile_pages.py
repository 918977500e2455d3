"""Reports of a region in which every text is hostile, in a browser with the network cut."""

import csv
import json
import re
import zipfile

import pytest

from kinerja_lib.i18n import clean_text
from kinerja_lib.tables.formula_marks import restore_text
from tests.conftest import run_kinerja
from tests.hostile_region import PARAMS, REPORTS, write_project
from tests.hostile_texts import PAYLOADS
from tests.safe_page import CSP, LINK, RELATIVE, Page, check_safe

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.xdist_group("hostile")]

EDITIONS = ("internal", "public")
# Marks that no file may hold, whatever the data hold: hidden, reordering, control.
# Rows of a CSV file that hold a formula are set aside, so no page need have their text.
REFUSED = {"rumus", "fungsi", "tautan rumus"}
UNSHOWN = {"panjang"}  # no shown row of this region happens to hold it in whole
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u115f\u180e\u200b-\u200f\u2028-\u202e\u2066-\u2069\u3164"
    "\ue010\ue011\ufe0f\uffa0\ufff9\U000e0000-\U000e0fff]"
)
BESIDE = re.compile(rf"{RELATIVE.pattern}|unit\.html")
# What begins to run, also where a spreadsheet cuts the line at semicolons.
RUNS = re.compile('(?:^|[;\t\r\n])[\\s"]*[=+\\-@\uff1d\uff0b]')


@pytest.fixture(scope="module")
def out(make_once):
    """The output root after one run of all reports, in both editions."""

    def publish(folder):
        write_project(folder)
        place = {"cwd": folder, "project": folder, "timeout": 900}
        done = run_kinerja("run", f"params/{PARAMS}", "--out", folder / "out", **place)
        (folder / "said.txt").write_text(done.stdout + done.stderr, encoding="utf-8")

    return make_once("hostile", publish) / "out"


@pytest.fixture(scope="module")
def pages(out):
    return sorted([*out.glob("*/*/*/*/index.html"), *out.glob("*/index.html")])


@pytest.fixture(scope="module")
def unit_pages(out):
    """The lists of units and the pages of units."""
    found = [*out.glob("*/*/*/*/unit.html"), *out.glob("*/*/*/*/unit/*.html")]
    assert {path.parts[-3] for path in found if path.name != "unit.html"} >= set(REPORTS[1:])
    return sorted(found)


def read(path):
    return Page(path.read_text("utf-8"))


def test_every_report_is_published_and_the_operator_sees_no_warning(out):
    made = {path.parts[-5:-1] for path in out.glob("*/*/*/*/index.html")}
    assert {(place[0], place[3]) for place in made} == {(e, r) for e in EDITIONS for r in REPORTS}
    said = (out.parent / "said.txt").read_text("utf-8")
    assert "Warning" not in said and "Traceback" not in said
    assert not UNSEEN.search(said.replace("\n", ""))


def test_no_payload_runs_loads_or_shows_a_dialog(pages, unit_pages, open_offline, tmp_path):
    """Neither as published nor without the policy, which is a second wall and not the first."""
    for number, path in enumerate([*pages, *unit_pages[::4]]):
        bare = tmp_path / f"{number}.html"
        html = path.read_text("utf-8")
        assert CSP in html.replace("&#39;", "'")
        bare.write_text(re.sub(r"<meta http-equiv[^>]*>", "", html), encoding="utf-8")
        for place in (path, bare):
            page = open_offline(place, unfolded=True)
            page.wait_for_timeout(50)
            assert page.noted == [] and page.evaluate("window.kena") is None, place
            page.close()


def test_a_payload_that_is_not_escaped_would_be_seen(open_offline, tmp_path):
    for kind in ("gambar", "skrip", "svg"):
        path = tmp_path / f"{kind}.html"
        path.write_text("<!doctype html><p>" + PAYLOADS[kind], encoding="utf-8")
        with pytest.raises(AssertionError, match=r"alert|1|src=x|file:"):
            page = open_offline(path)
            page.wait_for_timeout(50)
            assert page.noted == []


def test_every_page_is_whole_and_holds_plain_elements_only(pages):
    for path in pages:
        page = read(path)
        check_safe(page, LINK if path.parent.name in EDITIONS else BESIDE)
        assert not UNSEEN.search(page.text.replace("\n", ""))


def test_pages_of_units_hold_plain_elements_and_lead_to_pages_of_the_report(unit_pages):
    report = r"(\.\./){0,4}(index|unit)\.html(#asal)?"
    inside = re.compile(rf"#[a-z0-9-]+|{report}|unit/[a-z0-9-]+\.html")
    for path in unit_pages:
        page = read(path)
        check_safe(page, inside)
        assert not UNSEEN.search(page.text.replace("\n", ""))
        assert re.fullmatch("[a-z0-9][a-z0-9-]{0,89}", path.stem)


def test_the_text_of_every_payload_is_shown_as_text(out, pages, unit_pages):
    """On a page, or in a file of rows beside it."""
    texts = [read(p).text for p in [*pages, *unit_pages] if "internal" in p.parts]
    for path in out.glob("internal/*/*/*/tables/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            texts += [restore_text(cell) for row in csv.reader(file) for cell in row]
    text = "\n".join(texts)
    lost = {kind for kind, payload in PAYLOADS.items() if clean_text(payload) not in text}
    assert lost <= REFUSED | UNSHOWN


def test_no_table_holds_a_cell_that_a_spreadsheet_would_run(out):
    cells = 0
    for path in out.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                cells += len(row)
                for cell in row:
                    number = re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell)
                    assert number or not RUNS.search(cell), (path, cell)
    assert cells > 10_000


def test_workbooks_hold_no_formula_and_no_link(out):
    books = list(out.rglob("*.xlsx"))
    assert books and all("internal" in path.parts for path in books)
    for path in books:
        with zipfile.ZipFile(path) as book:
            parts = {name: book.read(name) for name in book.namelist()}
        assert not [n for n in parts if "externalLink" in n or "vba" in n.lower()]
        assert not [n for n, part in parts.items() if b"<f>" in part or b"<f " in part]
        assert not [n for n, part in parts.items() if b"<hyperlink" in part]


def test_no_file_holds_a_hidden_mark_or_a_name_from_the_data(out):
    for path in out.rglob("*"):
        assert re.fullmatch(r"\.?[A-Za-z0-9._+-]+", path.name), path
        if path.suffix in (".html", ".csv", ".json", ".ipynb"):
            text = path.read_text("utf-8")
            assert not UNSEEN.search(text.replace("\n", "")), path
            if path.suffix in (".json", ".ipynb"):
                assert isinstance(json.loads(text), dict)


def test_the_public_edition_tells_no_file_name(out):
    names = [path.name for path in (out.parent / "data").iterdir()]
    for path in (out / "public").rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8")
            shown = [n for n in names if re.search(rf"(?<![\w/-]){re.escape(n)}", text)]
            assert shown == [], path
