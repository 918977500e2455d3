"""The largest page that is published: one that a phone opens and an old mailer carries."""

from __future__ import annotations

from kinerja_lib.errors import RunError
from kinerja_lib.i18n import _, format_number

LARGEST_PAGE = 2_000_000  # bytes
_MB = 1_000_000


def check_page_size(name: str, page: bytes) -> bytes:
    """Give a page back that may be published.

    Parameters
    ----------
    name : str
        File name of the page, for the message.
    page : bytes
        The page as it would be written.

    Raises
    ------
    RunError
        The page is larger than `LARGEST_PAGE`.
    """
    if len(page) <= LARGEST_PAGE:
        return page
    raise RunError(
        _(
            "Halaman {name} berukuran {size} MB; paling banyak {limit} MB. Jadikan tabel yang "
            'panjang berkas CSV saja (place="file") atau lipat (fold=True) dalam notebook, atau '
            "persempit laporannya."
        ).format(
            name=name,
            size=format_number(len(page) / _MB, 1),
            limit=format_number(LARGEST_PAGE / _MB),
        )
    )
