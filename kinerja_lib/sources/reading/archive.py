"""Check the container of a workbook before any program unpacks it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kinerja_lib.i18n import _, format_number
from kinerja_lib.sources.reading.limits import (
    MAX_UNPACKED_BYTES,
    MAX_UNPACKED_RATIO,
    MAX_WORKBOOK_BYTES,
    MAX_ZIP_ENTRIES,
    RATIO_FROM_BYTES,
    SCAN_BYTES,
)
from kinerja_lib.sources.reading.problems import UnreadableError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCAL_HEADER = 30
_PIECE = 64 * 1024
_OUT = 1024**2
# What `zipfile` raises for bytes that are no sound zip file.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    RuntimeError,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    IndexError,
)


@dataclass(frozen=True)
class Archive:
    """A checked zip file: its path and its entries by name."""

    path: Path
    entries: dict[str, zipfile.ZipInfo]


def open_archive(path: Path) -> Archive:
    """List the parts of a workbook, or refuse it.

    Raises
    ------
    UnreadableError
        Empty, too large, no zip file, damaged, with a password, with macros, in another format,
        with forged names, or unpacking to more than the limits.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableError("berkas_kosong")
    if size > MAX_WORKBOOK_BYTES:
        raise UnreadableError("terlalu_besar")
    _refuse_old_format(path)
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except _ZIP_ERRORS:
        raise UnreadableError("berkas_rusak") from None
    _check_entries(infos)
    _check_volume(infos, size)
    entries = {info.filename: info for info in infos}
    _check_parts(entries)
    return Archive(path, entries)


def stream_part(archive: Archive, name: str) -> Iterator[bytes]:
    """Yield the bytes of one part; it must unpack to exactly the size that the list declares.

    The declared size is only a claim: a reader that trusts the stream could be made to unpack
    without end, so the stream itself is measured.

    Raises
    ------
    UnreadableError
        The part is missing, damaged, or has another size than declared.
    """
    info = archive.entries.get(name)
    if info is None:
        raise UnreadableError("berkas_rusak")
    total = 0
    try:
        for piece in _unpack(archive.path, info):
            total += len(piece)
            if total > info.file_size:
                raise UnreadableError("bom_zip")
            yield piece
    except (zlib.error, struct.error):
        raise UnreadableError("berkas_rusak") from None
    if total != info.file_size:
        raise UnreadableError("berkas_rusak")


def _unpack(path: Path, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(info.header_offset)
        header = file.read(_LOCAL_HEADER)
        if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise UnreadableError("berkas_rusak")
        file.seek(sum(struct.unpack("<HH", header[26:30])), 1)
        left = info.compress_size
        inflate = zlib.decompressobj(-zlib.MAX_WBITS) if info.compress_type else None
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            if inflate is None:
                yield piece
            while inflate is not None and piece:
                yield inflate.decompress(piece, _OUT)
                piece = inflate.unconsumed_tail
        if left or (inflate is not None and not inflate.eof):
            raise UnreadableError("berkas_rusak")


def _refuse_old_format(path: Path) -> None:
    """Tell old Excel files and files with a password, which share a container, from zip files."""
    with path.open("rb") as file:
        if file.read(len(_OLE)) != _OLE:
            return
        tail = b""
        while chunk := file.read(SCAN_BYTES):
            if _ENCRYPTED in tail + chunk:
                raise UnreadableError("sandi")
            tail = chunk[-len(_ENCRYPTED) :]
    raise UnreadableError("format_lama", ".xls")


def _check_entries(infos: list[zipfile.ZipInfo]) -> None:
    if not infos or len(infos) > MAX_ZIP_ENTRIES:
        raise UnreadableError("berkas_rusak" if not infos else "bom_zip")
    names = [info.filename for info in infos]
    if len({name.lower() for name in names}) < len(names):
        raise UnreadableError("berkas_rusak", _("Satu bagian muncul dua kali."))
    for info in infos:
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise UnreadableError("berkas_rusak", _("Nama bagiannya menunjuk ke luar berkas."))
        if info.flag_bits & 1:
            raise UnreadableError("sandi")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableError("berkas_rusak")


def _check_volume(infos: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse an archive whose parts would unpack to more than a workbook can reasonably hold."""
    unpacked = sum(info.file_size for info in infos)
    steep = unpacked > RATIO_FROM_BYTES and unpacked > MAX_UNPACKED_RATIO * size
    if unpacked > MAX_UNPACKED_BYTES or steep:
        detail = _("Ukurannya {count} kali lipat setelah dibuka.").format(
            count=format_number(unpacked // max(1, size))
        )
        raise UnreadableError("bom_zip", detail)


def _check_parts(entries: dict[str, zipfile.ZipInfo]) -> None:
    """Refuse macros, binary workbooks and OpenDocument files under the name .xlsx."""
    if any(name.lower().endswith("vbaproject.bin") for name in entries):
        raise UnreadableError("makro")
    if "xl/workbook.bin" in entries:
        raise UnreadableError("format_lama", ".xlsb")
    if "content.xml" in entries and "mimetype" in entries:
        raise UnreadableError("format_lama", ".ods")
    if "[Content_Types].xml" not in entries or "xl/workbook.xml" not in entries:
        raise UnreadableError("berkas_rusak")
