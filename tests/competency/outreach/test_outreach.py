"""Reach and understanding of sessions worked by hand."""

import datetime as dt

import numpy as np
import pytest

from kinerja_lib.competency.outreach import findings, tables
from kinerja_lib.competency.outreach.review import ALIKE, CANNOT, FELL, ROSE, review_outreach
from tests.competency.evidence import make_evidence


def session(place, held=True, channel="tatap muka", topic="Aturan"):
    return {
        "sosialisasi_id": f"S{place}", "topik": topic, "unit_id": f"U{place}",
        "tanggal_rencana": "2026-02-02", "tanggal": "2026-02-03" if held else None,
        "kanal": channel, "sasaran": 20, "hadir": 15 if held else None,
    }  # fmt: skip


def answers(place, gain, seed=1, count=15):
    rng = np.random.default_rng([seed, place])
    before = rng.normal(50, 8, count)
    after = before + gain + rng.normal(0, 4, count)
    return [
        {"sosialisasi_id": f"S{place}", "peserta_id": f"P{i}", "pemahaman_sebelum": b,
         "pemahaman_sesudah": a}
        for i, (b, a) in enumerate(zip(before, after, strict=True))
    ]  # fmt: skip


def make_review(gain=10.0, online=None, places=12):
    channels = ["daring" if online is not None and i % 2 else "tatap muka" for i in range(places)]
    sessions = [session(i, channel=c) for i, c in enumerate(channels)] + [session(99, held=False)]
    gains = [online if c == "daring" else gain for c in channels]
    rows = [row for i, g in enumerate(gains) for row in answers(i, g)]
    unit = [{"unit_id": "U99", "nama": "Belum"}]
    return review_outreach(
        make_evidence(sosialisasi=sessions, peserta_sosialisasi=rows, unit=unit), seed=1
    )


def test_reach_by_hand():
    row = make_review().topics.iloc[0]
    assert (row["rencana"], row["terlaksana"], row["tepat"], row["belum"]) == (13, 12, 0, 1)
    assert row["persen"] == pytest.approx(75.0)
    assert make_review().missed["nama"].tolist() == ["Belum"]


@pytest.mark.parametrize(("gain", "outcome"), [(10.0, ROSE), (0.0, ALIKE), (-10.0, FELL)])
def test_the_gain_decides_the_sentence(gain, outcome):
    review = make_review(gain)
    assert review.gains["hasil"].tolist() == [outcome]
    sentence = findings.find_gains(review)[0].sentence()
    assert ("belum tentu karena sosialisasi" in sentence) == (outcome == ROSE)


def test_online_sessions_that_keep_less_are_named():
    review = make_review(10.0, online=2.0)
    row = review.channels.iloc[0]
    assert (row["daring"], row["lain"], row["hasil"]) == (6, 6, FELL)
    assert "lebih rendah" in findings.find_channels(review)[0].sentence()


def test_make_up_sessions_are_asked_for():
    asked = findings.find_requests(make_review(), dt.date(2026, 10, 14))
    assert "susulan Aturan bagi satu unit" in asked[0].sentence()


def test_few_sessions_and_no_sessions_say_so():
    assert make_review(places=3).gains["hasil"].tolist() == [CANNOT]
    empty = review_outreach(make_evidence())
    assert findings.find_reach(empty).outcome == "tidak dapat dihitung"
    assert findings.find_gains(empty) == findings.find_channels(empty) == []
    assert tables.tabulate_reach(empty) == tables.tabulate_gains(empty) == []
