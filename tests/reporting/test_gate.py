"""Months of one report in which one person moves: what readers get, and what stays inside."""

import csv
import hashlib
import stat
from dataclasses import replace

import pandas as pd
import pytest

from kinerja_lib.errors import DisclosureError, RunError
from kinerja_lib.publish import MIME, Table
from kinerja_lib.reporting import gates, ledger
from kinerja_lib.reporting import run as run_module
from kinerja_lib.reporting.locks import hold_gate
from kinerja_lib.reporting.prune import plan_prune, remove
from kinerja_lib.reporting.record import RUNS
from kinerja_lib.reporting.release import Act, approve_report, withdraw_report
from kinerja_lib.reporting.run import run_report
from kinerja_lib.tables.columns import Column
from tests.reporting.conftest import make_code, make_files, make_markdown
from tests.reporting.release_office import Office
from tests.reporting.test_record import make_request

AUTOMATIC = {"automatic": True, "reason": "data rekaan untuk uji"}
WHO = Act(by="Rina Kepala Bidang", reason="Sudah diperiksa bersama bagian hukum.")
FIRST = {"Dinas A": (23, 12), "Dinas B": (31, 20), "Dinas C": (40, 25)}
SECOND = {"Dinas A": (24, 13), "Dinas B": (30, 19), "Dinas C": (40, 25)}


def code_of(name):
    return hashlib.sha256(name.encode()).hexdigest()


class Units(Office):
    """An office whose report counts people with Baik per unit; `mover` is in unit `where`."""

    rows, where = FIRST, "Dinas B"

    def notebook(self):
        frame = pd.DataFrame([(u, n, b) for u, (n, b) in self.rows.items()])
        frame.columns = ["unit", "n", "baik"]
        columns = {
            "unit": Column("Unit", "key"),
            "n": Column("Pegawai", "n"),
            "baik": Column("Baik", "count"),
        }
        table = Table(frame, "unit", "Baik menurut unit", columns)
        files = make_files()
        shown = replace(files, frame=files.frame.iloc[:0])._repr_mimebundle_()
        shown[MIME]["people"] = self.people()
        output = {"output_type": "display_data", "data": shown, "metadata": {}}
        cells = [make_markdown("# Tinjauan\n\nBerapa?"), make_code(table, output)]
        return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}

    def people(self):
        sizes = {"Dinas A": 23, "Dinas B": 30, "Dinas C": 40}
        found = [
            [code_of(f"{unit}{i}"), unit, "Dinas"] for unit, n in sizes.items() for i in range(n)
        ]
        return [*found, [code_of("mover"), self.where, "Dinas"]]

    def move(self):
        self.rows, self.where = SECOND, "Dinas A"

    def month(self, period, approval=AUTOMATIC, **changes):
        own = {"notebook": self.base / "notebooks" / "contoh.ipynb", "period": period}
        parameters = {"source": "data/jambi", "period": period}
        request = make_request(
            self.base, approval=approval, parameters=parameters, **own, **changes
        )
        return run_report(request)


@pytest.fixture
def units(tmp_path, monkeypatch):
    return Units(tmp_path, monkeypatch)


def shown(folder):
    with (folder / "tables" / "unit.csv").open(encoding="utf-8", newline="") as file:
        return {row["unit"]: row["baik"] for row in csv.DictReader(file)}


def judged(folder):
    """Public cells of a verdict sheet, with their rules."""
    with (folder / "putusan-sel.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["edisi"] == "public"]
    return {(row["tabel"], row["baris"], row["kolom"]): row["aturan"] for row in rows}


def everything(folder):
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_who_moves_between_months_is_not_given_away(units):
    assert units.month("2026-01").status == "complete"
    assert shown(units.folder("public", "2026-01"))["Dinas A"] == "12"
    units.move()
    assert units.month("2026-02").status == "complete"
    later = shown(units.folder("public", "2026-02"))
    assert later["Dinas A"] == later["Dinas B"] == "tidak ditampilkan"
    assert shown(units.folder("internal", "2026-02"))["Dinas A"] == "13"
    cells = judged(units.folder("internal", "2026-02"))
    assert cells["unit", "Dinas A", "baik"] == cells["unit", "Dinas B", "baik"] == "pembedaan"
    public = everything(units.out / "public")
    assert b"pembedaan" not in public and b"putusan-sel" not in public


def test_months_in_which_nobody_moves_stay_open(units):
    units.month("2026-01")
    assert units.month("2026-02").status == "complete"
    before = shown(units.folder("public", "2026-01"))
    assert shown(units.folder("public", "2026-02")) == before


def test_a_pair_of_months_is_refused_where_the_office_wants_that(units):
    units.month("2026-01")
    before = everything(units.folder("public", "2026-01"))
    units.move()
    result = units.month("2026-02", differences="refuse")
    assert (result.status, result.exit_code) == ("refused_disclosure", 1)
    assert not units.folder("public", "2026-02").exists()
    assert everything(units.folder("public", "2026-01")) == before
    assert "2 angka" in result.cause.message and "Dinas" not in result.cause.message
    assert judged(result.folder) == {
        ("unit", "Dinas A", "baik"): "pembedaan",
        ("unit", "Dinas B", "baik"): "pembedaan",
    }
    public = everything(units.out / "public")
    assert b"pembedaan" not in public and b"2026-02" not in public
    assert not (result.folder / ledger.LEDGER).exists()


def test_a_month_that_gives_nothing_away_passes_where_refusing_is_asked(units):
    units.month("2026-01", differences="refuse")
    assert units.month("2026-02", differences="refuse").status == "complete"


def test_people_are_in_no_file_but_the_ledger(units):
    result = units.month("2026-01")
    everywhere = everything(units.out)
    assert code_of("mover").encode() not in everywhere and b'"people"' in everywhere
    key = (units.out / RUNS / ".key").read_bytes()
    own = hashlib.blake2b(code_of("mover").encode(), key=key, digest_size=12).hexdigest().encode()
    kept = result.folder / ledger.LEDGER
    assert own in kept.read_bytes()
    for root in ("internal", "public"):
        found = everything(units.out / root)
        assert own not in found and b'"people"' not in found and key not in found
    for path in (kept, units.out / RUNS / ".key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_people_do_not_change_what_a_notebook_showed(units):
    digest = run_objects(units.month("2026-01"))
    units.where = "Dinas C"
    assert run_objects(units.month("2026-01")) == digest


def run_objects(result):
    return ledger.read_record(result.folder)["objects"]


def test_an_approval_looks_again_at_what_was_published_meanwhile(units):
    units.move()
    draft = units.month("2026-02", approval=None)
    units.rows, units.where = FIRST, "Dinas B"
    units.month("2026-01")
    with pytest.raises(DisclosureError, match="Jalankan ulang"):
        approve_report(units.folder("internal", "2026-02"), WHO)
    assert not units.folder("public", "2026-02").exists()
    units.move()
    assert units.month("2026-02", approval=None).id != draft.id
    approve_report(units.folder("internal", "2026-02"), WHO)
    assert shown(units.folder("public", "2026-02"))["Dinas A"] == "tidak ditampilkan"


def test_a_draft_without_a_ledger_is_made_anew(units):
    result = units.month("2026-01", approval=None)
    (result.folder / ledger.LEDGER).unlink()
    with pytest.raises(RunError, match="versi lama"):
        approve_report(units.folder("internal", "2026-01"), WHO)


def test_what_was_withdrawn_or_pruned_has_been_seen(units):
    first = units.month("2026-01")
    withdraw_report(units.folder("public", "2026-01"), WHO)
    units.rows = {**FIRST, "Dinas C": (40, 26)}
    for _again in range(2):
        units.month("2026-01", approval=None)
    planned = [item for item in plan_prune(units.out, 1) if item.folder == first.folder]
    ledger.keep_ledger(units.out, first.id)
    remove(units.out, planned, 1)
    (first.folder / ledger.LEDGER).unlink(missing_ok=True)
    units.move()
    units.month("2026-02")
    assert shown(units.folder("public", "2026-02"))["Dinas A"] == "tidak ditampilkan"


def test_pruning_keeps_the_ledgers_of_what_was_public(units):
    for number in (25, 26, 27):
        units.rows = {**FIRST, "Dinas C": (40, number)}
        units.month("2026-01")
    removed = remove(units.out, plan_prune(units.out, 1), 1)
    assert len(removed) == 1  # the report that is followed stays
    standing = ledger.read_standing(units.out, ("jambi", "2026-02", "contoh"))
    counts = [one.sheets[0].columns["baik"].values[2] for one in standing.earlier]
    assert counts == [25, 26, 27] and not standing.unknown


def test_publications_without_a_ledger_are_told_of_and_stop_nothing(units):
    first = units.month("2026-01")
    (first.folder / ledger.LEDGER).unlink()
    units.move()
    assert units.month("2026-02").status == "complete"
    sheet = (units.folder("internal", "2026-02") / "putusan.csv").read_text("utf-8")
    assert "1 terbitan tanpa catatan angka" in sheet and "tidak dibandingkan" in sheet


def test_a_report_can_be_verified_though_more_was_published_since(units):
    units.month("2026-01")
    units.move()
    units.month("2026-02")
    units.rows = SECOND
    units.month("2026-03")
    for edition in ("public", "internal"):
        outcome, said = units.check(units.folder(edition, "2026-02"))
        assert outcome == "same", said


def test_the_standing_knows_reports_of_the_period_and_other_units_apart(units):
    units.month("2026-01")
    units.month("2026-01", report="lain")
    units.month("2026-01", unit="Dinas A")
    standing = ledger.read_standing(units.out, ("jambi", "2026-01", "contoh"))
    assert len(standing.earlier) == 1 and len(standing.others) == 2
    own = ledger.read_standing(units.out, ("jambi", "2026-02", "contoh", "dinas-a"))
    assert [one.period for one in own.earlier] == ["2026-01"] and not own.others


def test_a_large_ledger_is_packed(units, monkeypatch):
    monkeypatch.setattr(ledger, "_LARGE", 10)
    result = units.month("2026-01")
    assert (result.folder / (ledger.LEDGER + ".gz")).is_file()
    assert ledger.read_ledger(units.out, result.id).people.units["Dinas C"]
    ledger.keep_ledger(units.out, result.id)
    for path in result.folder.glob("ledger*"):
        path.unlink()
    assert ledger.read_ledger(units.out, result.id).sheets


def test_the_reports_of_a_region_pass_the_gate_one_by_one(units):
    def give_up():
        waited.append(1)
        if len(waited) > 1:
            raise TimeoutError

    waited = []
    with hold_gate(units.out, "jambi"):
        with hold_gate(units.out, "andir"):
            pass
        with pytest.raises(TimeoutError), hold_gate(units.out, "jambi", give_up):
            pass


def test_a_run_waits_at_the_gate(units, monkeypatch):
    held = []

    def hold(out, region, check):
        held.append(region)
        return hold_gate(out, region, check)

    monkeypatch.setattr(run_module, "hold_gate", hold)
    units.month("2026-01")
    units.month("2026-01", editions=("internal",))
    assert held == ["jambi"]


def test_a_broken_key_stops_and_says_so(units):
    units.month("2026-01")
    (units.out / RUNS / ".key").write_bytes(b"")
    assert ".runs/.key" in units.month("2026-02").cause.message


def test_a_repetition_without_its_ledger_knows_nothing_else(units):
    gate = gates.repeat_gate(units.out, {"report": "contoh", "id": "x"}, None)
    assert not gate.standing.earlier and gate.people is None
