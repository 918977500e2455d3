"""Groups of staff, states of stages, order, coverage and units, counted by hand."""

import datetime as dt

import pandas as pd
import pytest

from kinerja_lib.performance.cycle.figures import chart_funnel
from kinerja_lib.performance.cycle.findings import (
    find_answers,
    find_heading,
    find_order,
    find_requests,
)
from kinerja_lib.performance.cycle.method import trace
from kinerja_lib.performance.cycle.people import group_staff, in_force
from kinerja_lib.performance.cycle.report_findings import find_dialogue, find_reports
from kinerja_lib.performance.cycle.review import CycleLimits, review_cycle
from kinerja_lib.performance.cycle.tables import (
    tabulate_coverage,
    tabulate_dialogue,
    tabulate_durations,
    tabulate_people,
    tabulate_units,
)
from kinerja_lib.privacy.withholding import withhold_block
from kinerja_lib.publish.phrases import name_people, percent_quantity
from kinerja_lib.tables.choices import STAGES
from tests.performance.cycle_evidence import make_evidence, people, unit

TW3 = "2026-TW3"
DEADLINES = ["2026-07-10", "2026-09-12", "2026-09-17", "2026-09-22", "2026-09-26", "2026-09-30"]
STARTS = ["2026-07-01", "2026-07-11", "2026-09-13", "2026-09-18", "2026-09-23", "2026-09-27"]
CALENDAR = [
    {"periode": TW3, "tahap": stage, "mulai": start, "selesai": end}
    for stage, start, end in zip(STAGES, STARTS, DEADLINES, strict=True)
]


def stages(nip, *dates, period=TW3):
    """Records of the first stages; None is a record without a date."""
    return [
        {"nip": nip, "periode": period, "tahap": stage, "tanggal": date}
        for stage, date in zip(STAGES, dates, strict=False)
    ]


def evidence(tahap, **more):
    nips = dict.fromkeys(row["nip"] for row in tahap)
    tables = {"pegawai": people(*nips), "unit": [unit()], "kalender": CALENDAR, "tahap": tahap}
    return make_evidence(**tables | more)


def review(tahap, late_share=50.0, smallest=1, **more):
    return review_cycle(evidence(tahap, **more), CycleLimits(late_share, smallest))


def test_each_group_of_staff_by_its_rule():
    def one(code, **more):
        return people(code, **more)[0]

    staff = [
        one("first-day", tmt_pegawai="2026-07-01"),
        one("new", tmt_pegawai="2026-07-02"),
        one("later", tmt_pegawai="2026-10-01"),
        one("leave", status_kerja="cuti", sejak="2026-09-30"),
        one("leave-later", status_kerja="cuti", sejak="2026-10-01"),
        one("leave-undated", status_kerja="cuti"),
        one("study", status_kerja="tugas belajar", sejak="2025-01-01"),
        one("gone-before", status_kerja="pensiun", sejak="2026-06-30"),
        one("gone-within", status_kerja="pensiun", sejak="2026-07-01"),
        one("gone-after", status_kerja="pensiun", sejak="2026-10-01"),
        one("moved"),
        one("moved-first-day"),
        one("acting"),
        one("no-state", status_kerja=None),
    ]

    def post(nip, place, start, status="definitif"):
        return {"nip": nip, "unit_id": place, "mulai": start, "status": status, "jabatan_id": "J"}

    posts = [
        *(post("moved", "U0", "2020-01-01"), post("moved", "U1", "2026-08-01")),
        *(post("moved-first-day", "U0", "2020-01-01"), post("moved-first-day", "U1", "2026-07-01")),
        *(
            post("acting", "U1", "2020-01-01"),
            post("acting", "U2", "2026-08-01", "pelaksana tugas"),
        ),
    ]
    found = group_staff(make_evidence(pegawai=staff, riwayat_jabatan=posts), TW3)
    assert dict(found["kelompok"]) == {
        "first-day": "aktif sepanjang periode",
        "new": "baru diangkat",
        "leave": "cuti",
        "leave-later": "aktif sepanjang periode",
        "leave-undated": "cuti",
        "study": "tugas belajar",
        "gone-within": "keluar",
        "gone-after": "aktif sepanjang periode",
        "moved": "pindah unit",
        "moved-first-day": "aktif sepanjang periode",
        "acting": "aktif sepanjang periode",
        "no-state": "aktif sepanjang periode",
    }
    assert list(found.index[found["tanpa_status"]]) == ["no-state"]


def test_plans_in_force_share_a_day_with_the_period():
    periods = pd.Series(["2026", "2025", "2026-TW3", "2026-TW4", "2026-08", "2026-S2", None])
    assert list(in_force(periods, TW3)) == [True, False, True, False, True, True, False]


ON_TIME = ["2026-07-05", "2026-09-01", "2026-09-15", "2026-09-20"]


def test_every_state_of_a_stage():
    rows = [
        *stages("ok", *ON_TIME),
        *stages("late", "2026-07-11", "2026-09-12"),
        *stages("open", "2026-07-10", None, None, None, None, None),
        *stages("ahead", *ON_TIME, "2026-10-01"),
    ]
    found = review(rows).states.set_index(["nip", "tahap"])["keadaan"]
    first = ["selesai tepat waktu", "selesai terlambat", "selesai tepat waktu"]
    assert list(found[:, "rencana"][["ok", "late", "open"]]) == first
    assert found["late", "pelaksanaan"] == "selesai tepat waktu"  # on the day of the deadline
    assert found["open", "umpan balik"] == "lewat tenggat"
    assert found["open", "tindak lanjut"] == "belum jatuh tempo"  # due on the day of the data
    assert found["late", "penilaian diri"] == "tanpa catatan"  # which is not "not completed"
    assert found["ahead", "umpan balik"] == "lewat tenggat"  # a date to come is no completion


def test_the_funnel_counts_people_who_completed_everything_before():
    rows = [
        *stages("a", *ON_TIME, "2026-09-25", "2026-09-29"),
        *stages("b", "2026-07-05", None, "2026-09-15", "2026-09-20"),
        *stages("c", "2026-07-05"),
    ]
    table = review(rows).funnel.set_index("tahap")
    assert list(table["tuntas"]) == [3, 1, 1, 1, 1, 1]
    assert list(table["selesai"]) == [3, 1, 2, 2, 1, 1]
    assert (table["pegawai"] == 3).all() and table.loc["pelaksanaan", "tanpa catatan"] == 1


def test_time_in_a_stage_counts_the_open_as_running_and_leaves_reversed_dates_out():
    rows = [
        *stages("a", "2026-07-05", "2026-07-15"),
        *stages("b", "2026-07-05", "2026-07-25"),
        *stages("c", "2026-07-05", None),
        *stages("d", "2026-07-05", "2026-07-01"),
    ]
    table = review(rows).durations.set_index("tahap")
    # pelaksanaan: 10 and 20 days, one running for 87; S = 2/3 at 10, 1/3 at 20
    row = table.loc["pelaksanaan"]
    assert tuple(row[["n", "berjalan", "terbalik"]]) == (3, 1, 1)
    assert (row["q1"], row["median"]) == (10.0, 20.0) and pd.isna(row["q3"])
    assert row["rencana"] == 64  # 10 July to 12 September
    assert table.loc["rencana", "median"] == 4.0  # from the start of the calendar, 1 July


def test_dates_out_of_order_in_every_period_of_the_year():
    rows = [
        *stages("a", "2026-07-05", "2026-09-01", "2026-09-21", "2026-09-20"),
        *stages("a", "2026-04-09", "2026-04-08", period="2026-TW2"),
        *stages("b", *ON_TIME, period="2026-TW4"),
        *stages("b", "2025-07-05", "2025-07-01", period="2025-TW3"),
    ]
    found = review(rows).reversed
    assert [
        tuple(row) for row in found[["nip", "periode", "sebelum", "sesudah", "hari"]].values
    ] == [
        ("a", "2026-TW3", "penilaian diri", "penilaian atasan", 1),
        ("a", "2026-TW2", "rencana", "pelaksanaan", 1),
    ]


def test_the_focus_falls_back_to_the_last_period_within_the_year():
    rows = [*stages("a", *ON_TIME), *stages("a", "2026-10-02", period="2026-TW4")]
    yearly = evidence(rows)
    assert review_cycle(yearly).focus == TW3
    year = type(yearly)(yearly.checked, "2026", dt.date(2026, 12, 31))
    assert review_cycle(year).focus == "2026-TW4"


def unit_rows(code, late, n):
    late_dates = [*ON_TIME[:3], None]
    return [
        row
        for i in range(n)
        for row in stages(f"{code}{i}", *(late_dates if i < late else ON_TIME))
    ]


def test_units_above_the_limit_name_the_first_late_stage():
    rows = [*unit_rows("a", 3, 5), *unit_rows("b", 1, 5), *unit_rows("c", 1, 1)]
    staff = [p for code, n in (("a", 5), ("b", 5), ("c", 1))
             for p in people(*(f"{code}{i}" for i in range(n)), unit=code.upper())]  # fmt: skip
    found = review(rows, smallest=2, pegawai=staff, unit=[unit("A"), unit("B"), unit("C")])
    table = found.units
    assert dict(table["kelas"]) == {"A": "di atas batas", "B": "dalam batas", "C": "unit kecil"}
    assert table.loc["A", "tahap_awal"] == "penilaian atasan"
    assert (table.loc["A", "persen"], table.loc["B", "persen"]) == (60.0, 20.0)
    assert pd.isna(table.loc["B", "tahap_awal"]) and pd.isna(table.loc["A", "dinilai"])


def results(*rows):
    return [
        {"nip": nip, "periode": TW3, "predikat": predikat, "status": status}
        for nip, predikat, status in rows
    ]


def test_coverage_needs_an_approved_predikat_and_states_its_denominator():
    staff = [*people("a", "b", "c", "d"), *people("away", status_kerja="cuti", sejak="2026-01-01")]
    given = results(
        ("a", "Baik", "final"),
        ("b", "Baik", "diajukan"),
        ("c", None, "draf"),
        ("away", "Baik", "disetujui"),
    )
    found = review(stages("a", *ON_TIME), pegawai=staff, hasil_penilaian=given)
    rows = found.coverage.set_index("kelompok")
    wanted = ["pegawai", "dinilai", "menunggu", "tanpa"]
    assert list(rows.loc["aktif sepanjang periode", wanted]) == [4, 1, 1, 2]
    assert list(rows.loc["cuti", wanted]) == [1, 1, 0, 0]
    empty = review(stages("a", *ON_TIME), pegawai=staff)
    assert empty.coverage[["dinilai", "tanpa"]].isna().all().all() and empty.appraised is None


PLAN = {"periode": "2026", "rencana_hasil_kerja": "x", "jenis_kinerja": "utama"}


def test_dialogue_and_reports_by_hand():
    plans = [{"skp_id": n, "nip": n, "usul_pegawai": n == "a", **PLAN} for n in "abc"]
    talks = [
        {"dialog_id": "1", "nip": "a", "periode": "2026", "tanggal": "2026-01-20"},
        {"dialog_id": "2", "nip": "b", "periode": "2025", "tanggal": "2025-01-20"},
        {"dialog_id": "3", "nip": "c", "periode": "2026", "tanggal": "2026-12-01"},
    ]

    def work(nip, day, told, proof=None):
        return {"laporan_id": nip + day, "nip": nip, "tanggal": day, "kegiatan": "x",
                "tanggal_lapor": told, "bukti_id": proof}  # fmt: skip

    log = [
        work("a", "2026-07-01", "2026-07-03", "B1"),
        work("a", "2026-09-30", "2026-09-30"),
        work("b", "2026-06-30", "2026-07-01"),
        work("a", "2026-08-01", "2026-07-30"),
        work("a", "2026-08-02", None),
    ]
    found = review(stages("a", *ON_TIME), pegawai=people(*"abcd"), skp=plans,
                   dialog_kinerja=talks, laporan_kinerja=log)  # fmt: skip
    assert found.planned == {"a", "b", "c"} and found.planned & found.talked == {"a"}
    assert found.proposed == (1, 3)
    sums = found.reports
    assert (sums.reporters, sums.rows, sums.dated, sums.reversed_dates) == ({"a"}, 4, 2, 1)
    assert sums.delay == (0.5, 1.0, 1.5, 2.0) and sums.evidence == 1
    assert list(tabulate_dialogue(found).frame["memenuhi"]) == [1, 1, 1, 1]
    assert list(tabulate_dialogue(found).frame["dari"]) == [4, 3, 4, 4]  # d has no plan: 4, not 3
    assert find_dialogue(found).n == 4
    assert list(found.units["dialog"]) == [25.0]


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (1, 3, "33,3%"),
        (3072, 3073, "99,97%"),
        (1, 20_000, "0,01%"),
        (5, 5, "100,0%"),
        (0, 5, "0,0%"),
    ],
)
def test_a_share_that_is_not_all_or_nothing_never_reads_so(part, whole, text):
    assert percent_quantity(part, whole).text() == text


@pytest.mark.parametrize(
    ("part", "whole", "outcome"),
    [(0, 0, "tidak dapat dihitung"), (0, 30, "tidak satu pun"), (9, 30, "sedikit"),
     (10, 30, "sebagian"), (21, 30, "hampir semua"), (30, 30, "semua")],
)  # fmt: skip
def test_counts_of_fewer_than_ten_people_are_not_printed(part, whole, outcome):
    assert name_people(part, whole) == outcome


def test_sentences_for_good_some_none_and_not_computable():
    def said(count, late, given):
        done = results(*((f"a{i}", "Baik", "final") for i in range(given)))
        rows = unit_rows("a", late, count)
        found = review(rows, hasil_penilaian=done)
        return [f.outcome for f in (*find_answers(found), find_heading(found))]

    assert said(20, 0, 20) == ["semua", "tidak satu pun", "semua"]
    assert said(20, 10, 10) == ["sebagian", "tidak satu pun", "sebagian"]
    assert said(20, 15, 15) == ["hampir semua", "semua", "sedikit"]
    assert said(20, 20, 0) == ["tidak dapat dihitung", "semua", "tidak satu pun"]


@pytest.mark.parametrize(
    ("tables", "heading"),
    [({"kalender": []}, "tanpa kalender"), ({"tahap": []}, "tidak dapat dihitung"),
     ({"pegawai": []}, "tidak dapat dihitung")],
)  # fmt: skip
def test_missing_tables_are_no_delay_and_no_silence(tables, heading):
    found = review_cycle(make_evidence(**{
        "pegawai": people("a"), "unit": [unit()], "kalender": CALENDAR,
        "tahap": stages("a", *ON_TIME)} | tables))  # fmt: skip
    assert find_heading(found).outcome == heading
    assert found.late_units.empty and find_requests(found) == []
    assert find_dialogue(found).outcome == find_reports(found)[0].outcome == "tidak dapat dihitung"
    shown = [tabulate_coverage(found), tabulate_dialogue(found), *tabulate_units(found)]
    shown += [*tabulate_durations(found), *chart_funnel(found), *tabulate_people(found)]
    assert all(block.to_json() for block in shown) and trace(found)


def test_order_of_dates_is_said_for_few_many_and_none():
    good, bad = ("2026-07-05", "2026-09-01"), ("2026-07-05", "2026-07-01")

    def said(reversed_dates, whole):
        rows = [
            r for i in range(whole) for r in stages(f"n{i}", *(bad if i < reversed_dates else good))
        ]
        return find_order(review(rows)).outcome

    assert [said(0, 3), said(3, 30), said(12, 30)] == ["tidak satu pun", "sedikit", "sebagian"]
    assert said(12, 12) == "semua" and find_order(review([])).outcome == "tidak dapat dihitung"


def test_public_readers_see_no_person_and_no_unit_by_name():
    rows = unit_rows("a", 9, 12)
    found = review(rows, hasil_penilaian=results(("a0", "Baik", "final")))
    blocks = [*tabulate_units(found), *tabulate_people(found)]
    public = [withhold_block(block.to_json(), "public") for block in blocks]
    assert [block["id"] for block in public if block] == ["unit-menurut-kelas"]
    internal = [withhold_block(block.to_json(), "internal") for block in blocks]
    assert {"unit-terlambat", "belum-dinilai"} <= {block["id"] for block in internal if block}


def test_people_are_listed_by_unit_and_name_never_by_delay():
    rows = unit_rows("a", 9, 12)
    table = tabulate_people(review(rows, hasil_penilaian=results(("a3", "Baik", "final"))))[0]
    assert list(table.frame["nama"]) == sorted(table.frame["nama"]) and len(table.frame) == 11


def test_the_funnel_drawing_is_made_from_what_an_edition_may_show():
    figure = chart_funnel(review(unit_rows("a", 9, 40)))[0]
    table = withhold_block(figure.to_json(), "public")["table"]
    names = [column["name"] for column in table["columns"]]
    row = table["rows"][3]
    assert row[names.index("lewat")] == "tidak ditampilkan" and row[names.index("tepat")] == 31
