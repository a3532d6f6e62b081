"""Decisions: what can be defended rests on reasons, and every option is answered for itself."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import Case, CaseDecision
from ...scoring.decision import speaks_for
from ..markdown import plain
from ..parse import Document
from ..problems import Problem, nearest, short
from ..yaml_marks import Path
from .walk import duplicates, ids

Doc = Document[Case]


def check_decision(document: Doc, path: Path, decision: CaseDecision) -> Iterator[Problem]:
    """Everything about one decision at ``path``."""
    for kind in ("options", "reasons", "variations"):
        things = getattr(decision, kind)
        named = ids((*path, kind), things)
        yield from duplicates(document, kind.removesuffix("s"), named, f"'{kind}'")
    for kind, field in (("reasons", "supports"), ("variations", "defensible")):
        for number, thing in enumerate(getattr(decision, kind)):
            for place, name in enumerate(getattr(thing, field)):
                yield from _option(document, (*path, kind, number, field, place), decision, name)
    yield from _standings(document, path, decision)
    yield from _same_why(document, path, decision)


def _option(document: Doc, path: Path, decision: CaseDecision, name: str) -> Iterator[Problem]:
    options = [option.id for option in decision.options]
    if name not in options:
        yield document.problem(
            path,
            f"the decision '{decision.id}' has no option '{name}'",
            found=name,
            allowed=", ".join(options),
            nearest=nearest(name, options),
            rule="decision.option",
        )


def _standings(document: Doc, path: Path, decision: CaseDecision) -> Iterator[Problem]:
    good = [o for o in decision.options if o.standing == "defensible"]
    if not good:
        message = f"no option of '{decision.id}' is defensible; somebody must be able to be right"
        yield document.problem(
            (*path, "options"), message, found="none", rule="decision.defensible"
        )
    elif len(good) == len(decision.options):
        message = f"every option of '{decision.id}' is defensible; then there is nothing to decide"
        yield document.problem((*path, "options"), message, rule="decision.defensible")
    for option in good:
        carried = any(
            r.weight == "carries" and speaks_for(r, {option.id}) for r in decision.reasons
        )
        if not carried:
            place = decision.options.index(option)
            yield document.problem(
                (*path, "options", place),
                f"no reason with 'weight: carries' supports the defensible option '{option.id}'",
                found="none",
                rule="decision.carries",
            )


def _same_why(document: Doc, path: Path, decision: CaseDecision) -> Iterator[Problem]:
    for kind in ("options", "reasons"):
        seen: dict[str, str] = {}
        for place, thing in enumerate(getattr(decision, kind)):
            words = " ".join(thing.why.split()).casefold()
            if words in seen:
                yield document.problem(
                    (*path, kind, place, "why"),
                    f"this 'why' is also that of '{seen[words]}'; say what is true of this one",
                    found=short(thing.why),
                    rule="decision.why",
                )
            seen.setdefault(words, thing.id)


def check_length(document: Doc) -> Iterator[Problem]:
    """A warning where in every decision of the case the longest option can be defended."""
    decisions = [part.decision for part in document.model.parts]
    longest = [max(d.options, key=lambda o: len(plain(o.text))) for d in decisions]
    if longest and all(option.standing == "defensible" for option in longest):
        yield document.problem(
            ("parts", 0, "decision", "options"),
            "the longest option can be defended in every decision of this case; a reader learns "
            "to pick the longest",
            "warning",
            found=short(longest[0].text),
            rule="decision.length",
        )
