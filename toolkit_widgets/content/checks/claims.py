"""What is said of the Toolkit rests on a source, or is said to be ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import Source
from ..lesson_source import Page
from ..problems import Problem, Severity, nearest, short
from ..prose import Passage, broken_citations, citations
from .names import EMPTY_PLACES, unconfirmed
from .pages import fault
from .whole import Whole

_VERBS = """
    says asks requires lists contains recommends defines names has had was is are were calls
    describes gives gave sets wants covers offers consists includes comes came uses treats speaks
    expects began started grew divides groups puts tells warns suggests means counts distinguishes
    explains states provides presents splits separates adds rests points does did makes made holds
    belongs follows applies addresses identifies proposes stresses mentions notes sees sorts
    begins ends carries goes shows teaches takes leaves helps serves advises demands obliges binds
    must may can will should
"""
_BETWEEN = r"(?:\s+(?:also|itself|only|never|always|expressly|already|therefore|then|often))?"
_SUBJECT = r"(?:[Tt]he\s+Toolkit|(?<!of )[Tt]he\s+Technical\s+Reference\s+Book)"
_DOCUMENT = r"(?:['’]s(?:\s+[\w-]+){1,5}?|\s+\([^)]*\))?"
CLAIM = re.compile(rf"\b{_SUBJECT}{_DOCUMENT}{_BETWEEN}\s+(?:{'|'.join(_VERBS.split())})\b")
"""Something is claimed of the Toolkit, or of one of its documents."""
OURS = re.compile(r"\b(ours|this course|our own|in this course)\b", re.IGNORECASE)
ACCOUNT = re.compile(
    r"\b(according to|accounts?|report(?:s|ed)?|press|consultant|law firm|summary|newspaper)\b",
    re.IGNORECASE,
)
"""Words that name somebody else's account."""
GOOD = ("confirmed", "secondary")


def check_claims(page: Page, whole: Whole, severity: Severity = "error") -> Iterator[Problem]:
    """Citations resolve, and every claim about the Toolkit has what it rests on."""
    sources = whole.sources
    for block in page.markdown:
        for broken, line in broken_citations(block.text, block.line):
            message = f"'{broken}' is not a citation; write [@source-id: place]"
            yield fault(page, line, message, "citation.shape", found=broken)
        if sources is None:
            continue
        for citation in citations(block.text, block.line):
            yield from _resolves(page, citation.source, citation.at, citation.line, sources)
        for passage in block.prose.passages:
            if passage.kind != "heading":
                yield from _claim(page, passage, sources, severity)


def _resolves(
    page: Page, name: str, place: str, line: int, sources: dict[str, Source]
) -> Iterator[Problem]:
    source = sources.get(name)
    if source is None:
        yield fault(
            page,
            line,
            f"there is no source '{name}' in data/sources.yaml",
            "source.unknown",
            found=name,
            allowed=", ".join(sorted(sources)),
            nearest=nearest(name, sources),
        )
    elif source.toolkit and source.status == "unconfirmed":
        yield fault(page, line, unconfirmed(name), "source.unconfirmed", found=name)
    if place.casefold() in EMPTY_PLACES:
        message = f"'{place}' is no place in '{name}'; name a page or section, or 'whole page'"
        yield fault(page, line, message, "source.place", found=place)


def _claim(
    page: Page, passage: Passage, sources: dict[str, Source], severity: Severity
) -> Iterator[Problem]:
    cited = [c.source for c in citations(passage.source)]
    read = [sources[name] for name in cited if name in sources]
    said = CLAIM.search(passage.plain)
    secondary = [source.id for source in read if source.status == "secondary"]
    if said and not OURS.search(passage.plain) and not any(s.status in GOOD for s in read):
        yield fault(
            page,
            passage.line,
            f"“{short(said[0], 50)}” claims something of the Toolkit; cite a source in this "
            "paragraph, or say that it is ours",
            "claim.source",
            severity,
            found=said[0],
            allowed="[@source-id: place], or 'ours', 'our own', 'this course'",
        )
    if secondary and not ACCOUNT.search(passage.plain):
        yield fault(
            page,
            passage.line,
            f"'{secondary[0]}' was read in somebody else's account; name the account in words "
            '("according to …")',
            "claim.account",
            severity if said else "warning",
            found=secondary[0],
            allowed="according to, account, reported, press",
        )
