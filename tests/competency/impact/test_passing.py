"""Pass rates by hand, and what does not count."""

import pytest

from kinerja_lib.competency.impact.passing import count_passes, find_passing, tabulate_passing
from kinerja_lib.competency.impact.review import review_impact
from kinerja_lib.publish.phrases import CANNOT, NEARLY, SOME
from tests.competency.evidence import COURSE, make_evidence, make_staff


def review(*statuses):
    rows = [
        {"pelatihan_id": "P1", "nip": str(i), "status": status, "nilai_sebelum": None,
         "nilai_sesudah": None, "tanggal_selesai": "2026-03-06"}
        for i, status in enumerate(statuses)
    ]  # fmt: skip
    return review_impact(make_evidence(pelatihan=[COURSE], peserta_pelatihan=rows,
                                       pegawai=make_staff(60)))  # fmt: skip


def test_only_those_who_were_judged_count():
    found = review(*["lulus"] * 20, *["tidak lulus"] * 20, *["hadir"] * 5, "terdaftar", "batal")
    (row,) = count_passes(found).to_dict("records")
    # 20 of 40: 50 %. Wilson, z = 1.96: half width 1.96 / (1 + 3.8415 / 40)
    # * sqrt(0.25 / 40 + 3.8415 / 6400) = 0.1480 -> 35.2 to 64.8.
    assert [row["n"], row["lulus"], row["bagian"]] == [40, 20, 50]
    assert [row["bawah"], row["atas"]] == pytest.approx([35.2, 64.8], abs=0.05)
    assert find_passing(found).outcome == SOME and "20 dari 40" in find_passing(found).sentence()
    assert tabulate_passing(found)[0].editions == ("internal",)


def test_a_few_who_failed_are_not_counted_aloud_and_nobody_judged_is_said():
    assert find_passing(review(*["lulus"] * 30, "tidak lulus")).outcome == NEARLY
    nobody = review("hadir", "terdaftar")
    assert find_passing(nobody).outcome == CANNOT and tabulate_passing(nobody) == []
