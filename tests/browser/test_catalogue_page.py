"""The catalogue in a browser: access rules, narrow screens, filters, and nothing loaded."""

import datetime as dt
import json
from pathlib import Path

import pytest

from kinerja_lib.reporting.catalogue import rebuild

pytestmark = [pytest.mark.slow, pytest.mark.long]

NOW = dt.datetime(2026, 11, 21, 23, 10, tzinfo=dt.UTC)
REGIONS = ("Andir", "Mamuju", "Jambi", "Kotabumi", "Wanggar")
REPORTS = {
    "summary": "Ringkasan eksekutif",
    "performance_review": "Tinjauan kinerja",
    "data_quality": "Mutu data",
    "public_service": "Pelayanan publik",
    "competency_training": "Kompetensi dan pelatihan",
    "training_impact": "Dampak pelatihan",
    "change_resistance": "Kesiapan berubah",
    "talent_rewards": "Talenta dan penghargaan",
}
LATE = {("andir", "data_quality"), ("mamuju", "change_resistance"), ("wanggar", "summary")}
FAILED = {
    ("mamuju", "public_service"): (
        "refused_data",
        "Berkas SKM tidak memuat kolom U8 (penanganan pengaduan). IKM tidak dihitung.",
        "Ekspor ulang SKM Triwulan III dari aplikasi survei, lalu jalankan ulang laporan ini.",
    ),
    ("wanggar", "training_impact"): (
        "refused_disclosure",
        "Satu pegawai dapat dikenali bila dibandingkan dengan edisi Oktober.",
        "Gabungkan dua kelompok terkecil pada params/wanggar.yaml, lalu jalankan ulang.",
    ),
    ("kotabumi", "talent_rewards"): (
        "out_of_memory",
        "Proses kehabisan memori (batas 4 GB). Tidak ada berkas yang tertimpa.",
        "Jalankan ulang dengan --workers 1 atau naikkan batas memori.",
    ),
}


def write_run(folder: Path, *, page: bool = True, **fields: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    record = {"schema": 1, "status": "complete", "release": "terbit", "timezone": "WIB"} | fields
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    if page:
        (folder / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")


def write_report(out: Path, edition: str, period: str, day: str, **fields: object) -> None:
    place = (str(fields["region_slug"]), period, str(fields["report"]))
    measured = {"started": f"{day}T01:00:00+00:00", "finished": f"{day}T01:01:00+00:00"}
    fields = {"id": f"{'-'.join(place)}-{edition}", "measured": measured} | fields
    write_run(out.joinpath(edition, *place), edition=edition, period=period, **fields)


def write_one(out: Path) -> None:
    """One region, one report: the first real case."""
    for edition in ("internal", "public"):
        write_report(
            out,
            edition,
            "2021",
            "2026-11-20",
            region="Lima Provinsi",
            region_slug="lima-provinsi",
            report="performance_review",
            title="Tinjauan kinerja",
            headline="Tiga dari lima provinsi mencapai target angka kematian ibu; "
            "dua belum dapat disimpulkan.",
            reference_date="2021-12-31",
            next_release="2027-06-30",
            owner="Kementerian Kesehatan",
        )


def write_forty(out: Path) -> None:
    """Five regions with eight reports: three failed, three late, one running, one never made."""
    for region in REGIONS:
        for number, (report, title) in enumerate(REPORTS.items()):
            write_case(out, region, report, title, day=f"2026-11-{12 + number % 7}")
    (out / ".runs" / "cut-off").mkdir()
    (out / ".runs" / "cut-off" / "run.json").write_text('{"schema": 1, "sta', encoding="utf-8")


def write_case(out: Path, region: str, report: str, title: str, *, day: str) -> None:
    key = (region.lower(), report)
    fields = {
        "region": region,
        "region_slug": key[0],
        "report": report,
        "title": title,
        "headline": f"{title}: nilai {region} 82,7, target paling rendah 81,0: tercapai.",
        "reference_date": "2026-10-31",
        "owner": f"BKPSDM {region}",
        "editions": ["internal", "public"],
    }
    attempt = fields | {"period": "2026-TW3", "headline": None}
    started = {"started": "2026-11-20T02:00:00+00:00", "finished": "2026-11-20T02:03:00+00:00"}
    if key == ("wanggar", "talent_rewards"):
        write_run(
            out / ".runs" / "first",
            page=False,
            **attempt | {"status": "running", "measured": {"started": "2026-11-21T22:00:00+00:00"}},
        )
        return
    old = key in LATE or key in FAILED
    for edition in ("internal", "public"):
        write_report(out, edition, "2026-TW2", "2026-08-14", **fields, next_release="2026-11-18")
        if not old:
            write_report(out, edition, "2026-TW3", day, **fields, next_release="2027-02-10")
    if key in FAILED:
        status, message, remedy = FAILED[key]
        cause = {"kind": status, "message": message, "remedy": remedy, "cell": 7}
        write_run(
            out / ".runs" / "-".join(key),
            page=False,
            **attempt
            | {"id": "-".join(key), "status": status, "cause": cause, "measured": started},
        )


@pytest.fixture(scope="module", params=["empty", "one", "forty"])
def pages(request, tmp_path_factory):
    out = tmp_path_factory.mktemp(request.param)
    {"empty": lambda _out: None, "one": write_one, "forty": write_forty}[request.param](out)
    return rebuild(out, NOW)


@pytest.fixture(scope="module")
def forty(tmp_path_factory):
    out = tmp_path_factory.mktemp("filters")
    write_forty(out)
    return rebuild(out, NOW)


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_access_rule_is_broken_and_nothing_scrolls_sideways(
    browser, run_axe, pages, width, scheme
):
    """Folded at 1280, unfolded at 320, both at 390; colours follow the scheme at any width."""
    for path in pages.values():
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(path.as_uri())
        for opened in (False, True):
            page.evaluate(
                "o => document.querySelectorAll('details').forEach(d => d.open = o)", opened
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if width == 390 or opened == (width == 320):
                assert run_axe(page) == []
        page.close()


def test_a_page_loads_nothing_and_breaks_no_rule_of_its_own(browser, pages):
    for path in pages.values():
        page = browser.new_page()
        asked, said = [], []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(path.as_uri())
        assert asked == [path.as_uri()] and said == []
        page.close()


def test_filters_leave_the_chosen_reports_and_count_them(browser, forty):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page.goto(forty["internal"].as_uri())
    assert page.locator(".rep:visible").count() == 40
    page.locator("label", has_text="Gagal (3)").click()
    assert page.locator(".rep:visible").count() == 3
    assert page.locator(".wil:visible").count() == 3
    page.locator("label", has_text="Jambi").click()
    assert page.locator(".rep:visible").count() == 0
    assert page.locator(".none").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator(".rep:visible .ti").inner_text().startswith("Talenta dan penghargaan")
    page.close()


def test_paper_shows_every_report_in_light_colours_whatever_the_filter(browser, forty):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page.goto(forty["internal"].as_uri())
    page.locator("label", has_text="Gagal (3)").click()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".rep:visible").count() == 40
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    page.close()
