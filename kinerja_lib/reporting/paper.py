"""Print a published page as a tagged PDF with the Chromium or Chrome of this computer."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from kinerja_lib.errors import ParameterError, RunError
from kinerja_lib.i18n import _
from kinerja_lib.reporting.compare.seal import SEAL
from kinerja_lib.reporting.record import write_as_is

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("msedge", "microsoft-edge"),
)
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# The page asks for nothing; the browser itself may not ask for anything either.
_FLAGS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync"),
    *("--disable-quic", "--disable-background-networking", "--disable-component-update"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
    *("--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline"),
)
_SECONDS = 180
_MODES = {"public": 0o644}  # others hold what is for the office only
_SIGNS = (b"/StructTreeRoot", b"/Lang")
# A browser makes such a link the whole path on this computer, which nobody else can open.
_LINK_ELSEWHERE = re.compile(r'(<a\b[^>]*?) href="(?!#)[^"]*"')


def print_report(folder: Path, target: Path, browser: Path | None = None) -> Path:
    """Print the page of a published report and put the PDF in place as a whole.

    The page itself says how it looks on paper: A4, light colours, edition and page number in the
    foot. Tags, language, title and bookmarks come from its headings and tables. Links to other
    pages are plain text there.

    Parameters
    ----------
    folder : Path
        A published report, or another folder of the output root with an `index.html`.
    target : Path
        The PDF; an older one is replaced. Its folder exists and is not that of a report.
    browser : Path, optional
        Program of the browser; found by itself otherwise.

    Returns
    -------
    Path
        The target.

    Raises
    ------
    ParameterError
        No page in the folder, a target that cannot be, or no browser.
    RunError
        The browser gave no PDF, or one without tags.
    """
    page = folder / "index.html"
    if not page.is_file():
        raise ParameterError(_("{path} tidak memuat index.html.").format(path=folder))
    _check_target(target)
    program = browser or find_browser()
    with tempfile.TemporaryDirectory(prefix="kinerja-pdf-") as work:
        alone = Path(work) / "index.html"
        text = _LINK_ELSEWHERE.sub(r"\1", page.read_text(encoding="utf-8"))
        alone.write_text(text, encoding="utf-8")
        content = _print(program, alone, Path(work))
    if not all(sign in content for sign in _SIGNS):
        raise RunError(
            _("{browser} menulis PDF tanpa struktur bagi pembaca layar. Perbarui peramban itu.")
            .format(browser=program.name)
        )  # fmt: skip
    write_as_is(target, content, _MODES.get(_edition(folder), 0o600))
    return target


def find_browser() -> Path:
    """Find Chromium, Chrome or Edge by the names they usually have."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    found = found or next((path for path in _APPLICATIONS if Path(path).is_file()), None)
    if found is None:
        raise ParameterError(
            _(
                "Chromium atau Chrome tidak ditemukan. Pasang salah satunya (Debian dan Ubuntu: "
                "apt install chromium), atau sebutkan programnya dengan --browser. Halaman yang "
                "sama juga dapat dicetak dari peramban mana pun."
            )
        )
    return Path(found)


def _check_target(target: Path) -> None:
    if target.suffix.lower() != ".pdf":
        raise ParameterError(_("Tulis nama berkas yang berakhiran .pdf."))
    parent = target.absolute().parent
    if not parent.is_dir():
        raise ParameterError(_("Folder {path} tidak ada.").format(path=parent))
    if any((place / SEAL).exists() for place in (parent, *parent.parents)):
        raise ParameterError(
            _("{path} ada di dalam laporan yang sudah disegel. Pilih folder lain.").format(
                path=target
            )
        )


def _print(program: Path, page: Path, work: Path) -> bytes:
    made = work / "halaman.pdf"
    flags = [*_FLAGS, f"--user-data-dir={work / 'profil'}", f"--print-to-pdf={made}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium does not start as root otherwise
    try:
        done = subprocess.run(
            [str(program), *flags, page.as_uri()],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RunError(_failed(program, type(error).__name__)) from None
    content = made.read_bytes() if made.is_file() else b""
    if done.returncode != 0 or not content.startswith(b"%PDF"):
        raise RunError(_failed(program, str(done.returncode)))
    return content


def _failed(program: Path, cause: str) -> str:
    text = _(
        "{browser} tidak menghasilkan PDF ({cause}). Coba lagi, atau sebutkan peramban lain dengan "
        "--browser."
    )
    return text.format(browser=program.name, cause=cause)


def _edition(folder: Path) -> str:
    try:
        record: Any = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(record.get("edition", "")) if isinstance(record, dict) else ""
