"""Every outcome of every sentence on results, trajectories, efficiency and objections."""

import pytest

from kinerja_lib.performance.objections import findings as objection_words
from kinerja_lib.performance.objections.review import review_objections
from kinerja_lib.performance.productivity import findings as productivity_words
from kinerja_lib.performance.productivity.review import review_productivity
from kinerja_lib.performance.results import findings as result_words
from kinerja_lib.performance.results.figures import chart_classes
from kinerja_lib.performance.results.review import review_results
from kinerja_lib.performance.results.trace import trace
from kinerja_lib.performance.trajectories import findings as trajectory_words
from kinerja_lib.performance.trajectories.review import review_trajectories
from kinerja_lib.privacy.withholding import WITHHELD, withhold_block
from kinerja_lib.publish.finding import fill_message
from kinerja_lib.publish.phrases import NONE
from kinerja_lib.tables.registry import CONTRACTS
from tests.performance.objections.test_objections import case, many
from tests.performance.productivity.test_productivity import COSTS, UNITS, activity
from tests.performance.results_evidence import make_evidence, rate, result


def nip(number):
    return f"1990010120{number:08d}"


def group(period, good, low, start=0):
    """Results of one period: so many people with Baik, so many below."""
    classes = ["Baik"] * good + ["Kurang"] * low
    return [result(nip(start + n), period, name) for n, name in enumerate(classes)]


def results(rows, **tables):
    return review_results(make_evidence(hasil_penilaian=rows, **tables))


YEAR = [*group("2025-TW3", 80, 20), *group("2025", 80, 20)]
TOP = [result(nip(n), "2025", "Sangat Baik") for n in range(12)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([*YEAR, *group("2026-TW3", 90, 10)], "naik dalam setahun menjadi 90,0%"),
        ([*YEAR, *group("2026-TW3", 70, 30)], "turun dalam setahun menjadi 70,0%"),
        ([*YEAR, *group("2026-TW3", 81, 19)], "tidak berubah secara berarti dalam setahun: 81,0%"),
        (group("2026-TW3", 81, 19), "Baik atau Sangat Baik: 81,0% pada Triwulan III 2026"),
        (group("2026-TW3", 22, 0), "Semua atau hampir semua pegawai berpredikat Baik"),
        (group("2026-TW3", 22, 1), "Semua atau hampir semua pegawai berpredikat Baik"),
        (group("2026-TW3", 0, 22), "Kurang dari sepuluh pegawai berpredikat Baik"),
        ([], "tidak dapat dihitung karena belum ada predikat"),
    ],
)
def test_the_heading_says_what_became_of_the_share(rows, words):
    assert words in result_words.find_results(results(rows)).sentence()


@pytest.mark.parametrize("low", [0, 1])
def test_a_change_to_nearly_everyone_says_no_share(low):
    found = results([*YEAR, *group("2026-TW3", 100 - low, low)])
    said = [result_words.find_change(found), result_words.find_results(found)]
    assert all(not finding.to_json()["values"].get("share") for finding in said)
    assert "tidak ditampilkan" in said[0].sentence() and "%" not in said[0].sentence()


def test_the_figure_of_people_in_one_class_gives_none_of_them_back():
    block = chart_classes(results(group("2026-TW3", 22, 0)))[0].to_json()
    shown = withhold_block(block, "public")
    place = [c["name"] for c in shown["table"]["columns"]].index("jumlah")
    assert {row[place] for row in shown["table"]["rows"]} == {WITHHELD}
    assert "kurang dari sepuluh" in fill_message(shown["title"])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (YEAR, "Semua 100 predikat tahunan berada di dalam rentang"),
        ([*group("2025-TW3", 80, 20), *TOP], "Semua 12 predikat tahunan berada di luar rentang"),
        ([*YEAR[:100], *TOP[:3], *YEAR[103:]], "Kurang dari sepuluh dari 100 predikat tahunan"),
        ([*YEAR[:100], *TOP, *YEAR[112:]], "12 dari 100 predikat tahunan berada di luar"),
        (group("2026-TW3", 5, 0), "tidak dapat dibandingkan"),
    ],
)
def test_yearly_predikat_outside_their_periods_are_for_dialogue(rows, words):
    found = result_words.find_yearly(results(rows))
    assert words in found.sentence()
    assert found.rule == "siklus.tahunan"


def draft(count, status="diajukan"):
    return [result(nip(n), "2026-TW3", None, status=status) for n in range(count)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (group("2026-TW3", 5, 5), "Semua 10 hasil Triwulan III 2026 sudah final"),
        ([*draft(12), *group("2026-TW3", 9, 9, 20)], "12 dari 30 hasil Triwulan III 2026 belum"),
        (draft(12), "Semua 12 hasil Triwulan III 2026 belum final"),
        ([], "tidak ada hasil pada Triwulan III 2026"),
    ],
)
def test_results_that_are_not_final_are_counted_apart(rows, words):
    assert words in result_words.find_unsettled(results(rows)).sentence()


HERE = {"jabatan_id": "J", "status": "definitif", "unit_id": "U-1", "mulai": "2020-01-01"}


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({}, "tidak dapat diperiksa karena riwayat jabatan tidak ada"),
        ({"riwayat_jabatan": [{"nip": nip(0)} | HERE]}, "Tidak ada pegawai yang pindah"),
        (
            {
                "riwayat_jabatan": [
                    {"nip": nip(0)} | HERE | {"selesai": "2026-08-01"},
                    {"nip": nip(0)} | HERE | {"unit_id": "U-2", "mulai": "2026-08-02"},
                ]
            },
            "kurang dari sepuluh kali terjadi pada 2026. Jumlah semua unit tetap sama dengan "
            "jumlah pegawai (12)",
        ),
    ],
)
def test_the_rule_for_people_who_moved_is_stated(tables, words):
    found = results(group("2026-TW3", 10, 2), **tables)
    assert words in result_words.find_movers(found).sentence()


@pytest.mark.parametrize("rows", [[], [row | {"status": "draf"} for row in YEAR]])
def test_without_final_results_moves_are_not_checked_for_that_reason(rows):
    found = results(rows, riwayat_jabatan=[{"nip": nip(0)} | HERE])
    assert "karena belum ada hasil yang final" in result_words.find_movers(found).sentence()


def test_objections_without_any_result_leave_open_what_is_settled():
    review = objections(*(case(n, nip(n), "diterima", decided="2026-05-01") for n in range(12)))
    assert "tidak dapat dihitung" in objection_words.find_marked(review).sentence()
    assert objection_words.find_marked(objections(*REJECTED, rows=OLD_RESULTS)).outcome == NONE


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "tidak dapat diperiksa"),
        (group("2026-TW3", 3, 0), "Tidak ada periode seorang pegawai yang saling menutupi"),
        (
            [*group("2026-TW3", 12, 0), *group("2026-S2", 1, 0), *group("2026-08", 11, 0)],
            "11 pasang periode milik sebelas pegawai saling menutupi",
        ),
    ],
)
def test_overlapping_periods_are_named_with_what_counts(rows, words):
    sentence = result_words.find_overlaps(results(rows)).sentence()
    assert words.replace("11 pasang", "ebelas pasang") in sentence.replace("Sebelas", "ebelas")


@pytest.mark.parametrize(
    ("history", "words"),
    [
        ([], "tidak dapat diperiksa karena riwayat unit tidak ada"),
        ([("2027-01-01", 1.0)], "Tidak ada unit yang digabung"),
        ([("2025-01-01", 1.0)], "diteruskan (satu unit lama)"),
    ],
)
def test_reorganised_units_carry_or_break_in_words(history, words):
    rows = [
        {"unit_lama": "L", "unit_baru": "U-1", "tanggal": day, "bagian": part}
        for day, part in history
    ]
    found = results(group("2026-TW3", 3, 0), unit_riwayat=rows)
    assert words in result_words.find_reorganised(found).sentence()


def test_requests_say_who_what_and_by_when():
    found = results([*YEAR[:100], *TOP, *YEAR[112:], *draft(3)])
    yearly, final = (f.sentence() for f in result_words.find_requests(found, days=10))
    assert yearly.startswith("Pejabat penilai membahas") and "10 Oktober 2026" in yearly
    assert "(kurang dari sepuluh)" in final
    assert result_words.find_requests(results([])) == []
    assert [f.place for f in result_words.find_answers(found)] == ["answer", "answer"]


QUARTERS = [f"{year}-TW{n}" for year in (2023, 2024, 2025) for n in range(1, 5)]


def follow(*works):
    rows = [
        rate(nip(place), period, letter)
        for place, text in enumerate(works)
        for period, letter in zip(QUARTERS, text, strict=False)
    ]
    return review_trajectories(results(rows))


STEADY = ["SSSSSSSSSSSS", "SSSTSSSSSSSS", "SSSSSSSSBSSS"] * 20


@pytest.mark.parametrize(
    ("review", "words"),
    [
        (follow(*STEADY), "Tidak ada kenaikan atau penurunan seorang pegawai"),
        (follow(*STEADY, *["BBBBBSSTTTTT"] * 11), "Sebelas pegawai membaik dan tidak satu pun"),
        (follow(*STEADY, "TTTTTSSBBBBB"), "kurang dari sepuluh menurun, melebihi kebetulan"),
        (follow("SSS"), "tidak dapat dihitung karena kurang dari dua pegawai"),
    ],
)
def test_lasting_change_is_said_with_the_number_compared(review, words):
    sentence = trajectory_words.find_trajectories(review).sentence()
    assert words in sentence
    assert "tidak dapat" in sentence or f"dari {review.compared} pegawai" in sentence


@pytest.mark.parametrize(
    ("part", "why", "words"),
    [
        (40.0, "", "sekitar 40% perubahan 12 pegawai"),
        (130.0, "", "dapat menjelaskan seluruh perubahan"),
        (-20.0, "", "tidak menjelaskan perubahan"),
        (float("nan"), "periode", "tidak dapat dihitung untuk pegawai"),
    ],
)
def test_return_to_the_mean_is_said_in_four_ways(part, why, words):
    review = follow("SSS")
    row = {"kelompok": "bawah", "n": 12, "sebelum": 2.5, "sesudah": 3.0, "harapan": 2.7}
    frame = review.returns.iloc[:1].assign(**row, bagian=part, alasan=why)
    review.__dict__["returns"] = frame  # stands for the cached property
    (found,) = trajectory_words.find_returns(review)
    assert words in found.sentence()


def test_new_and_lost_people_are_said():
    assert (
        "yang sama dengan periode" in trajectory_words.find_members(follow("SS", "SS")).sentence()
    )
    assert "kurang dari sepuluh" in trajectory_words.find_members(follow("SS", "S")).sentence()
    assert "kurang dari dua periode" in trajectory_words.find_members(follow("S")).sentence()


def efficiency(*costs):
    return review_productivity(make_evidence(unit=UNITS, kegiatan=list(costs)))


ALIKE = [activity(f"U-{n}", 100 + place, 1) for n in (1, 2, 3) for place in range(4)]
TWICE = [activity("U-1", 400 + p, 1, kind="lain") for p in range(4)]
TWICE += [activity(f"U-{n}", 100 + p, 1, kind="lain") for n in (2, 3) for p in range(4)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (COSTS, "Biaya layanan (dokumen) di Dinas 1 sebesar 251% dari biaya unit lain (selang"),
        ([*COSTS, *TWICE], "Dua dari enam perbandingan biaya per keluaran lebih tinggi"),
        (ALIKE, "tidak satu pun lebih tinggi daripada unit lain"),
        (COSTS[:3], "tidak dapat dibandingkan karena tidak ada dua unit"),
    ],
)
def test_costs_beyond_other_units_are_said_with_the_family(rows, words):
    review = efficiency(*rows)
    sentence = productivity_words.find_costs(review).sentence()
    assert words.replace("enam", "6") in sentence
    assert productivity_words.find_productivity(review).outcome in productivity_words.HEADING
    asked = productivity_words.find_requests(review)
    assert bool(asked) == bool(len(review.costly))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (COSTS, "Semua sembilan kegiatan mempunyai"),
        ([*COSTS, activity("U-1", None, 1)], "Satu dari 10 kegiatan tanpa biaya"),
        ([activity("U-1", None, 1)], "Semua satu kegiatan tanpa biaya"),
        ([], "Tidak ada kegiatan dalam 12 bulan terakhir"),
    ],
)
def test_activities_without_cost_or_output_are_said(rows, words):
    sentence = productivity_words.find_unused(efficiency(*rows)).sentence()
    assert words.replace("sembilan", "9").replace("Semua satu", "Semua 1") in sentence


def objections(*cases, table=True, rows=()):
    tables = {"keberatan": list(cases)} if table else {}
    found = review_results(make_evidence(hasil_penilaian=list(rows), **tables))
    return review_objections(found)


OLD_RESULTS, REJECTED = many(2026, 12, 40)


@pytest.mark.parametrize(
    ("review", "words", "asked"),
    [
        (objections(case(1, nip(1), "diproses")), "kurang dari sepuluh belum diputus", 1),
        (
            objections(*(case(n, nip(n), "diterima", decided="2026-05-01") for n in range(12))),
            "12 diterima tetapi hasilnya belum direvisi",
            1,
        ),
        (objections(*REJECTED, rows=OLD_RESULTS), "Semua 12 keberatan sudah diputus", 0),
        (objections(rows=OLD_RESULTS), "tabel keberatan tidak ada", 0),
        (
            objections(case(1, nip(1), "diproses", "2026-10-09"), rows=OLD_RESULTS),
            "Tidak ada keberatan atas hasil",
            0,
        ),
    ],
)
def test_the_way_of_objections_is_said(review, words, asked):
    assert words in objection_words.find_path(review).sentence()
    assert objection_words.find_objections(review).sentence()
    assert objection_words.find_marked(review).sentence()
    assert len(objection_words.find_requests(review)) == asked


def test_each_trace_names_tables_that_exist_and_rows():
    review = follow(*STEADY)
    lines = [
        *trace(review.results),
        *trajectory_words.trace(review),
        *productivity_words.trace(efficiency(*COSTS)),
        *objection_words.trace(objections(*REJECTED, rows=OLD_RESULTS)),
    ]
    for line in lines:
        for name in line.tables.split("; "):
            table, column = name.split(".")
            assert CONTRACTS[table].field(column)
        assert line.formula and line.rows >= 0
