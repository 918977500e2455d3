"""Planted people: in small reports, in every form a text may take, and that the search can find."""

import base64
import email.message
import html
import urllib.parse

import pandas as pd
import pytest

from kinerja_lib.publish import Table
from kinerja_lib.reporting.message import write_message
from kinerja_lib.reporting.staging import complete_edition, render_pages
from kinerja_lib.tables.columns import Column
from tests.canary_search import BORN, DIGITS, END, WORD, find_marks, search_bytes, search_folder

NAME = f"{WORD}nama{END}"
MEASURED = {"started": None, "finished": None, "seconds": None, "user": NAME}
NIP = DIGITS["nip"]
COMMENT = f"{NAME} menulis dari rumah"
COLUMNS = {
    "nama": Column("Nama", "key"),
    "nip": Column("NIP", "person"),
    "lahir": Column("Lahir", "person"),
    "surel": Column("Surel", "person"),
    "n": Column("Pegawai", "n"),
    "nilai": Column("Nilai", decimals=1),
}


def pack(text):
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "text",
    [
        NAME,
        NAME.upper(),
        " ".join(NAME),
        "\u200b".join(NAME),
        "-".join(NAME),
        "".join(f"&#{ord(c)};" for c in NAME),
        html.escape("".join(f"&#x{ord(c):x};" for c in NAME)),
        "".join(f"%{ord(c):02x}" for c in NAME),
        "".join(f"\\u{ord(c):04x}" for c in NAME),
        pack(NAME),
        "x" + pack("halo " + NAME),
        pack("halo " + NAME).rstrip("=").replace("+", "-"),
        NAME.encode().hex(),
        NAME[::-1],
        "".join(f"<tspan>{c}</tspan>" for c in NAME),
        f'<p title="{NAME}">',
        f"<!-- {NAME} -->",
        f'<data value="&quot;{NAME}&quot;">',
        "".join(chr(ord(c) + 0xFEE0) for c in NAME),
    ],
)
def test_a_word_is_found_however_it_is_written(text):
    assert {hit.mark for hit in search_bytes("a.html", text.encode())} & {NAME, WORD}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (f"{NIP[:8]} {NIP[8:14]} {NIP[14]} {NIP[15:]}", "nip"),
        (".".join(NIP), "nip"),
        (pack(f"NIP {NIP}"), "nip"),
        (urllib.parse.quote(f"NIP/{NIP[:8]} {NIP[8:]}"), "nip"),
        ("+62 899-7107-345", "telepon"),
        ("1972-02-29", "lahir 1972-02-29"),
        ("29/2/1972", "lahir 1972-02-29"),
        ("02.29.1972", "lahir 1972-02-29"),
        ("19720229", "lahir 1972-02-29"),
        ("29021972", "lahir 1972-02-29"),
        ("29 Feb. 1972", "lahir 1972-02-29"),
        ("February 29, 1972", "lahir 1972-02-29"),
    ],
)
def test_figures_of_a_person_are_found_however_they_are_written(text, mark):
    assert mark in {hit.mark for hit in search_bytes("a.csv", text.encode())}


def test_other_texts_are_not_taken_for_planted_ones():
    assert not find_marks("Kenari, 29 Februari 1973, 19720228, 119720229, 1.972.022,9; 8997107346")


def test_a_message_and_names_of_files_are_searched(tmp_path):
    message = email.message.EmailMessage()
    message.set_content(f"Laporan\u00a0{NAME} é", cte="base64")
    message.add_attachment(NIP.encode(), maintype="application", subtype="x", filename="a.bin")
    (tmp_path / "pesan.eml").write_bytes(bytes(message))
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "SHA256SUMS").write_bytes(b"")
    assert {(hit.file, hit.mark) for hit in search_folder(tmp_path)} == {
        ("pesan.eml", NAME), ("pesan.eml", "nip"), (NAME, NAME), (f"{NAME}/SHA256SUMS", NAME),
    }  # fmt: skip
    (tmp_path / "laporan.pdf").write_bytes(b"")
    with pytest.raises(ValueError, match=r"no reader for laporan\.pdf"):
        search_folder(tmp_path)


@pytest.fixture
def folders(tmp_path, notebook, code, finding, markdown, facts):
    """A published report about planted people: a list, and what each edition makes of it."""
    people = [(f"Orang {n}", NIP, BORN[0], f"{NAME}@contoh.invalid", 12, 3.5) for n in range(12)]
    table = Table(pd.DataFrame(people, columns=list(COLUMNS)), "orang", "Orang", COLUMNS)
    names = table.frame.assign(nama=NAME, nip="")
    inside = Table(names, "nama", "Nama", COLUMNS, editions=("internal",))
    said = finding("komentar", COMMENT, n=30, subject="komentar")
    headline = finding("judul", "Rerata menurut unit", place="headline")
    source = f"source = 'data/{NAME}.csv'"
    cells = notebook(
        code(headline, table, inside, said, source=source), markdown("## Keterbatasan\n\n- Ada.")
    )
    parameters = {"period": "2021", "source": f"data/{NAME}", "kamus": f"params/{NAME}.yaml"}
    own = {"parameters": parameters, "runner": NAME, "account": NAME}
    record = {**facts(**own), "id": "satu", "status": "complete", "cause": None}
    record |= {"measured": MEASURED} | render_pages(cells, record, tmp_path)
    for edition in record["editions"]:
        complete_edition(tmp_path / edition, edition, record, cells)
    return {edition: tmp_path / edition for edition in record["editions"]}


def test_nothing_public_holds_a_planted_person(folders):
    assert search_folder(folders["public"]) == []
    message = write_message(folders["public"], (), "https://contoh.invalid/")
    assert search_bytes("pesan.eml", message) == []


def test_the_internal_edition_holds_them_where_it_should(folders):
    found = {(hit.file, hit.mark) for hit in search_folder(folders["internal"])}
    for place in ("tables/orang.csv", "tables/nama.csv", "index.html"):
        assert {mark for file, mark in found if file == place} >= {NAME}
    assert ("tables/orang.csv", "nip") in found and (
        "tables/orang.csv",
        "lahir 1972-02-29",
    ) in found
    assert {"run.json", "findings.csv"} <= {file for file, _mark in found}
