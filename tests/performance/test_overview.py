"""The first screen and the appendix: one headline for every state, and a trace that holds."""

import json
from types import SimpleNamespace

import pytest

from kinerja_lib.basis.evidence import Evidence, periods_to_date
from kinerja_lib.basis.method import write_value
from kinerja_lib.basis.trace import TraceLine, gather_trace
from kinerja_lib.performance.overview import HEADLINE, _name_outcome, find_headline
from kinerja_lib.publish.mime import MIME
from kinerja_lib.rules.register import find_rule


@pytest.mark.parametrize("off", [0, 2])
@pytest.mark.parametrize("projected", [0, 5])
@pytest.mark.parametrize("outside", [0, 1])
@pytest.mark.parametrize("judged", [0, 7])
def test_every_state_has_its_headline(off, projected, outside, judged):
    outcome = _name_outcome(min(off, projected), projected, min(outside, judged), judged)
    message = HEADLINE[outcome]
    assert ("{off}" in message) == bool(projected and off)
    assert ("{outside}" in message) == bool(judged and outside)
    assert ("tidak dapat dihitung" in message or "belum dapat" in message) == (
        not projected or not judged
    )


@pytest.mark.parametrize(
    ("yearly", "outside", "words"),
    [
        (True, 2, "Sebanyak 89,2% pegawai mendapat predikat tahun 2025 Baik atau lebih; sebaran "
         "predikat dua dari 45 unit di luar panduan, dan tidak satu pun dari 50 deret"),
        (True, 0, "sebaran predikat tidak satu pun dari 45 unit di luar panduan"),
        (False, 2, "Tidak ada deret indikator yang dipastikan menuju ke luar target, tetapi"),
    ],
)  # fmt: skip
def test_a_yearly_report_has_the_yearly_predikat_in_its_headline(yearly, outside, words):
    parts = SimpleNamespace(
        warning=SimpleNamespace(off=[], projected=50),
        calibration=SimpleNamespace(judged=range(45), pick=lambda _verdict: range(outside)),
        results=SimpleNamespace(
            yearly_report=yearly, latest="2025", size=900, share=lambda _period: 89.2
        ),
    )
    headline = find_headline(parts)
    assert words in headline.sentence() and headline.n == (900 if yearly else None)


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2026-TW3", ["2026-TW1", "2026-TW2", "2026-TW3"]),
        ("2026-02", ["2026-01", "2026-02"]),
        ("2026-S1", ["2026-S1"]),
        ("2026", ["2026"]),
    ],
)
def test_periods_of_a_year_are_of_one_kind(period, found):
    assert periods_to_date(period) == found


def test_a_day_may_come_as_text():
    assert Evidence(None, "2026-TW3", "2026-09-30").reference_date.isoformat() == "2026-09-30"


def test_settings_are_written_for_readers():
    settings = Evidence(None, "2026-TW3", "2026-09-30").rules
    assert write_value(settings["capaian.batas_atas"]) is None
    assert write_value(settings["distribusi.sebagian_besar_dihitung"]) == "tidak"
    assert "atasan: 60" in write_value(settings["multisumber.bobot"])


def test_a_trace_without_lines_keeps_its_columns():
    frame = gather_trace([])
    assert list(frame.columns) == list(TraceLine.__dataclass_fields__)


def read_outputs(project):
    path = project / "tests" / "notebooks" / "performance_review.ipynb"
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                yield output["data"][MIME]


def test_the_trace_names_what_is_on_the_page_and_rules_that_exist(project):
    shown = {item["id"]: item for item in read_outputs(project)}
    trace = shown["jejak-angka"]
    names = [column for column in trace["columns"]]
    rows = [dict(zip([c["name"] for c in names], row, strict=True)) for row in trace["rows"]]
    assert len(rows) > 20
    codes = [code for row in rows if row["rule"] for code in row["rule"].split("; ")]
    assert len(set(codes)) > 10 and all(find_rule(code) for code in codes)
    assert all(row["formula"] and row["tables"] for row in rows)
