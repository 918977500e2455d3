"""Retention, entries for schedulers, and the ready message."""

import email
import json
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from email.policy import default
from pathlib import Path

import pytest

from kinerja_lib import cli
from kinerja_lib.config.params_file import read_params
from kinerja_lib.errors import DisclosureError, ParameterError
from kinerja_lib.reporting.locks import hold_report
from kinerja_lib.reporting.message import write_message
from kinerja_lib.reporting.pages import publish_pages
from kinerja_lib.reporting.prune import plan_prune, remove
from kinerja_lib.reporting.record import RUNS, to_json, write_record
from kinerja_lib.reporting.schedules import Schedule, write_cron, write_systemd, write_task
from tests.conftest import PROJECT, run_kinerja

NAMES = {"region_slug": "jambi", "region": "Jambi", "report": "contoh", "unit": None}


def add_run(out, number, status="complete", **more):
    """One run of .runs/, older with a smaller number."""
    run = {"schema": 1, "id": f"jambi-{number:02d}", "status": status, "period": "2026-01"}
    run |= NAMES | {"release": "draf", "approval": None}
    run |= {"measured": {"started": f"2026-01-{number:02d}T00:00:00+00:00"}} | more
    folder = out / RUNS / run["id"]
    folder.mkdir(parents=True)
    write_record(folder, run)
    return folder


def add_draft(out, period, release="draf", edition="internal", **more):
    folder = out / edition / "jambi" / period / "contoh"
    folder.mkdir(parents=True)
    record = {"schema": 1, "id": "x", "status": "complete", "period": period, "release": release}
    write_record(folder, record | NAMES | more)
    return folder


def names(planned):
    return [item.folder.name for item in planned]


def test_the_newest_runs_stay_and_so_does_the_last_good_one(tmp_path):
    add_run(tmp_path, 1)
    add_run(tmp_path, 2)
    for number in range(3, 9):
        add_run(tmp_path, number, "failed")
    assert names(plan_prune(tmp_path, 3)) == ["jambi-05", "jambi-04", "jambi-03", "jambi-01"]
    assert plan_prune(tmp_path, 8) == []
    assert (tmp_path / RUNS / "jambi-01").is_dir(), "a plan touches nothing"


SIGNED = {"automatic": False, "by": "Rina"}
KEPT = {
    "signed by a person": {"release": "terbit", "approval": SIGNED},
    "withdrawn": {"release": "ditarik"},
    "still running": {"status": "running"},
}


@pytest.mark.parametrize("why", KEPT)
def test_what_is_signed_or_still_going_stays_whatever_its_age(tmp_path, why):
    add_run(tmp_path, 1, **KEPT[why])
    add_run(tmp_path, 2, release="terbit", approval={"automatic": True})
    add_run(tmp_path, 3)
    assert names(plan_prune(tmp_path, 1)) == ["jambi-02"]


def test_what_readers_see_now_stays(tmp_path):
    for number in (1, 2, 3):
        add_run(tmp_path, number)
    add_draft(tmp_path, "2025-12", release="terbit", edition="public", id="jambi-01")
    assert names(plan_prune(tmp_path, 1)) == ["jambi-02"]


def test_what_a_shown_report_follows_stays(tmp_path):
    """Without its numbers the section of changes could not be checked any more."""
    for number in (1, 2, 3):
        add_run(tmp_path, number)
    add_draft(tmp_path, "2026-01", release="terbit", id="jambi-03", previous={"id": "jambi-01"})
    assert names(plan_prune(tmp_path, 1)) == ["jambi-02"]


def test_old_drafts_go_and_published_periods_stay(tmp_path):
    add_draft(tmp_path, "2026-01")
    add_draft(tmp_path, "2026-02", release="terbit")
    add_draft(tmp_path, "2026-03")
    add_draft(tmp_path, "2026-04")
    planned = plan_prune(tmp_path, 1)
    assert [item.folder.parts[-2] for item in planned] == ["2026-03", "2026-01"]


def test_a_report_with_units_inside_is_not_removed_over_them(tmp_path):
    unit = add_draft(tmp_path, "2026-01") / "dinas-a"
    unit.mkdir()
    record = {"schema": 1, "id": "y", "status": "complete", "period": "2026-01"}
    write_record(unit, record | NAMES | {"unit": "Dinas A", "release": "terbit"})
    add_draft(tmp_path, "2026-02")
    assert plan_prune(tmp_path, 1) == []


def test_units_have_their_own_newest_last_good_and_signed_runs(tmp_path):
    for number in (1, 2, 3):
        add_run(tmp_path, number)
    unit = {"unit": "Dinas A"}
    add_run(tmp_path, 11, **unit, release="terbit", approval=SIGNED)
    add_run(tmp_path, 12, **unit)
    add_run(tmp_path, 13, **unit)
    add_run(tmp_path, 14, "failed", **unit)
    planned = plan_prune(tmp_path, 1)
    # 13 is the last good run of the unit, 11 was signed by a person, 3 is the report's newest
    assert names(planned) == ["jambi-02", "jambi-01", "jambi-12"]
    assert planned[-1].place == ("jambi", "2026-01", "contoh", "dinas-a")


def test_pages_of_units_go_and_stay_with_their_report(tmp_path, capsys):
    for period in ("2026-01", "2026-02"):
        pages = add_draft(tmp_path, period) / "unit"
        pages.mkdir()
        for name in ("dinas-a.html", "dinas-b.html"):
            (pages / name).write_text("x" * 5000)
    (tmp_path / RUNS).mkdir()
    cli.main(["prune", str(tmp_path), "--keep", "1"])
    told = capsys.readouterr().out
    assert "internal/jambi/2026-01/contoh" in told and "2 halaman unit" in told
    assert "2026-02" not in told and (tmp_path / "internal/jambi/2026-01/contoh/unit").is_dir()
    cli.main(["prune", str(tmp_path), "--keep", "1", "--apply"])
    left = [p.parent.parent.parent.name for p in tmp_path.rglob("dinas-a.html")]
    assert left == ["2026-02"]


def test_removal_takes_whole_folders_and_leaves_a_report_at_work(tmp_path):
    for number in (1, 2, 3):
        add_run(tmp_path, number)
    planned = plan_prune(tmp_path, 1)
    with hold_report(tmp_path, ("jambi", "2026-01", "contoh"), "x", "now"):
        assert remove(tmp_path, planned, 1) == []
    assert names(remove(tmp_path, planned, 1)) == ["jambi-02", "jambi-01"]
    left = {p.name for p in (tmp_path / RUNS).iterdir() if p.name != ".locks"}
    assert left == {"jambi-03"}


def test_a_link_or_a_foreign_folder_is_never_removed(tmp_path):
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    for number in (1, 2):
        add_run(tmp_path, number)
    (tmp_path / RUNS / "jambi-00").symlink_to(elsewhere)
    (tmp_path / RUNS / "catatan").mkdir()
    copied = add_run(tmp_path, 3)
    copied.rename(copied.with_name("salinan"))  # its record names another folder
    assert names(plan_prune(tmp_path, 1)) == ["jambi-01"]


def test_the_command_shows_first_and_removes_only_when_told(tmp_path, capsys):
    for number in (1, 2):
        add_run(tmp_path, number)
    cli.main(["prune", str(tmp_path), "--keep", "1"])
    assert "1 folder dapat dihapus" in capsys.readouterr().out
    assert (tmp_path / RUNS / "jambi-01").is_dir()
    cli.main(["prune", str(tmp_path), "--keep", "1", "--apply"])
    assert "1 folder dihapus" in capsys.readouterr().out
    assert not (tmp_path / RUNS / "jambi-01").exists()
    assert (tmp_path / "internal" / "index.html").is_file()


HARD = "folder 100% 'aneh' \"x\" $HOME & <b>"


def make_schedule(**more):
    base = Path("/srv") / HARD
    values = {"params": base / "params" / "jambi.yaml", "project": base, "day": 5}
    values |= {"python": Path("/usr/bin/python3"), "out": base / "reports", "clock": "05:30"}
    return Schedule(**values | more)


def read_as_cron(line):
    """Give the shell's part of a line as cron does: up to a bare %, \\% being a %."""
    command = re.match(r"(?:\\.|[^\\%])*", line)[0]
    return re.sub(r"\\(.)", lambda pair: "%" if pair[1] == "%" else pair[0], command)


@pytest.mark.parametrize("name", ["jambi", "a\\%b c", "\\\\%%\\", "$(id) `id`;%n -- 'x"])
def test_cron_gives_the_shell_the_same_words(tmp_path, name):
    hard = {"params": Path("/srv") / HARD / f"{name}.yaml", "out": Path("/srv") / name}
    job = make_schedule(project=tmp_path, python=Path("/bin/echo"), **hard)
    when, command = write_cron(job).split(" cd ", 1)
    assert when == "30 5 5 * *"
    done = subprocess.run(
        ["/bin/sh", "-c", "cd " + read_as_cron(command)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.rstrip("\n") == " ".join(job.command[1:])


def test_a_schedule_tells_how_each_published_report_becomes_a_message(tmp_path):
    params = PROJECT / "params" / "wanggar.yaml"
    out = tmp_path / "hasil laporan"
    done = subprocess.run(
        [sys.executable, "-m", "kinerja_lib", "schedule", str(params), "--out", str(out)],
        capture_output=True, text=True, check=True, cwd=PROJECT,
    )  # fmt: skip
    found = [line for line in done.stdout.splitlines() if "kinerja_lib message" in line]
    lines = [shlex.split(line) for line in found]
    folders = {line[4] for line in lines}
    assert str(out / "public/wanggar/2026-TW3/performance_review") in folders
    assert len(lines) == len(folders) == len(read_params(params).reports)
    assert all(line[5:] == ["--out", f"{Path(line[4]).name}.eml"] for line in lines)


def test_a_schedule_says_that_it_repeats_the_period_of_the_file():
    done = run_kinerja("schedule", "params/wanggar.yaml", cwd=PROJECT)
    remark = done.stdout.split("# cron")[0]
    assert "periode 2026-TW3 dan tanggal acuan" in remark and "mengulang periode itu" in remark
    assert all(line.startswith("#") for line in remark.splitlines() if line)


@pytest.mark.parametrize("name", ["a b\\", "akhir "])
def test_a_folder_name_does_not_take_the_next_line_of_a_unit_along(name):
    service = write_systemd(make_schedule(project=Path("/srv") / name))["kinerja-jambi.service"]
    lines = service.splitlines()
    assert f"WorkingDirectory=/srv/{name}/" in lines
    assert not [line for line in lines if line.endswith(("\\", " "))]


def test_systemd_gets_quoted_words_and_a_monthly_timer():
    files = write_systemd(make_schedule())
    service, timer = files["kinerja-jambi.service"], files["kinerja-jambi.timer"]
    line = next(line for line in service.splitlines() if line.startswith("ExecStart="))
    words = shlex.split(line.removeprefix("ExecStart=").replace("$$", "$"))
    assert [w.replace("%%", "%") for w in words] == make_schedule().command
    assert "OnCalendar=*-*-05 05:30:00" in timer and "Persistent=true" in timer


def test_the_windows_task_is_well_formed_and_quotes_its_words():
    root = ET.fromstring(write_task(make_schedule()))
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    words = root.find(f".//{space}Arguments").text
    assert words == subprocess.list2cmdline(make_schedule().command[1:])
    assert len(root.find(f".//{space}Months")) == 12
    assert root.find(f".//{space}Day").text == "5"


@pytest.mark.parametrize(
    "wrong", [{"day": 0}, {"day": 29}, {"clock": "24:00"}, {"clock": "5:30"},
              *({"project": Path(f"/srv/a{mark}b")} for mark in "\n\x85\u2028\u202e\udcff")],
)  # fmt: skip
def test_entries_that_would_not_run_are_refused(wrong):
    with pytest.raises(ParameterError):
        make_schedule(**wrong)


@pytest.fixture
def folder(notebook, report, facts, tmp_path):
    def build(edition="public", shown=None, **more):
        publish_pages(shown or report(), facts(**more), tmp_path)
        done = {"status": "complete", "id": "x", "edition": edition, "releases": []}
        done["headline"] = "Satu dari dua target tercapai"
        done["measured"] = {"finished": "2026-11-01T01:05:00+00:00", "started": None}
        write_record(tmp_path / edition, facts(**more) | done)
        return tmp_path / edition

    return build


def test_the_message_holds_the_sentences_of_its_edition(folder):
    content = write_message(folder(), ["pimpinan@contoh.go.id"], "https://contoh.go.id/x")
    message = email.message_from_bytes(content, policy=default)
    assert (
        message["Subject"] == "Tinjauan, 2021, Jambi" and message["To"] == "pimpinan@contoh.go.id"
    )
    body = message.get_content()
    assert "Satu dari dua target tercapai." in body and "- Rerata 3,5 pada 2021." in body
    assert "Edisi: publik. Rilis: Terbit." in body and "https://contoh.go.id/x" in body
    assert message["X-Unsent"] == "1" and not message.is_multipart()
    assert write_message(folder(), ["pimpinan@contoh.go.id"], "https://contoh.go.id/x") == content


def test_a_withheld_number_is_not_in_the_message(folder, notebook, code, finding):
    made = folder(shown=notebook(code(finding(place="answer", n=7))))
    body = email.message_from_bytes(write_message(made, []), policy=default).get_content()
    assert "- Tidak ditampilkan: kurang dari 10 orang." in body and "3,5" not in body


def test_the_message_about_a_withdrawn_report_has_its_reason_and_no_number(folder):
    act = {"state": "ditarik", "at": "2026-11-20T01:00:00+00:00", "reason": "Data tertukar."}
    made = folder()
    record = json.loads((made / "run.json").read_text(encoding="utf-8"))
    record |= {"release": "ditarik", "releases": [act]}
    (made / "run.json").write_bytes(to_json(record))
    body = email.message_from_bytes(write_message(made, []), policy=default).get_content()
    assert "Data tertukar." in body and "3,5" not in body and "Satu dari dua" not in body


NO_ADDRESSES = (
    *("a", "a@b\nBcc: c@d", "a b@c", "<a@b>", "a@b, c@d", "a\x00@b", "a\x1b@b", "a\u202e@b"),
    *("\udcff@b", "=?utf-8?q?a=40b=2C?=@c", "(a)@b", "[a]@b", "a@-"),
)


@pytest.mark.parametrize("name", NO_ADDRESSES)
def test_an_address_that_is_none_is_refused(folder, name):
    with pytest.raises(ParameterError, match="tidak dapat dipakai"):
        write_message(folder(), [name])


def test_a_folder_without_a_report_gives_no_message(tmp_path, folder):
    with pytest.raises(ParameterError, match="bukan folder laporan yang selesai"):
        write_message(tmp_path / "lain", [])
    made = folder("internal", region="Jambi 198001012005011001", editions=["internal"])
    with pytest.raises(DisclosureError, match="NIP"):
        write_message(made, [])
