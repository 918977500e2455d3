"""Series across reorganised units and new methods."""

import pandas as pd
import pytest

from kinerja_lib.performance.achievement.breaks import (
    carry_across,
    list_additive,
    mark_segments,
    number_month,
)
from tests.performance.register_evidence import make_card, make_evidence, make_row

SPLIT = [
    {"unit_lama": "U-9", "unit_baru": "U-1", "tanggal": "2026-01-01", "bagian": 0.6},
    {"unit_lama": "U-9", "unit_baru": "U-2", "tanggal": "2026-01-01", "bagian": 0.4},
]
MERGER = [
    {"unit_lama": name, "unit_baru": "U-1", "tanggal": "2026-01-01", "bagian": 1.0}
    for name in ("U-8", "U-9")
]


def follow(rows, history, *cards, additive=("IKU-01",)):
    evidence = make_evidence(
        target_realisasi=rows,
        unit_riwayat=[{"jenis": "pemekaran", **item} for item in history],
        iku=list(cards) or [make_card()],
    )
    figures, changes = evidence.frame("target_realisasi"), evidence.frame("unit_riwayat")
    carried = carry_across(figures, changes, set(additive))
    marked = mark_segments(carried, evidence.frame("iku"), changes, set(additive))
    return marked.set_index(["unit_id", "periode"]).sort_index()


def test_counts_of_a_split_unit_are_carried_by_share():
    rows = [make_row("2025-TW4", 100.0, unit="U-9"), make_row("2026-TW1", 70.0)]
    found = follow(rows, SPLIT)
    assert found.loc[("U-1", "2025-TW4"), "realisasi"] == pytest.approx(60)
    assert found.loc[("U-2", "2025-TW4"), "realisasi"] == pytest.approx(40)
    assert found.loc[("U-1", "2025-TW4"), "rencana"] == pytest.approx(48)  # 0.6 * 80
    assert found.loc[("U-1", "2025-TW4"), "dibawa"] and not found.loc["U-9", "dibawa"].any()
    assert (found["segmen"] == 0).all()


def test_rates_of_a_split_unit_are_not_carried():
    rows = [make_row("2025-TW4", 75.0, unit="U-9"), make_row("2026-TW1", 70.0)]
    found = follow(rows, SPLIT, additive=())
    assert ("U-1", "2025-TW4") not in found.index


def test_a_merged_count_is_the_sum_and_missing_where_a_part_is():
    rows = [
        make_row("2025-TW3", 10.0, unit="U-8"),
        *(make_row("2025-TW4", value, unit=u) for u, value in (("U-8", 10.0), ("U-9", 5.0))),
        *(make_row("2025-TW2", value, unit=u) for u, value in (("U-8", 10.0), ("U-9", None))),
    ]
    found = follow(rows, MERGER)["realisasi"]
    assert found["U-1", "2025-TW4"] == 15
    assert pd.isna(found["U-1", "2025-TW3"]) and pd.isna(found["U-1", "2025-TW2"])


def test_a_unit_that_takes_others_in_breaks_visibly_in_its_rates():
    rows = [make_row(p, v) for p, v in (("2025-TW4", 75.0), ("2026-TW1", 70.0))]
    found = follow(rows, MERGER[:1], additive=())
    assert list(found["segmen"]) == [0, 1]
    assert list(found["sebab_putus"]) == ["", "unit dibentuk ulang"]


def test_a_renamed_unit_goes_on_also_in_its_rates():
    rows = [make_row("2025-TW4", 75.0, unit="U-9"), make_row("2026-TW1", 70.0)]
    history = [MERGER[1] | {"jenis": "ganti nama"}]
    found = follow(rows, history, additive=())
    assert found.loc[("U-1", "2025-TW4"), "realisasi"] == 75
    assert (found.loc["U-1", "segmen"] == 0).all()


def test_two_changes_in_a_row_are_followed():
    history = [*SPLIT, SPLIT[0] | {"unit_lama": "U-1", "unit_baru": "U-3", "bagian": 0.5}]
    history[2] |= {"tanggal": "2026-07-01"}
    found = follow([make_row("2025-TW4", 100.0, unit="U-9")], history)
    assert found.loc[("U-3", "2025-TW4"), "realisasi"] == pytest.approx(30)  # 0.5 * 0.6 * 100


def test_a_new_method_begins_a_segment():
    rows = [make_row(f"{year}-TW1", 70.0) for year in (2023, 2024, 2025)]
    found = follow(rows, [], make_card(putus_seri=2024))
    assert list(found["segmen"]) == [0, 1, 1]
    assert list(found["sebab_putus"]) == ["", "metode berubah", "metode berubah"]


def test_only_what_can_be_counted_adds_up():
    cards = [
        make_card("share"),
        make_card("points", satuan="poin", rumus="jumlah_nilai"),
        make_card("count", satuan="dokumen", rumus="terbit"),
        make_card("unknown", satuan="dokumen", rumus=None),
    ]
    assert list_additive(pd.DataFrame(cards)) == {"count"}


@pytest.mark.parametrize(
    ("period", "month"), [("2026-02", 2), ("2026-TW3", 9), ("2026-S1", 6), ("2026", 12)]
)
def test_periods_end_in_their_last_month(period, month):
    assert number_month(period) == 2026 * 12 + month
