"""run.json and what it is made of."""

import datetime as dt
import json
import subprocess
from pathlib import Path

import pytest

from kinerja_lib.reporting import facts
from kinerja_lib.reporting.cell_error import describe_error
from kinerja_lib.reporting.cleaning import clean_notebook
from kinerja_lib.reporting.record import (
    STATUSES,
    exit_code,
    new_id,
    read_record,
    write_atomic,
    write_record,
)
from kinerja_lib.reporting.request import RunRequest, place_of

NOW = dt.datetime(2026, 4, 1, 5, 2, tzinfo=dt.UTC)


def make_request(tmp_path, **changes):
    values = {
        "notebook": tmp_path / "a.ipynb",
        "parameters": {"source": "data/jambi", "n": 3, "files": ["a.csv"], "period": "2026-TW1"},
        "region": "Jambi",
        "region_slug": "jambi",
        "period": "2026-TW1",
        "report": "contoh",
        "title": "Contoh",
        "unit": None,
        "editions": ("internal", "public"),
        "language": "id",
        "reference_date": dt.date(2026, 4, 1),
        "timezone": "WIB",
        "owner": None,
        "next_release": None,
        "approval": None,
        "organisation": None,
        "out": tmp_path / "reports",
        "project": tmp_path,
    }
    return RunRequest(**{**values, **changes})


def test_every_status_has_an_exit_code():
    codes = {status: exit_code(status) for status in STATUSES}
    assert {s for s, c in codes.items() if c == 0} == {"complete", "skipped_unchanged"}
    assert {s for s, c in codes.items() if c == 1} == {"refused_data", "refused_disclosure"}
    assert codes["interrupted"] == 130 and codes["timeout"] == codes["killed"] == 3


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', '{"status": "complete"}', "\x00"])
def test_garbage_is_no_record(tmp_path, content):
    (tmp_path / "run.json").write_text(content)
    assert read_record(tmp_path) is None
    assert read_record(tmp_path / "missing") is None


def test_a_record_comes_back_as_it_was_and_has_a_known_status(tmp_path):
    record = {"schema": 1, "status": "running", "title": "Mamuju – ñ"}
    write_record(tmp_path, record)
    assert read_record(tmp_path) == record
    with pytest.raises(ValueError, match="unknown status"):
        write_record(tmp_path, {"schema": 1, "status": "fine"})
    assert [p.name for p in tmp_path.iterdir()] == ["run.json"]


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a"
    write_atomic(path, b"old")

    def refuse(handle):
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="full"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_run_numbers_differ_and_sort_by_time():
    one, two = (
        new_id("jambi", "2026-TW1", "contoh", NOW),
        new_id("jambi", "2026-TW1", "contoh", NOW),
    )
    assert one != two and one.startswith("jambi-2026-TW1-contoh-20260401T050200Z-")


@pytest.mark.parametrize("part", ["..", ".", "", "a/b", "a\\b", ".runs", "tables", 200 * "a"])
def test_names_that_lead_elsewhere_are_refused(tmp_path, part):
    with pytest.raises(ValueError, match="safe"):
        place_of("jambi", "2026-TW1", part, None)
    with pytest.raises(ValueError, match="safe"):
        make_request(tmp_path, region_slug=part)


def test_facts_are_the_same_twice_and_hold_no_clock(tmp_path):
    (tmp_path / "requirements.lock").write_text("a==1\n")
    one, two = (facts.describe_request(make_request(tmp_path)) for _ in range(2))
    assert json.dumps(one) == json.dumps(two)
    assert one["code"]["commit"] is None, "a folder outside git has no commit"
    # sha256 of "a==1\n", computed with sha256sum
    assert one["lock"] == (
        "sha256:a6ad7b420d04165d634b3e8829a00abc06edfed297b979f6995efecf809df957"
    )
    assert (one["release"], one["approval"]) == ("draf", None)


def test_a_missing_git_is_no_commit(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    code = facts.describe_code(Path(__file__).parent, Path(__file__))
    assert code["commit"] is None and code["dirty"] is None


def test_the_public_copy_holds_no_file_name(tmp_path):
    record = facts.describe_request(make_request(tmp_path)) | {
        "cause": {"kind": "x"},
        "data_files": [{"file": "pegawai.csv"}],
        "measured": {"started": "a", "finished": "b", "seconds": 1, "cells": [1]},
    }
    copy = facts.public_copy(record)
    assert copy["parameters"] == {"n": 3, "period": "2026-TW1"}
    assert "pegawai" not in json.dumps(copy) and "data/jambi" not in json.dumps(copy)
    assert copy["cause"] is None and "cells" not in copy["measured"]
    assert record["parameters"]["source"] == "data/jambi", "the record itself is not changed"


def test_git_runs_no_program_that_the_folder_names(tmp_path):
    ran, hook = tmp_path / "ran", tmp_path / "hook.sh"
    hook.write_text(f"#!/bin/sh\ntouch {ran}\n")
    hook.chmod(0o755)
    folder = tmp_path / "project"
    (folder / "notebooks").mkdir(parents=True)
    (folder / "notebooks" / "a.ipynb").write_text("{}")
    for command in (["init", "-q"], ["add", "."], ["config", "core.fsmonitor", str(hook)]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    name = ["-c", "user.name=a", "-c", "user.email=a@contoh.invalid", "-c", "core.fsmonitor=false"]
    subprocess.run(["git", *name, "commit", "-qm", "a"], cwd=folder, check=True)
    ran.unlink(missing_ok=True)
    code = facts.describe_code(folder, folder / "notebooks" / "a.ipynb")
    assert code["commit"] and not ran.exists()


def test_files_that_an_office_adds_to_params_are_no_change_of_code(tmp_path):
    for name in ("notebooks/a.ipynb", "params/rules/bawaan.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    who = ["-c", "user.name=a", "-c", "user.email=a@contoh.invalid"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    notebook = tmp_path / "notebooks" / "a.ipynb"
    (tmp_path / "params" / "kantorku.yaml").write_text("region: A\n")
    assert facts.describe_code(tmp_path, notebook)["dirty"] is False
    (tmp_path / "params" / "rules" / "bawaan.yaml").write_text("{a: 1}")
    assert facts.describe_code(tmp_path, notebook)["dirty"] is True


def test_a_source_that_looks_like_a_plain_word_is_left_out_too(tmp_path):
    record = facts.describe_request(make_request(tmp_path))
    record["parameters"] = {"source": "gudang", "note": "ekspor/gudang.csv", "cap": 120}
    assert facts.public_copy(record)["parameters"] == {"cap": 120}


def test_a_cleaned_notebook_keeps_outputs_and_drops_what_changes():
    cell = {
        "cell_type": "code",
        "id": "a",
        "execution_count": 1,
        "metadata": {"papermill": {"status": "completed", "start_time": "x"}, "tags": ["t"]},
        "source": "1",
        "outputs": [
            {"output_type": "stream", "name": "stdout", "text": "a"},
            {"output_type": "stream", "name": "stderr", "text": "/tmp/ipykernel_77/12.py:1: w"},
            {"output_type": "stream", "name": "stdout", "text": ["b", "c"]},
            {
                "output_type": "execute_result",
                "data": {"text/plain": "<object object at 0x7f0123456789>"},
                "metadata": {},
                "execution_count": 1,
            },
        ],
    }
    notebook = {"cells": [cell], "metadata": {"papermill": {"duration": 3}}, "nbformat": 4}
    cleaned = clean_notebook(notebook)
    (found,) = cleaned["cells"]
    assert found["metadata"] == {"tags": ["t"], "kinerja": {"status": "completed"}}
    assert [o.get("text") for o in found["outputs"]] == ["abc", "/tmp/ipykernel/12.py:1: w", None]
    assert found["outputs"][2]["data"]["text/plain"] == "<object object at 0x…>"
    assert cleaned["metadata"] == {} and cell["metadata"]["papermill"]["start_time"] == "x"


def test_only_own_errors_hand_on_their_message():
    from kinerja_lib.errors import DataError

    class ForeignError(Exception):
        pass

    ForeignError.__name__ = "DataError"
    assert describe_error(DataError("3 baris"))["message"] == "3 baris"
    assert describe_error(ForeignError("nama"))["message"] is None
    assert describe_error(OSError(28, "x"))["kind"] == "disk"
