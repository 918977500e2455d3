"""Why a run did not end well, in words for the person who can act on it.

Only messages of this library's own errors are repeated; of other errors the type is named and the
text stays in the private log, since it may quote data.
"""

from __future__ import annotations

import errno
import signal
from collections.abc import Sequence
from pathlib import Path

from kinerja_lib.config.os_errors import explain_os_error
from kinerja_lib.errors import KinerjaError
from kinerja_lib.i18n import _, clean_text, format_number
from kinerja_lib.reporting.locks import Owner
from kinerja_lib.reporting.record import STATUSES, Cause
from kinerja_lib.reporting.request import RunRequest
from kinerja_lib.reporting.supervise import LOG, KernelEnd, signal_name

_NO_FAILURE = ("running", "complete", "skipped_unchanged")
_NAMED = 10  # units whose pages failed that a message names
Outcome = tuple[str, Cause]


def explain_kernel_end(end: KernelEnd, request: RunRequest, folder: Path) -> Outcome:
    """Name the status and the cause of a notebook that did not run to its end."""
    if end.how == "timeout":
        return "timeout", _timeout(end.cell, request)
    if end.how == "stopped":
        return explain_signal(end.details["signum"], end.cell)
    if end.how == "error":
        return _explain_error(end, folder)
    if end.memory_kill:
        return "out_of_memory", _memory(end.cell)
    return "killed", _died(end, folder)


def explain_signal(signum: int, cell: int | None = None) -> Outcome:
    """Name the status and cause of a process that was asked to stop."""
    again = _("Jalankan ulang bila laporan masih diperlukan.")
    if signum == signal.SIGINT:
        text = _("Proses dihentikan oleh pengguna{where}. Tidak ada berkas yang tertimpa.")
        return "interrupted", Cause("interrupted", text.format(where=_where(cell)), again, cell)
    text = _("Proses dihentikan oleh sistem ({signal}){where}. Tidak ada berkas yang tertimpa.")
    message = text.format(signal=signal_name(signum), where=_where(cell))
    return "killed", Cause("killed", message, again, cell)


def explain_exception(error: Exception, folder: Path) -> Outcome:
    """Name the status and cause of an error outside the notebook."""
    if isinstance(error, KinerjaError):
        return _foreseen(error.status, str(error), None)
    if isinstance(error, OSError) and is_disk_full(error):
        return "failed", disk_full(None)
    if isinstance(error, OSError):
        text = _("Laporan tidak dapat ditulis ({error}). Edisi terakhir, bila ada, tetap berlaku.")
        name = explain_os_error(error)
        remedy = _("Periksa izin tulis dan letak folder keluaran, lalu jalankan ulang.")
        return "failed", Cause("folder", text.format(error=name), remedy)
    if isinstance(error, MemoryError):
        return "out_of_memory", _memory(None)
    text = _("Halaman laporan tidak dapat dibuat: {type}. Laporan tidak diterbitkan.")
    message = text.format(type=type(error).__name__)
    return "failed", Cause("internal", message, _see_log(folder))


def is_disk_full(error: OSError) -> bool:
    """Say whether an error means that the disk or the quota is full."""
    return error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def disk_full(cell: int | None) -> Cause:
    """Word the cause of a full disk."""
    text = _("Ruang disk habis{where}. Berkas proses ini dihapus; tidak ada berkas yang tertimpa.")
    remedy = _("Kosongkan ruang disk, lalu jalankan ulang.")
    return Cause("disk", text.format(where=_where(cell)), remedy, cell)


def busy(owner: Owner | None) -> Cause:
    """Word the refusal of a second run of the same report."""
    if owner is None:
        text = _("Laporan ini sedang dibuat oleh proses lain.")
    else:
        text = _("Laporan ini sedang dibuat oleh {user} di {host} sejak {started} (proses {id}).")
        text = text.format(**vars(owner))
    remedy = _("Tunggu sampai proses itu selesai, atau hentikan proses itu, lalu jalankan ulang.")
    return Cause("busy", text + " " + _("Tidak ada proses yang dijalankan."), remedy)


def taken(target: Path, region: str | None) -> Cause:
    """Word the refusal to replace a folder that belongs to something else."""
    if region is None:
        text = _("Folder {folder} sudah ada, tetapi tidak memuat laporan yang dapat dibaca.")
    else:
        text = _('Folder {folder} milik "{region}".')
    text = text.format(folder=target, region=region)
    remedy = _("Pindahkan folder itu, atau bedakan nama daerahnya, lalu jalankan ulang.")
    return Cause("target", text + " " + _("Laporan tidak diterbitkan."), remedy)


def left_behind() -> Cause:
    """Word the cause of a run that stopped without a word."""
    text = _("Proses terputus tanpa catatan: komputer mati atau proses dihentikan paksa.")
    remedy = _("Jalankan ulang. Edisi terakhir yang berlaku tidak berubah.")
    return Cause("killed", text, remedy)


def catalogue_failed(error: BaseException) -> Cause:
    """Word the trouble of a catalogue that could not be made anew."""
    text = _("Katalog tidak dapat diperbarui: {type}. Laporan sendiri tidak terpengaruh.")
    remedy = _('Jalankan "kinerja index".')
    return Cause("catalogue", text.format(type=type(error).__name__), remedy)


def units_failed(edition: str, failed: Sequence[tuple[str, str]]) -> Cause:
    """Name the units whose pages could not be made, with the cause of the first."""
    text = _(
        "Halaman {count} unit tidak dapat dibuat (edisi {edition}): {names}. Yang pertama: {why} "
        "Laporan dan halaman unit lain terbit."
    )
    shown = [clean_text(name, 60) for name, _why in failed[:_NAMED]]
    names = ", ".join(shown) + (", …" if len(failed) > _NAMED else "")
    count, why = format_number(len(failed)), clean_text(failed[0][1], 300)
    message = text.format(count=count, edition=edition, names=names, why=why)
    return Cause("units", message, _("Perbaiki sebabnya, lalu jalankan ulang."))


def _explain_error(end: KernelEnd, folder: Path) -> Outcome:
    details = end.details
    if details["kind"] == "foreseen":
        return _foreseen(details["status"], details["message"], end.cell)
    if details["kind"] == "memory":
        return "out_of_memory", _memory(end.cell)
    if details["kind"] == "disk":
        return "failed", disk_full(end.cell)
    text = _("Proses gagal{where}: {type}. Laporan tidak diterbitkan.")
    message = text.format(where=_where(end.cell), type=details["type"])
    return "failed", Cause("error", message, _see_log(folder), end.cell)


def _foreseen(status: str, message: str, cell: int | None) -> Outcome:
    status = status if status in STATUSES and status not in _NO_FAILURE else "failed"
    remedy = _(
        "Ikuti petunjuk dalam pesan, lalu jalankan ulang. Edisi terakhir, bila ada, tetap berlaku."
    )
    return status, Cause(status, message, remedy, cell)


def _timeout(cell: int | None, request: RunRequest) -> Cause:
    text = _(
        "Proses melewati batas waktu{where} ({cell_limit} per sel, {run_limit} seluruhnya). "
        "Tidak ada berkas yang tertimpa."
    )
    message = text.format(
        where=_where(cell),
        cell_limit=_duration(request.cell_timeout),
        run_limit=_duration(request.run_timeout),
    )
    return Cause("timeout", message, _("Naikkan batas waktu, lalu jalankan ulang."), cell)


def _memory(cell: int | None) -> Cause:
    text = _("Memori habis{where}. Tidak ada berkas yang tertimpa.")
    remedy = _("Kurangi proses paralel atau tambah memori, lalu jalankan ulang.")
    return Cause("out_of_memory", text.format(where=_where(cell)), remedy, cell)


def _died(end: KernelEnd, folder: Path) -> Cause:
    status = end.details.get("exit")
    name = signal_name(status) if isinstance(status, int) and status < 0 else None
    text = _("Proses dihentikan paksa{where}{name}. Tidak ada berkas yang tertimpa.")
    message = text.format(where=_where(end.cell), name=f" ({name})" if name else "")
    return Cause("killed", message, _see_log(folder), end.cell)


def _where(cell: int | None) -> str:
    return "" if cell is None else _(" pada sel ke-{cell}").format(cell=cell)


def _see_log(folder: Path) -> str:
    parts: Sequence[str] = folder.parts[-2:]
    place = "/".join((*parts, LOG))
    return _("Rinciannya ada di {place}. Perbaiki, lalu jalankan ulang.").format(place=place)


def _duration(seconds: float) -> str:
    if seconds >= 120 and seconds % 60 == 0:
        return _("{n} menit").format(n=format_number(seconds / 60))
    return _("{n} detik").format(n=format_number(seconds, 0 if seconds == int(seconds) else 1))
