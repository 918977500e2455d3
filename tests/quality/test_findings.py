"""Every outcome of every sentence, each made by data that call for it."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.quality import (
    asks,
    drawn,
    figures,
    findings,
    focus,
    headline,
    sections,
    trend_figure,
    trend_words,
)
from kinerja_lib.quality.limits import Limits
from kinerja_lib.quality.uses import RESULTS, tables_of

NAN = np.nan
CLEAN = [("skm", 100, 100, 0, 0)]
SET_ASIDE = [("skm", 100, 60, 0, 40)]
FRESH = [("skm", "tanggal", "2026-01-01", "2026-09-20")]
STALE = [("skm", "tanggal", "2024-01-01", "2025-09-30")]
EVERY_TABLE = [
    (name, 100, 100, 0, 0)
    for name in dict.fromkeys(t for codes in RESULTS.values() for c in codes for t in tables_of(c))
]


def find(row, table="skm", severity="quarantine", fault="bukan_tanggal", column="tanggal"):
    return (table, row, column, "x", fault, severity)


def aside(count, table="skm"):
    return [find(i, table) for i in range(2, 2 + count)]


def by_id(objects):
    return {item.id: item for item in objects}


WEAK = [("skm" if n == "skm" else n, 100, 50, 0, 50) for n, *_r in EVERY_TABLE]
CARD = {"iku_id": "I1", "nama": "IKM", "satuan": "indeks", "rumus": "a", "sumber": "BPS"}
CARD |= {"arah": "naik", "frekuensi": "tahunan", "putus_seri": NAN}
GOOD = [("I1", "U1", str(y), 70.0 + y % 3, 90.0, NAN) for y in range(2021, 2026)]
POOR = [*GOOD[:4], ("I1", "U1", "2025", NAN, 90.0, NAN)]


def with_figures(rows, loads):
    """Loads with one indicator card, and its figures."""
    names = ["iku_id", "unit_id", "periode", "realisasi", "target_bawah", "target_atas"]
    accepted = {"iku": pd.DataFrame([CARD]), "target_realisasi": pd.DataFrame(rows, columns=names)}
    return {"loads": loads, "accepted": accepted}


def change(loads, name):
    return [(n, 100, 50, 0, 50) if n == name else (n, *rest) for n, *rest in loads]


FEW = [("iku", 1, 1, 0, 0), ("target_realisasi", 5, 5, 0, 0)]


@pytest.mark.parametrize(
    ("rows", "outcome", "words"),
    [
        (
            with_figures(GOOD, EVERY_TABLE),
            "baik",
            "tabel dan satu indikator bermutu A atau B; tidak ada baris dikarantina",
        ),
        (
            with_figures(GOOD, change(EVERY_TABLE, "skm")),
            "tabel",
            "Satu dari 50 tabel belum mencapai mutu B, sedangkan semua satu indikator",
        ),
        (
            with_figures(POOR, EVERY_TABLE),
            "indikator",
            "Satu dari satu indikator belum mencapai mutu B, sedangkan semua 50 tabel",
        ),
        (
            with_figures(POOR, change(EVERY_TABLE, "skm")),
            "tabel dan indikator",
            "Satu dari 50 tabel dan satu dari satu indikator belum mencapai mutu B; 50 baris",
        ),
        ({"loads": EVERY_TABLE}, "baik, indikator tanpa angka", "Indikator tidak dapat dinilai"),
        ({"loads": WEAK}, "tabel, indikator tanpa angka", "indikator tidak dapat dinilai"),
        (with_figures(GOOD, FEW), "baik, hasil hilang", "meskipun dua tabel yang ada"),
        (
            with_figures(GOOD, [*FEW, ("skm", 100, 50, 0, 50)]),
            "tabel, hasil hilang",
            "hasil tidak dapat dihitung; satu dari tiga tabel belum",
        ),
        (with_figures(POOR, FEW), "indikator, hasil hilang", "satu dari satu indikator belum"),
        (
            with_figures(POOR, [*FEW, ("skm", 100, 50, 0, 50)]),
            "tabel dan indikator, hasil hilang",
            "satu dari tiga tabel dan satu dari satu indikator belum mencapai",
        ),
        (
            {"loads": CLEAN},
            "baik, indikator tanpa angka, hasil hilang",
            "hasil dan semua indikator tidak dapat dihitung, meskipun satu tabel",
        ),
        (
            {"loads": SET_ASIDE},
            "tabel, indikator tanpa angka, hasil hilang",
            "semua indikator tidak dapat dihitung; satu dari satu tabel",
        ),
        ({}, "tidak dapat dihitung", "tidak ada baris yang dibaca"),
    ],
)
def test_the_headline(make_review, rows, outcome, words):
    said = headline.find_headline(make_review(**rows))
    assert said.outcome == outcome and words in said.sentence()


def test_the_headline_never_comforts_wrongly(make_review):
    """Whatever is not of grade A or B, lost or quarantined is in the headline or an answer."""
    for rows in ({"loads": WEAK}, with_figures(POOR, change(EVERY_TABLE, "skm"))):
        review = make_review(**rows)
        said = headline.find_headline(review).sentence()
        assert "belum mencapai mutu B" in said and "Semua" not in said
        assert "dikarantina" in said + findings.find_answers(review)[0].sentence()


@pytest.mark.parametrize(
    ("rows", "outcome", "words"),
    [
        (with_figures(GOOD, EVERY_TABLE), "semua", "Tabel untuk semua 87 hasil tersedia"),
        (
            with_figures(POOR, EVERY_TABLE),
            "semua dan angka",
            "Satu dari lima angka indikator tidak dapat dihitung. Layak dinilai terhadap target: "
            "satu dari satu indikator.",
        ),
        (with_figures([], EVERY_TABLE), "semua tanpa angka", "Tidak ada angka indikator"),
        (with_figures(GOOD, FEW), "tidak satu pun", "Semua lima angka indikator dapat dihitung"),
        (
            with_figures(POOR, FEW),
            "tidak satu pun dan angka",
            "hasil dan satu dari lima angka indikator tidak dapat dihitung",
        ),
        ({"loads": CLEAN}, "tidak satu pun tanpa angka", "tidak satu pun angka indikator"),
        ({}, "tidak dapat dihitung", "belum dapat ditentukan"),
    ],
)
def test_what_the_defects_cost(make_review, rows, outcome, words):
    answer = findings.find_answers(make_review(**rows))[1]
    assert answer.outcome == outcome and words in answer.sentence()


@pytest.mark.parametrize(
    ("rows", "outcome", "words"),
    [
        ({"loads": SET_ASIDE, "findings": aside(40)}, "ada karantina", "(kolom tanggal): 40 baris"),
        (
            {
                "loads": [("skm", 100, 100, 1, 0)],
                "findings": [find(2, severity="flag", fault="tanggal_rancu")],
            },
            "hanya tanda",
            "1 di antaranya dengan tanda",
        ),
        ({"loads": CLEAN}, "bersih", "tanpa tanda"),
        ({}, "tidak dapat dihitung", "Tidak ada baris yang dibaca"),
    ],
)
def test_what_to_do(make_review, rows, outcome, words):
    answer = findings.find_answers(make_review(**rows))[0]
    assert answer.outcome == outcome and words in answer.sentence()


def test_a_small_table_about_people_is_not_named_on_the_first_screen(make_review):
    review = make_review(loads=[("disiplin", 3, 2, 0, 1)], findings=[find(2, "disiplin")])
    texts = [f.sentence() for f in findings.find_answers(review)]
    assert texts[0] == "Sebanyak 1 dari 3 baris masuk dikarantina."
    assert not any("disiplin" in f.sentence() for f in asks.find_requests(review)[:1])


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ({"loads": SET_ASIDE, "findings": aside(40)}, "satu"),
        (
            {
                "loads": [*SET_ASIDE, ("tpp", 50, 49, 0, 1)],
                "findings": [*aside(40), find(2, "tpp")],
            },
            "beberapa",
        ),
    ],
)
def test_who(make_review, rows, outcome):
    said = sections.find_repairs(make_review(**rows))
    assert said[1].outcome == outcome and said[1].sentence().startswith("Pengelola ")


@pytest.mark.parametrize(
    ("rows", "outcome", "words"),
    [
        ({"loads": CLEAN, "freshness": STALE}, "terlambat", "14 Oktober 2026"),
        (
            {"loads": SET_ASIDE, "findings": aside(40), "freshness": FRESH},
            "mutakhir",
            "14 Oktober 2026",
        ),
        ({"loads": CLEAN}, "tanpa tanggal", "tidak dapat dihitung"),
        ({"loads": CLEAN, "freshness": FRESH}, "tidak perlu", "Tidak ada tenggat"),
        ({}, "tidak dapat dihitung", "14 Oktober 2026"),
    ],
)
def test_by_when(make_review, rows, outcome, words):
    answer = findings.find_answers(make_review(**rows))[2]
    assert answer.outcome == outcome and words in answer.sentence()


def test_a_scheduled_table_without_a_date_is_named(make_review):
    loads = [*CLEAN, ("tpp", 90, 90, 0, 0)]
    review = make_review(loads=loads, freshness=[*FRESH, ("tpp", "periode", None, None)])
    answer = findings.find_answers(review)[2]
    assert answer.outcome == "mutakhir, sebagian tanpa tanggal"
    assert "Semua" not in answer.sentence()
    assert answer.sentence().endswith("satu tabel (Tambahan penghasilan pegawai).")
    said, table = drawn.draw_ages(review)
    assert said.sentence().endswith("satu tabel: Tambahan penghasilan pegawai.")
    assert "tidak ada tanggal yang terbaca" in set(table.frame["alasan"])
    late = make_review(loads=loads, freshness=[*STALE, ("tpp", "periode", None, None)])
    answer = findings.find_answers(late)[2]
    assert answer.outcome == "terlambat, sebagian tanpa tanggal"
    assert "satu dari satu tabel" in answer.sentence() and "penghasilan" in answer.sentence()


@pytest.mark.parametrize(
    ("count", "column", "severity", "outcome"),
    [
        (3, "status", "quarantine", "ada karantina, tanpa jumlah"),
        (12, "nip", "quarantine", "ada karantina, tanpa jumlah"),
        (12, "status", "quarantine", "ada karantina"),
        (3, "status", "flag", "hanya tanda, tanpa jumlah"),
    ],
)
def test_few_persons_and_personal_columns_are_in_no_sentence(
    make_review, count, column, severity, outcome
):
    rows = [find(i, "pegawai", severity, "salah", column) for i in range(2, 2 + count)]
    aside, flagged = (count, 0) if severity == "quarantine" else (0, count)
    review = make_review(loads=[("pegawai", 500, 500 - aside, flagged, aside)], findings=rows)
    said, first = findings.find_answers(review)[0], asks.find_requests(review)[0]
    assert said.outcome == outcome and "tabel Pegawai" in said.sentence() + first.sentence()
    hidden = outcome.endswith("tanpa jumlah")
    assert hidden != (
        f"(kolom {column})" in said.sentence() and f"(kolom {column})" in first.sentence()
    )


def test_an_unread_file_is_asked_for_by_its_own_remedy(make_review):
    lost = find(None, "", fault="format_lama", column="")
    rows = {"loads": EVERY_TABLE, "findings": [lost]}
    said = by_id(asks.find_requests(make_review(**rows)))["minta-berkas"]
    assert said.outcome == "berkas" and "Minta pengirim berkas menangani" in said.sentence()
    assert said.sentence().endswith("perbaiki") and "nama tabelnya" not in said.sentence()


def test_at_most_three_requests_each_with_an_office(make_review):
    loads = [*SET_ASIDE, ("tpp", 50, 30, 0, 20), ("pengaduan", 9, 9, 0, 0), ("", 4, 0, 0, 4)]
    rows = [*aside(40), *aside(20, "tpp"), find(None, "", fault="tabel_tidak_dikenal", column="")]
    review = make_review(loads=loads, findings=rows, freshness=STALE)
    requests = asks.find_requests(review)
    assert [r.outcome for r in requests] == ["karantina", "terlambat", "kosong"]
    assert all("Minta pengelola" in r.sentence() for r in requests)
    flags = [find(i, severity="flag", fault="tanggal_rancu") for i in (2, 3)]
    few = make_review(loads=[*EVERY_TABLE, ("", 4, 0, 0, 4)], findings=[*flags, rows[-1]])
    assert {r.outcome for r in asks.find_requests(few)} >= {"tanda", "berkas"}


@pytest.mark.parametrize(
    ("loads", "heading", "lead"),
    [
        (EVERY_TABLE, "semua", "bersih"),
        ([("skm", 100, 100, 3, 0)], "sebagian", "tanda"),
        (SET_ASIDE, "sebagian", "karantina"),
        ([("skm", 10, 0, 0, 10)], "tidak satu pun", "karantina"),
        ([], "tidak satu pun", "tidak dapat dihitung"),
    ],
)
def test_the_section_on_results(make_review, loads, heading, lead):
    found = by_id(sections.find_results(make_review(loads=loads)))
    assert found["hasil-judul"].outcome == heading and found["hasil-ringkas"].outcome == lead


@pytest.mark.parametrize(
    ("rows", "heading", "lead"),
    [
        ({"loads": CLEAN}, "semua", "tidak satu pun"),
        ({"loads": SET_ASIDE, "findings": aside(40)}, "tidak satu pun", "satu"),
        (
            {"loads": [*CLEAN, ("tpp", 100, 60, 0, 40)], "findings": aside(40, "tpp")},
            "sebagian",
            "satu",
        ),
        ({"loads": SET_ASIDE, "findings": aside(40), "freshness": STALE}, "tidak satu pun", "seri"),
        ({}, "tidak dapat dihitung", "tidak dapat dihitung"),
    ],
)
def test_the_section_on_tables(make_review, rows, heading, lead):
    found = by_id(sections.find_tables(make_review(**rows)))
    assert found["tabel-judul"].outcome == heading and found["tabel-terlemah"].outcome == lead


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ({"loads": SET_ASIDE, "findings": aside(40)}, "utama"),
        (
            {
                "loads": [("skm", 9, 9, 1, 0)],
                "findings": [find(2, severity="flag", fault="tanggal_rancu")],
            },
            "tanda",
        ),
        ({"loads": CLEAN, "findings": [find(None, "", fault="berkas_rusak", column="")]}, "ringan"),
        (
            {"loads": [("skm", 9, 8, 0, 1)], "findings": [find(2, fault="duplikat_sama")]},
            "tidak satu pun",
        ),
        ({"loads": CLEAN}, "tidak satu pun"),
        ({}, "tidak dapat dihitung"),
    ],
)
def test_the_section_on_repairs(make_review, rows, outcome):
    assert sections.find_repairs(make_review(**rows))[0].outcome == outcome


MATCHED = ("skm", "unit_id", "unit.unit_id", 100, 100, 0)
BROKEN = ("skm", "unit_id", "unit.unit_id", 100, 90, 10)


@pytest.mark.parametrize(
    ("references", "outcome"),
    [
        ([MATCHED], "semua"),
        ([MATCHED, BROKEN], "sebagian"),
        ([BROKEN], "tidak satu pun"),
        ([("skm", "unit_id", "unit.unit_id", 0, 0, 0)], "tidak dapat dihitung"),
    ],
)
def test_the_section_on_reconciliation(make_review, references, outcome):
    review = make_review(loads=CLEAN, references=references)
    assert sections.find_references(review).outcome == outcome
    assert figures.chart_matches(review).title.outcome == outcome


def with_indicators(make_review, rows):
    loads = [("iku", 1, 1, 0, 0), ("target_realisasi", max(len(rows), 1), max(len(rows), 1), 0, 0)]
    return make_review(**with_figures(rows, loads))


@pytest.mark.parametrize(
    ("rows", "heading", "lead"),
    [
        (GOOD, "semua", "semua"),
        ([*GOOD[:4], ("I1", "U1", "2025", NAN, 90.0, NAN)], "sebagian", "semua"),
        ([("I1", "U1", "2025", NAN, 90.0, NAN)], "tidak satu pun", "tidak satu pun"),
        ([], "tidak dapat dihitung", "tidak satu pun"),
    ],
)
def test_the_section_on_indicators(make_review, rows, heading, lead):
    found = by_id(sections.find_indicators(with_indicators(make_review, rows)))
    assert found["indikator-judul"].outcome == heading
    assert found["indikator-layak"].outcome == lead


def test_the_section_on_indicators_without_cards(make_review):
    found = by_id(sections.find_indicators(make_review(loads=CLEAN)))
    assert {f.outcome for f in found.values()} == {"tidak dapat dihitung"}


@pytest.mark.parametrize(
    ("before", "after", "heading", "title"),
    [
        (10, 50, "naik", "naik"),
        (50, 10, "turun", "turun"),
        (30, 30, "tetap", "tetap"),
        (10, 14, "tetap", "tetap"),  # of 1000 rows: 0,4 points, inside the margin of 0,5
        (None, 3, "tidak dapat dihitung", "satu"),
        (None, None, "tidak dapat dihitung", "tidak dapat dihitung"),
    ],
)
def test_the_section_on_the_trend(make_review, before, after, heading, title):
    rows = [
        ("skm", f"{year}-TW3", 1000, count)
        for year, count in ((2025, before), (2026, after))
        if count is not None
    ]
    review = make_review(loads=CLEAN, periods=rows)
    assert by_id(trend_words.find_trend(review))["tren-judul"].outcome == heading
    assert trend_figure.chart_quarters(review).title.outcome == title


@pytest.mark.parametrize(
    ("loads", "outcome"),
    [
        (SET_ASIDE, "semua"),
        ([*SET_ASIDE, ("tpp", 9, 9, 0, 0)], "sebagian"),
        (CLEAN, "tidak satu pun"),
        ([], "tidak dapat dihitung"),
    ],
)
def test_the_title_on_rows(make_review, loads, outcome):
    assert figures.chart_rows(make_review(loads=loads)).title.outcome == outcome


@pytest.mark.parametrize(
    ("dates", "outcome"),
    [
        (FRESH, "semua"),
        ([*FRESH, ("tpp", "periode", "2024-01-31", "2024-12-31")], "sebagian"),
        (STALE, "tidak satu pun"),
        ([("skm", "tanggal", None, None)], "tidak dapat dihitung"),
    ],
)
def test_the_title_on_ages(make_review, dates, outcome):
    loads = [*CLEAN, ("tpp", 90, 90, 0, 0)]
    assert figures.chart_ages(make_review(loads=loads, freshness=dates)).title.outcome == outcome


def test_every_message_can_be_written(make_review):
    """No field of a message is without a value, whatever the data."""
    reviews = [
        make_review(),
        make_review(loads=CLEAN, freshness=FRESH),
        make_review(loads=SET_ASIDE, findings=aside(40), freshness=STALE, references=[BROKEN]),
        with_indicators(make_review, GOOD),
    ]
    for review in reviews:
        said = [headline.find_headline(review), *findings.find_answers(review)]
        said += [*asks.find_requests(review), *sections.find_results(review)]
        said += [*sections.find_tables(review), *sections.find_repairs(review)]
        said += [sections.find_references(review), *sections.find_indicators(review)]
        said += trend_words.find_trend(review)
        for finding in said:
            text = finding.sentence()
            assert "{" not in text and "nan" not in text.split() and text[0].isupper()
            assert finding.subject == "umum" and finding.rule == "mutu data 1"


@pytest.mark.parametrize(
    ("loads", "tables", "outcome", "words"),
    [
        (CLEAN, ("skm",), "semua", "Semua satu tabel perhatian daerah bermutu A atau B: Survei"),
        (CLEAN, ("skm", "tpp"), "sebagian", "Satu dari dua tabel perhatian daerah belum"),
        (SET_ASIDE, ("skm",), "tidak satu pun", "Tidak satu pun dari satu tabel"),
    ],
)
def test_the_focus_of_a_region(make_review, loads, tables, outcome, words):
    said = focus.find_focus(make_review(loads=loads, limits=Limits(focus=tables)))[0]
    assert said.outcome == outcome and words in said.sentence()


def test_without_a_focus_nothing_is_said_of_it(make_review):
    review = make_review(loads=CLEAN)
    assert focus.find_focus(review) == [] and focus.tabulate_focus(review) == []


def test_repairs_of_the_focus_come_first(make_review):
    loads = [*SET_ASIDE, ("tpp", 50, 49, 0, 1)]
    rows = {"loads": loads, "findings": [*aside(40), find(2, "tpp")]}
    assert list(make_review(**rows).repairs["table"]) == ["skm", "tpp"]
    assert list(make_review(**rows, limits=Limits(focus=("tpp",))).repairs["table"]) == [
        "tpp",
        "skm",
    ]


def test_the_incomplete_indicator_is_asked_for(make_review):
    requests = asks.find_requests(make_review(**with_figures(POOR, EVERY_TABLE)))
    assert [r.outcome for r in requests] == ["angka"]
    assert "melengkapi satu angka indikator IKM" in requests[0].sentence()


def test_weak_tables_are_named_the_weakest_first_and_at_most_three(make_review):
    loads = [("tpp", 100, 94, 0, 6), ("skm", 100, 50, 0, 50), ("pengaduan", 9, 9, 0, 0)]
    said = sections.find_tables(make_review(loads=loads))[0].sentence()
    names = "Survei kepuasan masyarakat dan Tambahan penghasilan pegawai"
    assert said == f"Dua dari tiga tabel bermutu C atau D: {names}"
    many = sections.find_tables(make_review(loads=WEAK))[0].sentence()
    assert many.count(", ") == 3 and many.endswith(", dan yang lain")
