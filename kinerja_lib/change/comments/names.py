"""Take names, numbers, addresses and posts out of free text, and tell what may remain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kinerja_lib.i18n import clean_text

NAME, NUMBER, ADDRESS, POST = "[nama]", "[nomor]", "[alamat]", "[jabatan]"
MASKS = (NAME, NUMBER, ADDRESS, POST)
_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+|(?<!\w)@\w+")
_DIGITS = re.compile(r"\+?\d(?:[ ().\-/]?\d){5,}")  # NIP, telephone, account: six digits or more
_DEGREE = re.compile(
    r"(?:,?\s*\b(?:[SMD]\.?\s?(?:[A-Z]\.?){1,3}(?:[a-z]{1,4}\b\.?)?|A\.?Md\.?(?:\.?[A-Z][a-z]*)*"
    r"|Ph\.?\s?D\.?|Sp\.?[A-Z]\w*)(?=[\s,.;]|$))+"
)
_HEAD_OF = re.compile(
    r"\b(?i:(?:wakil |plt\.? |plh\.? |pj\.? )?(?:kepala|sekretaris|direktur|ketua|inspektur"
    r"|pimpinan) (?:dinas|badan|bagian|bidang|seksi|subbag\w*|sub bagian|uptd?|puskesmas|sekolah"
    r"|kantor|kecamatan|kelurahan|daerah|inspektorat|rumah sakit|rsud))\b(?: (?:dan )?[A-Z]\w*)*"
)
_SHORT_POST = re.compile(
    r"\b(?:(?:ibu|bu|bapak|pak|bpk) )?(?:kadis|kaban|kabid|kabag|kasi|kasie|kasubag|kasubbag"
    r"|kasubid|sekdin|sekban|sekda|sekcam|camat|lurah|kades|kepsek|kapus|bupati|wakil bupati"
    r"|wali ?kota|gubernur)\b",
    re.IGNORECASE,
)
_CALLED = frozenset(
    "pak bapak bpk bu ibu sdr sdri saudara saudari mas mbak mba kak abang bang dr drs dra ir prof "
    "haji"
    " hajah h hj ustaz ustadz".split()
)
# Ordinary words that are in names too; written small they prove nothing.
_ORDINARY = frozenset(
    "hari baik adil damai maju utama sinar pagi guru kartu satu dua tiga dan di ke dari".split()
)
# Capitals inside a sentence that name no person.
_CAPITALS = frozenset(
    "asn pns pppk skp iku bkn bkd bkpsdm kinerja siasn simpeg januari februari maret april mei juni"
    " juli agustus september oktober november desember senin selasa rabu kamis jumat sabtu minggu"
    " indonesia excel internet wifi android whatsapp zoom google windows saya".split()
)
_MOST_WORDS = 8  # of one name


@dataclass(frozen=True)
class KnownNames:
    """Hold the names of all staff, for finding them in a text word by word.

    Parameters
    ----------
    starts : mapping of str to set of tuples
        First word -> whole names, as words without letter case and accents.
    words : frozenset of str
        Every word of a name of three letters or more.
    """

    starts: dict[str, frozenset[tuple[str, ...]]]
    words: frozenset[str]


def gather_names(names: Iterable[str]) -> KnownNames:
    """Prepare the names of staff once; titles and degrees are left out."""
    starts: dict[str, set[tuple[str, ...]]] = {}
    words: set[str] = set()
    for name in dict.fromkeys(names):
        plain = _DEGREE.sub(" ", clean_text(str(name).split(",")[0], 200))
        parts = tuple(_fold(word) for word in _WORD.findall(plain))
        parts = tuple(part for part in parts if part not in _CALLED)[:_MOST_WORDS]
        if parts and len("".join(parts)) >= 3:
            starts.setdefault(parts[0], set()).add(parts)
            words.update(part for part in parts if len(part) >= 3)
    return KnownNames({word: frozenset(own) for word, own in starts.items()}, frozenset(words))


def remove_names(text: str, known: KnownNames) -> str:
    """Replace addresses, long numbers, whole names and posts by what they are.

    Linear in the text: at each word only the names that begin with it are compared.
    """
    text = clean_text(text)
    text = _DIGITS.sub(NUMBER, _MAIL.sub(ADDRESS, text))
    text = _mask_names(text, known)
    return _SHORT_POST.sub(POST, _HEAD_OF.sub(POST, text))


def _mask_names(text: str, known: KnownNames) -> str:
    words = [(m.start(), m.end(), _fold(m.group())) for m in _WORD.finditer(text)]
    parts, done, place = [], 0, 0
    while place < len(words):
        length = _longest(words, place, known)
        if not length:
            place += 1
            continue
        start, end = words[place][0], words[place + length - 1][1]
        parts += [text[done:start], NAME]
        degree = _DEGREE.match(text, end)
        done = degree.end() if degree else end
        place += length
    return "".join([*parts, text[done:]])


def _longest(words: list[tuple[int, int, str]], place: int, known: KnownNames) -> int:
    """Count the words of the longest name that begins here; one small ordinary word is none."""
    found = known.starts.get(words[place][2])
    if not found:
        return 0
    own = tuple(word for _start, _end, word in words[place : place + _MOST_WORDS])
    for length in range(len(own), 0, -1):
        if own[:length] in found:
            return 0 if length == 1 and own[0] in _ORDINARY else length
    return 0


def may_name(text: str, known: KnownNames) -> bool:
    """Tell whether a text without whole names may still name a person.

    So does a part of a staff name, a form of address followed by a word, and a capital inside a
    sentence that is no known abbreviation, month or day.
    """
    plain = text
    for mask in MASKS:
        plain = plain.replace(mask, " . ")
    if _MAIL.search(plain) or _DIGITS.search(plain):
        return True
    before, end = "", 0
    for match in _WORD.finditer(plain):
        word, small = match.group(), _fold(match.group())
        opens = not before or bool(re.search(r"[.!?:;\"“(\n]", plain[end : match.start()]))
        if before in _CALLED and not opens:
            return True
        if _is_part(word, small, known) or (not opens and _stands_out(word, small)):
            return True
        before, end = small, match.end()
    return False


def _is_part(word: str, small: str, known: KnownNames) -> bool:
    if small not in known.words:
        return False
    return word[0].isupper() or small not in _ORDINARY


def _stands_out(word: str, small: str) -> bool:
    abbreviation = word.isupper() and 2 <= len(word) <= 6
    return word[0].isupper() and not abbreviation and small not in _CAPITALS


def _fold(word: str) -> str:
    """Write a word without letter case, accents and marks."""
    flat = unicodedata.normalize("NFKD", word)
    return "".join(c for c in flat if c.isalpha()).casefold()
