"""The catalogue tells the state of every report, and the public page tells no more than it may."""

import datetime as dt
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from kinerja_lib.reporting.catalogue import rebuild
from kinerja_lib.reporting.catalogue_az import list_by_letter
from kinerja_lib.reporting.catalogue_disk import read_disk
from kinerja_lib.reporting.catalogue_state import assess_reports, period_end
from kinerja_lib.reporting.catalogue_words import count_current, count_others, name_period, stamp

NOW = dt.datetime(2026, 11, 21, 23, 10, tzinfo=dt.UTC)  # 22 November, 06.10 in the WIB zone
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)
JAMBI = {
    "region": "Jambi",
    "region_slug": "jambi",
    "report": "public_service",
    "title": "Pelayanan publik",
    "editions": ["internal", "public"],
    "owner": "BKPSDM Jambi",
}


def write_json(folder: Path, record: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = record if isinstance(record, str) else json.dumps(record)
    (folder / "run.json").write_text(text, encoding="utf-8")


def publish(out: Path, period: str, *, edition: str = "internal", day: str = "2026-11-01", **more):
    record = {"schema": 1, "id": f"{period}-{day}", "status": "complete", "release": "terbit"}
    measured = {"started": f"{day}T01:00:00+00:00", "finished": f"{day}T01:05:00+00:00"}
    record |= JAMBI | {"period": period, "measured": measured, "timezone": "WIB"} | more
    names = [record["region_slug"], period, record["report"]]
    folder = out.joinpath(edition, *names, *([record["unit"]] if record.get("unit") else []))
    write_json(folder, record)
    (folder / "index.html").write_text("<!doctype html>", encoding="utf-8")
    return folder


def attempt(out: Path, period: str, status: str, *, day: str = "2026-11-20", **more):
    record = {"schema": 1, "id": f"{period}-{status}-{day}", "status": status, "release": "draf"}
    record |= JAMBI | {"period": period, "measured": {"started": f"{day}T02:00:00+00:00"}} | more
    write_json(out / ".runs" / record["id"], record)


def states(out: Path, *, public: bool = False, now: dt.datetime = NOW) -> list[str]:
    return [report.state for report in assess_reports(read_disk(out), now, public=public)]


def page(out: Path, edition: str = "internal", **options) -> str:
    return rebuild(out, NOW, **options)[edition].read_text(encoding="utf-8")


def links(html: str) -> list[str]:
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.extend(value for name, value in attrs if name in ("href", "src"))

    Reader().feed(html)
    return found


def visible(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html.split("</style>")[1])


def test_a_good_report_is_current_until_the_day_after_its_next_release(tmp_path):
    publish(tmp_path, "2026-TW3", next_release="2026-11-22")
    assert states(tmp_path) == ["current"]
    # 17.00 UTC on 22 November is midnight in Jambi, but already 01.00 in Mamuju (WITA)
    assert states(tmp_path, now=dt.datetime(2026, 11, 22, 16, 59, tzinfo=dt.UTC)) == ["current"]
    late = assess_reports(
        read_disk(tmp_path), dt.datetime(2026, 11, 22, 17, 0, tzinfo=dt.UTC), public=False
    )
    assert [(r.state, r.days_late) for r in late] == [("late", 1)]


def test_the_day_of_a_report_is_the_day_of_its_own_zone(tmp_path):
    publish(tmp_path, "2026-TW3", next_release="2026-11-22", timezone="WIT")
    assert states(tmp_path, now=dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)) == ["late"]


def test_a_report_without_a_next_release_is_never_late(tmp_path):
    publish(tmp_path, "2019", next_release=None)
    assert states(tmp_path) == ["current"]


@pytest.mark.parametrize(
    "status",
    [
        "failed",
        "timeout",
        "out_of_memory",
        "killed",
        "interrupted",
        "refused_data",
        "refused_disclosure",
    ],
)
def test_a_failed_newer_run_leaves_the_last_good_edition_linked(tmp_path, status):
    publish(tmp_path, "2026-TW2")
    cause = {"kind": "x", "message": "Kolom u8 tidak ada.", "remedy": "Ekspor ulang.", "cell": 7}
    attempt(tmp_path, "2026-TW3", status, cause=cause)
    html = page(tmp_path)
    assert states(tmp_path) == ["failed"]
    assert "jambi/2026-TW2/public_service/index.html" in links(html)
    text = visible(html)
    for part in ("Kolom u8 tidak ada.", "Ekspor ulang.", "sel ke-7", "BKPSDM Jambi"):
        assert part in text
    assert "gagal 20 Nov 2026" in text and "Edisi terakhir yang berlaku: Triwulan II 2026" in text


def test_a_later_good_run_settles_a_failure(tmp_path):
    attempt(tmp_path, "2026-TW3", "failed", day="2026-11-18")
    publish(tmp_path, "2026-TW3", day="2026-11-19")
    assert states(tmp_path) == ["current"]


def test_a_good_run_of_an_older_period_does_not_hide_a_failure(tmp_path):
    attempt(tmp_path, "2026-TW3", "failed", day="2026-11-18")
    publish(tmp_path, "2026-TW2", day="2026-11-19")
    assert states(tmp_path) == ["failed"]


def test_a_failure_of_a_period_long_passed_does_not_linger(tmp_path):
    attempt(tmp_path, "2026-TW1", "failed", day="2026-05-18")
    publish(tmp_path, "2026-TW3", day="2026-11-19")
    assert states(tmp_path) == ["current"]


def test_a_run_that_found_nothing_new_keeps_the_report_current(tmp_path):
    publish(tmp_path, "2026-TW3", next_release="2026-11-20")
    attempt(tmp_path, "2026-TW3", "skipped_unchanged", next_release="2026-12-20")
    assert states(tmp_path) == ["current"]


@pytest.mark.parametrize(("day", "state"), [("2026-11-21", "running"), ("2026-11-19", "check")])
def test_a_run_of_more_than_a_day_needs_a_look(tmp_path, day, state):
    attempt(tmp_path, "2026-TW3", "running", day=day)
    assert states(tmp_path) == [state]
    assert ("perlu diperiksa" in visible(page(tmp_path))) == (state == "check")


def test_the_newest_period_stands_first_even_when_an_older_one_was_made_later(tmp_path):
    publish(tmp_path, "2026-TW3", day="2026-11-01", headline="Temuan triwulan ketiga.")
    publish(tmp_path, "2026-TW2", day="2026-11-15", headline="Temuan triwulan kedua.")
    (report,) = assess_reports(read_disk(tmp_path), NOW, public=False)
    assert [issue.period for issue in report.issues] == ["2026-TW3", "2026-TW2"]
    assert "Temuan triwulan ketiga." in visible(page(tmp_path))


def test_a_withdrawn_edition_is_not_the_valid_one(tmp_path):
    publish(tmp_path, "2026-TW3", release="ditarik")
    assert states(tmp_path) == ["withdrawn"]
    publish(tmp_path, "2026-TW2")
    (report,) = assess_reports(read_disk(tmp_path), NOW, public=False)
    assert report.good is not None and report.good.period == "2026-TW2"


def test_units_of_a_report_are_told_apart_and_matched_to_their_runs(tmp_path):
    publish(tmp_path, "2026-TW2", unit="dinas-kesehatan")
    publish(tmp_path, "2026-TW2", unit="dinas-sosial")
    attempt(tmp_path, "2026-TW3", "failed", unit="Dinas Kesehatan")
    assert states(tmp_path) == ["failed", "current"]


def test_the_person_of_an_individual_sheet_is_never_shown(tmp_path):
    person = {"editions": ["individual"], "report": "individual_sheet", "title": "Lembar individu"}
    attempt(tmp_path, "2026-TW3", "complete", unit="198001012005011001", **person)
    assert states(tmp_path) == []
    attempt(tmp_path, "2026-TW3", "failed", unit="198001012005011001", **person)
    assert states(tmp_path) == ["failed"]
    assert "198001012005011001" not in page(tmp_path)


def test_order_on_the_page_is_count_action_late_overview_list(tmp_path):
    publish(tmp_path, "2026-TW2")
    attempt(tmp_path, "2026-TW3", "failed")
    andir = {"region": "Andir", "region_slug": "andir"}
    publish(tmp_path, "2026-TW3", next_release="2026-11-12", **andir)
    html = page(tmp_path)
    marks = ['class="lead"', 'id="tindakan"', 'id="lambat"', 'id="sekilas"', 'id="semua"']
    assert [html.index(mark) for mark in marks] == sorted(html.index(mark) for mark in marks)
    assert html.index("<h3>Andir</h3>") < html.index("<h3>Jambi</h3>")
    assert "10 hari" in visible(html)


def test_one_report_has_no_filters_no_overview_and_shows_its_finding(tmp_path):
    publish(tmp_path, "2021", headline="Tiga dari lima provinsi mencapai target.")
    html = page(tmp_path)
    assert "<fieldset" not in html and 'id="sekilas"' not in html and "<nav" not in html
    text = visible(html)
    assert "Satu laporan tersedia dan mutakhir." in text
    assert "Tiga dari lima provinsi mencapai target." in text


def test_release_state_stands_beside_run_status(tmp_path):
    publish(tmp_path, "2026-TW3", release="draf")
    text = visible(page(tmp_path))
    assert "mutakhir" in text and "draf" in text
    assert "dibuat 1 Nov 2026" in text and "terbit 1 Nov 2026" not in text


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', "[" * 100_000, '{"schema": 2}', "\x00"])
def test_a_broken_record_is_listed_and_stops_nothing(tmp_path, content):
    publish(tmp_path, "2026-TW3")
    write_json(tmp_path / ".runs" / "cut-off", content)
    write_json(tmp_path / "internal" / "jambi" / "2026-TW3" / "summary", content)
    text = visible(page(tmp_path))
    assert ".runs/cut-off" in text and "internal/jambi/2026-TW3/summary" in text
    assert "Pelayanan publik" in text and "Dua catatan proses tidak terpakai." in text
    assert "cut-off" not in page(tmp_path, "public")


def test_bytes_that_are_no_text_and_fields_of_the_wrong_kind_stop_nothing(tmp_path):
    (tmp_path / ".runs" / "bytes").mkdir(parents=True)
    (tmp_path / ".runs" / "bytes" / "run.json").write_bytes(b"\xff\xfe{}")
    wrong = {name: [1, {"a": None}] for name in ("region", "title", "headline", "owner", "cause")}
    wrong |= {"next_release": 20261101, "reference_date": "2026-13-40", "timezone": ["WIB"]}
    wrong |= {"measured": {"started": "9999-12-31T23:59:59-12:00"}, "editions": 5, "release": {}}
    publish(tmp_path, "2026-TW3", **wrong)
    publish(tmp_path, "2026-TW2", measured="soon", unit=None, next_release="0001-01-01")
    attempt(tmp_path, "2026-TW4", "failed", title="\ud800 x", cause={"message": 7, "cell": True})
    assert ".runs/bytes" in visible(page(tmp_path))


def test_a_folder_that_claims_no_success_is_not_shown_as_good(tmp_path):
    publish(tmp_path, "2026-TW3", status="running")
    assert states(tmp_path) == []
    assert "tidak menyatakan bahwa laporan ini selesai" in visible(page(tmp_path))


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", 'javascript:alert(1)//"', "../../etc", "</style>\u202e"],
)
def test_hostile_text_in_any_field_stays_text(tmp_path, hostile):
    names = ("region", "title", "headline", "owner", "unit", "reference_date", "id", "timezone")
    fields = dict.fromkeys(names, hostile)
    cause = dict.fromkeys(("kind", "message", "remedy", "cell"), hostile)
    publish(tmp_path, "2026-TW2", **fields | {"unit": None})
    publish(tmp_path, "2026-TW2", edition="public", **fields | {"unit": None})
    record = {"schema": 1, "status": "failed", "cause": cause, "editions": [hostile, "public"]}
    place = {"region_slug": hostile, "report": hostile, "period": hostile}
    write_json(tmp_path / ".runs" / "a", record | fields | place)
    write_json(tmp_path / ".runs" / "b", record | fields | JAMBI | {"period": hostile})
    for edition in ("internal", "public"):
        html = page(tmp_path, edition)
        assert "<script" not in html and html.count("</style>") == 1 and "\u202e" not in html
        for link in links(html):
            assert link.startswith(("#", "jambi/", "../public/jambi/", "index.en.html")), link
            assert "javascript" not in link and ".." not in link.removeprefix("../public/")


def test_links_are_folder_names_percent_encoded(tmp_path):
    folder = publish(tmp_path, "2026-TW3", region_slug="a b#c?d%22", region="A")
    found = [item.partition("#")[0] for item in links(page(tmp_path))]
    (link,) = {item for item in found if item not in ("", "index.en.html")}
    assert link == "a%20b%23c%3Fd%2522/2026-TW3/public_service/index.html"
    assert (folder / "index.html").exists()


def test_linked_folders_and_individual_sheets_are_left_out(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    publish(elsewhere, "2026-TW3", title="Rahasia")
    out = tmp_path / "out"
    publish(out, "2026-TW3", edition="individual", title="Lembar")
    (out / "internal").mkdir()
    (out / "internal" / "lain").symlink_to(elsewhere / "internal" / "jambi")
    assert states(out) == []


def test_the_public_page_tells_of_a_failure_only_that_it_is_delayed(tmp_path):
    publish(tmp_path, "2026-TW2", edition="public")
    publish(tmp_path, "2026-TW2", headline="Angka internal 4.711.")
    cause = {"kind": "k", "message": "Sel Dinas X berisi 3 orang di skm.csv.", "remedy": "Gabung."}
    attempt(tmp_path, "2026-TW3", "refused_disclosure", cause={**cause, "cell": 9})
    publish(tmp_path, "2026-TW3", report="talent_rewards", title="Talenta internal")
    attempt(tmp_path, "2026-TW3", "failed", report="secret_report", title="Laporan lain")
    html = page(tmp_path, "public")
    assert states(tmp_path, public=True) == ["delayed"]
    assert "Edisi yang lebih baru tertunda" in visible(html)
    for hidden in (
        "4.711",
        "Dinas X",
        "skm.csv",
        "Gabung",
        "sel ke",
        "gagal",
        "refused",
        "Talenta internal",
        "Laporan lain",
        "secret_report",
        ".runs",
        "../internal",
    ):
        assert hidden not in visible(html) + " ".join(links(html)), hidden


def test_a_failure_that_was_not_meant_for_the_public_leaves_the_public_page_alone(tmp_path):
    publish(tmp_path, "2026-TW2", edition="public")
    before = page(tmp_path, "public")
    attempt(tmp_path, "2026-TW3", "failed", editions=["internal"])
    attempt(tmp_path, "2026-TW4", "running", day="2026-11-21")
    assert page(tmp_path, "public") == before


def test_a_draft_in_the_public_folder_is_not_listed_there(tmp_path):
    publish(tmp_path, "2026-TW3", edition="public", release="draf")
    assert states(tmp_path, public=True) == []
    assert "Belum ada laporan yang terbit untuk umum." in visible(page(tmp_path, "public"))
    assert "public/jambi/2026-TW3/public_service" in visible(page(tmp_path))


def test_an_empty_root_names_the_command_to_run(tmp_path):
    html = page(tmp_path / "reports")
    assert "Belum ada laporan yang terbit." in visible(html)
    assert "kinerja run params/" in visible(html)
    assert "kinerja run" not in page(tmp_path / "reports", "public")


def test_the_same_disk_and_moment_give_the_same_bytes(tmp_path):
    publish(tmp_path, "2026-TW2")
    publish(tmp_path, "2026-TW2", edition="public")
    attempt(tmp_path, "2026-TW3", "failed")
    first = [path.read_bytes() for path in rebuild(tmp_path, NOW).values()]
    there = NOW.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert [path.read_bytes() for path in rebuild(tmp_path, there).values()] == first
    assert not list(tmp_path.glob("*/.*tmp"))


def test_the_page_has_one_title_no_script_and_the_policy(tmp_path):
    publish(tmp_path, "2026-TW2")
    attempt(tmp_path, "2026-TW3", "failed")
    html = page(tmp_path)
    assert html.startswith("<!doctype html>") and '<html lang="id">' in html
    assert f'content="{POLICY}"' in html
    assert html.count("<h1") == 1 and "<script" not in html and "://" not in html
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    anchors = [link for link in links(html) if link.startswith("#")]
    assert anchors and all(f'id="{anchor[1:]}"' in html for anchor in anchors)


def test_the_page_may_be_in_english(tmp_path, monkeypatch):
    monkeypatch.setattr("kinerja_lib.i18n._english", lambda: {"Daftar laporan": "List of reports"})
    publish(tmp_path, "2026-TW2", day="2026-05-03")
    html = page(tmp_path, language="en")
    assert '<html lang="en">' in html and "List of reports" in html and "3 May 2026" in html


def test_a_moment_without_a_zone_is_a_mistake_of_the_caller(tmp_path):
    with pytest.raises(ValueError, match="time zone"):
        rebuild(tmp_path, NOW.replace(tzinfo=None))


def test_sentences_of_the_count():
    assert count_current(["current"] * 32 + ["late"] * 8) == (
        "Sebanyak 32 dari 40 laporan mutakhir."
    )
    assert count_current(["current"] * 2) == "Semuanya mutakhir: dua laporan."
    assert count_current(["current", "late"]) == "Satu dari dua laporan mutakhir."
    assert count_current(["late", "late"]) == "Belum satu pun dari dua laporan mutakhir."
    assert count_others(["failed"] * 3 + ["late"] * 4 + ["unpublished"]) == (
        "Tiga gagal dan perlu tindakan, empat terlambat, dan satu belum pernah terbit."
    )
    assert count_others(["current"]) == ""


def test_periods_and_moments_in_words():
    assert name_period("2026-TW3") == "Triwulan III 2026"
    assert name_period("2026-TW3", short=True) == "TW III 2026"
    assert name_period("2026-S1") == "Semester I 2026"
    assert name_period("2026-08", short=True) == "Agu 2026"
    assert name_period("2021") == "2021"
    assert stamp(NOW, "WIB") == "22 November 2026 pukul 06.10 WIB"
    assert stamp(NOW, "WIT") == "22 November 2026 pukul 08.10 WIT"


def test_last_days_of_periods():
    assert period_end("2026-TW1") == dt.date(2026, 3, 31)
    assert period_end("2026-S2") == period_end("2026") == dt.date(2026, 12, 31)
    assert period_end("2024-02") == dt.date(2024, 2, 29)
    assert period_end("0000") == period_end("besok") == dt.date.min


def test_both_languages_lie_beside_each_other_and_link_to_each_other(tmp_path):
    publish(tmp_path, "2026-TW3", headline="Tiga dari lima tercapai.")
    first = rebuild(tmp_path, NOW)["internal"]
    other = first.with_name("index.en.html")
    assert '<html lang="id">' in first.read_text() and "index.en.html" in links(first.read_text())
    english = other.read_text(encoding="utf-8")
    assert '<html lang="en">' in english and "index.html" in links(english)
    assert '<p class="hl" lang="id">Tiga dari lima tercapai.</p>' in english
    assert rebuild(tmp_path, NOW, language="en")["internal"] == first
    assert '<html lang="en">' in first.read_text() and not other.exists()
    assert '<html lang="id">' in first.with_name("index.id.html").read_text()


PURPOSE = "Pertanyaan: apakah layanan baik? Untuk kepala unit."


def fill(out, **more):
    """Reports of two regions, one with units, so that there is something to look up."""
    for region in ("Jambi", "Áceh"):
        slug = "jambi" if region == "Jambi" else "aceh"
        publish(out, "2026-TW3", region=region, region_slug=slug, purpose=PURPOSE, **more)
        publish(out, "2026-TW3", region=region, region_slug=slug, report="data_quality",
                title="Mutu data", **more)  # fmt: skip
    publish(out, "2026-TW3", unit="dinas-a", **more)


def test_the_alphabet_has_every_name_once_with_purpose_and_links(tmp_path):
    fill(tmp_path)
    reports = assess_reports(read_disk(tmp_path), NOW, public=False)
    listed = list_by_letter(reports)
    assert [letter for letter, _entries in listed] == ["A", "D", "J", "M", "P"]
    names = [entry.name for _letter, entries in listed for entry in entries]
    assert names == ["Áceh", "dinas-a", "Jambi", "Mutu data", "Pelayanan publik"]
    service = listed[-1][1][0]
    assert service.purpose == PURPOSE
    assert [text for text, _report in service.links] == ["Áceh", "Jambi", "Jambi, dinas-a"]
    html = page(tmp_path)
    ids = re.findall(r'id="(huruf-\d)"', html)
    assert [item.removeprefix("#") for item in links(html) if "huruf" in item] == ids
    assert PURPOSE in visible(html)


def test_a_few_reports_need_no_alphabet(tmp_path):
    publish(tmp_path, "2026-TW3")
    assert list_by_letter(assess_reports(read_disk(tmp_path), NOW, public=False)) == []
    assert "abjad" not in page(tmp_path)


def test_the_verdict_sheet_is_linked_inside_only(tmp_path):
    inside = publish(tmp_path, "2026-TW3")
    outside = publish(tmp_path, "2026-TW3", edition="public")
    for folder in (inside, outside):
        (folder / "putusan.csv").write_text("x", encoding="utf-8")
    assert "jambi/2026-TW3/public_service/putusan.csv" in links(page(tmp_path))
    assert "putusan" not in page(tmp_path, "public")


def test_what_changed_and_the_pages_of_units_are_linked_where_they_exist(tmp_path):
    for edition in ("internal", "public"):
        folder = publish(tmp_path, "2026-TW3", edition=edition, units={"tersedia": 37, "gagal": 1})
        (folder / "tables").mkdir()
        (folder / "tables" / "yang-berubah.csv").write_text("x", encoding="utf-8")
        (folder / "unit.html").write_text("x", encoding="utf-8")
    publish(tmp_path, "2026-TW3", report="lain", title="Lain")
    base = "jambi/2026-TW3/public_service"
    for edition in ("internal", "public"):
        html = page(tmp_path, edition)
        wanted = [f"{base}/{name}" for name in ("tables/yang-berubah.csv", "unit.html")]
        assert {*wanted, f"{base}/index.html#perubahan-laporan"} <= set(links(html))
        assert "Halaman tiap unit (37)" in visible(html) and "1 gagal dibuat" in visible(html)
    assert not [link for link in links(page(tmp_path)) if "/lain/" in link and "index" not in link]


def test_purpose_and_owner_stand_with_each_report(tmp_path):
    purpose = "Pertanyaan: apa? Untuk kepala unit."
    publish(tmp_path, "2026-TW3", purpose=purpose)
    publish(tmp_path, "2026-TW3", report="lain", title="Lain", owner="Bagian Organisasi")
    text = visible(page(tmp_path))
    assert purpose in text and "Penanggung jawab: Bagian Organisasi." in text


def test_every_link_of_a_copied_folder_leads_to_a_file_in_it(tmp_path):
    """From a USB stick: all addresses are relative and their files exist."""
    fill(tmp_path / "here")
    fill(tmp_path / "here", edition="public")
    rebuild(tmp_path / "here", NOW)
    stick = tmp_path / "stick"
    (tmp_path / "here").rename(stick)
    pages = [*stick.glob("*/index*.html")]
    assert len(pages) == 4
    for path in pages:
        for link in links(path.read_text(encoding="utf-8")):
            if not link.startswith("#"):
                assert (path.parent / unquote(link.partition("#")[0])).is_file(), link
