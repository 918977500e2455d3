"""Checking and comparing reports after approval, correction and withdrawal."""

import datetime as dt
import json
import re

import pytest

from kinerja_lib import cli
from kinerja_lib.errors import ParameterError, RunError
from kinerja_lib.reporting import facts
from kinerja_lib.reporting.compare.diff import compare_reports
from kinerja_lib.reporting.compare.seal import digest_files, seal_folder
from kinerja_lib.reporting.record import RUNS, read_record
from kinerja_lib.reporting.release import Act, approve_report, withdraw_report
from tests.reporting.test_release import AUTOMATIC, WHO, WITH_NOTE

LATER = {
    "period": "2026-TW2",
    "reference_date": dt.date(2026, 7, 1),
    "parameters": {"n": 3, "period": "2026-TW2"},
}
EDITIONS = ("internal", "public")


def changes(page):
    section = page.partition('<section id="perubahan-laporan"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", section.partition(">")[2]).split())


def own_record(office, edition="public"):
    return read_record(office.out / RUNS / read_record(office.folder(edition))["id"])


def check_all(office, editions=EDITIONS):
    for edition in editions:
        outcome, said = office.check(office.folder(edition))
        assert outcome == "same", said
        assert "sama byte demi byte" in said and "catatan internal prosesnya" in said
        codes = own_record(office, edition)["published"][edition]
        assert codes == digest_files(office.folder(edition))


def test_an_approved_report_is_the_same_in_a_new_run(office):
    made = office.run()
    assert office.check(office.folder("internal"))[0] == "same"
    outcome, said = office.check(made.folder / "public")  # the draft beside its run
    assert outcome == "same" and "catatan internal prosesnya" in said, said
    approve_report(office.folder("internal"), WHO)
    check_all(office)
    record = read_record(office.folder("public"))
    assert record["numbers"].startswith("sha256:") and record["previous"] is None
    assert "tools" in record and not {"published", "draft"} & set(record)


def test_automatic_approval_and_approval_without_publication_are_the_same_too(office):
    office.run(approval=AUTOMATIC)
    check_all(office)
    office.number = 3.75
    made = office.run()
    approve_report(office.folder("internal"), Act("Rina", "Menunggu jadwal.", hold=True))
    check_all(office, ["internal"])
    assert office.check(made.folder / "public")[0] == "same"
    office.number = 3.5
    check_all(office, ["public"])  # still that of the first run


def test_a_correction_follows_what_it_replaces_and_is_the_same_in_a_new_run(office):
    office.run()
    approve_report(office.folder("internal"), WHO)
    first = read_record(office.folder("public"))
    office.number = 3.75
    office.run()
    approve_report(office.folder("internal"), WITH_NOTE)
    check_all(office)
    assert read_record(office.folder("public"))["previous"]["id"] == first["id"]
    said = changes(office.page("public"))
    assert "1 angka berubah" in said and "3,5" in said and "3,8" in said
    assert "Catatan revisi." in office.page("public")


@pytest.mark.parametrize("part", ["note", "state"])
def test_a_page_that_tells_another_release_is_noticed_by_the_new_run(office, part):
    """Also where codes and records were made to agree with it."""
    office.run(approval=AUTOMATIC)
    office.number = 3.75
    office.run(approval=AUTOMATIC, revision_note="Satu berkas terlewat.")
    folder = office.folder("public")
    old, new = {"note": ("terlewat", "terhapus"), "state": (">Dikoreksi<", ">Terbit<")}[part]
    page = office.page("public")
    assert page.count(old) == 1
    (folder / "index.html").write_text(page.replace(old, new), encoding="utf-8")
    seal_folder(folder)
    path = office.out / RUNS / read_record(folder)["id"] / "run.json"
    own = json.loads(path.read_bytes())
    own["published"]["public"] = digest_files(folder)
    path.write_text(json.dumps(own), encoding="utf-8")
    outcome, said = office.check(folder)
    assert outcome == "different" and "index.html" in said


@pytest.mark.parametrize(
    ("what", "other"),
    [("describe_tools", {"numpy": "9.9.9"}), ("describe_processor", "aarch64 ARMV8 ASIMD")],
)
@pytest.mark.parametrize(("factor", "outcome"), [(1 + 2e-11, "same"), (1 + 1e-8, "different")])
def test_numbers_of_other_packages_or_processors_may_differ_by_the_tolerance(
    office, monkeypatch, factor, outcome, what, other
):
    office.run(approval=AUTOMATIC)
    monkeypatch.setattr(facts, what, lambda: other)
    office.number *= factor
    found, said = office.check(office.folder("public"))
    assert found == outcome, said
    assert "toleransi nisbi 1e-09" in said
    assert ("jenis prosesor lain dapat memberi angka lain." in said) == (outcome != "same")


def test_a_plan_that_was_searched_by_the_clock_is_told(office):
    limits = {"parameters": {"n": 3, "period": "2026-TW1", "plan_seconds": 60.0}}
    office.run(approval=AUTOMATIC, **limits)
    assert "dicari paling lama" not in office.check(office.folder("public"))[1]
    office.number = 3.75
    found, said = office.check(office.folder("public"))
    assert found == "different" and "dicari paling lama 60 detik" in said
    assert "jenis prosesor lain" not in said


def test_what_is_left_of_a_withdrawn_report_can_be_checked(office):
    office.run(approval=AUTOMATIC)
    withdraw_report(office.folder("internal"), WHO)
    outcome, said = office.check(office.folder("public"))
    assert outcome == "same" and "tidak ada angka yang tersisa" in said, said
    assert own_record(office)["published"]["public"] == digest_files(office.folder("public"))
    check_all(office, ["internal"])
    page = office.page("public")
    (office.folder("public") / "index.html").write_text(page.replace("ditarik", "terbit"))
    outcome, said = office.check(office.folder("public"))
    assert outcome == "different" and "index.html: diubah" in said


def test_codes_name_the_files_of_the_report_itself_and_not_of_units_inside_it(office):
    office.run()
    office.run(unit="Dinas A")
    approve_report(office.folder("internal"), WHO)
    unit = next(p for p in office.folder("internal").iterdir() if (p / "run.json").is_file())
    assert office.check(unit)[0] == "same"
    check_all(office)


def test_a_withdrawn_report_is_never_followed(office):
    office.run(approval=AUTOMATIC)
    office.number = 3.75
    office.run()  # a draft that tells what changed since the one published
    assert "3,5" in changes(office.page("internal"))
    withdraw_report(office.folder("public"), WHO)
    with pytest.raises(RunError, match="laporan yang sudah ditarik"):
        approve_report(office.folder("internal"), WITH_NOTE)
    office.run()
    approve_report(office.folder("internal"), WITH_NOTE)
    assert "Belum ada laporan sebelumnya" in changes(office.page("public"))
    assert "3.5\n" not in "".join(
        p.read_text("utf-8") for p in office.folder("public").rglob("*.csv")
    )
    check_all(office)


def test_withdrawal_names_the_reports_that_still_tell_its_numbers(office, capsys):
    office.run(approval=AUTOMATIC)
    office.number = 3.75
    office.run(approval=AUTOMATIC, **LATER)
    later = office.page("public", LATER["period"])
    assert "3,5" in changes(later)
    folder = str(office.folder("public"))
    cli.main(["withdraw", folder, "--by", "Rina", "--reason", "Data unit tertukar."])
    told = capsys.readouterr().out
    assert "jalankan ulang" in told
    for edition in EDITIONS:
        follower = office.folder(edition, LATER["period"])
        assert str(follower) in told
        assert office.check(follower)[0] == "same"  # as it was published
    office.run(approval=AUTOMATIC, **LATER)
    later = office.page("public", LATER["period"])
    assert "Belum ada laporan sebelumnya" in changes(later) and "3,5" not in changes(later)
    assert office.states()[-1] == "terbit" and "Catatan revisi." not in later


def test_two_approved_periods_are_compared(office):
    office.run()
    approve_report(office.folder("internal"), WHO)
    office.number = 3.75
    office.run(**LATER)
    approve_report(office.folder("internal", LATER["period"]), WHO)
    for edition in EDITIONS:
        old, new = office.folder(edition), office.folder(edition, LATER["period"])
        found = compare_reports(old, new)
        assert [(c.row, c.old, c.new) for c in found.changes.numbers] == [
            ("Dinas A", "3.5", "3.75")
        ]
        assert "1 angka berubah" in changes(office.page(edition, LATER["period"]))
    withdraw_report(office.folder("public"), WHO)
    with pytest.raises(ParameterError, match="ditarik: tidak ada angka"):
        compare_reports(office.folder("public"), office.folder("public", LATER["period"]))
