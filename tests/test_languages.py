"""Every report speaks one language: an English page leaves nothing Indonesian but data."""

import ast
import datetime as dt
import email
import json
import re
from email.policy import default
from functools import lru_cache

import pytest
from babel.messages.pofile import read_po

from kinerja_lib.i18n import FOREIGN
from kinerja_lib.reporting.catalogue import rebuild
from kinerja_lib.reporting.collect import collect_document
from kinerja_lib.reporting.message import write_message
from kinerja_lib.reporting.pages import publish_pages
from kinerja_lib.reporting.release import Act, withdraw_report
from kinerja_lib.rules.unsur import UNSUR
from kinerja_lib.tables import choices
from tests.conftest import PROJECT
from tests.reporting.release_office import Office
from tests.reporting.test_catalogue import attempt, publish
from tests.spoken_page import Spoken
from tests.test_locale import FIELD, FUNCTION_WORDS

SLOW = ("change_resistance", "competency_training")
REPORTS = [
    pytest.param(path.stem, marks=[pytest.mark.slow, pytest.mark.long] if path.stem in SLOW else [])
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb"))
]
MONTHS = {
    "id": "Januari Februari Maret Mei Juni Juli Agustus Oktober Desember".split(),
    "en": "January February March May June July August October December".split(),
}
# A decimal comma is not followed by three digits, a decimal point by one or two.
NUMBERS = {
    "id": re.compile(r"(?<![\w.,-])\d[\d.]*,(?:\d{1,2}|\d{4,})(?!\d)|\d\.\d{3}\.\d{3}(?!\d)"),
    "en": re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d\.)\d[\d,]*\.\d{1,2}(?![.\d])|\d,\d{3},\d{3}"),
}
ISO = re.compile(r"(?<![\w-])\d{4}-(?:TW[1-4]|S[12]|\d{2}(?:-\d{2})?)\b")
# Packages of the lineage have versions; texts that say how to write a value show it.
SAID_SO = re.compile(r"(pandas|Python) \d|2026-12-31|2026-TW1|31-12-2026")
LIST = re.compile(r"\[[\d., ]+\]|ICC\(1,1\)")  # as a params file, or statistics, write it
QUOTED = re.compile(r"\w*[._]\w+|(?<!\w)'[^']{1,30}'(?!\w)")  # a column, or a word as it is typed
WORD = re.compile(r"[^\W\d_]+")
CODE = re.compile(r"[a-z0-9]+([._][a-z0-9_]+)+( [\d.]+)?|mutu data \d|lower|incomplete|lain")
# Names that regulations give: they stay Indonesian, also where the code of the kit holds them.
_CLASSES = ("Optimal", "Cukup Optimal", "Kurang Optimal", "Memenuhi Syarat")
_CLASSES += ("Masih Memenuhi Syarat", "Kurang Memenuhi Syarat")
OFFICIAL = {*choices.PREDIKAT, *choices.CAPAIAN, *choices.COMPETENCIES, *choices.STATUS}
OFFICIAL |= {*choices.LEVELS, *choices.POSTS, *UNSUR, *_CLASSES, *choices.GOLONGAN}


@pytest.fixture(scope="module")
def entries():
    path = PROJECT / "kinerja_lib" / "locale" / "en" / "LC_MESSAGES" / "kinerja.po"
    with path.open("rb") as file:
        return [entry for entry in read_po(file, locale="en") if entry.id]


@pytest.fixture(scope="module")
def indonesian(entries):
    """Words of the kit's Indonesian messages that no English translation uses."""
    words = [find_words(FIELD.sub(" ", e.id)) for e in entries]
    english = [find_words(FIELD.sub(" ", str(e.string))) for e in entries]
    found = set().union(*words) - set().union(*english)
    assert len(found) > 1500 and len(set(FUNCTION_WORDS) - found) < 8
    return found | set(FUNCTION_WORDS)


def find_words(text):
    return {word.casefold() for word in WORD.findall(text)}


@lru_cache
def kit_texts():
    """Texts of the code that makes pages: none of them is data."""
    texts = set()
    for part in ("basis", "change", "competency", "performance", "publish", "quality", "reporting"):
        for path in (PROJECT / "kinerja_lib" / part).rglob("*.py"):
            nodes = ast.walk(ast.parse(path.read_text("utf-8")))
            constants = (n.value for n in nodes if isinstance(n, ast.Constant))
            texts |= {text for text in constants if isinstance(text, str)}
    return texts


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Publish the executed copy of a report: folder of its editions, by report and language."""

    @lru_cache
    def publish(report, language):
        path = PROJECT / "tests" / "notebooks" / f"{report}.ipynb"
        notebook = json.loads(path.read_text("utf-8"))
        facts = {
            "release": "terbit", "approval": {"automatic": True, "reason": "Semua data rekaan"},
            "region": "Wanggar", "region_slug": "wanggar", "period": "2026-TW3",
            "report": report, "title": collect_document(notebook).title, "unit": None,
            "editions": ["internal", "public"], "language": language,
            "reference_date": "2026-09-30", "next_release": "2026-12-31",
            "owner": "Bagian Organisasi dan Tata Laksana", "organisation": "Pemerintah Kota",
            "timezone": "WIB", "lock": None, "python": "3.11",
            "parameters": {"period": "2026-TW3", "day": "2026-09-30", "limits": [99.5, 1234.0],
                           "name": "menurut daerah", "draft": False},
            "code": {"version": "0", "commit": "0" * 40, "dirty": True},
        }  # fmt: skip
        folder = tmp_path_factory.mktemp(f"{report}-{language}")
        publish_pages(notebook, facts, folder)
        return folder

    return publish


def read_page(folder, edition):
    return Spoken((folder / edition / "index.html").read_text("utf-8"))


@pytest.mark.parametrize("report", REPORTS)
def test_an_english_page_holds_no_word_of_an_indonesian_message(published, indonesian, report):
    for edition in ("internal", "public"):
        page = read_page(published(report, "en"), edition)
        texts = page.spoken()
        assert len(texts) > 50
        left = {
            text: words
            for text in texts
            if (words := find_words(QUOTED.sub("", text)) & indonesian)
        }
        assert left == {}


@pytest.mark.parametrize("report", REPORTS)
def test_what_stays_indonesian_is_data_and_no_word_of_the_kit(published, report):
    """`lang="id"` is for names and texts of the data; words of the kit are to be translated."""
    found = set()
    for edition in ("internal", "public"):
        found |= set(read_page(published(report, "en"), edition).foreign)
    assert "Bagian Organisasi dan Tata Laksana" in found
    own = {text for text in found & kit_texts() if not CODE.fullmatch(text)}
    assert sorted(own - OFFICIAL) == []


def test_messages_write_numbers_as_their_language_does(entries):
    wrong = [e.id for e in entries if NUMBERS["en"].search(LIST.sub("", e.id))]
    wrong += [e.id for e in entries if NUMBERS["id"].search(LIST.sub("", e.string))]
    assert wrong == []


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("report", REPORTS)
def test_numbers_and_dates_are_those_of_the_language(published, report, language):
    other = "en" if language == "id" else "id"
    for edition in ("internal", "public"):
        page = read_page(published(report, language), edition)
        texts = [LIST.sub("", text) for text in page.spoken() if not SAID_SO.search(text)]
        wrong = [text for text in texts if NUMBERS[other].search(text) or ISO.search(text)]
        wrong += [text for text in texts if set(WORD.findall(text)) & set(MONTHS[other])]
        assert wrong == []
        day = {"id": "31 Desember 2026", "en": "31 December 2026"}[language]
        assert day in page.own and any("30 September 2026" in text for text in page.own)


CAUSE = {"status": "refused_data", "code": "x", "cell": 3}
CAUSE |= {"message": "Kolom 'nip' tidak ada di berkas.", "remedy": "Jalankan ulang laporan ini."}


def test_the_english_catalogue_speaks_english(tmp_path, indonesian):
    publish(tmp_path, "2026-TW2", language="id", headline="Dua dari tiga", title="Mutu data")
    publish(tmp_path, "2026-TW2", edition="public", language="id", title="Mutu data")
    attempt(tmp_path, "2026-TW3", "refused_data", cause=CAUSE, title="Mutu data")
    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    for path in rebuild(tmp_path, now, language="en").values():
        page = Spoken(path.read_text("utf-8"))
        texts = [text for text in page.spoken() if text != "Bahasa Indonesia"]
        assert any("23 November 2026" in text for text in texts)
        assert {t: w for t in texts if (w := find_words(QUOTED.sub("", t)) & indonesian)} == {}


def test_a_withdrawn_english_page_and_its_message_speak_english(tmp_path, monkeypatch, indonesian):
    office = Office(tmp_path, monkeypatch)
    approval = {"automatic": True, "reason": "Semua data rekaan"}
    office.run(language="en", title="Mutu Data", approval=approval)
    reason = "Angka belum diperiksa dengan teliti"
    withdraw_report(office.folder("public"), Act("Kepala Bagian", reason))
    page = Spoken(office.page("public"))
    assert reason in page.foreign
    assert {t: w for t in page.spoken() if (w := find_words(t) & indonesian)} == {}
    text = email.message_from_bytes(write_message(office.folder("public"), []), policy=default)
    told = text.get_content()
    assert reason in told and not set(FOREIGN) & set(told)
    assert find_words(told.replace(reason, "")) & indonesian == set()
