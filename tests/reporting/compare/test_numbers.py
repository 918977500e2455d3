"""Small editions by hand: what counts as changed, and what is never told."""

import pytest

from kinerja_lib.privacy.withholding import WITHHELD
from kinerja_lib.reporting.compare.numbers import CHANGED, GONE, NEW, compare_editions
from kinerja_lib.reporting.compare.snapshot import SentenceCopy, Snapshot, TableCopy


def column(name, role="value", **more):
    return {"name": name, "role": role, "label": name.title(), "unit": "", "decimals": 1,
            "decimals_from": "", **more}  # fmt: skip


def table(*rows, id="unit", place="body", fold=False, columns=None):
    columns = columns or (column("unit", "key"), column("n", "n"), column("rerata"))
    return TableCopy(id, f"Tabel {id}", place, fold, tuple(columns), rows)


def edition(*tables, sentences=()):
    return Snapshot({t.id: t for t in tables}, {s.id: s for s in sentences})


def told(changes):
    return [(c.kind, c.table, c.row, c.column, c.old, c.new) for c in changes.numbers]


def test_changed_new_and_gone_by_row_and_column():
    old = edition(table(("A", "12", "3.5"), ("B", "20", "2.0")))
    new = edition(table(("C", "15", "4.0"), ("A", "12", "3.75")))
    changes = compare_editions(old, new)
    assert told(changes) == [
        (CHANGED, "unit", "A", "rerata", "3.5", "3.75"),
        (NEW, "unit", "C", "n", "", "15"),
        (NEW, "unit", "C", "rerata", "", "4.0"),
        (GONE, "unit", "B", "n", "20", ""),
        (GONE, "unit", "B", "rerata", "2.0", ""),
    ]
    assert changes.numbers[0].difference == 0.25


def test_another_order_or_writing_is_no_change():
    old = edition(table(("A", "12", "3.5"), ("B", "20", "2.0")))
    new = edition(table(("B", "20.0", "2"), ("A", "12", "3.50")))
    assert not compare_editions(old, new)


@pytest.mark.parametrize(("new", "told"), [("3.5000000000001", False), ("3.50000002", True)])
def test_rounding_of_other_packages_is_no_change(new, told):
    old = edition(table(("A", "12", "3.5")))
    assert bool(compare_editions(old, edition(table(("A", "12", new))))) is told


def test_rows_of_one_name_are_told_apart_by_their_order():
    old = edition(table(("A", "12", "1"), ("A", "13", "2")))
    new = edition(table(("A", "12", "1"), ("A", "13", "5")))
    assert told(compare_editions(old, new)) == [(CHANGED, "unit", "A (2)", "rerata", "2", "5")]


@pytest.mark.parametrize("sides", [("3.5", WITHHELD), (WITHHELD, "3.5"), (WITHHELD, WITHHELD)])
def test_what_either_edition_protects_is_never_told(sides):
    before, after = sides
    old, new = edition(table(("A", "12", before))), edition(table(("A", "12", after)))
    assert not compare_editions(old, new)
    gone = compare_editions(edition(table(("A", WITHHELD, WITHHELD))), edition(table()))
    assert not gone


def test_a_protected_sentence_is_never_told():
    says = SentenceCopy("k", "naik", "Naik 3.", "lead", {"x": ("3.0", "", "", "")}, "12")
    hidden = SentenceCopy("k", WITHHELD, "Tidak ditampilkan", "lead", {"x": ("10.0", "", "", "")})
    for pair in ((says, hidden), (hidden, says)):
        old, new = (edition(sentences=[s]) for s in pair)
        assert not compare_editions(old, new)


def test_an_empty_cell_that_fills_is_new_and_a_verdict_can_change():
    columns = (column("unit", "key"), column("kelas", "verdict"), column("x"))
    old = edition(table(("A", "sesuai", ""), columns=columns))
    new = edition(table(("A", "di luar", "7"), columns=columns))
    assert told(compare_editions(old, new)) == [
        (CHANGED, "unit", "A", "kelas", "sesuai", "di luar"),
        (NEW, "unit", "A", "x", "", "7"),
    ]


def test_the_first_screen_comes_first_and_folded_tables_last():
    def one(value):
        return edition(
            table(("A", "12", value), id="lipat", fold=True),
            table(("A", "12", value), id="isi"),
            table(("A", "12", value), id="layar", place="glance"),
            sentences=[SentenceCopy("j", "x", value, "answer", {"x": (value, "", "", "")})],
        )

    changes = compare_editions(one("1"), one("2"))
    assert [c.table for c in changes.numbers] == ["layar", "j", "isi", "lipat"]


def test_lists_of_people_and_of_files_are_left_out():
    people = (column("nama", "key"), column("nip", "person"), column("x"))
    old = edition(table(("A", "1", "1"), id="orang", columns=people),
                  table(("a.csv", "1", "1"), id="berkas", place="lineage"))  # fmt: skip
    new = edition(table(("A", "1", "2"), id="orang", columns=people),
                  table(("a.csv", "1", "2"), id="berkas", place="lineage"))  # fmt: skip
    assert not compare_editions(old, new)


def test_sentences_tell_outcome_before_words_and_words_only_in_one_language():
    def pair(outcome, text, other):
        words = SentenceCopy("b", "tetap", other, "text", {})
        return edition(sentences=[words, SentenceCopy("a", outcome, text, "lead", {})])

    old, new = pair("naik", "Naik.", "Satu."), pair("turun", "Turun.", "Dua.")
    changes = compare_editions(old, new).sentences
    assert [(c.id, c.other_outcome) for c in changes] == [("a", True), ("b", False)]
    (only,) = compare_editions(old, new, same_language=False).sentences
    assert (only.old_outcome, only.new_outcome) == ("naik", "turun")
