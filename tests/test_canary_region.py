"""A whole region with planted people: every report, both editions, the list of reports, a message.

What is public is searched file by file. A unit of one person is named, as the structure of the
region names it, and so is the family of a post that one person has; nothing else is said of them.
"""

import csv
import json
import re

import pytest

from kinerja_lib.privacy import withholding
from kinerja_lib.reporting.staging import render_pages
from tests.canary_people import mark, write_project
from tests.canary_search import DIGITS, WORD, find_marks, search_folder
from tests.conftest import run_kinerja

pytestmark = [pytest.mark.slow, pytest.mark.long]

REGION = "kotabumi"
REPORTS = {
    *("data_quality", "performance_review", "competency_training"),
    *("training_impact", "change_resistance"),
}
NAMES = {mark("unit"), mark("rumpun")}  # of a unit and a job family with one member
TEXT = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def out(make_once):
    """The output root after one run of all reports; a message about each public page."""

    def publish(folder):
        params = write_project(folder, REGION)
        place = {"cwd": folder, "project": folder, "timeout": 900}
        done = run_kinerja("run", params, "--out", folder / "out", **place)
        assert done.returncode == 0, done.stderr
        for path in sorted((folder / "out" / "public").glob("*/*/*/")):
            letter = folder / "out" / "public" / f"{path.name}.eml"
            done = run_kinerja("message", path, "--out", letter, **place)
            assert done.returncode == 0, done.stderr

    return make_once("canaries", publish) / "out"


def test_no_planted_person_is_anywhere_in_public(out):
    made = {path.parent.name for path in (out / "public").glob("*/*/*/index.html")}
    assert made == REPORTS
    hits = search_folder(out / "public")
    assert [hit for hit in hits if hit.mark not in NAMES] == []


def test_of_a_unit_and_a_job_family_of_one_person_nothing_is_said_but_the_name(out):
    named = 0
    for path in sorted((out / "public").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.reader(file) if find_marks(" ".join(row)) & NAMES]
        named += len(rows)
        assert [row for row in rows if any(c.isdigit() for c in "".join(row))] == [], path
    assert named > 5
    for path in sorted((out / "public").rglob("index.html")):
        page = path.read_text("utf-8")
        rows = [r for r in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if WORD in r]
        assert [row for row in rows if re.search(r"\d", TEXT.sub(" ", row))] == [], path
        rest = TEXT.sub(" ", re.sub(r"<tr.*?</tr>|<svg.*?</svg>", "", page, flags=re.DOTALL))
        assert WORD not in rest.casefold(), path


def open_lists(shown):
    """Take the mark off that keeps lists of people in the internal edition."""
    if isinstance(shown, dict):
        return {k: [] if k == "editions" else open_lists(v) for k, v in shown.items()}
    return [open_lists(item) for item in shown] if isinstance(shown, list) else shown


def test_the_search_finds_planted_people_inside_and_where_a_control_is_gone(
    out, tmp_path, monkeypatch
):
    """The very run that published nothing of them, made into pages without two of the walls."""
    inside = search_folder(out / "internal" / REGION / "2026-TW3" / "performance_review" / "tables")
    found = {hit.mark for hit in inside}
    assert WORD in found and found & set(DIGITS)
    monkeypatch.setattr(withholding, "_drop_columns", lambda table, _edition: dict(table))
    monkeypatch.setattr("kinerja_lib.reporting.edition.refuse_nip", lambda *_texts: None)
    monkeypatch.setattr("kinerja_lib.reporting.edition_files.refuse_nip", lambda *_texts: None)
    found = set()
    for path in sorted((out / "internal").glob("*/*/*/notebook.ipynb")):
        record = json.loads((path.parent / "run.json").read_bytes())
        folder = tmp_path / record["report"]
        folder.mkdir()
        facts = {**record, "editions": ["public"]}
        render_pages(open_lists(json.loads(path.read_bytes())), facts, folder)
        found |= {hit.mark for hit in search_folder(folder / "public")}
    assert WORD in found and found & set(DIGITS), found
