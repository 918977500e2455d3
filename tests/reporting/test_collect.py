import copy
import json

import pytest

from kinerja_lib.errors import DisclosureError
from kinerja_lib.publish import MIME
from kinerja_lib.reporting.collect import collect_document, objects_digest

REFUSED = "Laporan tidak diterbitkan. Tampilkan lewat show()"


def output(kind="display_data", **data):
    return {"output_type": kind, "data": data, "metadata": {}}


def stream(name, text="x"):
    return {"output_type": "stream", "name": name, "text": text}


@pytest.mark.parametrize(
    ("shown", "what"),
    [
        (stream("stdout", "Ani: 3,5"), "mencetak teks"),
        (output(**{"text/html": "<b>x</b>", "text/plain": "x"}), "menampilkan HTML tanpa data"),
        (output(**{"image/png": "iVBOR"}), "menampilkan gambar tanpa data"),
        (output(**{"application/vnd.plotly.v1+json": {"data": []}}), "menampilkan keluaran biasa"),
        (output(**{"application/vnd.vegalite.v5+json": {}}), "menampilkan keluaran biasa"),
        (output(**{"text/vnd.mermaid": "graph TD; A"}), "menampilkan keluaran biasa"),
        (output(**{"image/svg+xml": "<svg onload='alert(1)'/>"}), "menampilkan keluaran biasa"),
        (output(**{"text/markdown": "[x](javascript:1)"}), "menampilkan keluaran biasa"),
        (output("execute_result", **{"text/plain": "3"}), "menampilkan keluaran biasa"),
        (output(**{"application/javascript": "alert(1)"}), "menampilkan keluaran biasa"),
        ({"output_type": "error", "ename": "E", "evalue": "", "traceback": []}, "keluaran biasa"),
    ],
)
def test_an_output_without_data_stops_publishing(notebook, code, shown, what):
    with pytest.raises(DisclosureError) as caught:
        collect_document(notebook(code(), code(shown)))
    message = str(caught.value)
    assert message.startswith("Sel ke-3 ") and what in message and REFUSED in message
    assert "Ani" not in message
    assert (caught.value.exit_code, caught.value.status) == (1, "refused_disclosure")


def test_a_publish_object_as_the_value_of_a_cell_is_refused_too(notebook, code, table):
    shown = {"output_type": "execute_result", "data": table()._repr_mimebundle_(), "metadata": {}}
    with pytest.raises(DisclosureError, match="Sel ke-2 menampilkan HTML tanpa data"):
        collect_document(notebook(code(shown)))


@pytest.mark.parametrize("block", [{"kind": "code"}, {"kind": ["table"]}, {}, "teks", None, []])
def test_a_hostile_kind_is_refused(notebook, code, block):
    with pytest.raises(DisclosureError, match="Sel ke-2 menampilkan objek yang tidak dikenal"):
        collect_document(notebook(code(output(**{MIME: block}))))


def test_warnings_are_kept_out(notebook, code, finding):
    document = collect_document(notebook(code(stream("stderr", "Ani"), finding())))
    assert [block["kind"] for block in document.blocks()] == ["code", "finding"]


def test_order_title_question_and_sections(notebook, code, markdown, table, finding):
    document = collect_document(
        notebook(
            code(finding("a"), source="show(a)"),
            markdown("## Mutu data\n\nSatu.\n\n## Capaian: apa yang tercapai\n\n> Catatan"),
            code(table("b"), finding("c")),
            markdown("### Lebih jauh"),
        )
    )
    assert (document.title, document.question) == ("Tinjauan", "Target mana yang tercapai?")
    assert [(s.id, s.name) for s in document.sections] == [
        ("mutu-data", "Mutu data"),
        ("capaian", "Capaian: apa yang tercapai"),
    ]
    assert [b.get("id", b.get("text")) for b in document.opening.blocks] == [None, "a"]
    assert [b.get("id", b.get("text")) for b in document.sections[1].blocks] == [
        "> Catatan",
        None,
        "b",
        "c",
        "### Lebih jauh",
    ]
    assert [block["id"] for block in document.objects()] == ["a", "b", "c"]


def test_a_section_may_follow_the_title_at_once(notebook, code):
    document = collect_document(notebook(code(), title="# Judul\n\n## Bagian\n\nIsi"))
    assert (document.title, document.question) == ("Judul", "")
    assert document.sections[0].blocks[0] == {"kind": "prose", "text": "Isi"}


def test_a_heading_without_latin_letters_gets_an_anchor(notebook, markdown):
    document = collect_document(notebook(markdown("## 日本\n\n## ???")))
    assert [section.id for section in document.sections] == ["bagian-1", "bagian-2"]


def test_the_cell_with_the_values_of_a_run_is_not_source(notebook, code, finding):
    document = collect_document(
        notebook(
            code(source="source = 'data/a.csv'", tags=["injected-parameters"]),
            code(finding(), source="x = 1", tags=["setup"]),
            code(source="  "),
        )
    )
    sources = [block["source"] for block in document.blocks() if block["kind"] == "code"]
    assert sources == ["x = 1"]


def test_source_may_come_as_lines(notebook, code):
    cell = code() | {"source": ["a = 1\n", "b = 2"]}
    assert collect_document(notebook(cell)).opening.blocks[0]["source"] == "a = 1\nb = 2"


@pytest.mark.parametrize("title", ["Tanpa judul", "## Bagian", "#Judul"])
def test_a_notebook_without_a_title_is_refused(notebook, title):
    with pytest.raises(DisclosureError, match="tidak mempunyai judul"):
        collect_document(notebook(title=title))


def test_doubled_ids_are_refused(notebook, code, markdown, table, finding, figure):
    cases = [
        (code(table("a"), finding("a")), r": a\."),
        (code(finding("capaian")), r": capaian\."),
        (code(finding("judul-gambar"), figure()), r": judul-gambar\."),
        (code(finding("asal")), r": asal\."),
        (code(table("asal-usul")), r": asal-usul\."),
    ]
    for cell, message in cases:
        with pytest.raises(DisclosureError, match="dipakai lebih dari sekali" + message):
            collect_document(notebook(cell, markdown("## Capaian")))


@pytest.mark.parametrize("name", ["../../etc/x", "a b", 'x"onload', "", None, 3])
def test_an_id_that_leads_elsewhere_is_refused(notebook, code, table, name):
    block = {**table().to_json(), "id": name}
    with pytest.raises(DisclosureError, match="tidak dapat menjadi nama berkas"):
        collect_document(notebook(code(output(**{MIME: block}))))


def test_the_digest_follows_the_objects_and_nothing_else(notebook, code, table):
    first = collect_document(notebook(code(table(), source="a")))
    same = collect_document(notebook(code(table(), source="b"), title="# Lain"))
    other = collect_document(notebook(code(table(rows=[("A", 12, 3.6)]))))
    assert objects_digest(first) == objects_digest(same) != objects_digest(other)


def test_the_notebook_is_not_changed(report):
    given = report()
    before = copy.deepcopy(given)
    collect_document(json.loads(json.dumps(given)))
    collect_document(given)
    assert given == before
