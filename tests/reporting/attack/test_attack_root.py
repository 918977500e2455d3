"""`kinerja attack`: what it finds on roots written by hand, where the answer can be worked out."""

import gzip
import json
import shutil

import pytest

from kinerja_lib.errors import ParameterError
from kinerja_lib.reporting.attack.publications import find_publications
from kinerja_lib.reporting.attack.trial import attack_region
from kinerja_lib.reporting.attack.words import as_json, describe_trial
from kinerja_lib.reporting.ledger import keep_ledger
from kinerja_lib.reporting.release_log import append_entries, new_entry
from tests.small_root import PRIMARY, SAFE, UNITS, SmallRoot, SmallTable, classes


@pytest.fixture
def root(tmp_path):
    return SmallRoot(tmp_path / "reports")


def run_attack(root, region=""):
    found = find_publications(root.out, region)
    assert not found.unreadable
    return attack_region("andir", found.publications)


def failures(trial):
    return {(o.period, o.table, o.row, o.column): o.outcome for o in trial.outcomes if o.fails}


@pytest.mark.parametrize("ledger", [True, False])
def test_a_cell_withheld_alone_in_its_row_is_recovered(root, ledger):
    root.publish("2026-01", classes(PRIMARY), ledger=ledger)  # 40 - 13 - 24 = 3
    trial = run_attack(root)
    assert failures(trial) == {
        ("2026-01", "kelas", "Dinas D", "lain"): "recovered",
        ("2026-01", "kelas", "Dinas E", "lain"): "recovered",
    }
    assert {o.low for o in trial.outcomes} == {3.0, 4.0}
    assert trial.unaided == (0 if ledger else 1)


def test_rows_withheld_whole_are_protected_and_their_widths_measured(root):
    root.publish("2026-01", classes(SAFE))
    trial = run_attack(root)
    assert not trial.fails
    small = [o for o in trial.outcomes if o.column == "lain"]
    # an insider knows of two in each class: 40 people, two others with two at least, so 2 to 36
    assert {(o.outcome, o.low) for o in small} == {("protected", 2.0)}
    assert [(o.high, o.width) for o in small] == [(36.0, 34.0), (32.0, 30.0)]


def test_another_report_of_the_period_gives_the_cell_back(root):
    root.publish("2026-01", classes(SAFE))
    root.publish("2026-01", classes({(3, "sb")}, name="sama"), report="lain")
    assert ("2026-01", "kelas", "Dinas D", "lain") in failures(run_attack(root))


def test_a_replaced_version_still_counts(root):
    root.publish("2026-01", classes())  # everything shown, then replaced
    root.publish("2026-01", classes(SAFE))
    trial = run_attack(root)
    assert (trial.publications, trial.replaced) == (2, 1)
    assert failures(trial)["2026-01", "kelas", "Dinas D", "lain"] == "recovered"


def test_a_withdrawn_report_still_counts(root):
    run = root.publish("2026-01", classes(PRIMARY))
    folder = root.address("2026-01")
    shutil.rmtree(folder / "tables")
    (folder / "contents.json").unlink()
    record = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps({**record, "release": "ditarik"}))
    assert run_attack(root).fails
    shutil.rmtree(root.out / ".runs" / run)  # and without its kept numbers nothing is left
    assert find_publications(root.out).publications == ()


def test_a_past_row_that_another_month_shows_is_recovered(root):
    roles = {"triwulan": "key", "n": "n", "sb": "count", "k": "count"}
    rows = [["TW I 2025", 80, 76, 4], ["TW II 2025", 81, 79, 2], ["TW III 2025", 82, 79, 3]]
    hidden = {(i, c) for i in range(3) for c in ("sb", "k")}
    one = SmallTable("riwayat", roles, rows, hidden)
    root.publish("2026-01", one)
    assert not run_attack(root).fails
    other = SmallTable("riwayat", roles, rows, hidden - {(0, "sb"), (0, "k")})
    root.publish("2026-02", other)
    trial = run_attack(root)
    assert ("2026-01", "riwayat", "TW I 2025", "k") not in failures(trial)  # too little is alike
    roles = {"triwulan": "key", "n": "n", "pria": "n", "sb": "count", "k": "count"}
    rows = [[r[0], r[1], 40, *r[2:]] for r in rows]
    root.publish("2026-03", SmallTable("panjang", roles, rows, hidden))
    root.publish("2026-04", SmallTable("panjang", roles, rows, hidden - {(0, "k")}))
    assert failures(run_attack(root))["2026-03", "panjang", "TW I 2025", "k"] == "recovered"


def test_one_who_changes_units_between_months_is_found_by_comparing(root):
    later = [list(row) for row in UNITS]
    later[0][1:4], later[1][1:4] = [59, 19, 40], [46, 16, 30]  # one of `sb` from A to B
    root.publish("2026-01", classes(SAFE))
    assert not run_attack(root).fails
    root.publish("2026-02", classes(SAFE, rows=later))
    found = failures(run_attack(root))
    assert found["2026-02", "kelas", "Dinas A", "sb"] == "compared"
    assert found["2026-02", "kelas", "Dinas B", "sb"] == "compared"


def test_a_published_cell_that_the_ledger_does_not_know_is_an_error(root):
    root.publish("2026-01", classes(SAFE))
    path = root.address("2026-01") / "tables" / "kelas.csv"
    path.write_text(path.read_text().replace("Dinas A,60,20", "Dinas A,60,21"))
    trial = run_attack(root)
    wrong = [m for m in trial.mismatches if m.row == ("Dinas A",)]
    assert [(m.table, m.column) for m in wrong] == [("kelas", "sb")]
    assert trial.fails
    assert any("Dinas A / sb" in line for line in describe_trial(trial))


def test_a_cell_that_only_the_file_shows_counts_as_shown(root):
    root.publish("2026-01", classes(SAFE))
    path = root.address("2026-01") / "tables" / "kelas.csv"
    lines = path.read_text().splitlines()
    lines[4] = lines[4].rpartition(",")[0] + ",3"
    path.write_text("\n".join(lines) + "\n")
    trial = run_attack(root)
    assert failures(trial)["2026-01", "kelas", "Dinas D", "lain"] == "recovered"


def test_a_decimal_in_a_row_of_the_same_name_is_recovered(root):
    roles = {"unit": "key", "n": "n", "rerata": "value"}
    one = SmallTable("a", roles, [["A", 30, 3.25], ["B", 8, 4.125]], {(1, "n"), (1, "rerata")})
    other = SmallTable("b", {"unit": "key", "nilai": "value"}, [["A", 3.25], ["B", 4.125]])
    root.publish("2026-01", one)
    assert not run_attack(root).fails
    root.publish("2026-01", other, report="lain")
    assert failures(run_attack(root)) == {("2026-01", "a", "B", "rerata"): "recovered"}


def test_a_packed_ledger_is_read_and_a_broken_one_counts_as_none(root):
    run = root.publish("2026-01", classes(PRIMARY))
    path = root.out / ".runs" / run / "ledger.json"
    path.with_name("ledger.json.gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    assert run_attack(root).unaided == 0
    path.with_name("ledger.json.gz").write_bytes(b"broken")
    assert run_attack(root).unaided == 1


def test_the_result_is_the_same_twice_and_json_has_every_cell(root):
    root.publish("2026-01", classes(PRIMARY))
    first, second = (as_json([run_attack(root)], []) for _ in range(2))
    assert first == second
    cells = first["regions"][0]["cells"]
    assert {(c["row"], c["column"], c["outcome"]) for c in cells} == {
        ("Dinas D", "lain", "recovered"),
        ("Dinas E", "lain", "recovered"),
    }


def test_of_a_pruned_run_the_ledger_still_counts(root):
    run = root.publish("2026-01", classes())
    entry = new_entry(("andir", "2026-01", "laporan"), state="terbit", run=run, at="2026-01-01")
    append_entries(root.out, [entry])
    again = root.publish("2026-01", classes(SAFE))
    append_entries(root.out, [{**entry, "entry": "2", "run": again, "state": "dikoreksi"}])
    keep_ledger(root.out, run)
    shutil.rmtree(root.out / ".runs" / run)
    assert failures(run_attack(root))["2026-01", "kelas", "Dinas D", "lain"] == "recovered"


def test_drafts_were_never_public(root):
    run = root.publish("2026-01", classes(SAFE))
    other = root.publish("2026-01", classes())  # its numbers were kept, but never released
    shutil.rmtree(root.address("2026-01"))
    entry = new_entry(("andir", "2026-01", "laporan"), state="terbit", run=run, at="2026-01-01")
    append_entries(root.out, [entry])
    assert [p.run for p in find_publications(root.out).publications] == [run]
    assert other not in (p.run for p in find_publications(root.out).publications)


@pytest.mark.parametrize("name", ["contents.json", "tables/kelas.csv", "run.json"])
def test_damaged_files_are_named_without_a_traceback(root, name):
    root.publish("2026-01", classes(SAFE))
    (root.address("2026-01") / name).write_text('{"schema": 1, "tables": [')
    found = find_publications(root.out)
    assert len(found.unreadable) == 1
    assert found.unreadable[0].startswith("public/andir/2026-01/laporan: ")
    assert len(found.publications) == 1  # the kept copy


def test_what_is_no_output_root_is_refused(root):
    with pytest.raises(ParameterError, match="public"):
        find_publications(root.out)
    root.publish("2026-01", classes(SAFE))
    with pytest.raises(ParameterError, match="jambi"):
        find_publications(root.out, "jambi")
