"""Random numbers that depend on seed, region and subject only."""

from __future__ import annotations

import hashlib

import numpy as np


def stream(seed: int, region: str, subject: str) -> np.random.Generator:
    """Return the stream of random numbers of one subject in one region.

    Streams of different subjects are independent, so a table that draws more numbers than before
    leaves every other table as it was. Nothing depends on the clock or on numpy's global state.

    Notes
    -----
    PCG64 seeded by `SeedSequence` with the SHA-256 of "seed|region|subject", read as eight words
    of 32 bits.
    """
    digest = hashlib.sha256(f"{seed}|{region}|{subject}".encode()).digest()
    words = [int.from_bytes(digest[i : i + 4], "big") for i in range(0, 32, 4)]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(words)))
