"""Which files of a source are read; links, devices and addresses are refused."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from kinerja_lib.config.os_errors import explain_os_error
from kinerja_lib.config.project import resolve_source
from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.reading.limits import MAX_FILES
from kinerja_lib.sources.reading.problems import UnreadableError, make_problem
from kinerja_lib.sources.reading.sheet import FileProblem

TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
SUFFIXES = TEXT_SUFFIXES | {".xlsx", ".parquet", ".duckdb"}
OLD_FORMATS = frozenset({".xls", ".ods", ".xlsb", ".xlt", ".fods", ".numbers"})
MACRO_FORMATS = frozenset({".xlsm", ".xltm", ".xlam"})
# Written by the kit itself or meant for people; they lie beside the exports.
SILENT_NAMES = frozenset({"truth.json", "findings.json", "karantina.csv", "thumbs.db"})
_ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:/{1,2}")


def locate_source(source: str | Path, project: Path) -> Path:
    """Return the path of a source; one that is itself a link stays a link, to be refused.

    Raises
    ------
    ParameterError
        As `resolve_source` does.
    """
    path = resolve_source(str(source), project)
    written = project / source
    return written if written.is_symlink() else path


def list_files(source: Path) -> tuple[list[Path], list[FileProblem]]:
    """List the files to read in the order of their names, and those that are not read.

    Raises
    ------
    DataError
        The source itself is an address, a link, a device, missing, or holds too many files.
    """
    if _ADDRESS.match(str(source)) and not source.drive:
        raise DataError(
            _("Sumber '{name}' berupa alamat. Unduh berkasnya, lalu sebutkan foldernya.").format(
                name=clean_text(str(source), 60)
            )
        )
    kind = _kind(source)
    if kind == "file":
        return _sort_one(source)
    if kind != "folder":
        raise DataError(
            _("Sumber '{name}' berupa tautan atau berkas khusus sistem. Sebutkan aslinya.").format(
                name=clean_text(source.name, 60)
            )
        )
    return _list_folder(source)


def check_kind(path: Path) -> None:
    """Raise `UnreadableError` unless the path is a regular file or folder, links not followed."""
    if _kind(path) == "other":
        raise UnreadableError("tautan_simbolik")


def _kind(path: Path) -> str:
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError) as error:
        raise DataError(
            _("Sumber '{name}' tidak dapat dibaca: {reason}.").format(
                name=clean_text(path.name, 60), reason=explain_os_error(error)
            )
        ) from None
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"


def _list_folder(folder: Path) -> tuple[list[Path], list[FileProblem]]:
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise DataError(
            _("Folder '{name}' tidak dapat dibaca: {reason}.").format(
                name=clean_text(folder.name, 60), reason=explain_os_error(error)
            )
        ) from None
    if len(paths) > MAX_FILES:
        raise DataError(
            _("Folder sumber memuat {count} berkas, paling banyak {limit}.").format(
                count=len(paths), limit=MAX_FILES
            )
        )
    files: list[Path] = []
    problems: list[FileProblem] = []
    for path in paths:
        if not _is_silent(path.name):
            found, wrong = _sort_one(path)
            files += found
            problems += wrong
    return files, problems


def _is_silent(name: str) -> bool:
    lowered = name.lower()
    return lowered.startswith((".", "~$", "readme")) or lowered in SILENT_NAMES


def _sort_one(path: Path) -> tuple[list[Path], list[FileProblem]]:
    """Return the file as one to read, or as a problem."""
    fault, detail = _refuse(path)
    if not fault:
        return [path], []
    return [], [make_problem(path.name, "", UnreadableError(fault, detail))]


def _refuse(path: Path) -> tuple[str, str]:
    suffix = path.suffix.lower()
    try:
        kind = _kind(path)
    except DataError:
        return "berkas_tidak_terbaca", _("tidak ditemukan")
    if kind == "other":
        return "tautan_simbolik", ""
    if kind == "folder":
        return "subfolder", ""
    if suffix in OLD_FORMATS:
        return "format_lama", suffix
    if suffix in MACRO_FORMATS:
        return "makro", ""
    return ("", "") if suffix in SUFFIXES else ("berkas_tidak_dikenal", "")
