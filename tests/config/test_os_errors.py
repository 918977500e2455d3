"""Why a file could not be read or written, in words."""

import errno
import os

import pytest

from kinerja_lib.config.os_errors import explain_file_error, explain_os_error


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (errno.ENOENT, "tidak ditemukan"),
        (errno.EACCES, "tidak ada izin"),
        (errno.EROFS, "hanya dapat dibaca"),
        (errno.ENOSPC, "ruang disk habis"),
        (errno.ENAMETOOLONG, "namanya terlalu panjang"),
        (errno.EIO, "OSError"),
    ],
)
def test_each_cause_has_its_words(number, text):
    assert explain_os_error(OSError(number, os.strerror(number))) == text


def test_a_file_made_under_another_name_is_named_by_its_folder(tmp_path):
    made = tmp_path / ".t.pdf.1a2b.tmp"
    assert explain_file_error(PermissionError(errno.EACCES, "", str(made))) == (
        f"{tmp_path} tidak dapat dibaca atau ditulis: tidak ada izin. Periksa folder dan izinnya."
    )
