"""From several answers to one: a draft for the meeting, and a consensus as answers."""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Answer, Consensus, ContentStamp, Decision, Input, Item, Questionnaire, Scale
from .several import Spread, discussion
from .values import option_ids


def draft(content: ContentStamp, inputs: Sequence[Input], rows: Sequence[Spread],
          questionnaire: Questionnaire) -> Consensus:  # fmt: skip
    """One decision for each scale item, in the order of discussion.

    An item is settled beforehand only where everybody who was asked chose the same step; all
    others are open. Nothing is proposed for them: a number on the paper is hard to contradict.
    """
    order = [point.item for point in discussion(rows)]
    order += [row for row in rows if row not in order]
    items = {item.id: item for item in questionnaire.items}
    return Consensus(
        content=content,
        inputs=list(inputs),
        decisions=[_open_or_settled(row, items[row.id], questionnaire) for row in order],
    )


def _open_or_settled(row: Spread, item: Item, questionnaire: Questionnaire) -> Decision:
    asked = [s for s, t in zip(row.steps, row.states, strict=True) if t != "hidden"]
    if len(asked) < 2 or None in asked or len(set(asked)) > 1 or not isinstance(item, Scale):
        return Decision(item=row.id)
    steps = questionnaire.scales[item.scale].steps
    return Decision(
        item=row.id,
        state="answered",
        step=steps[(asked[0] or 1) - 1].id,
        why=f"All {len(asked)} chose this step, each alone, before any meeting.",
    )


def consensus_answers(questionnaire: Questionnaire, consensus: Consensus) -> dict[str, Answer]:
    """The settled items as answers, for scoring and reports. Open items have none.

    The reason for a step and every dissent go into the comment, so that a report shows them. A
    step that the item does not have becomes a draft, kept as it stands; it never scores.
    """
    items = {item.id: item for item in questionnaire.items}
    out: dict[str, Answer] = {}
    for decision in consensus.decisions:
        item = items.get(decision.item)
        if item is None or decision.state == "open":
            continue
        words = [decision.why] if decision.state == "answered" and decision.why else []
        for dissent in decision.dissent:
            step = f", step {dissent.step}" if dissent.step else ""
            words.append(f"Dissent ({dissent.role}{step}): {dissent.reason}")
        answer = Answer(comment="\n".join(words), evidence=decision.evidence, at=decision.when)
        if decision.state != "answered":
            answer.state, answer.reason = decision.state, decision.why
        else:
            known = decision.step in option_ids(item, questionnaire.scales)
            answer.state, answer.value = ("answered" if known else "draft"), decision.step
        out[decision.item] = answer
    return out
