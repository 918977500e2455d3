"""Printing a published page: what is refused, and what the PDF of a real one holds."""

import re
import sys
import zlib

import pytest

from kinerja_lib.errors import ParameterError, RunError
from kinerja_lib.reporting.paper import find_browser, print_report


@pytest.fixture
def folder(tmp_path):
    """A folder with a page, outside of any sealed report."""
    place = tmp_path / "laporan"
    place.mkdir()
    (place / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    return place


def make_browser(tmp_path, content):
    """A program that writes this as the PDF it is asked for, or nothing."""
    program = tmp_path / "peramban"
    write = "" if content is None else f"open(path, 'wb').write({content!r})"
    program.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "path = next(a for a in sys.argv if a.startswith('--print-to-pdf=')).partition('=')[2]\n"
        f"{write}\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("hasil.html", "berakhiran .pdf"),
        ("tidak-ada/hasil.pdf", "tidak ada"),
        ("disegel/tables/hasil.pdf", "disegel"),
    ],
)
def test_a_target_that_cannot_be_is_refused_before_a_browser_starts(
    folder, tmp_path, target, words
):
    (tmp_path / "disegel" / "tables").mkdir(parents=True)
    (tmp_path / "disegel" / "SHA256SUMS").touch()
    with pytest.raises(ParameterError, match=words):
        print_report(folder, tmp_path / target, tmp_path / "tidak-dijalankan")


def test_a_folder_without_a_page_and_a_computer_without_a_browser_are_told(tmp_path, monkeypatch):
    with pytest.raises(ParameterError, match=r"index\.html"):
        print_report(tmp_path, tmp_path / "hasil.pdf")
    monkeypatch.setattr("kinerja_lib.reporting.paper.shutil.which", lambda _name: None)
    monkeypatch.setattr("kinerja_lib.reporting.paper._APPLICATIONS", ())
    with pytest.raises(ParameterError, match="apt install chromium"):
        find_browser()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "tidak menghasilkan PDF"),
        (b"no pdf", "tidak menghasilkan"),
        (b"%PDF-1.4", "struktur"),
    ],
)
def test_a_browser_that_fails_leaves_the_old_file_as_it_was(folder, tmp_path, content, words):
    target = tmp_path / "hasil.pdf"
    target.write_bytes(b"old")
    with pytest.raises(RunError, match=words):
        print_report(folder, target, make_browser(tmp_path, content))
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(("edition", "mode"), [("public", 0o644), ("internal", 0o600)])
def test_only_the_public_edition_may_be_read_by_others(folder, tmp_path, edition, mode):
    (folder / "run.json").write_text(f'{{"edition": "{edition}"}}', encoding="utf-8")
    program = make_browser(tmp_path, b"%PDF-1.4 /StructTreeRoot /Lang (id)")
    target = print_report(folder, tmp_path / "hasil.pdf", program)
    assert target.stat().st_mode & 0o777 == mode


@pytest.mark.slow
@pytest.mark.usefixtures("browser")
def test_the_pdf_of_a_report_has_tags_language_title_outline_and_a4_pages(report_folders, tmp_path):
    before = sorted(p.name for p in report_folders["public"].iterdir())
    data = print_report(report_folders["public"], tmp_path / "hasil.pdf").read_bytes()
    assert sorted(p.name for p in report_folders["public"].iterdir()) == before
    text = data + b"".join(_streams(data))
    assert b"/Lang (id" in text and b"/Outlines" in text and b"/MarkInfo" in text
    for tag in (b"/H1", b"/H2", b"/Table", b"/TH", b"/Figure"):
        assert re.search(rb"/S ?" + tag + rb"\b", text), tag
    assert b"/Title (Tinjauan Indikator Wilayah" in text or b"/Title <FEFF" in text
    boxes = set(re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", text))
    assert [(round(float(w)), round(float(h))) for w, h in boxes] == [(595, 842)]  # A4 in points


def _streams(data):
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompress(match[1])
        except zlib.error:
            continue


def test_the_printed_page_holds_no_path_of_this_computer(folder, tmp_path):
    links = ('<a class="end" href="../index.html">Semua</a>', '<a href="unit.html">Unit</a>')
    page = "".join(links) + '<a href="#b">B</a>'
    (folder / "index.html").write_text(page, encoding="utf-8")
    program = make_browser(tmp_path, b"")
    code = program.read_text(encoding="utf-8").replace(
        "import sys\n", "import sys, urllib.request\n"
    )
    copied = "urllib.request.urlopen(sys.argv[-1]).read()"
    code = code.replace("write(b'')", f"write(b'%PDF /StructTreeRoot /Lang ' + {copied})")
    program.write_text(code, encoding="utf-8")
    content = print_report(folder, tmp_path / "hasil.pdf", program).read_text(encoding="utf-8")
    assert content.endswith('<a class="end">Semua</a><a>Unit</a><a href="#b">B</a>')
