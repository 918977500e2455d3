"""Small published folders, made by the page writer without a kernel."""

import datetime as dt

import pytest

from kinerja_lib.reporting.compare.earlier import find_candidates, keep_numbers
from kinerja_lib.reporting.compare.seal import digest_files
from kinerja_lib.reporting.record import write_record
from kinerja_lib.reporting.staging import complete_edition, render_pages

MEASURED = {"started": None, "finished": None, "seconds": None, "cells": []}


class Office:
    """An output root into which reports are published one after another."""

    def __init__(self, root):
        self.root = root
        self.count = 0

    def publish(self, notebook, facts):
        """Publish into both roots; return the folders by edition."""
        self.count += 1
        run_id = f"jambi-{facts['period']}-tinjauan-{self.count:04}"
        run = self.root / ".runs" / run_id
        run.mkdir(parents=True)
        place = (facts["region_slug"], facts["period"], facts["report"])
        candidates = {e: find_candidates(self.root, e, place) for e in facts["editions"]}
        whole = {**facts, "id": run_id, "status": "complete", "cause": None, "measured": MEASURED}
        record = whole | render_pages(notebook, facts, run, candidates)
        folders = {}
        for edition in facts["editions"]:
            complete_edition(run / edition, edition, record, notebook)
            keep_numbers(run / edition, run, edition)
            folders[edition] = self.root.joinpath(edition, *place)
            folders[edition].parent.mkdir(parents=True, exist_ok=True)
            if folders[edition].exists():
                folders[edition].rename(self.root / f"{run_id}-{edition}-old")
            (run / edition).rename(folders[edition])
        record["published"] = {e: digest_files(folder) for e, folder in folders.items()}
        write_record(run, record)
        return folders


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path / "reports")


@pytest.fixture
def day():
    """Reference dates as run.json has them."""
    return lambda *parts: dt.date(*parts).isoformat()
