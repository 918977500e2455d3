"""Every pattern of the library answers at once, whatever text a data file holds."""

import importlib
import pkgutil
import re
import signal
import time

import pytest

import kinerja_lib

LONG = 400
SECONDS = 2
PIECES = ("a", "A", "1", "é", " ", "_", "-", ".", ",", "a.", "1.", "1,", "a1", "a ", "a-", "A.")
PIECES += ("Kata", "(", "a,", "' ", "a'", "x@", "1 ", "M0 0", "\t", "\n", "A Md.", "dan A ")
ENDS = ("", "!", "\x00", " !", "<")


def list_patterns():
    """Give every compiled pattern that a module of the library holds, by name."""
    found = {}
    for module in pkgutil.walk_packages(kinerja_lib.__path__, "kinerja_lib."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found.setdefault(value, f"{module.name}.{name}")
    return found


@pytest.fixture
def watch():
    """Stop a pattern that does not come back."""

    def stop(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    yield lambda seconds: signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def measure(pattern):
    start = time.process_time()
    for piece in PIECES:
        for end in ENDS:
            text = piece * (LONG // len(piece)) + end
            pattern.fullmatch(text)
            pattern.search("x " + text[: LONG // 8] + end)
    return time.process_time() - start


def test_no_pattern_takes_long(watch):
    slow = {}
    for pattern, name in list_patterns().items():
        watch(10)
        try:
            seconds = measure(pattern)
        except TimeoutError:
            seconds = 10
        if seconds > SECONDS:
            slow[name] = round(seconds, 1)
    assert slow == {}


def test_a_pattern_with_two_ways_through_a_word_would_be_found(watch):
    watch(0.5)
    with pytest.raises(TimeoutError):
        re.compile(r"(?:\s*[a-z]\w*)+").fullmatch("a" * LONG + "!")
