"""What a screen shows, as paper shows it: open, light, and without anything to press."""

from __future__ import annotations

from bs4 import BeautifulSoup

LEFT_OUT = ("The same as a table", "How the score arose", "All that was said", "more actions")
"""Folds that repeat what stands beside them, or go on and on: words of their titles."""
_DEAD = ("tabindex", "target", "rel", "id", "data-lm-suppress-shortcuts", "aria-label", "role")
"""Attributes that serve a keyboard, or would be there twice when several panels share a page."""


def flat(html: str) -> str:
    """The same words and pictures, each fold open or left out."""
    soup = BeautifulSoup(html, "html.parser")
    for fold in soup.find_all("details"):
        title = fold.find("summary")
        if title is None or any(words in title.get_text() for words in LEFT_OUT):
            fold.decompose()
            continue
        fold.name, title.name = "div", "p"
        fold.attrs, title.attrs = {"class": "fold"}, {"class": "fold-title"}
    for image in soup.select("img.tk-only-dark"):
        image.decompose()
    for node in soup.find_all(True):
        for name in _DEAD:
            del node[name]
    return str(soup)
