"""Exports with one trap each, written, checked and reviewed as a run does it."""

import datetime as dt

import pytest

from kinerja_lib.basis.evidence import Evidence
from tests.sources.conftest import bench

__all__ = ["bench"]
DAY = dt.date(2026, 9, 30)


@pytest.fixture
def make_evidence(bench):
    """Write CSV files, check them, and give what the report stands on."""

    def make(period="2026-TW3", **tables):
        for name, content in tables.items():
            bench.write(f"{name}.csv", content)
        return Evidence(bench.check(), period, DAY)

    return make
