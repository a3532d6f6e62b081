"""Where a statement comes from, in a few words after it."""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Ref
from .library import Library
from .markdown import markdown_inline


def sources_html(refs: Sequence[Ref], library: Library) -> str:
    """ "(UNICRI, Technical Reference Book, p. 18)" with links where there is an address."""
    titles = {source.id: source for source in library.sources.sources}
    parts = []
    for ref in refs:
        source = titles.get(ref.source)
        if source is None:
            continue
        name = f"*{source.short or source.title}*" if source.status != "ours" else "this course"
        if source.address and source.address.startswith("http"):
            name = f"[{name}]({source.address})"
        parts.append(f"{name}, {ref.at}")
    return f'<span class="tk-source">({markdown_inline("; ".join(parts))})</span>' if parts else ""
