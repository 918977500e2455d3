"""The gate withholds what would give a withheld count away, in one table or between many."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_lib.privacy import gate
from kinerja_lib.privacy.attack import attack
from kinerja_lib.privacy.gate import Ruling, find_open, rule_on
from kinerja_lib.privacy.linking import link_sheets
from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.published import Published
from kinerja_lib.privacy.quotes import make_quotes
from kinerja_lib.privacy.sheets import Sheet, SheetColumn, sheet_from_json
from tests.published_sheets import counts_sheet

UNITS = ["A", "B", "C", "D", "E"]
RESULTS = {
    "n": [30, 41, 25, 60, 52],
    "sb": [4, 11, 0, 20, 13],
    "b": [26, 30, 25, 30, 27],
    "k": [0, 0, 0, 10, 12],
}


def table(**details):
    return counts_sheet("hasil", UNITS, RESULTS, **details)


def after(sheets, ruling):
    """Give the sheets as they are published."""
    done = []
    for place, sheet in enumerate(sheets):
        columns = {
            name: SheetColumn(
                c.role, c.values,
                tuple(h or (place, r, name) in ruling.withheld for r, h in enumerate(c.hidden)),
            )
            for name, c in sheet.columns.items()
        }  # fmt: skip
        done.append(Sheet(sheet.report, sheet.table, sheet.keys, sheet.rows, columns, 10))
    return done


def test_a_class_that_n_gives_back_takes_another_with_it():
    ruling = rule_on([table()], None)
    assert ruling.withheld == {(0, 0, "b"): "komplementer"}
    assert not ruling.refused


def test_two_small_classes_below_each_other_take_a_third_along():
    # 410 - 263 - 144 = 3 people in two classes: without another cell each of them is 0 to 3
    moves = {"pegawai": [1, 2, 263, 144], "n": [410] * 4}
    sheet = counts_sheet("perjalanan", ["naik", "turun", "tetap", "belum"], moves)
    ruling = rule_on([sheet], None)
    assert list(ruling.withheld) in ([(0, 2, "pegawai")], [(0, 3, "pegawai")])
    linked, given = find_open(after([sheet], ruling), None)
    assert given == [] and not ruling.refused
    assert all(found.high >= 10 for found in attack(linked.system) if not found.fails)


def test_a_small_count_that_a_signed_exception_shows_is_not_withheld_again():
    flags = {"belum": SheetColumn("count", (35.0, 4.0, 60.0), (False,) * 3, signed=frozenset({1})),
             "n": SheetColumn("n", (413.0,) * 3, (False,) * 3)}  # fmt: skip
    sheet = Sheet("r", "mutu", ("periksa",), (("a",), ("b",), ("c",)), flags, 10)
    assert rule_on([sheet], None) == Ruling()
    assert sheet_from_json(sheet.to_json()) == sheet
    unsigned = {**flags, "belum": SheetColumn("count", (35.0, 4.0, 60.0), (False,) * 3)}
    again = Sheet("r", "mutu", ("periksa",), sheet.rows, unsigned, 10)
    assert (0, 1, "belum") in rule_on([again], None).withheld


def test_nothing_is_withheld_where_nothing_is_small():
    columns = {name: values[3:] for name, values in RESULTS.items()}
    assert rule_on([counts_sheet("hasil", UNITS[3:], columns)], None).withheld == {}


def test_the_same_number_in_another_report_is_not_shown_either():
    other = counts_sheet("predikat", UNITS, {"Baik": RESULTS["b"]}, report="lain")
    published = Published("1", "2026", tuple(after([table()], rule_on([table()], None))))
    ruling = rule_on([other], None, [published])
    assert ruling.withheld == {(0, 0, "Baik"): "komplementer"}


def test_what_another_report_shows_cannot_protect_and_another_cell_must():
    other = counts_sheet("predikat", UNITS, {"Baik": RESULTS["b"]}, report="lain")
    ruling = rule_on([table()], None, [Published("1", "2026", (other,))])
    assert ruling.withheld[0, 0, "n"] == "komplementer"
    assert not ruling.refused
    assert not ruling.others


def test_what_two_other_reports_give_away_is_refused():
    shown = counts_sheet("predikat", UNITS, {"Baik": RESULTS["b"], "dari": RESULTS["n"]},
                         report="lain")  # fmt: skip
    ruling = rule_on([table()], None, [Published("1", "2026", (shown,))])
    assert (0, 0, "sb") in ruling.refused


def test_a_row_that_stands_as_before_is_shown_as_before():
    first = after([table()], rule_on([table()], None))
    ruling = rule_on([table()], None, earlier=[Published("1", "2025", tuple(first))])
    assert ruling.withheld == {(0, 0, "b"): "komplementer"}
    other = [
        Sheet(s.report, s.table, s.keys, s.rows,
              {**s.columns, "b": SheetColumn("count", s.columns["b"].values, (False,) * 5),
               "n": SheetColumn("n", s.columns["n"].values, (True, *(False,) * 4))}, 10)
        for s in first
    ]  # fmt: skip
    ruling = rule_on([table()], None, earlier=[Published("1", "2025", tuple(other))])
    assert ruling.withheld[0, 0, "n"] == "komplementer"
    assert ruling.withheld[0, 0, "b"] == "turunan"


@pytest.mark.parametrize(
    ("names", "period", "free"), [(UNITS, "2026-02", True), (UNITS, "2026-01", False),
                                  ([f"{2020 + i}" for i in range(5)], "2026-02", False)],
)  # fmt: skip
def test_readers_know_a_row_as_it_was_only_where_it_names_its_year_or_period(names, period, free):
    # With n shown as it was and only three classes, SB 4, B 8, K 1 of 13 cannot be protected.
    columns = {name: values[3:] + values[3:] + [0] for name, values in RESULTS.items()}
    row = {"n": 13, "sb": 4, "b": 8, "k": 1}
    sheet = counts_sheet("hasil", names, {n: [*v[:4], row[n]] for n, v in columns.items()},
                         hidden=[(4, "sb"), (4, "b"), (4, "k")])  # fmt: skip
    ruling = rule_on([sheet], None, earlier=[Published("1", "2026-01", (sheet,))], period=period)
    assert ((0, 4, "n") in ruling.withheld) is free
    assert bool(ruling.refused) is not free


def test_a_difference_with_an_earlier_run_is_protected_like_a_small_count():
    ruling = rule_on([table()], None, differences=[(0, 3, "sb")])
    assert ruling.withheld[0, 3, "sb"] == "pembedaan"
    assert sum(a[1] == 3 for a in ruling.withheld) > 1


def test_a_head_count_protects_nothing_since_everybody_knows_it():
    people = People({"A": frozenset(map(str, range(30)))}, {})
    other = counts_sheet("predikat", UNITS, {"Baik": RESULTS["b"]}, report="lain")
    ruling = rule_on([table()], people, [Published("1", "2026", (other,))])
    assert (0, 0, "sb") in ruling.refused


def test_figures_of_a_row_without_its_n_are_withheld():
    sheet = table(hidden=[(1, "n")])
    columns = {**sheet.columns, "rerata": SheetColumn("value", (1.0,) * 5, (False,) * 5)}
    ruling = rule_on([Sheet("r", "hasil", sheet.keys, sheet.rows, columns, 10)], None)
    assert ruling.withheld[0, 1, "rerata"] == "turunan"


def test_a_share_that_gives_a_small_count_back_is_withheld():
    sheet = counts_sheet("butir", ["1", "2", "3"], {"n": [200, 200, 400]})
    shares = SheetColumn("share", (3.0, 10.5, 20.0), (False,) * 3)
    full = Sheet("r", "butir", sheet.keys, sheet.rows, {**sheet.columns, "persen": shares}, 10)
    assert rule_on([full], None).withheld == {(0, 0, "persen"): "jumlah"}


FEW = counts_sheet("dialog", UNITS, {"n": [30, 41, 25, 60, 52], "sudah": [28, 31, 25, 51, 12]})


def test_the_few_who_are_not_in_a_count_are_protected_like_a_class_of_their_own():
    ruling = rule_on([FEW], None)
    assert ruling.withheld == {(0, 0, "sudah"): "komplementer", (0, 3, "sudah"): "komplementer"}
    assert not ruling.refused
    assert not find_open(after([FEW], ruling), None)[1]
    linked, given = find_open([FEW], None)
    assert [linked.place_of(name) for name in given] == [(0, 0, "sudah"), (0, 3, "sudah")]


def test_half_of_a_small_unit_is_protected_though_another_report_shows_its_n():
    # 5 of 12, n known: a reader in the class with a colleague knows 2 to 12, one who is not 0 to 10
    sheet = counts_sheet("bimbingan", UNITS[:3], {"n": [12, 41, 25], "langkah": [5, 31, 12]})
    other = counts_sheet("kursi", UNITS[:3], {"n": [12, 41, 25], "lain": [12, 3, 0]}, report="lain")
    ruling = rule_on([sheet], None, [Published("1", "2026", (other,))])
    assert sheet.columns["langkah"].hidden[0] and not ruling.refused
    assert (0, 0, "n") not in ruling.withheld


def test_a_count_that_another_report_withholds_is_not_told():
    other = counts_sheet("lain", UNITS, {"n": FEW.columns["n"].values, "ya": [28, 31, 25, 51, 12]},
                         report="lain", hidden=[(0, "ya"), (3, "ya")])  # fmt: skip
    linked = link_sheets([FEW, other], fixed=[(1, row, c) for row in range(5) for c in ("n", "ya")])
    assert [linked.place_of(name)[1] for name in linked.rests] == [0, 3]
    ruling = rule_on([FEW], None, [Published("1", "2026", (other,))])
    assert {(0, 0, "sudah"), (0, 3, "sudah")} <= set(ruling.withheld) and not ruling.refused


def test_a_share_tells_of_the_few_who_are_not_in_it():
    size = FEW.columns["n"]
    share = tuple(
        100.0 * v / n for v, n in zip(FEW.columns["sudah"].values, size.values, strict=True)
    )
    shares = {"n": size, "persen": SheetColumn("share", share, (False,) * 5)}
    ruling = rule_on([Sheet("r", "dialog", FEW.keys, FEW.rows, shares, 10)], None)
    assert set(ruling.withheld) == {(0, 0, "persen"), (0, 3, "persen")}


def test_few_whom_readers_have_seen_before_stop_nothing():
    ruling = rule_on([FEW], None, earlier=[Published("1", "2025", (FEW,))], period="2025")
    assert not ruling.withheld and not ruling.refused
    other = Sheet(
        "lain", *[getattr(FEW, n) for n in ("table", "keys", "rows", "columns", "minimum")]
    )
    ruling = rule_on([FEW], None, [Published("1", "2026", (other,))])
    assert not ruling.refused and not ruling.others


def test_a_sheet_is_the_same_after_the_ledger():
    sheet = table(hidden=[(1, "n")])
    assert sheet_from_json(sheet.to_json()) == sheet


@pytest.mark.parametrize("seed", range(8))
def test_units_and_totals_give_nothing_away(seed):
    rng = np.random.default_rng(seed)
    inner = np.stack([rng.multinomial(n, [0.08, 0.6, 0.2, 0.12]) for n in rng.integers(12, 70, 12)])
    names = [f"Unit {i}" for i in range(12)]
    classes = dict(zip("abcd", inner.T.tolist(), strict=True))
    units = counts_sheet("unit", names, {"n": inner.sum(axis=1).tolist(), **classes})
    total = inner.sum(axis=0)
    whole = counts_sheet("semua", ["2026", "2025"], {
        "n": [int(total.sum()), 500],
        **{c: [int(v), 125] for c, v in zip("abcd", total, strict=True)},
    })  # fmt: skip
    sheets = [units, whole]
    ruling = rule_on(sheets, None)
    assert not ruling.refused
    published = after(sheets, ruling)
    assert not find_open(published, None)[1]
    linked = link_sheets(published)
    assert not [e for e in attack(linked.system, linked.system.hidden()) if e.fails]
    assert find_open(sheets, None)[1], "without the gate something is given away"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=3, max_size=6))
def test_every_small_table_is_safe_or_refused(rows):
    inner = np.array(rows)
    names = [f"U{i}" for i in range(len(rows))]
    columns = {"n": inner.sum(axis=1).tolist(), "a": inner[:, 0].tolist(),
               "b": inner[:, 1].tolist(), "c": inner[:, 2].tolist()}  # fmt: skip
    ruling = rule_on([counts_sheet("hasil", names, columns)], None)
    assert not ruling.refused
    assert not find_open(after([counts_sheet("hasil", names, columns)], ruling), None)[1]


CLASSES = ("Sangat Baik", "Baik", "Di bawah Baik")


def long_sheet(values, *, n=384):
    """Make the table of a figure of one period: its classes in rows, with the same n."""
    columns = {
        "jumlah": SheetColumn("count", tuple(map(float, values)), (False,) * len(values)),
        "n": SheetColumn("n", (float(n),) * len(values), (False,) * len(values)),
    }
    rows = tuple((name, "Juli 2026") for name in CLASSES)
    return Sheet("r", "gambar", ("kelompok", "nama"), rows, columns, 10)


def test_a_figure_of_a_single_period_shows_no_class_that_protects_another():
    """By hand: 384 = 106 + 250 + 24 + k + sk, and the figure shows 106, 250 and 28."""
    wide = counts_sheet("hasil-periode", ["Juli 2026", "2024", "2025"],
                        {"n": [384, 372, 409], "sb": [106, 93, 113], "b": [250, 233, 253],
                         "bp": [24, 39, 40], "k": [3, 7, 3], "sk": [1, 0, 0]})  # fmt: skip
    ruling = rule_on([wide, long_sheet((106, 250, 28))], None)
    assert not ruling.refused
    done = after([wide, long_sheet((106, 250, 28))], ruling)
    assert not find_open(done, None)[1]
    hidden = {name for name, c in done[0].columns.items() if c.hidden[0]}
    assert hidden == {"bp", "k", "sk"}


def test_rows_with_one_n_that_are_its_classes_are_a_sum():
    habits = counts_sheet("pola", ["longgar", "ketat", "halo", "tidak", "tanpa"],
                          {"n": [29, 29, 29, 29, 530], "penilai": [4, 3, 3, 19, 501]})  # fmt: skip
    ruling = rule_on([habits], None)
    assert (0, 3, "penilai") in ruling.withheld


def made_by_few(hidden):
    """Give 16 people of whom 12 fall short by 14 levels, beside 4 who do not."""
    columns = {"n": [16, 40], "kurang": [12, 20]}
    counts = counts_sheet("t", ["A", "B"], columns, hidden=[(0, "kurang")])
    mean = SheetColumn("value", (14 / 16, 0.75), (hidden, False), made_by="kurang")
    return replace(counts, columns={**counts.columns, "rerata": mean})


def test_what_people_alone_make_up_is_withheld_with_their_number():
    ruling = rule_on([made_by_few(hidden=False)], None)
    assert ruling.withheld == {(0, 0, "rerata"): "turunan"}


def test_a_mean_times_n_bounds_the_people_who_make_it_up():
    def most(hidden):
        linked = link_sheets([made_by_few(hidden=hidden)])
        return linked.system[linked.names[0, 0, "kurang"]].high

    assert (most(hidden=False), most(hidden=True)) == (14, 16)


def test_a_total_that_a_sentence_states_is_known():
    groups = counts_sheet("rumpun", UNITS, {"n": [103, 92, 74, 115, 4]}, hidden=[(4, "n")])
    assert rule_on([groups], None).withheld == {}
    quotes = make_quotes("r", [(388.0, ())], 10)
    ruling = rule_on([groups], None, [Published("", "2026", quotes)])
    assert len(ruling.withheld) == 1
    assert not ruling.refused


def test_a_number_withheld_for_those_who_moved_stands_nowhere_else():
    def means(table, keys, rows, names):
        columns = {name: SheetColumn("value", tuple(values), (False,) * len(rows))
                   for name, values in names.items()}  # fmt: skip
        columns["n"] = SheetColumn("n", (276.0,) * len(rows), (False,) * len(rows))
        return Sheet("r", table, keys, rows, columns, 10)

    whole = means("skor", ("skala",), (("Rutinitas",), ("Emosi",)), {"rerata": [2.7051, 2.8324]})
    units = means("unit", ("unit", "skala"), (("Dinas A", "Rutinitas"), ("Dinas B", "Rutinitas"),
                                              ("Dinas A", "Emosi")),
                  {"susut": [2.7051, 2.6, 2.7051], "low": [2.6, 2.5, 2.6],
                   "high": [2.8102, 2.7, 2.8102]})  # fmt: skip
    ruling = rule_on([whole, units], None, differences=[(0, 0, "rerata")])
    assert {a: why for a, why in ruling.withheld.items() if a[0] == 1} == {
        (1, 0, name): "turunan" for name in ("susut", "low", "high")
    }


def test_a_class_of_all_that_goes_with_its_row_is_protected_too(monkeypatch):
    """By hand: the n of a group goes, and 96 of 96 with it; but 96 = 177 - 57 - 24 stays known."""
    short = {"1": [96, 60, 31], "2": [57, 58, 30], "3": [24, 23, 62]}
    sizes = {"1": [96, 99, 99], "2": [75, 75, 75], "3": [95, 95, 95]}
    names = ["Integritas", "Kerja sama", "Komunikasi"]
    cells = [(g, k, short[g][i], sizes[g][i]) for g in short for i, k in enumerate(names)]
    shown = (False,) * len(cells)
    columns = {
        "persen": SheetColumn("share", tuple(100 * s / n for _g, _k, s, n in cells), shown),
        "n": SheetColumn("n", tuple(float(n) for *_rest, n in cells), shown),
        "n_kelompok": SheetColumn("n", tuple(float(sizes[g][2]) for g, *_r in cells), shown),
    }
    keys = tuple((g, k) for g, k, _s, _n in cells)
    groups = Sheet("r", "profil", ("kelompok", "kompetensi"), keys, columns, 10)
    totals = [sum(short[g][i] for g in short) for i in range(3)]
    total = counts_sheet("kompetensi", names, {"n": [266, 269, 269], "kurang": totals})
    plans = [SimpleNamespace(withheld=frozenset({"0:0:n_kelompok"}))]
    real = gate.plan_withholding
    monkeypatch.setattr(gate, "plan_withholding", lambda s: plans.pop() if plans else real(s))
    ruling = rule_on([groups, total], None)
    assert ruling.withheld[0, 0, "persen"] == "turunan"
    assert len(ruling.withheld) > 2  # another number of the sum, or the sum
    assert not ruling.refused


def courses():
    """Courses of which all is withheld: who took part, who has both values, who lacks one."""
    numbers = {
        "n": [35, 36, 36, 36, 36],
        "pasangan": [34, 32, 31, 33, 35],
        "tanpa": [1, 4, 5, 3, 1],
    }
    every = [(row, name) for row in range(5) for name in numbers]
    return counts_sheet("dampak", UNITS, numbers, hidden=every)


@pytest.mark.parametrize(
    "stated",
    [
        pytest.param([(179.0, ()), (165.0, (100.0,))], id="two totals of people"),
        pytest.param([(179.0, (14.0,))], id="a total and a count of it"),
    ],
)
def test_sentences_whose_numbers_bound_withheld_counts_are_withheld(stated):
    """By hand: 179 - 165 = 14 in five classes of at least one each leaves at most ten values."""
    quotes = make_quotes("r", stated, 10)
    ruling = rule_on([courses(), *quotes], None)
    assert not ruling.refused
    assert {place for place, _row, _name in ruling.withheld} == {1}
    done = after([courses(), *quotes], ruling)
    assert not any(found.fails for found in attack(link_sheets(done).system))


def test_a_run_is_refused_where_a_sentence_published_before_bounds_its_counts():
    """The attack takes a total of one number for what it may be; so does the gate in the end."""
    quotes = make_quotes("other", [(1179.0, ()), (1165.0, ())], 10)
    numbers = {"n": [235, 236, 236, 236, 236], "pasangan": [234, 232, 231, 233, 235],
               "tanpa": [1, 4, 5, 3, 1]}  # fmt: skip
    every = [(row, name) for row in range(5) for name in numbers]
    sheet = counts_sheet("dampak", UNITS, numbers, hidden=every)
    ruling = rule_on([sheet], None, [Published("", "2026", quotes)])
    linked = link_sheets([sheet, *quotes])
    assert {found.id for found in attack(linked.system) if found.fails}
    assert {name for _place, _row, name in ruling.refused} == {"tanpa"}


def test_the_largest_of_a_column_bounds_others_only_where_it_is_shown():
    """By hand: four of 464 with 116 each; nobody who sees only 464 knows that none has 117."""

    def most(hidden):
        counts = counts_sheet("t", UNITS[:4], {"n": [116, 116, 116, 116]}, hidden=hidden)
        return link_sheets([counts]).system.cells[0].high

    assert most([]) == most([(0, "n")]) == 116
    assert most([(row, "n") for row in range(4)]) == 232
