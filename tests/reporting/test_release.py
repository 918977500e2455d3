"""Draft, approval, publication, correction, withdrawal; pages are real, the kernel is not run."""

import json
import os
import re
import shutil

import pytest

from kinerja_lib import cli
from kinerja_lib.errors import DisclosureError, ParameterError, RunError
from kinerja_lib.reporting import recovery, release, release_page, swap
from kinerja_lib.reporting.record import RUNS, read_record
from kinerja_lib.reporting.release import Act, approve_report, withdraw_report
from kinerja_lib.reporting.release_log import LOG_NAME, append_entries, new_entry, read_log
from kinerja_lib.reporting.run import run_report
from tests.reporting.release_office import PLACE
from tests.reporting.test_record import make_request

WHO = Act(by="Rina Kepala Bidang", reason="Sudah diperiksa bersama bagian hukum.")
WITH_NOTE = Act(by="Rina", reason="Angka sudah dibetulkan.", note="Dua unit salah dihitung.")
AUTOMATIC = {"automatic": True, "reason": "data rekaan untuk uji"}


def public_text(office):
    folder = office.folder("public")
    return "\n".join(p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file())


def test_hidden_marks_of_name_reason_and_note_are_not_kept(office):
    office.run()
    hidden = "\udcff\x00\u202e\u2066\x1b"
    act = Act(by=f"Rina{hidden}", reason=f"Sudah {hidden}diperiksa.", note=f"Semua{hidden} angka.")
    approve_report(office.folder("internal"), act)
    unseen = re.compile(r"[\x00\x1b\u202e\u2066]|\\u(0000|001b|202e|2066|dcff)", re.IGNORECASE)
    files = [path for path in office.out.rglob("*") if path.is_file() and path.name != ".key"]
    assert len(files) > 10
    assert not [path for path in files if unseen.search(path.read_text("utf-8"))]
    assert "oleh Rina: Sudah diperiksa." in office.page("internal")


def test_a_draft_waits_and_an_approval_publishes_the_same_bytes(office):
    made = office.run()
    assert not office.folder("public").exists() and ">Draf<" in office.page("internal")
    draft = {p.name: p.read_bytes() for p in (made.folder / "public" / "tables").iterdir()}
    released = approve_report(office.folder("internal"), WHO)
    assert (released.state, set(released.folders)) == ("terbit", {"internal", "public"})
    shown = {p.name: p.read_bytes() for p in (office.folder("public") / "tables").iterdir()}
    assert shown == draft and not (made.folder / "public").exists()
    assert "Terbit, " in office.page("public") and ">Draf<" not in office.page("internal")
    assert read_record(office.folder("public"))["release"] == "terbit"
    assert read_record(made.folder)["release"] == "terbit"
    assert office.states() == ["draf", "terbit"]
    assert not list((office.out / RUNS).glob("*rilis-*"))


def test_the_public_page_says_who_only_where_the_office_wants_it(office):
    office.run()
    approve_report(office.folder("internal"), WHO)
    assert "Rina" not in public_text(office) and "bagian hukum" not in public_text(office)
    assert "oleh Rina Kepala Bidang" in office.page("internal")
    office.number = 3.75
    office.run(show_approver=True)
    approve_report(office.folder("internal"), WITH_NOTE)
    assert "oleh Rina" in office.page("public")


def test_approval_by_the_params_file_publishes_at_once_and_says_so(office):
    office.run(approval=AUTOMATIC)
    assert "disetujui otomatis: data rekaan untuk uji" in office.page("public")
    assert read_record(office.folder("public"))["approval"]["automatic"] is True
    first = office.page("public")
    office.run(approval=AUTOMATIC)
    assert office.page("public") == first and office.states() == ["terbit", "terbit"]


def test_other_numbers_are_a_correction_with_its_note(office):
    office.run(approval=AUTOMATIC)
    office.number = 3.75
    office.run(approval=AUTOMATIC, revision_note="Satu berkas terlewat.")
    for edition in ("internal", "public"):
        assert "Catatan revisi." in office.page(edition)
        assert "Satu berkas terlewat. Halaman ini menggantikan terbitan" in office.page(edition)
    assert office.states() == ["terbit", "dikoreksi"]
    office.run(approval=AUTOMATIC)  # the same numbers again: still the same correction
    assert "Satu berkas terlewat." in office.page("public")
    office.number = 3.8
    office.run(approval=AUTOMATIC)
    assert "Alasan perubahan angka belum dicatat." in office.page("public")


def test_a_correction_by_hand_needs_a_note(office):
    office.run()
    approve_report(office.folder("internal"), WHO)
    office.number = 3.75
    office.run()
    assert "3,5" in office.page("public") and "3,8" in office.page("internal")
    with pytest.raises(ParameterError, match="Tulis catatan revisi"):
        approve_report(office.folder("internal"), WHO)
    assert "3,5" in office.page("public")
    assert approve_report(office.folder("internal"), WITH_NOTE).state == "dikoreksi"
    assert "Dua unit salah dihitung." in office.page("public") and "3,8" in office.page("public")


def test_a_withdrawn_report_leaves_the_reason_and_no_number(office):
    office.run(approval=AUTOMATIC)
    before = office.page("public")
    assert "3,5" in before and (office.folder("public") / "tables" / "tabel.csv").is_file()
    reason = Act(by="Rina", reason="Data unit tertukar <script>1</script>.")
    released = withdraw_report(office.folder("internal"), reason)
    assert released.state == "ditarik"
    assert {p.name for p in office.folder("public").rglob("*")} == {
        *("index.html", "run.json", "SHA256SUMS")
    }
    page = office.page("public")
    assert "Data unit tertukar &lt;script&gt;1&lt;/script&gt;." in page
    assert not {"3,5", "3.5", "4,25", "Dinas A"} & set(page.replace("<", " ").split())
    assert "3.5" not in public_text(office) and "Rina" not in public_text(office)
    assert "Laporan ini ditarik." in office.page("internal") and "3,5" in office.page("internal")
    with pytest.raises(ParameterError, match="tidak sedang terbit"):
        withdraw_report(office.folder("internal"), reason)


def test_the_params_file_cannot_publish_again_what_a_person_withdrew(office):
    office.run(approval=AUTOMATIC)
    withdraw_report(office.folder("public"), WHO)
    result = office.run(approval=AUTOMATIC)
    assert set(result.published) == {"internal"}
    assert "Laporan ini ditarik" in office.page("public") and ">Draf<" in office.page("internal")
    with pytest.raises(ParameterError, match="terbitan itu ditarik"):
        approve_report(office.folder("internal"), WHO)
    assert approve_report(office.folder("internal"), WITH_NOTE).state == "dikoreksi"
    assert "3,5" in office.page("public")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no numbers of accounts")
def test_the_account_is_asked_of_the_system_not_of_variables(monkeypatch):
    before = release.account_name()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "orang-lain")
    assert release.account_name() == before != "orang-lain"
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_001)
    assert release.account_name() == "4000000001", "an account without a name has its number"


def test_an_approver_other_than_the_runner(office, monkeypatch):
    monkeypatch.setattr("kinerja_lib.reporting.run_folder.account_name", lambda: "penjalan")
    monkeypatch.setattr(release, "account_name", lambda: "penjalan")
    office.run(separate_approver=True)
    with pytest.raises(ParameterError, match="Akun 'penjalan' menjalankan laporan ini"):
        approve_report(office.folder("internal"), WHO)
    monkeypatch.setattr(release, "account_name", lambda: "penyetuju")
    assert approve_report(office.folder("internal"), WHO).state == "terbit"
    accounts = [(e["state"], e["account"]) for e in read_log(office.out)]
    assert accounts == [("draf", "penjalan"), ("terbit", "penyetuju")]
    assert "penjalan" not in public_text(office) and "penyetuju" not in public_text(office)


def test_approved_but_held_back_is_not_public(office):
    office.run()
    held = Act(by="Rina", reason="Menunggu jadwal rilis.", hold=True)
    assert approve_report(office.folder("internal"), held).state == "disetujui"
    assert "Disetujui, " in office.page("internal") and not office.folder("public").exists()
    assert approve_report(office.folder("internal"), WHO).state == "terbit"
    assert office.states() == ["draf", "disetujui", "terbit"]
    with pytest.raises(ParameterError, match="tidak ada yang menunggu"):
        approve_report(office.folder("internal"), WHO)


def test_a_draft_that_was_changed_or_lost_is_not_published(office):
    made = office.run()
    table = made.folder / "public" / "tables" / "tabel.csv"
    table.write_text(table.read_text().replace("3.5", "9.5"))
    with pytest.raises(RunError, match="berubah sejak dibuat"):
        approve_report(office.folder("internal"), WHO)
    shutil.rmtree(made.folder / "public")
    with pytest.raises(RunError, match="sudah tidak ada"):
        approve_report(made.folder, WHO)
    assert not office.folder("public").exists() and office.states() == ["draf"]


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (Act(by="", reason="Sudah diperiksa."), ParameterError),
        (Act(by="Rina", reason="ya"), ParameterError),
        (Act(by="\u200b\u3164\x00", reason="Sudah diperiksa."), ParameterError),
        (Act(by="Rina", reason="ya" + "\u200b" * 20), ParameterError),
        (Act(by="Rina", reason="Milik 198001012005011001 keliru."), DisclosureError),
        (Act(by="Rina 19800101 200501 1 001", reason="Sudah diperiksa."), DisclosureError),
    ],
)
def test_words_that_do_not_decide_or_name_a_person_are_refused(office, act, error):
    office.run(approval=AUTOMATIC)
    with pytest.raises(error):
        withdraw_report(office.folder("internal"), act)
    assert "3,5" in office.page("public")


@pytest.mark.parametrize("name", ["", "internal", "internal/jambi/2026-TW1", ".runs/tidak-ada"])
def test_a_folder_that_is_no_report_is_refused(office, name):
    office.run()
    with pytest.raises(ParameterError, match=r"bukan folder laporan|Tidak ada proses"):
        approve_report(office.out / name, WHO)


STEPS = [
    (swap, "write_journal", "gone"),
    (recovery.swap, "publish_journal", "done"),
    (recovery, "append_entries", "done"),
    (recovery, "write_record", "done"),
    (release, "finish", "done"),
]


@pytest.mark.parametrize(("module", "name", "end"), STEPS, ids=[step[1] for step in STEPS])
def test_a_power_cut_during_a_withdrawal_is_finished_or_undone(
    office, monkeypatch, module, name, end
):
    office.run(approval=AUTOMATIC)
    before = office.page("public")

    class PowerCutError(BaseException):
        pass

    def cut(*_args, **_more):
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(module, name, cut)
        patch.setattr(release.shutil, "rmtree", lambda *_args, **_more: None)
        with pytest.raises(PowerCutError):
            withdraw_report(office.folder("internal"), WHO)
    recovery.recover(office.out)
    if end == "gone":
        assert office.page("public") == before and office.states() == ["terbit"]
    else:
        assert "Laporan ini ditarik" in office.page("public")
        assert "Laporan ini ditarik." in office.page("internal")
        assert office.states() == ["terbit", "ditarik"]
        assert not list((office.out / RUNS).glob("rilis-*"))
    assert recovery.recover(office.out) == []


def test_a_failed_swap_is_undone_and_nothing_is_logged(office, monkeypatch):
    office.run(approval=AUTOMATIC)
    before = office.page("public"), office.page("internal")

    def refuse(*_args):
        raise OSError(28, "full")

    monkeypatch.setattr(recovery, "append_entries", refuse)
    with pytest.raises(OSError, match="full"):
        withdraw_report(office.folder("internal"), WHO)
    assert (office.page("public"), office.page("internal")) == before
    assert office.states() == ["terbit"]


def test_the_log_is_only_added_to_and_notices_a_change(tmp_path):
    one, two = new_entry(PLACE, state="terbit"), new_entry(PLACE, state="ditarik")
    append_entries(tmp_path, [one])
    first = (tmp_path / "internal" / LOG_NAME).read_bytes()
    append_entries(tmp_path, [one, two])  # what is in it stays once
    content = (tmp_path / "internal" / LOG_NAME).read_bytes()
    assert content.startswith(first) and [e["state"] for e in read_log(tmp_path)] == [
        "terbit",
        "ditarik",
    ]
    path = tmp_path / "internal" / LOG_NAME
    path.write_bytes(content + b'{"entry": "half')  # a write that a power cut broke off
    append_entries(tmp_path, [new_entry(PLACE, state="draf")])
    assert [e["state"] for e in read_log(tmp_path)] == ["terbit", "ditarik", "draf"]
    for damaged in (content.replace(b"terbit", b"ditarik"), content.split(b"\n", 1)[1], b"[]\n"):
        path.write_bytes(damaged)
        with pytest.raises(RunError, match="berubah atau rusak"):
            read_log(tmp_path)


def test_a_damaged_log_stops_publishing(office):
    office.run(approval=AUTOMATIC)
    path = office.out / "internal" / LOG_NAME
    path.write_bytes(path.read_bytes().replace(b"terbit", b"ditarik"))
    office.number = 9.0
    result = run_report(make_request(office.base, approval=AUTOMATIC))
    assert result.status == "failed" and "9,0" not in office.page("public")


def test_the_release_stands_apart_from_the_rest_of_the_page(office):
    office.run(approval=AUTOMATIC)
    page = office.page("internal")
    withdraw_report(office.folder("internal"), WHO)
    assert office.page("internal") != page
    assert release_page.strip_release(office.page("internal")) == release_page.strip_release(page)


def test_the_public_record_holds_nothing_to_guess_from(office):
    """No path, account, digest of data, row count or withheld number; only what is named."""
    parameters = {"source": "data/jambi", "cards": "data/kartu.csv", "cap": 120}
    office.run(approval=AUTOMATIC, parameters=parameters)
    text = (office.folder("public") / "run.json").read_text(encoding="utf-8")
    record = json.loads(text)
    assert record["parameters"] == {"cap": 120} and "data/" not in text and "kartu" not in text
    assert set(record["measured"]) == {"started", "finished", "seconds"}
    inside = read_record(office.folder("internal"))
    assert inside["measured"]["account"] and "account" not in text
    assert {"objects", "data_files", "release_rules"} <= set(inside) - set(record)


def test_the_commands_approve_and_withdraw_and_keep_the_catalogue(office, capsys):
    office.run()
    folder = str(office.folder("internal") / "index.html")
    cli.main(["approve", folder, "--by", "Rina", "--reason", "Sudah diperiksa."])
    assert "Terbit untuk umum (terbit)" in capsys.readouterr().out
    assert PLACE[2] in (office.out / "public" / "index.html").read_text(encoding="utf-8")
    cli.main(["withdraw", folder, "--by", "Rina", "--reason", "Data unit tertukar."])
    assert "Ditarik. Halaman yang tersisa" in capsys.readouterr().out
    assert "3,5" not in (office.out / "public" / "index.html").read_text(encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        cli.main(["withdraw", folder, "--by", "Rina", "--reason", "Data unit tertukar."])
    assert end.value.code == 2 and "tidak sedang terbit" in capsys.readouterr().err
