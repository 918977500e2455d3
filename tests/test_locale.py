"""The English catalogue is whole, and an English page holds no Indonesian sentence."""

import copy
import csv
import datetime as dt
import html
import importlib.util
import json
import re
from collections import Counter, namedtuple
from pathlib import Path

import pytest

from kinerja_lib import i18n, publish
from kinerja_lib.i18n import count_words, format_date, format_number, format_range, use_language
from kinerja_lib.performance.areas.findings import OVERALL, SOME
from kinerja_lib.performance.areas.indicators import name_area
from kinerja_lib.publish.finding import fill_message, fill_text
from kinerja_lib.publish.mime import MIME
from kinerja_lib.publish.quantity import join_words
from kinerja_lib.reporting import prose_html
from kinerja_lib.reporting.catalogue_words import name_period
from kinerja_lib.reporting.collect import collect_document
from kinerja_lib.reporting.pages import publish_pages
from kinerja_lib.reporting.prose_html import markdown_html

PROJECT = Path(__file__).resolve().parents[1]
FUNCTION_WORDS = (
    "yang dan tidak dari pada untuk dengan adalah di ke oleh sebagai atau bukan ini itu tiap semua "
    "satu dua tiga angka nilai wilayah tahun belum"
).split()
NAME_COLUMNS = ("nama", "nama_pendek", "catatan", "sumber")
FIELD = re.compile(r"\{[a-z_][a-z0-9_]*\}")
LINK = re.compile(r"\]\(([^)]*)\)")
Entry = namedtuple("Entry", ("id", "string", "fuzzy"))


@pytest.fixture(scope="module")
def extraction():
    path = PROJECT / "tools" / "extract_messages.py"
    spec = importlib.util.spec_from_file_location("extract_messages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def messages(extraction):
    return extraction.collect_messages()


@pytest.fixture(scope="module")
def entries(extraction):
    return [entry for entry in extraction.read_catalogue() if entry.id]


def find_faults(messages, entries):
    """What keeps the English catalogue from being whole: kind of fault -> messages."""
    known = {entry.id for entry in entries}
    filled = [entry for entry in entries if str(entry.string).strip()]
    return {
        "missing": sorted(set(messages) - known),
        "stale": sorted(known - set(messages)),
        "untranslated": sorted(known - {entry.id for entry in filled}),
        "fuzzy": sorted(entry.id for entry in entries if entry.fuzzy),
        "shape": sorted(e.id for e in filled if find_shape(e.id) != find_shape(e.string)),
    }


def find_shape(text):
    """Fields, marks and edges of a message, which both languages share."""
    edges = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    marks = (text.count("**"), text.count("`"), text.count("\n- "), text.startswith("### "))
    return Counter(FIELD.findall(text)), marks, edges, LINK.findall(text)


def test_the_catalogue_is_whole(messages, entries):
    """No entry missing, stale, empty or fuzzy, and the same fields; else run 'make messages'."""
    assert {k: v for k, v in find_faults(messages, entries).items() if v} == {}


def change(entries, old, **changed):
    return [Entry(**vars_of(e) | (changed if e.id == old else {})) for e in entries]


def vars_of(entry):
    return {"id": entry.id, "string": entry.string, "fuzzy": entry.fuzzy}


FINDING = "**{what} tetap** pada {after} (sensus)."


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("untranslated", {"string": " "}),
        ("fuzzy", {"fuzzy": True}),
        ("shape", {"string": "**{what} stayed** at {before} (census)."}),
        ("shape", {"string": "{what} stayed at {after} (census)."}),
        ("shape", {"string": "**{what} stayed** at {after} (census). "}),
    ],
)
def test_a_fault_of_an_entry_is_found(messages, entries, kind, changed):
    found = find_faults(messages, change(entries, FINDING, **changed))
    assert {k: v for k, v in found.items() if v} == {kind: [FINDING]}


def test_an_entry_too_few_and_one_too_many_are_found(messages, entries):
    without = [entry for entry in entries if entry.id != FINDING]
    assert find_faults(messages, without)["missing"] == [FINDING]
    more = [*entries, Entry("Kalimat lama.", "An old sentence.", False)]
    assert find_faults(messages, more)["stale"] == ["Kalimat lama."]


@pytest.mark.parametrize("report", sorted(p.stem for p in (PROJECT / "notebooks").glob("*.ipynb")))
def test_a_changed_or_new_markdown_cell_is_found(extraction, entries, report):
    notebook = json.loads((PROJECT / "notebooks" / f"{report}.ipynb").read_text("utf-8"))
    texts = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]

    def read():
        for cell in notebook["cells"]:
            cell["outputs"] = []
        found = set(extraction.document_messages(collect_document(notebook)))
        return {text for text in found if any(map(str.isalpha, text))}

    before = read()
    assert before <= {entry.id for entry in entries}
    last = "".join(texts[-1]["source"]).rstrip()
    texts[-1]["source"] = last[:-1] + " sekali." + "\n\nParagraf baru."
    missing = find_faults(before | read(), entries)["missing"]
    assert len(missing) == 2 and "Paragraf baru." in missing
    assert [text for text in missing if text.endswith(" sekali.")]
    assert len(before - read()) == 1  # stale now, where no other place says it


@pytest.mark.parametrize("language", ["id", "en"])
def test_targets_are_called_national_only_where_they_are(entries, language):
    messages = [e.id for e in entries if {"{scope}", "{acuan}"} & set(FIELD.findall(e.id))]
    assert len(messages) > 20
    word = {"id": "nasional", "en": "national"}[language]
    for message in messages:
        values = {name[1:-1]: "X" for name in FIELD.findall(message)}
        with use_language(language):
            named, unnamed = (
                fill_text(message, values | {"scope": scope, "acuan": scope})
                for scope in ("nasional", "")
            )
        assert named.count(word) == 1 and unnamed == named.replace(f"{word} ", "").replace(
            f" {word}", ""
        )


def test_translations_use_the_words_of_the_glossary(entries):
    translated = {entry.id: entry.string for entry in entries}
    pairs = {
        "tercapai": "met", "tidak tercapai": "not met", "belum pasti": "uncertain",
        "lebih baik dari rentang": "better than the range", "Kesimpulan": "Verdict",
        "tidak dapat dihitung": "cannot be computed", "tidak ditampilkan": "withheld",
        "tidak ada data": "no data", "tidak berlaku": "not applicable",
        "Realisasi": "Actual value", "Capaian": "Achievement", "putus seri": "series break",
        "Asal-usul": "Lineage", "mutakhir": "current", "Mutu data": "Data quality",
    }  # fmt: skip
    assert {word: translated[word] for word in pairs} == pairs


def test_markdown_is_cut_as_the_page_cuts_it(extraction, monkeypatch):
    source = (
        "# Judul\n\nPertanyaan?\n\n## Bagian: isi\n\n> **Catatan** satu\n> dua\n\nSatu\nbaris.\n\n"
        "- a\n- b\n"
    )
    notebook = {"cells": [{"cell_type": "markdown", "source": source}]}
    document = collect_document(notebook)
    asked = []
    monkeypatch.setattr(prose_html, "_", lambda text: asked.append(text) or text)
    notes, rest = prose_html.split_notes(document.sections[0].blocks[0]["text"])
    for text in (document.question, *notes, rest):
        prose_html.markdown_html(text)
    found = set(extraction.document_messages(document))
    assert found == {"Judul", "", "Bagian: isi", *asked}


def test_an_update_keeps_what_is_known_and_empties_what_is_new(extraction, tmp_path, monkeypatch):
    path = tmp_path / "en" / "kinerja.po"
    monkeypatch.setattr(extraction, "CATALOGUE", path)
    monkeypatch.setattr(extraction, "collect_messages", lambda: {"satu": {"a.py"}, "dua": {"b.py"}})
    assert extraction.update_catalogue() == (["satu", "dua"], {})
    path.write_text(path.read_text().replace('"dua"\nmsgstr ""', '"dua"\nmsgstr "two"'))
    once = (extraction.update_catalogue(), path.read_bytes())
    assert once == ((["satu"], {}), path.read_bytes())
    monkeypatch.setattr(extraction, "collect_messages", lambda: {"satu": {"a.py"}})
    assert extraction.update_catalogue() == (["satu"], {"dua": "two"})


def test_numbers_and_dates_follow_the_language():
    with use_language("en"):
        assert format_number(1234.5, 1) == "1,234.5"
        assert format_number(-1234) == "−1,234"
        assert format_range(5.9, 6.5, 1) == "5.9–6.5"
        assert format_range(-0.4, 0.3, 1) == "−0.4 to 0.3"
        assert format_date(dt.date(2026, 11, 22)) == "22 November 2026"
        assert format_date(dt.date(2026, 11, 22), short=True) == "22 Nov 2026"
        assert (count_words(11), count_words(12), count_words(1200)) == ("eleven", "12", "1,200")
        assert join_words(["a", "b", "c"]) == "a, b, and c"
        assert [name_period(p) for p in ("2021", "2026-TW3", "2026-S1", "2026-11")] == [
            "2021", "Q3 2026", "H1 2026", "November 2026",
        ]  # fmt: skip
        assert name_period("2026-TW3", short=True) == "Q3 2026"
    assert format_number(1234.5, 1) == "1.234,5"
    assert format_date(dt.date(2026, 11, 22)) == "22 November 2026"
    assert name_period("2026-TW3") == "Triwulan III 2026"


@pytest.mark.parametrize(
    ("language", "count", "start"),
    [("en", 18, "In all, 18"), ("en", 2, "Two"), ("id", 18, "Sebanyak 18"), ("id", 2, "Dua")],
)
def test_a_sentence_never_starts_with_a_figure(language, count, start):
    values = {
        "met": publish.Quantity(count, words=True),
        "judged": publish.Quantity(25),
        "missed": publish.Quantity(25 - count),
        "year": "2021",
        "scope": "nasional",
    }
    finding = publish.Finding("satu", SOME, OVERALL, values).to_json()
    with use_language(language):
        assert fill_message(finding).startswith(f"**{start}")


@pytest.fixture(scope="module")
def executed():
    """The notebook of the example with its outputs, run in this process without a kernel."""
    notebook = json.loads((PROJECT / "notebooks" / "area_indicators.ipynb").read_text())
    notebook = copy.deepcopy(notebook)
    names = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        for cell in notebook["cells"]:
            if cell["cell_type"] != "code":
                continue
            shown = []
            patch.setattr(publish, "show", lambda *items, shown=shown: shown.extend(items))
            names["show"] = publish.show
            exec("".join(cell["source"]), names)
            cell["outputs"] = [
                {"output_type": "display_data", "data": {MIME: item.to_json()}} for item in shown
            ]
    return notebook


@pytest.fixture(scope="module")
def english(executed, tmp_path_factory):
    facts = {
        "release": "terbit", "approval": {"automatic": True, "reason": "REASON"},
        "region": "REGION", "region_slug": "region", "period": "2026-TW3",
        "report": "area_indicators", "title": "Tinjauan Indikator Wilayah", "unit": None,
        "editions": ["internal", "public"], "language": "en", "reference_date": "2026-11-22",
        "next_release": "2027-02-28", "owner": "OWNER", "organisation": None, "timezone": "WIB",
        "parameters": {"source": "SOURCE", "areas": [], "cap": 120.5, "draft": False},
        "code": {"version": "0", "commit": "0" * 40, "dirty": True}, "lock": None,
        "python": "3.11",
    }  # fmt: skip
    folder = tmp_path_factory.mktemp("english")
    result = publish_pages(executed, facts, folder)
    return {
        "headline": result.headline,
        **{name: (folder / name / "index.html").read_text() for name in facts["editions"]},
    }


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["internal", "public"])
def test_an_english_page_speaks_english(english, edition):
    page = english[edition]
    assert '<html lang="en">' in page
    assert "national targets" in english["headline"]
    headings = [plain(text) for text in re.findall(r"<h[123][^>]*>(.*?)</h[123]>", page, re.DOTALL)]
    opened = [
        "Area Indicator Review Q3 2026, REGION", "Asked of the leader", "Contents",
        "1. Data quality",
        "2. Achievement", "3. Path", "4. What changed", "5. Limits", "6. Lineage",
    ]  # fmt: skip
    assert all(any(found.startswith(text) for found in headings) for text in opened)
    text = plain(page)
    for part in ("22 November 2026", "28 February 2027", "Complete", "Published", "no data",
                 f"{'Internal' if edition == 'internal' else 'Public'} edition.", "72.45",
                 "higher is better", "better than the range", "not applicable"):  # fmt: skip
        assert part in text, part
    assert "72,45" not in text


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["internal", "public"])
def test_an_english_page_holds_no_indonesian_sentence(english, edition):
    words = re.findall(r"[a-z]+", plain(english[edition], *data_texts()).casefold())
    assert len(words) > 1000
    assert sorted(set(words) & set(FUNCTION_WORDS)) == []


@pytest.mark.slow
def test_without_the_catalogue_the_page_would_be_found_out(executed, monkeypatch):
    monkeypatch.setattr(i18n, "_english", dict)
    with use_language("en"):
        question = plain(markdown_html(collect_document(executed).question))
    assert set(question.split()) & set(FUNCTION_WORDS)


def plain(page: str, *data: str) -> str:
    """The text of a page, labels included, without code, styles and the given data."""
    page = re.sub(r"<(style|pre|code)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(r'\saria-label="([^"]*)"', r"> \1 <", page)
    text = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())
    for item in sorted(data, key=len, reverse=True):
        text = text.replace(item, " ")
    return text


def data_texts() -> set[str]:
    """Names and notes of the example files: data, shown as they are in either language."""
    with (PROJECT / "examples" / "kartu_iku.csv").open(encoding="utf-8-sig") as file:
        texts = {row[c].rstrip(".") for row in csv.DictReader(file) for c in NAME_COLUMNS}
    with (PROJECT / "examples" / "iku_provinsi.csv").open(encoding="utf-8-sig") as file:
        texts |= {name_area(row["provinsi"]) for row in csv.DictReader(file)}
    return texts - {""}
