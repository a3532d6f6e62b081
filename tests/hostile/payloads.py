"""Texts that would run something, load something or lead away if a page took them for markup.

Each says where it was when it goes off: ``console.log('TRIP name')`` reaches the test from every
frame, and every address has "tripwire" in it.
"""

from __future__ import annotations

from dataclasses import dataclass

OUTSIDE = "https://tripwire.example.org"


def _say(name: str) -> str:
    return f"console.log('TRIP {name}')"


@dataclass(frozen=True)
class Payload:
    """``live``: put into a page as it stands it goes off, which proves that the wire sees it.

    The others need something between them and the page: a Markdown renderer, a template engine,
    a second round of decoding.
    """

    name: str
    text: str
    live: bool = True


def _html(name: str, pattern: str) -> Payload:
    """``JS`` stands for what says that it ran, ``OUT`` for an address elsewhere."""
    return Payload(name, pattern.replace("JS", _say(name)).replace("OUT", f"{OUTSIDE}/{name}"))


def _text(name: str, pattern: str) -> Payload:
    return Payload(name, _html(name, pattern).text, live=False)


PAYLOADS = [
    # -- scripts and handlers
    _html("script", "<script>JS</script>"),
    _html("script-after-text-field", "</textarea></title></style><script>JS</script>"),
    _html("script-dialog", "<script>alert(1)</script>"),
    _html("image-handler", '<img src="/tripwire-image" onerror="JS">'),
    _html("svg-handler", '"><svg onload="JS">'),
    _html("svg-script", "<svg><script>JS</script></svg>"),
    _html("svg-begin", '<svg><animate onbegin="JS" attributeName="x" dur="1s"/></svg>'),
    _html("svg-use", '<svg><image href="OUT"/></svg>'),
    _html("toggle", '<details open ontoggle="JS"><summary>x</summary></details>'),
    _html("focus", '<input autofocus onfocus="JS">'),
    _html("media", '<video><source src="/tripwire-media" onerror="JS"></video>'),
    _html("frame", '<iframe srcdoc="<script>JS</script>"></iframe>'),
    _html("frame-address", '<iframe src="javascript:JS"></iframe>'),
    _html("object", '<object data="OUT"></object>'),
    _html("comment-ends", '<!--<img src="--><img src=/tripwire-comment onerror="JS">'),
    _html(
        "namespaces",
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img'
        ' src=/tripwire-math onerror=&quot;JS&quot;&gt;"></table></mtext></math>'
        '<img src=/tripwire-math onerror="JS">',
    ),
    _html("attribute-ends", 'x" autofocus tabindex="0" onfocus="JS" y="<input autofocus '
          'onfocus="JS">'),
    # -- links and buttons: they go off when pressed
    _html("link", '<a href="javascript:JS">press</a>'),
    _html("link-entities", '<a href="&#106;ava&Tab;script:JS">press</a>'),
    _html("form", '<form action="javascript:JS"><button>press</button></form>'),
    _html("leave", '<a href="OUT" onclick="JS" target="_self">press</a>'),
    # -- styles and other loading
    _html("style-import", "<style>@import url(OUT);</style>"),
    _html("style-sheet", '<link rel="stylesheet" href="OUT">'),
    _html("style-attribute", '<p style="background-image:url(OUT)">x</p>'),
    _html("style-reads-fields", "<style>input{background-image:url(OUT)}</style><input>"),
    _html("picture", '<img src="OUT">'),
    _html("refresh", '<meta http-equiv="refresh" content="0;url=OUT">'),
    _html("base", '<base href="OUT/"><img src="picture">'),
    # -- what a renderer or a second decoding would make of it
    _text("markdown-link", "[press](javascript:JS) [press](JaVaScRiPt:JS 'x')"),
    _text("markdown-data", "[press](data:text/html,<script>JS</script>) [p](vbscript:x)"),
    _text("markdown-entity", "[press](&#106;avascript:JS) [press](java&Tab;script&colon;JS)"),
    _text("markdown-auto", "<javascript:JS> <data:text/html;base64,PHNjcmlwdD4=>"),
    _text("markdown-reference", "\n\n[press][r]\n\n[r]: javascript:JS 'title'\n\n"),
    _text("markdown-image", "![x](OUT.png) ![x](/tripwire-image)"),
    _text("markdown-title", '[press](https://example.org "\\" onfocus=\\"JS\\" autofocus x=\\"")'),
    _text("markdown-block", "\n\n<div>\n<script>JS</script>\n</div>\n\n"),
    _text("markdown-code", "```<img onerror=x>\n<script>JS</script>\n```\n\n`<script>JS</script>`"),
    _text("markdown-table", "\n\n|a|b|\n|-|-|\n|<img src=/tripwire-cell onerror=\"JS\">|x|\n\n"),
    _text("encoded", "&lt;script&gt;JS&lt;/script&gt; &#60;img src=/tripwire-enc onerror=JS&#62;"),
    _text("encoded-twice", "&amp;lt;img src=/tripwire-enc onerror=JS&amp;gt; %3Cscript%3E"),
    _text("template", "{{7*7}} {% include 'x' %} ${JS} {{constructor.constructor('JS')()}}"),
    _text("format", "{answer} {0.__class__} %(x)s {JS}"),
    _text("mathematics", "$$\\href{javascript:JS}{press}$$ $\\style{background:url(OUT)}{x}$"),
    _text("turned", "\u202egnp.exe\u202c\u2066x\u2069 \u200f end"),
    _text("controls", "a\x0bb\x7f\ufeff\u200b\u2028\u2029"),
    _text("long-word", "W" * 2_000),
    _text("combining", "Z" + "\u0335\u0336\u0348" * 400),
]  # fmt: skip
BY_NAME = {payload.name: payload for payload in PAYLOADS}
