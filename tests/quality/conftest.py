"""A check by hand: frames of exactly the columns that `kinerja_lib.sources.check` gives."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.quality.inspect import FRAMES, inspect_quality
from kinerja_lib.quality.limits import Limits

NAN = np.nan
NAMES = {
    "loads": ("table", "rows_in", "accepted", "flagged", "quarantined"),
    "findings": ("table", "row", "column", "value", "fault", "severity"),
    "columns": ("table", "column", "required", "rows", "filled", "faulty"),
    "freshness": ("table", "column", "earliest", "latest"),
    "references": ("table", "column", "parent", "filled", "matched", "unmatched"),
    "periods": ("table", "period", "rows_in", "quarantined"),
}
DEFAULTS = {
    "loads": {
        "file": "a.xlsx",
        "sheet": "Data",
        "mapping": "",
        "digest": "sha256:0",
        "remarks": "",
    },
    "findings": {"file": "a.xlsx", "sheet": "Data", "rule": "aturan", "what_to_do": "perbaiki"},
    "references": {"unmatched_values": 1},
}
DTYPES = {
    "loads": {"rows_in": int, "accepted": int, "flagged": int, "quarantined": int},
    "columns": {"rows": int, "filled": int, "faulty": int},
    "references": {"filled": int, "matched": int, "unmatched": int},
    "periods": {"rows_in": int, "quarantined": int},
}


def make_frame(kind, rows):
    frame = pd.DataFrame(rows, columns=NAMES[kind]).assign(**DEFAULTS.get(kind, {}))
    return frame.reindex(columns=FRAMES[kind]).astype(DTYPES.get(kind, {}))


def make_checked(accepted=None, **rows):
    """Frames from rows of tuples in the order of `NAMES`; `accepted` holds accepted rows."""
    frames = {kind: make_frame(kind, rows.get(kind, [])) for kind in FRAMES}
    accepted = accepted or {}

    def frame(table, columns=None):
        found = pd.DataFrame(accepted.get(table, {}))
        return found if columns is None else found.reindex(columns=columns)

    return SimpleNamespace(**frames, frame=frame)


@pytest.fixture
def checked():
    return make_checked


@pytest.fixture
def make_review():
    def review(limits=None, period="2026-TW3", reference_date="2026-09-30", **rows):
        return inspect_quality(
            make_checked(**rows),
            reference_date=reference_date,
            period=period,
            limits=limits or Limits(),
        )

    return review
