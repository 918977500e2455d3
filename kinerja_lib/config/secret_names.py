"""Recognise names of secrets: parameters are written into notebooks and run.json as they are."""

from __future__ import annotations

import re
from itertools import pairwise

from kinerja_lib.i18n import _

_WORDS = frozenset(
    "password passwd pwd passphrase secret secrets token tokens sandi katasandi kunci rahasia "
    "credential credentials kredensial apikey privatekey accesskey".split()
)
_PAIRS = frozenset({("api", "key"), ("private", "key"), ("access", "key"), ("secret", "key")})
_ANYWHERE = ("password", "passwd", "passphrase", "apikey", "katasandi")


def looks_secret(name: str) -> bool:
    """Tell whether a parameter name announces a secret, such as db_password or apiKey."""
    parts = re.sub("([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    words = [word for word in re.split("[^a-z]+", parts) if word]
    joined = "".join(words)
    return (
        not _WORDS.isdisjoint(words)
        or not _PAIRS.isdisjoint(pairwise(words))
        or any(part in joined for part in _ANYWHERE)
    )


def secret_advice() -> str:
    """Say where a secret belongs instead."""
    return _(
        "tampak seperti rahasia. Rahasia tidak boleh menjadi parameter; simpan dalam variabel "
        "lingkungan atau keyring."
    )
