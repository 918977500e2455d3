"""Words that comments of a theme use often: a help for reading, not a measurement."""

from __future__ import annotations

import re

import pandas as pd

from kinerja_lib.change.comments.names import MASKS
from kinerja_lib.change.comments.review import CommentReview

MOST = 6  # words of one theme
STOP = frozenset(
    "ada adalah agar akan aku apa atas atau bagi bahwa banyak baru belum bila bisa bukan cukup"
    " dalam dan dapat dari dengan di diadakan dibuat harus hingga ia ini itu jadi jangan jika juga"
    " kami karena ke kepada kita lagi lain lebih maka masih mereka menjadi menurut mohon namun"
    " oleh pada paling para perlu saat saja sama sangat saran saya sebagai sebaiknya sebelum"
    " secara sehingga sekali semua seperti serta setiap sudah supaya tapi telah terhadap terima"
    " kasih tetapi tiap tidak tolong untuk yaitu yang".split()
)
_WORD = re.compile(r"[a-z]{3,}(?:-[a-z]+)*")


def count_words(review: CommentReview) -> pd.DataFrame:
    """Count respondents by word and theme.

    Returns
    -------
    DataFrame
        tema_tampil, kata, n (respondents of the theme who use the word): at most `MOST` a theme,
        none used by fewer than `limits.word`, no stop word, nothing of a comment that may still
        name a person.
    """
    rows = review.cleaned.assign(tema=review.agreed.reindex(review.cleaned.index))
    rows = rows[rows["aman"]].dropna(subset=["tema"])
    texts = rows["teks"].astype("str")
    for mask in MASKS:
        texts = texts.str.replace(mask, " ", regex=False)
    words = texts.str.lower().map(lambda text: sorted(set(_WORD.findall(text)) - STOP))
    long = pd.DataFrame({"tema": rows["tema"], "kata": words}).explode("kata").dropna()
    count = long.groupby(["tema", "kata"]).size().rename("n").reset_index()
    count = count[count["n"] >= review.limits.word]
    count = count.sort_values(["tema", "n", "kata"], ascending=[True, False, True])
    count = count.groupby("tema", sort=False).head(MOST)
    shown = dict(zip(review.themes["tema"], review.themes["tema_tampil"], strict=True))
    count = count.assign(tema_tampil=count["tema"].map(shown))
    return count[["tema_tampil", "kata", "n"]].reset_index(drop=True)
