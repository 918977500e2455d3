"""The journalist with a pencil: what he finds by hand, and that the attack of the kit finds it too.

Each case is a way to give a withheld number away. The two share no code.
"""

import ast
from pathlib import Path

import pytest

from kinerja_lib.reporting.attack.publications import find_publications
from kinerja_lib.reporting.attack.trial import attack_region
from tests.oracle.by_hand import attack_by_hand
from tests.small_root import PRIMARY, SAFE, UNITS, SmallRoot, SmallTable, classes


@pytest.fixture
def root(tmp_path):
    return SmallRoot(tmp_path / "reports")


def by_hand(root):
    effort = attack_by_hand(root.out)["andir"]
    return {(g.period, g.table, g.row, g.column): g for g in effort.given}


def by_the_kit(root):
    trial = attack_region("andir", find_publications(root.out).publications)
    return {(o.period, o.table, o.row, o.column): o for o in trial.outcomes if o.fails}


def test_he_shares_no_code_with_the_kit():
    for path in Path(__file__).parent.glob("*.py"):
        if not path.name.startswith("test_"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
            names += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
            assert not [name for name in names if name.startswith(("kinerja_lib", "scipy"))]


def row_subtraction(root):
    root.publish("2026-01", classes(PRIMARY))
    return ("2026-01", "kelas", "Dinas D", "lain"), 3


def another_table(root):
    root.publish("2026-01", classes(SAFE))
    names = {"unit": "key", "pegawai": "n", "baik sekali": "count"}
    rows = [[u, n, sb] for u, n, sb, _b, _x in UNITS]
    others = {"unit": "key", "orang": "n", "baik": "count"}
    more = [[u, n, b] for u, n, _sb, b, _x in UNITS]
    root.publish("2026-01", SmallTable("satu", names, rows), report="satu")
    root.publish("2026-01", SmallTable("dua", others, more), report="dua")
    return ("2026-01", "kelas", "Dinas D", "lain"), 3


def total_row(root):
    total = ["semua", *(sum(row[i] for row in UNITS) for i in range(1, 5))]
    hidden = {(3, "lain"), (3, "b"), (3, "sb")}  # E is not withheld: 4 is let through
    root.publish("2026-01", classes(hidden, rows=[total, *UNITS], name="jumlah"))
    rows = [total, *UNITS]
    root.publish("2026-01", classes({(4, "lain"), (4, "b"), (4, "sb")}, rows=rows))
    return ("2026-01", "kelas", "Dinas D", "lain"), 3


def share_of_n(root):
    roles = {"unit": "key", "n": "n", "lain": "count", "persen": ("value", "%")}
    rows = [[u, n, x, 100 * x / n] for u, n, _sb, _b, x in UNITS]
    rows += [["Dinas G", 50, 20, 40.0], ["Dinas H", 25, 11, 44.0]]
    root.publish("2026-01", SmallTable("bagian", roles, rows, PRIMARY))
    return ("2026-01", "bagian", "Dinas D", "lain"), 3


def a_replaced_version(root):
    root.publish("2026-01", classes())
    root.publish("2026-01", classes(SAFE))
    return ("2026-01", "kelas", "Dinas D", "lain"), 3


def another_month(root):
    roles = {"triwulan": "key", "n": "n", "pria": "n", "sb": "count", "b": "count", "k": "count"}
    rows = [[f"TW I 20{y}", 80 + y, 40, 30 + y, 46, 4] for y in range(20, 23)]
    rows += [[f"TW I 20{y}", 80 + y, 40, 30 + y, 38, 12] for y in range(23, 26)]
    hidden = {(i, c) for i in range(3) for c in ("k", "b")}
    root.publish("2026-01", SmallTable("riwayat", roles, rows, hidden))
    root.publish("2026-02", SmallTable("riwayat", roles, rows, hidden - {(2, "b")}))
    return ("2026-01", "riwayat", "TW I 2022", "k"), 4


WAYS = [row_subtraction, another_table, total_row, share_of_n, a_replaced_version, another_month]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_both_attackers_recover_it(root, way):
    place, truth = way(root)
    pencil = by_hand(root)[place]
    assert (pencil.outcome, pencil.low, pencil.high) == ("recovered", truth, truth)
    found = by_the_kit(root)[place]
    assert (found.outcome, found.low) == ("recovered", truth)


def test_both_find_the_one_who_changed_units(root):
    more = [(f"Dinas {c}", 40 + i, 15 + i, 25, 0) for i, c in enumerate("GHIJ")]
    later = [list(row) for row in (*UNITS, *more)]
    later[0][1:4], later[1][1:4] = [59, 19, 40], [46, 16, 30]  # one of `sb` from A to B
    root.publish("2026-01", classes(SAFE, rows=(*UNITS, *more)))
    assert by_hand(root) == {}
    root.publish("2026-02", classes(SAFE, rows=later))
    place = ("2026-02", "kelas", "Dinas A", "sb")
    assert by_hand(root)[place].outcome == by_the_kit(root)[place].outcome == "compared"


def test_neither_finds_anything_in_rows_withheld_whole(root):
    root.publish("2026-01", classes(SAFE))
    root.publish("2026-02", classes(SAFE))
    assert by_hand(root) == by_the_kit(root) == {}


def test_he_is_told_when_he_is_wrong(root):
    """Where the numbers of a row do not add up, the ledger says that his guess is not the truth."""
    rows = [list(row) for row in UNITS]
    rows[3] = ["Dinas D", 41, 13, 24, 3]  # one person is in no class
    root.publish("2026-01", classes(PRIMARY, rows=rows))
    effort = attack_by_hand(root.out)["andir"]
    assert effort.wrong == 1
    assert ("Dinas D", "lain") not in {(g.row, g.column) for g in effort.given}
