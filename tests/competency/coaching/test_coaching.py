"""Coverage, delay and follow-up of a log worked by hand."""

import datetime as dt

import pytest

from kinerja_lib.competency.coaching import findings, tables
from kinerja_lib.competency.coaching.review import review_coaching
from kinerja_lib.competency.coaching.tone import count_tones, find_tones, tabulate_tones
from tests.competency.evidence import make_evidence, make_staff


def feedback(nip, event, given, closed=None, step="Latihan"):
    return {
        "umpan_balik_id": f"{nip}{given}", "nip": nip, "tanggal_kejadian": event,
        "tanggal": given, "tindak_lanjut": step, "tanggal_selesai": closed,
    }  # fmt: skip


def session(nip, day):
    return {"pembinaan_id": f"{nip}{day}", "nip": nip, "tanggal": day, "jenis": "bimbingan kinerja"}


def result(nip, predikat):
    return {"nip": nip, "periode": "2025", "predikat": predikat}


def make_review():
    return review_coaching(
        make_evidence(
            pegawai=make_staff(10, units=2),
            unit=[{"unit_id": "U0", "nama": "Satu"}, {"unit_id": "U1", "nama": "Dua"}],
            pembinaan=[
                session("0", "2026-01-10"), session("0", "2026-02-09"), session("0", "2026-02-09"),
                session("2", "2025-03-01"),
            ],
            umpan_balik=[
                feedback("0", "2026-02-01", "2026-02-03", "2026-02-20"),
                feedback("1", "2026-02-01", "2026-02-11"),
                feedback("2", None, "2026-09-20"),
                feedback("3", "2026-05-01", "2026-05-07", step=None),
            ],
            hasil_penilaian=[
                result("0", "Kurang"), result("1", "Butuh Perbaikan"), result("2", "Kurang"),
                result("3", "Baik"), {"nip": "4", "periode": "2026", "predikat": "Kurang"},
            ],
        )
    )  # fmt: skip


def test_coverage_counts_people_once_and_recent_months_only():
    units = make_review().units
    assert units["dibina"].tolist() == [1, 0]
    assert units["persen"].tolist() == [20.0, 0.0]


def test_intervals_and_delays_by_hand():
    review = make_review()
    assert review.intervals.tolist() == [30.0]  # 10 January to 9 February
    # delays 2, 10 and 6 days; 90th percentile 6 + 0.8 * 4
    assert review.delays == pytest.approx({"n": 3, "median": 6, "p90": 9.2, "soon": 200 / 3})


def test_follow_up_late_is_open_for_longer_than_the_limit():
    rows = make_review().feedback
    assert rows["langkah"].tolist() == [True, True, True, False]
    assert rows["lewat"].tolist() == [False, True, False, False]


def test_low_results_without_coaching_of_that_year_are_listed_by_name():
    review = make_review()
    assert review.rated_period == "2025"  # 2026 has not ended
    assert review.waiting["nip"].tolist() == ["1"]
    table = tables.list_waiting(review)[0]
    assert table.editions == ("internal",)
    assert (
        "kurang dari sepuluh" in findings.find_requests(review, dt.date(2026, 10, 14))[0].sentence()
    )


def test_empty_logs_say_so():
    review = review_coaching(make_evidence())
    shown = [findings.find_coverage(review), findings.find_intervals(review)]
    shown += [*findings.find_delay(review), findings.find_follow_up(review)]
    assert [f.outcome for f in [*shown, findings.find_low(review)]].count("semua") == 0
    assert findings.find_requests(review, dt.date(2026, 10, 14)) == []
    assert tables.tabulate_units(review) == tables.list_waiting(review) == []


def tell(nip, day, tone):
    return {"umpan_balik_id": f"{nip}{day}", "nip": nip, "tanggal": day, "nada": tone}


def test_tones_are_counted_by_quarter_and_who_received_none_by_hand():
    given = [
        *(tell(str(i), "2026-02-03", "positif") for i in range(11)),
        *(tell(str(i), "2026-05-03", "konstruktif") for i in range(12)),
        tell("0", "2026-05-04", None),  # no tone is not neutral
        tell("15", "2025-09-30", "positif"),  # the day before the months looked at
    ]
    found = review_coaching(make_evidence(pegawai=make_staff(24), umpan_balik=given))
    columns = ["triwulan", "n", "positif", "konstruktif", "netral", "tanpa_nada"]
    assert count_tones(found)[columns].to_numpy().tolist() == [
        ["2026-TW1", 11, 11, 0, 0, 0],
        ["2026-TW2", 13, 0, 12, 0, 1],
    ]
    said = find_tones(found)  # persons 12 to 23 have none
    assert (said.outcome, said.values["none"].value, said.values["positive"].value) == (
        *("sebagian", 12),
        11,
    )
    assert len(tabulate_tones(found)) == 1


def test_without_feedback_or_people_the_tone_says_so():
    nobody = review_coaching(make_evidence(pegawai=[]))
    silent = review_coaching(make_evidence(pegawai=make_staff(12)))
    assert find_tones(nobody).outcome == "tidak dapat dihitung" and not tabulate_tones(nobody)
    assert find_tones(silent).outcome == "semua" and count_tones(silent).empty
