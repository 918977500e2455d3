"""What the gate asks for, in an edition: cells, sentences, refusals; the ruling itself is given."""

import pandas as pd
import pytest

from kinerja_lib.errors import DisclosureError
from kinerja_lib.privacy import gate as rules
from kinerja_lib.privacy.gate import Ruling
from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.reporting.collect import collect_document
from kinerja_lib.reporting.disclosure import Gate, GateError
from kinerja_lib.reporting.edition import make_edition
from kinerja_lib.reporting.verdicts import hidden_cells
from kinerja_lib.tables.columns import Column


@pytest.fixture
def ask(monkeypatch):
    """Let the gate rule as given; gives what it was asked."""
    asked = []

    def give(**ruling):
        def rule_on(*given):
            asked.append(given)
            return Ruling(**ruling)

        monkeypatch.setattr(rules, "rule_on", rule_on)
        return asked

    return give


def units(id="unit", subject="kinerja"):
    frame = pd.DataFrame(
        {"unit": ["A", "B"], "n": [40, 50], "baik": [28, 30], "rerata": [3.25, 4.5]}
    )
    columns = {
        "unit": Column("Unit", "key"),
        "n": Column("Pegawai", "n"),
        "baik": Column("Baik", "count"),
        "rerata": Column("Rerata", decimals=2),
    }
    return Table(frame, id, "Rerata", columns, subject=subject)


def say(id, value):
    return Finding(id, "x", {"x": "Nilainya {x}."}, {"x": Quantity(value, decimals=2)}, n=90)


@pytest.fixture
def public(notebook, code):
    def make(*shown, **more):
        document = collect_document(notebook(code(*shown)))
        return make_edition(document, "public", {}, gate=Gate("contoh"), **more)

    return make


def outcomes(edition):
    return {finding["id"]: finding["outcome"] for finding in edition.findings}


def test_what_the_gate_asks_for_is_withheld_with_its_sentence(ask, public):
    asked = ask(withheld={(0, 0, "rerata"): "komplementer", (0, 1, "baik"): "pembedaan"})
    edition = public(units(), say("satu", 3.25), say("lain", 4.5), say("jumlah", 30.0))
    assert list(hidden_cells(next(edition.tables()))) == [
        (("A",), "rerata", "komplementer"),
        (("B",), "baik", "pembedaan"),
    ]
    assert edition.withheld == 2
    assert outcomes(edition) == {"satu": "tidak ditampilkan", "lain": "x",
                                 "jumlah": "tidak ditampilkan"}  # fmt: skip
    sheet, _sentences = asked[0][0]
    assert sheet.columns["rerata"].hidden == (False, False) and sheet.report == "contoh"
    (final,) = edition.passed.sheets
    assert final.columns["rerata"].hidden == (True, False)
    assert final.columns["baik"].guarded == {1} and not final.columns["rerata"].guarded
    further = {cell for cell in edition.passed.further if cell[0] == "unit"}
    assert further == {("unit", 0, "rerata"), ("unit", 1, "baik")}


def test_sentences_that_state_a_withheld_number_of_their_people_are_withheld(ask, public):
    """The n of one sentence, and a count of 90 people; the sentences stand after the tables."""
    ask(withheld={(1, 0, "n"): "komplementer", (1, 1, "jumlah 1"): "komplementer"})
    fewer = Finding("fewer", "x", {"x": "Rata-rata {x}."}, {"x": Quantity(2.5)}, n=40)
    edition = public(units(), fewer, say("jumlah", 31.0), say("lain", 55.0))
    assert outcomes(edition) == {"fewer": "tidak ditampilkan", "jumlah": "tidak ditampilkan",
                                 "lain": "x"}  # fmt: skip
    (quotes,) = edition.passed.quotes
    assert [quotes.columns[name].hidden for name in ("n", "jumlah 1", "jumlah 2")] == [
        (True, False), (False, True), (False, False)
    ]  # fmt: skip
    assert ("kalimat", 1, "jumlah 1") in edition.passed.further


def name(id, text, subject="kinerja", **about):
    values = {"names": [text, "yang lain"]}
    return Finding(id, "x", {"x": "Minta {names}."}, values, n=90, subject=subject, **about)


def test_no_sentence_names_a_unit_whose_verdict_is_withheld(ask, public):
    ask(withheld={(0, 0, "n"): "komplementer"})
    frame = units().frame.assign(hasil=["di luar", "sesuai"])
    columns = {**units().columns, "hasil": Column("Hasil", "verdict")}
    table = Table(frame, "unit", "Hasil", columns)
    edition = public(
        table, name("a", "A"), name("b", "B"), name("tempat", "A", subject="umum"), say("lain", 7.5)
    )
    assert [row[-1] for row in next(edition.tables())["rows"]] == ["tidak ditampilkan", "sesuai"]
    assert outcomes(edition) == {"a": "tidak ditampilkan", "b": "x", "tempat": "x", "lain": "x"}


def test_tables_of_places_do_not_reach_the_gate(ask, public, notebook, code):
    asked = ask()
    public(units("tempat", subject="umum"), units())
    assert [sheet.table for sheet in asked[0][0]] == ["unit"]
    document = collect_document(notebook(code(units())))
    make_edition(document, "internal", {})
    assert len(asked) == 1


def test_what_cannot_be_protected_stops_the_edition_and_is_not_named(ask, public):
    ask(refused=((0, 1, "baik"), (0, 0, "rerata")))
    with pytest.raises(GateError, match="2 angka") as caught:
        public(units())
    assert not {"unit", "baik", "rerata"} & set(str(caught.value).split())
    assert caught.value.cells[0] == ("public", "unit", "B", "baik", "komplementer")
    assert caught.value.exit_code == 1
    ask(others=3)
    with pytest.raises(GateError, match="laporan lain yang terbit, 3 angka"):
        public(units())


def test_a_signed_cell_that_protects_another_stops_the_edition(ask, public):
    small = units()
    small.frame.loc[0, "baik"] = 3
    signed = [{"table": "unit", "row": ["A"], "column": "baik", "editions": ["public"]}]
    ask()
    shown = next(public(small, exceptions=signed).tables())
    assert shown["rows"][0][2] == 3
    ask(withheld={(0, 0, "baik"): "komplementer"})
    with pytest.raises(DisclosureError, match="pengecualian"):
        public(small, exceptions=signed)
