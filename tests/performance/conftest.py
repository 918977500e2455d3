from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.performance.areas.review import review_indicators

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "iku_provinsi.csv"
NAN = np.nan


def make_card(code="x", **more):
    card = {
        "indikator": code,
        "nama": f"Indikator {code}",
        "nama_pendek": code.upper(),
        "satuan": "%",
        "arah": "naik",
        "desimal": 1,
        "putus_seri": NAN,
        "total_turunan": "",
        "definisi": "",
        "sumber": "BPS",
        "catatan": "",
    }
    return card | more


@pytest.fixture
def card():
    return make_card


def make_figures(rows):
    """Rows of (area, indicator, year, value, lower bound, upper bound); "" is missing."""
    names = ["provinsi", "indikator", "tahun", "realisasi", "target_bawah", "target_atas"]
    table = pd.DataFrame(rows, columns=names).replace({"": NAN, None: NAN})
    numbers = ["realisasi", "target_bawah", "target_atas"]
    return table.astype(dict.fromkeys(numbers, float))


@pytest.fixture
def figures():
    return make_figures


@pytest.fixture
def make_review():
    """Review rows of figures in 2021; one plain card per indicator unless cards are given."""

    def review(rows, cards=None, **options):
        table = make_figures(rows)
        if cards is None:
            cards = [make_card(code) for code in dict.fromkeys(table["indikator"])]
        options = {"year": 2021, "cap": 120.0} | options
        return review_indicators(table, pd.DataFrame(cards), **options)

    return review


@pytest.fixture(scope="session")
def real_file():
    if not REAL.is_file():
        pytest.skip(f"the figures of all provinces are not at {REAL}")
    return REAL
