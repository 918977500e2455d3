"""Gather what a notebook showed; anything that is not a publish object stops publishing."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kinerja_lib.errors import DisclosureError
from kinerja_lib.i18n import _, clean_text, drop_marks
from kinerja_lib.publish import MIME

# Anchors and the CSV file that every page has by itself.
RESERVED_IDS = (
    *("utama", "isi", "asal", "asal-usul", "kamus-data"),
    *("perubahan-laporan", "yang-berubah", "yang-berubah-kalimat"),
)
_FINDING = {"id", "outcome", "message", "values", "place", "n", "subject", "test", "rule"}
_TABLE = {"id", "caption", "columns", "rows", "helpers", "subject", "place", "editions", "values"}
_FIGURE = {"id", "plot", "options", "title", "remark", "value", "order", "keys", "table"}
KINDS = {"table": _TABLE, "figure": _FIGURE, "finding": _FINDING, "prose": {"text"}}
_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass
class Section:
    """One section of a page: what stands under one `##` heading, in the order of the notebook.

    A heading may be "Name" or "Name: what the section says"; the id comes from the name.

    `blocks` are publish objects as JSON, and code cells as `{"kind": "code", "source": ...}`.
    """

    id: str
    name: str
    blocks: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Document:
    """What one run has to say, before any edition is made of it.

    Parameters
    ----------
    title : str
        The `#` heading of the first Markdown cell: name of the report.
    question : str
        The text under it, Markdown.
    opening : Section
        Everything before the first `##` heading.
    sections : list of Section
        The rest.
    """

    title: str
    question: str
    opening: Section
    sections: list[Section]

    def blocks(self) -> Iterator[dict[str, Any]]:
        """Give every block in order."""
        for section in (self.opening, *self.sections):
            yield from section.blocks

    def objects(self) -> list[dict[str, Any]]:
        """Give every publish object in order, without prose and code."""
        return [block for block in self.blocks() if block["kind"] not in ("prose", "code")]


def collect_document(notebook: Mapping[str, Any]) -> Document:
    """Read the objects of an executed notebook.

    Parameters
    ----------
    notebook : mapping
        The notebook as nbformat 4 JSON.

    Raises
    ------
    DisclosureError
        A cell printed text, or showed HTML, a picture or a widget that carries no data; two
        objects share an id or take one the page needs; there is no title.
    """
    opening = Section("awal", "")
    sections: list[Section] = []
    title, question = "", ""
    for number, cell in enumerate(notebook["cells"], start=1):
        source = _text(cell["source"])
        here = sections[-1] if sections else opening
        if cell["cell_type"] == "markdown":
            if not title and source.startswith("# "):
                title, _break, source = source[2:].partition("\n")
                if not source.lstrip().startswith("## "):
                    question, _break, source = source.strip().partition("\n\n")
            _split_markdown(source, here, sections)
        elif cell["cell_type"] == "code" and source.strip():
            tags = list(cell.get("metadata", {}).get("tags", []))
            if "injected-parameters" not in tags:  # names files; its values stand in the lineage
                here.blocks.append({"kind": "code", "source": source, "cell": number, "tags": tags})
            here.blocks.extend(_outputs(cell, number))
    document = Document(title.strip(), question.strip(), opening, sections)
    _check_document(document)
    return document


def _text(source: str | list[str]) -> str:
    """Join the lines of a cell, without marks that make code read otherwise than it runs."""
    return drop_marks(source if isinstance(source, str) else "".join(source))


def _split_markdown(source: str, here: Section, sections: list[Section]) -> None:
    """Open a section at each `##` heading; other text becomes prose of the section it is in."""
    for part in re.split(r"(?m)^(?=## )", source):
        if part.startswith("## "):
            name, _break, part = part[3:].partition("\n")
            short = name.partition(":")[0].lower()
            here = Section(
                _WORDS.sub("-", short).strip("-") or f"bagian-{len(sections) + 1}", name.strip()
            )
            sections.append(here)
        if part.strip():
            here.blocks.append({"kind": "prose", "text": part.strip()})


def _outputs(cell: Mapping[str, Any], number: int) -> Iterator[dict[str, Any]]:
    for output in cell.get("outputs", []):
        if output["output_type"] == "stream" and output.get("name") == "stderr":
            continue  # warnings are kept with the run and never published
        data = output.get("data", {})
        if output["output_type"] != "display_data" or MIME not in data:
            raise DisclosureError(_refusal(output, number))
        block = data[MIME]
        if not _is_whole(block):
            raise DisclosureError(
                _(
                    "Sel ke-{cell} menampilkan objek yang tidak dikenal. "
                    "Pakai Table, Figure, Finding, atau Prose."
                ).format(cell=number)
            )
        yield block


def _is_whole(block: object) -> bool:
    """Tell whether a block is one of the four objects with everything a page needs of it."""
    kind = block.get("kind") if isinstance(block, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        return False
    if not KINDS[kind] <= block.keys():
        return False
    if kind == "figure":
        parts = [block["table"], block["title"], *filter(None, [block["remark"]])]
        return all(_is_whole(part) for part in parts)
    return kind != "table" or all(
        isinstance(row, list) and len(row) == len(block["columns"]) for row in block["rows"]
    )


def _refusal(output: Mapping[str, Any], number: int) -> str:
    if output["output_type"] == "stream":
        what = _("mencetak teks")
    elif "image/png" in output.get("data", {}):
        what = _("menampilkan gambar tanpa data")
    elif "text/html" in output.get("data", {}):
        what = _("menampilkan HTML tanpa data")
    else:
        what = _("menampilkan keluaran biasa")
    return _(
        "Sel ke-{cell} {what}. Laporan tidak diterbitkan. Tampilkan lewat show() sebagai Table, "
        "Figure, atau Finding, agar kerahasiaannya dapat diperiksa."
    ).format(cell=number, what=what)


def _check_document(document: Document) -> None:
    if not document.title:
        raise DisclosureError(
            _("Buku catatan tidak mempunyai judul. Awali sel Markdown pertama dengan '# Judul'.")
        )
    anchors = [block.get("id") for block in document.objects()]
    anchors += [section.id for section in document.sections]
    wrong = [name for name in anchors if not _is_anchor(name)]
    if wrong:
        raise DisclosureError(
            _("Id berikut tidak dapat menjadi nama berkas dan tautan: {ids}.").format(
                ids=", ".join(clean_text(str(name), 60) for name in wrong)
            )
        )
    twice = _repeated([*anchors, *RESERVED_IDS]) | _repeated(_sentence_ids(document))
    if twice:
        raise DisclosureError(
            _("Id berikut dipakai lebih dari sekali: {ids}. Beri id yang berbeda.").format(
                ids=", ".join(sorted(twice))
            )
        )


def _is_anchor(name: object) -> bool:
    return isinstance(name, str) and re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name) is not None


def _repeated(names: list[str]) -> set[str]:
    return {name for name, count in Counter(names).items() if count > 1}


def _sentence_ids(document: Document) -> list[str]:
    """Give the ids of all sentences: those by themselves, and title and remark of each figure."""
    blocks = document.objects()
    parts = [
        block[name] for block in blocks if block["kind"] == "figure" for name in ("title", "remark")
    ]
    alone = [block for block in blocks if block["kind"] == "finding"]
    return [finding["id"] for finding in (*alone, *parts) if finding]


def objects_digest(document: Document) -> str:
    """Compute the check code of everything the notebook showed."""
    import hashlib

    text = json.dumps(document.objects(), ensure_ascii=False, sort_keys=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
