import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from kinerja_lib.errors import DisclosureError
from kinerja_lib.performance.areas.figures import chart_paths, chart_targets
from kinerja_lib.performance.areas.findings import (
    find_achievement,
    find_answers,
    find_headline,
    find_requests,
)
from kinerja_lib.performance.areas.quality import find_flags, find_quality, tabulate_quality
from kinerja_lib.performance.areas.review import review_indicators
from kinerja_lib.performance.areas.tables import tabulate_areas
from kinerja_lib.publish import Finding, Table
from kinerja_lib.reporting.pages import publish_pages
from kinerja_lib.tables.columns import Column
from tests.csv_rows import read_rows
from tests.safe_page import Page, check_safe


@pytest.fixture
def publish(tmp_path, facts):
    """Publish a notebook; gives the folder and, per edition, the page."""

    def run(notebook, name="out", **more):
        folder = tmp_path / name
        folder.mkdir()
        result = publish_pages(notebook, facts(**more), folder)
        names = sorted(path.name for path in folder.iterdir() if path.is_dir())
        pages = {e: (folder / e / "index.html").read_text("utf-8") for e in names}
        return folder, pages, result

    return run


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_both_editions_come_from_one_run_with_their_files(publish, report):
    folder, pages, result = publish(report())
    assert set(pages) == {"internal", "public"}
    common = {"index.html", "findings.csv", "contents.json"}
    common |= {"tables/tabel.csv", "tables/gambar.csv", "tables/ringkas.csv"}
    common |= {"tables/asal-usul.csv", "tables/kamus-data.csv"}
    assert set(files(folder / "public")) == common
    inside = {"tables/berkas.csv", "putusan.csv", "putusan-sel.csv"}
    assert set(files(folder / "internal")) == common | inside
    assert result.headline == "Satu dari dua target tercapai"
    for html in pages.values():
        check_safe(Page(html))


def test_two_renderings_give_the_same_bytes(publish, report):
    first, _pages, one = publish(report())
    again = json.loads(json.dumps(report()))
    second, _pages, two = publish(again, "again")
    assert files(first) == files(second)
    assert one == two


def test_the_public_edition_holds_no_file_names_and_no_digests(publish, report):
    folder, pages, result = publish(report())
    assert result.data_files == [
        {
            "file": "rahasia.csv",
            "digest": "sha256:abc",
            "rows_in": 10,
            "accepted": 9,
            "quarantined": 1,
        }
    ]
    public = b"".join(files(folder / "public").values()).decode()
    for secret in ("rahasia.csv", "sha256:abc", "data/jambi.csv", "data/lain.csv"):
        assert secret not in public
    assert "rahasia.csv" in pages["internal"] and "sha256:abc" in pages["internal"]
    internal = dict(read_rows(folder / "internal/tables/asal-usul.csv"))
    assert internal["Parameter source"] == "data/jambi.csv"
    assert "Parameter source" not in dict(read_rows(folder / "public/tables/asal-usul.csv"))


def test_the_values_of_a_run_stand_in_the_lineage_and_not_as_code(publish, report):
    for html in publish(report())[1].values():
        assert "data/lain.csv" not in html


def test_the_page_shows_every_part_in_its_place(publish, report):
    page = Page(publish(report())[1]["public"])
    for text in (
        "Tinjauan 2021, Jambi",
        "Satu dari dua target tercapai",
        "Target mana yang tercapai?",
        "Bahas penyebabnya.",
        "Rerata 3,5",
        "Bagian Organisasi",
        "31 Maret 2023",
        "Catatan lain",
        "Tabel 1. Rerata menurut unit",
        "Keterbatasan",
    ):
        assert text in page.text, text
    assert {"jawaban", "minta", "kalimat", "gambar", "capaian", "keterbatasan"} <= set(page.ids)
    assert page.tags.count("h1") == 1 and page.tags.count("figure") == 1


def test_the_headline_of_the_public_edition_is_recorded_whatever_the_order(
    publish, notebook, code, finding
):
    small = finding("judul", "Rerata {x}", n=7, place="headline")
    cells = notebook(code(small))
    for number, editions in enumerate((["internal", "public"], ["public", "internal"])):
        result = publish(cells, f"out{number}", editions=editions)[2]
        assert result.headline == "Tidak ditampilkan: kurang dari 10 orang."
    only = publish(cells, "only", editions=["internal"])[2]
    assert only.headline == "Rerata 3,5"


def test_why_sentences_are_withheld_is_said_once_and_heads_nothing(
    publish, notebook, code, finding, figure, markdown
):
    few = [finding(name, n=7) for name in ("a", "b")]
    title = finding("judul-gambar", "Rerata {x}", n=7, place="title")
    drawn = replace(figure(), title=title)
    head = finding("kepala", "Rerata {x}", n=7, place="heading")
    ask = code(finding("minta", n=7, place="ask"))
    cells = notebook(ask, markdown("## Bagian: pokoknya"), code(head, *few), code(drawn))
    html = publish(cells)[1]["public"]
    assert html.count("Tidak ditampilkan: kurang dari 10 orang.") == 1
    assert re.search(r"<h2 [^>]*>.* pokoknya</h2>", html)


def test_a_report_without_a_headline_has_none(publish, notebook, code, table):
    assert publish(notebook(code(table())))[2].headline == ""


def test_rules_are_gathered_from_the_sentences(publish, notebook, code, finding):
    cells = code(finding("a", rule="b-2"), finding("b", rule="a-1"), finding("c", rule="b-2"))
    folder, _pages, result = publish(notebook(cells))
    assert result.rules == ["a-1", "b-2"]
    assert dict(read_rows(folder / "public/tables/asal-usul.csv"))["Aturan"] == "a-1, b-2"


def test_nothing_is_complete_when_the_public_edition_is_refused(publish, notebook, code, finding):
    with pytest.raises(DisclosureError, match="berkas params atau asal-usul"):
        publish(notebook(code(finding())), owner="NIP 19800101 200501 1 001")


def test_withheld_cells_are_counted_on_the_page(publish, notebook, code, table, markdown):
    small = table(rows=[("A", 3, 3.5), ("B", 30, 4.0)])
    folder, pages, _result = publish(notebook(markdown("## Rerata"), code(small)))
    assert "lulus; 2 sel tidak ditampilkan" in pages["public"]
    assert read_rows(folder / "public/tables/tabel.csv") == [
        ["unit", "n", "rerata"],
        ["A", "tidak ditampilkan", "tidak ditampilkan"],
        ["B", "30", "4.0"],
    ]
    assert ">3,5<" not in pages["public"]


@pytest.mark.parametrize(("count", "more"), [(25, ""), (26, "25 baris pertama dari 26;")])
def test_a_long_folded_table_is_whole_in_its_csv(
    publish, notebook, code, table, markdown, count, more
):
    long = table(rows=[(f"Unit {n}", 30, 4.0) for n in range(count)], fold=True, note="Abjad.")
    folder, pages, _result = publish(notebook(markdown("## Rerata"), code(long)))
    page = pages["internal"]
    assert page.count('<th scope="row">Unit ') == 25
    assert ("baris pertama dari" in page) == bool(more) and more in page and "Abjad." in page
    assert len(read_rows(folder / "internal/tables/tabel.csv")) == 1 + count


def test_a_table_that_is_a_file_only_is_named_at_the_end_of_its_section(
    publish, notebook, code, table, markdown
):
    shown = [table("c"), table("a", place="file", note="Cara."), table("d")]
    cells = [markdown("## Rerata"), code(*shown, table("b", place="file", note="Cara."))]
    folder, pages, _result = publish(notebook(*cells, markdown("## Lain"), code(table("e"))))
    for edition, page in pages.items():
        assert page.count("<table>") == 3
        assert "Tabel 1." in page and "Tabel 3." in page and "Tabel 4." not in page
        assert page.count("Tabel lain, hanya sebagai berkas CSV (2)") == 1
        first, second = page.index('href="tables/a.csv"'), page.index('href="tables/b.csv"')
        assert page.index("tables/d.csv") < first < second < page.index("tables/e.csv")
        assert page.count("Cara.") == 1 and page.index("Cara.") > second
        assert len(read_rows(folder / edition / "tables/a.csv")) == 2


def test_a_page_in_english_has_english_numbers_and_dates(publish, report):
    html = publish(report(), language="en")[1]["public"]
    assert '<html lang="en">' in html and "31 March 2023" in html
    assert "12.0" in html and ">12,0<" not in html


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "javascript:alert(1)",
    "{{7*7}}",
    "**",
    "\u202e",
    "</style><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "{tahun}{x}",
    "<!--",
    "]]>",
    "&lt;script&gt;",
]
HOSTILE = " ".join(ATTACKS)


def hostile_objects():
    """The real tables, charts and sentences of a review whose every text is hostile."""
    areas = [f"{HOSTILE} {i}" for i in range(3)]
    figures = pd.DataFrame(
        [
            (area, HOSTILE, year, value, 9.2, 9.7)
            for year in (2020, 2021)
            for area, value in zip(areas, (9.5, 12.0, float("nan")), strict=True)
        ],
        columns=["provinsi", "indikator", "tahun", "realisasi", "target_bawah", "target_atas"],
    )
    texts = dict.fromkeys(
        ["nama", "nama_pendek", "satuan", "definisi", "sumber", "catatan"], HOSTILE
    )
    card = {"indikator": HOSTILE, "arah": "turun", "desimal": 1, "putus_seri": 2021.0}
    cards = pd.DataFrame([card | texts | {"total_turunan": areas[1]}])
    review = review_indicators(figures, cards, year=2021, cap=120, reference_area=areas[2])
    frame = pd.DataFrame({"kunci": [HOSTILE], "isi": [HOSTILE]})
    columns = {
        "kunci": Column("{x}", "key", short=HOSTILE, unit=HOSTILE),
        "isi": Column("Isi", "verdict", kinds={HOSTILE: "ok"}, suffix=HOSTILE),
    }
    own = Table(frame, "sendiri", "{x}", columns, subject="umum", note="{x}", values={"x": HOSTILE})
    said = Finding("ucapan", "x", {"x": "**{x}** {y}"}, {"x": HOSTILE, "y": [HOSTILE] * 3}, n=30)
    opening = [find_headline(review), *find_answers(review), *find_requests(review)]
    body = [find_achievement(review), *find_quality(review), *find_flags(review), said]
    body += [own, tabulate_quality(review), chart_targets(review, 0), chart_paths(review, 0)]
    return [*opening, tabulate_areas(review)], body


@pytest.fixture
def hostile_pages(publish, notebook, code, markdown):
    opening, body = hostile_objects()
    parameters = {"areas": [HOSTILE, HOSTILE], "catatan": HOSTILE, "peta": {"a": HOSTILE}}
    cells = notebook(
        code(*opening, source=f"x = '''{HOSTILE}'''"),
        markdown(f"## Capaian\n\n{HOSTILE}\n\n> {HOSTILE}"),
        code(*body),
        title=f"# Judul {HOSTILE}\n\n{HOSTILE}",
    )
    return publish(
        cells,
        region=HOSTILE,
        unit=HOSTILE,
        owner=HOSTILE,
        organisation=HOSTILE,
        approval={"automatic": True, "reason": HOSTILE},
        parameters=parameters,
    )


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_hostile_text_in_every_field_stays_text(hostile_pages, edition):
    html = hostile_pages[1][edition]
    page = Page(html)
    check_safe(page)
    for attack in ("<script>alert(1)</script>", '"><img src=x onerror=1>', "{{7*7}}", "{tahun}{x}"):
        assert page.text.count(attack) > 20, attack
    assert "</style><script>" in page.text
    assert "49" not in re.findall(r"\d+", page.text)  # {{7*7}} was not worked out


def test_no_reordering_mark_is_left_anywhere(hostile_pages):
    for name, content in files(hostile_pages[0]).items():
        assert "\u202e" not in content.decode(), name


def test_hostile_text_runs_in_no_spreadsheet(publish, notebook, code):
    frame = pd.DataFrame({"kunci": ["=1+1", "@x", "+1", "-1", "\t=1"], "isi": [-1.5] * 5})
    columns = {"kunci": Column("K", "key"), "isi": Column("I")}
    table = Table(frame, "t", "Judul", columns, subject="umum")
    said = Finding("k", "x", {"x": "{x}"}, {"x": "=cmd()"}, n=30)
    folder, _pages, _result = publish(notebook(code(table, said)), parameters={"a": "=1+1"})
    written = read_rows(folder / "public/tables/t.csv")[1:]
    assert [row[0] for row in written] == ["'=1+1", "'@x", "'+1", "'-1", "'=1"]
    assert {row[1] for row in written} == {"-1.5"}
    assert read_rows(folder / "public/findings.csv")[1][-1] == "'=cmd()"
    assert ["Parameter a", "'=1+1"] in read_rows(folder / "public/tables/asal-usul.csv")


def test_findings_hold_every_number_of_every_sentence(publish, report):
    folder, _pages, _result = publish(report())
    header, *lines = read_rows(folder / "public/findings.csv")
    assert header[:7] == ["id", "name", "value", "unit", "n", "low", "high"]
    found = {(line[0], line[1]): line[2] for line in lines}
    assert found["jawaban", "x"] == "3.5"
    assert found["judul", ""] == ""
    assert (found["alt-gambar", "n"], found["alt-gambar", "high"]) == ("2.0", "12.0")
    assert all(len(line) == len(header) for line in lines)
