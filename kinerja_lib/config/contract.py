"""Read what a notebook declares in its parameters cell, without running or importing it."""

from __future__ import annotations

import ast
import io
import json
import tokenize
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kinerja_lib.config.declaration import JsonValue, Parameter, name_parameter, read_annotation
from kinerja_lib.config.os_errors import explain_os_error
from kinerja_lib.config.secret_names import looks_secret, secret_advice
from kinerja_lib.config.values import accept_value
from kinerja_lib.config.wording import quote
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text

__all__ = ["NotebookContract", "Parameter", "read_contract"]

MAX_NOTEBOOK_BYTES = 5_000_000
MAX_CELL_CHARACTERS = 50_000
TAG = "parameters"


@dataclass(frozen=True)
class NotebookContract:
    """What one notebook declares."""

    path: Path
    name: str  # file name without .ipynb
    title: str  # first heading, or the name
    parameters: Mapping[str, Parameter]  # in the order of the cell
    n_code_cells: int


def read_contract(notebook: Path) -> NotebookContract:
    """Read the parameters cell of a notebook with `ast`; nothing is executed.

    Raises
    ------
    ParameterError
        Not a notebook, not exactly one code cell tagged `parameters`, or a declaration that is not
        `name: type = literal  # meaning`. Names the notebook, the line of the cell and the remedy.
    """
    where = clean_text(notebook.name, 80)
    cells = _read_cells(notebook, where)
    source = _parameters_source(cells, where)
    return NotebookContract(
        path=notebook,
        name=notebook.stem,
        title=_find_title(cells) or notebook.stem,
        parameters=_read_declarations(source, _("{file}, sel parameters").format(file=where)),
        n_code_cells=sum(cell.get("cell_type") == "code" for cell in cells),
    )


def _refusal(where: str, problem: str) -> ParameterError:
    return ParameterError(f"{where}: {problem} " + _("Tidak ada proses yang dijalankan."))


def _read_cells(notebook: Path, where: str) -> list[dict]:
    try:
        with notebook.open("rb") as file:
            data = file.read(MAX_NOTEBOOK_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = explain_os_error(error)
        problem = _("tidak dapat dibaca ({reason}). Periksa nama dan izin berkas itu.")
        raise _refusal(where, problem.format(reason=reason)) from None
    if len(data) > MAX_NOTEBOOK_BYTES:
        raise _refusal(where, _("Notebook melebihi 5 MB. Kosongkan keluarannya, lalu simpan."))
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        problem = _("Bukan notebook yang utuh (JSON tidak terbaca). Simpan ulang dari JupyterLab.")
        raise _refusal(where, problem) from None
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        problem = _("Bukan notebook Jupyter versi 4. Simpan ulang dari JupyterLab.")
        raise _refusal(where, problem)
    return cells


def _tags(cell: dict) -> list:
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return tags if isinstance(tags, list) else []


def _source(cell: dict) -> str:
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))


def _parameters_source(cells: list[dict], where: str) -> str:
    tagged = [cell for cell in cells if TAG in _tags(cell)]
    if len(tagged) != 1:
        problem = _(
            "Ada {count} sel bertag 'parameters', seharusnya satu. Beri tag itu pada satu sel kode."
        )
        raise _refusal(where, problem.format(count=len(tagged)))
    if tagged[0].get("cell_type") != "code":
        raise _refusal(where, _("Sel bertag 'parameters' bukan sel kode. Ubah jenis selnya."))
    source = _source(tagged[0])
    if len(source) > MAX_CELL_CHARACTERS:
        raise _refusal(where, _("Sel parameters melebihi 50.000 karakter. Pindahkan datanya."))
    return source


def _find_title(cells: list[dict]) -> str:
    for cell in cells:
        if cell.get("cell_type") == "markdown":
            for line in _source(cell).splitlines():
                if line.startswith("# ") and line[2:].strip():
                    return clean_text(line[2:].strip().rstrip("#"), 200)
    return ""


def _read_declarations(source: str, where: str) -> dict[str, Parameter]:
    statements, comments = _parse(source, where)
    declared: dict[str, Parameter] = {}
    for statement in statements:
        parameter = _read_statement(statement, comments, where)
        if parameter.name in declared:
            problem = _("Parameter {name} dinyatakan dua kali. Hapus salah satunya.")
            raise _refusal(where, problem.format(name=quote(parameter.name)))
        declared[parameter.name] = parameter
    return declared


def _parse(source: str, where: str) -> tuple[list[ast.stmt], dict[int, str]]:
    """Parse the cell into its statements, and its comments by line."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # "\d" and the like are refused, not warned about
            statements = ast.parse(source).body
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError) as error:
        line = getattr(error, "lineno", None) or 1
        problem = _("Baris {line} bukan Python yang sah. Jalankan selnya di JupyterLab dahulu.")
        raise _refusal(where, problem.format(line=line)) from None
    comments = {
        token.start[0]: token.string.lstrip("#").strip()
        for token in tokens
        if token.type == tokenize.COMMENT
    }
    return statements, comments


def _read_statement(statement: ast.stmt, comments: dict[int, str], where: str) -> Parameter:
    where = _("{where}, baris {line}").format(where=where, line=statement.lineno)
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
            meaning = clean_text(comments.get(statement.end_lineno or 0, ""), 300)
        case ast.AnnAssign(target=ast.Name(id=name)):
            problem = _("Parameter {name} tanpa nilai bawaan. Tulis 'nama: jenis = nilai'.")
            raise _refusal(where, problem.format(name=quote(name)))
        case ast.Assign(targets=[ast.Name(id=name)]):
            problem = _("Parameter {name} tanpa jenis. Tulis 'nama: jenis = nilai'.")
            raise _refusal(where, problem.format(name=quote(name)))
        case _:
            problem = _(
                "Sel ini hanya boleh berisi 'nama: jenis = nilai' dan komentar. Pindahkan yang "
                "lain ke sel berikutnya."
            )
            raise _refusal(where, problem)
    try:
        return _read_parameter(name, statement, meaning)
    except ParameterError as error:
        raise _refusal(where, f"{_('Parameter')} {quote(name)} {error}") from None


def _read_parameter(name: str, statement: ast.AnnAssign, meaning: str) -> Parameter:
    if not name.isascii() or name.startswith("_"):
        raise ParameterError(_("memakai nama yang tidak didukung. Pakai huruf a–z, angka, dan _."))
    if looks_secret(name):
        raise ParameterError(secret_advice())
    shape = read_annotation(statement.annotation)
    default = accept_value(shape, _literal(statement.value))
    return name_parameter(shape, name, default=default, meaning=meaning)


def _literal(node: ast.expr | None) -> JsonValue:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        problem = _("memakai nilai bawaan yang dihitung. Tulis teks, angka, daftar, atau None.")
        raise ParameterError(problem) from None
