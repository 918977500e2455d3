from dataclasses import replace

import pandas as pd
import pytest

from kinerja_lib.errors import DisclosureError
from kinerja_lib.publish import Finding, Prose, Quantity, Table
from kinerja_lib.reporting import edition as edition_module
from kinerja_lib.reporting.collect import collect_document
from kinerja_lib.reporting.edition import make_edition, refuse_nip
from kinerja_lib.tables.columns import Column

NIP = "198001012005011001"


@pytest.fixture
def both(notebook):
    """Both editions of a notebook, drawn with one cache."""

    def build(*cells, **more):
        document = collect_document(notebook(*cells, **more))
        drawings = {}
        return {name: make_edition(document, name, drawings) for name in ("internal", "public")}

    return build


def blocks(edition):
    return [b for section in edition.sections for b in section.blocks if b["kind"] != "code"]


def test_editions_differ_by_what_they_may_show(both, code, table):
    editions = both(code(table(rows=[("A", 7, 3.5), ("B", 12, 4.0)])))
    internal, public = (blocks(editions[name])[0] for name in ("internal", "public"))
    assert internal["rows"] == [["A", 7, 3.5], ["B", 12, 4.0]]
    assert public["rows"] == [["A", *["tidak ditampilkan"] * 2], ["B", 12, 4.0]]
    assert (editions["internal"].withheld, editions["public"].withheld) == (0, 2)


def test_the_cells_of_a_figure_are_counted_too(both, code, figure):
    shown = figure()
    columns = {**shown.columns, "n": Column("n", "n")}
    frame = shown.frame.assign(n=[3, 30, 30])
    hidden = replace(shown, subject="kinerja", columns=columns, frame=frame)
    edition = both(code(hidden))["internal"]
    # kesimpulan, realisasi, two bounds and n of one area
    assert edition.withheld == 5
    block = blocks(edition)[0]
    assert ">9,5<" not in block["wide"] and ">12,0<" in block["wide"]
    assert "n = 1 angka" in block["wide"] and "Tertinggi: Lampung, 12,0" in block["wide"]


def test_only_numbers_that_a_page_shows_are_counted(both, code, table, figure):
    cells = code(
        table("a", place="glance"),
        table("b"),
        table("c", fold=True),
        table("d", place="lineage"),
        figure(id="e"),
        table("f"),
        figure(id="g"),
    )
    numbers = {b["id"]: b["number"] for b in blocks(both(cells)["public"])}
    assert (numbers["b"], numbers["f"]) == (1, 2)
    assert (numbers["e"], numbers["g"]) == (1, 2)


def test_figures_are_drawn_and_described_once_for_all_editions(both, code, figure, monkeypatch):
    drawn = []
    real = edition_module.to_svg
    monkeypatch.setattr(edition_module, "to_svg", lambda axes: drawn.append(1) or real(axes))
    editions = both(code(figure()))
    assert len(drawn) == 2  # wide and narrow
    block = blocks(editions["public"])[0]
    assert block["wide"].startswith('<svg class="fw"') and block["narrow"].startswith("<svg class")
    assert block["wide"] == blocks(editions["internal"])[0]["wide"]
    assert (
        'aria-label="Grafik target. Satu dari dua tercapai. Ukuran: Realisasi; satuan: %'
        in block["wide"]
    )


def test_sentences_titles_and_alt_texts_are_gathered(both, code, figure, finding):
    ids = [f["id"] for f in both(code(finding(), figure()))["internal"].findings]
    assert ids == ["kalimat", "judul-gambar", "alt-gambar"]


def test_tables_include_those_under_figures(both, code, figure, table):
    assert [t["id"] for t in both(code(table(), figure()))["public"].tables()] == [
        "tabel",
        "gambar",
    ]


PLACES = {
    "a cell": lambda: Table(*_parts(catatan=f"NIP {NIP}")),
    "a number": lambda: Table(*_parts(kode=int(NIP))),
    "a number kept as a float": lambda: Table(*_parts(kode=float(NIP))),
    "a key": lambda: Table(*_parts(unit=NIP)),
    "a helper": lambda: Table(*_parts(alasan=NIP), helpers=("alasan",)),
    "a caption": lambda: Table(*_parts(caption=f"Milik {NIP}")),
    "a value of the caption": lambda: Table(*_parts(), values={"x": NIP}),
    "a note": lambda: Table(*_parts(), note=NIP),
    "a column head": lambda: Table(*_parts(label=NIP)),
    "prose": lambda: Prose(f"Pegawai {NIP} pindah."),
}


def _parts(*, unit="A", caption="Judul", label="Catatan", **cells):
    frame = pd.DataFrame({"unit": [unit], "n": [30], **{k: [v] for k, v in cells.items()}})
    columns = {"unit": Column("Unit", "key"), "n": Column(label, "n")}
    columns |= {name: Column(name, "text") for name in cells if name != "alasan"}
    return frame, "t", caption, columns


@pytest.mark.parametrize("place", PLACES)
def test_a_nip_stops_the_public_edition_wherever_it_is(both, code, notebook, place):
    shown = PLACES[place]()
    with pytest.raises(DisclosureError, match=r"NIP ditemukan pada .*Laporan tidak") as caught:
        both(code(shown))
    assert NIP not in str(caught.value)
    document = collect_document(notebook(code(shown)))
    make_edition(document, "internal", {})  # insiders may need it


def test_code_is_for_insiders(both, code):
    editions = both(code(source="berkas = 'ekspor-pegawai.xlsx'  # tanya Budi"))
    kinds = {
        name: [b["kind"] for s in e.sections for b in s.blocks] for name, e in editions.items()
    }
    assert "code" in kinds["internal"] and "code" not in kinds["public"]


def test_a_nip_in_a_sentence_a_heading_or_the_title_stops_it(both, code, markdown):
    number = Quantity(float(NIP))
    cells = [
        code(Finding("k", "x", {"x": "Milik {who}."}, {"who": NIP}, n=30)),
        code(Finding("k", "x", {"x": "Nilai {q}."}, {"q": number}, n=30)),
        markdown(f"## Bagian {NIP}"),
    ]
    for cell in cells:
        with pytest.raises(DisclosureError, match="NIP ditemukan pada"):
            both(cell)
    with pytest.raises(DisclosureError, match="judul atau pertanyaan"):
        both(title=f"# Tinjauan {NIP}")


def test_a_nip_in_a_column_that_leaves_the_edition_does_no_harm(both, code):
    frame = pd.DataFrame({"unit": ["A"], "nip": [NIP], "n": [30]})
    columns = {"unit": Column("U", "key"), "nip": Column("NIP", "person"), "n": Column("n", "n")}
    public = both(code(Table(frame, "t", "Judul", columns)))["public"]
    assert blocks(public)[0]["rows"] == [["A", 30]]


@pytest.mark.parametrize(
    "text",
    [
        "19800101 200501 1 001",
        "198001012005011001.",
        "NIP.198001012005011001x",
        "19800101-200501-1-001",
        "198.001.012.005.011.001",
        "1980\u200b0101200501\u00a01001",
        "19800101_200501_1_001",
        "1980\U000e00200101\u034f200501\ufe0f1\u3164001",
        "１９８００１０１２００５０１１００１",
        "١٩٨٠٠١٠١٢٠٠٥٠١١٠٠١",
    ],
)
def test_a_nip_is_seen_through_its_spelling(text):
    with pytest.raises(DisclosureError, match="NIP ditemukan pada sini"):
        refuse_nip({"a": [text]}, "sini")


@pytest.mark.parametrize(
    "text",
    [
        "1980010120050110011",  # 19 digits
        "19801301 200501 1 001",  # month 13
        "19800132 200501 1 001",  # day 32
        "170001012005011001",  # year 1700
        "2010 2011 2012 2013 2014",
        12345678901234.5,
        None,
        True,
    ],
)
def test_other_numbers_pass(text):
    refuse_nip({"a": [text], "wide": NIP}, "sini")
