"""The sheets of a questionnaire's workbook: which columns, what may stand in them, what they mean.

One description serves writing, reading, the drop-down lists and the Read-me sheet.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from ..models import (
    Action,
    Computed,
    Dimension,
    Item,
    LevelRule,
    Questionnaire,
    Rescale,
    Rounding,
    ScaleDef,
)
from ..models.items import Allowance, StageId
from .columns import Choice, Column, Sheet, ref, words

TYPES: Choice = tuple(
    tag
    for member in get_args(get_args(Item)[0])
    for tag in get_args(member.model_fields["type"].annotation)
)
YES: Choice = ("yes", "no")


RULES: Choice = tuple(
    tag
    for member in get_args(Computed.model_fields["value"].annotation)
    for tag in words(member, "rule")
)


ABOUT = Sheet(
    "About",
    "One line a fact about the questionnaire. The first column is fixed.",
    (
        Column("id", "id", "The name of the questionnaire; never changed once it is used."),
        Column("version", "text", "Three numbers; a change of wording raises the last."),
        Column("title", "text", "What it is called."),
        Column("label", "text", "The small label of the card, if not “Assessment”."),
        Column("minutes", "whole", "How long it takes."),
        Column("about", "text", "What it is, whose it is, and what it is not. Markdown."),
        Column("results", "text", "What stands below it.", choices=words(Questionnaire, "results")),
        Column(
            "level dimension", "id", "The dimension that the level is looked up with.",
            path=("level", "dimension"), names="Dimensions.id",
        ),
        Column(
            "level of", "text", "Its value, or its share of the maximum.",
            path=("level", "of"), choices=words(LevelRule, "of"),
        ),
        Column("examples", "list", "Files of example answers beside the questionnaire."),
        Column("review", "flag", "Does the form offer review by others?", choices=YES),
    ),
)  # fmt: skip

SECTIONS = Sheet(
    "Sections",
    "One row a page of the questionnaire, in order.",
    (
        Column("id", "id", "A name for the section."),
        Column("title", "text", "The heading.", 30),
        Column("intro", "text", "Words above the first item. Markdown.", 60),
        ref("dimension", "Dimensions.id", "What its items count in."),
        Column("show when", "condition", "When it is shown; empty: always.", 30),
        Column("exclusive group", "id", "Sections of one group are alternatives."),
    ),
)

ITEMS = Sheet(
    "Items",
    "One row an item, in the order of the page.",
    (
        ref("section", "Sections.id", "The section it stands in."),
        ref("part of", "Items.id", "Only for what a repeat asks: the id of the repeat."),
        Column("id", "id", "A name that is never used again for another item.", 26),
        Column("type", "text", "What kind of answer it wants.", 11, choices=TYPES),
        Column("text", "text", "The question. Markdown.", 60),
        Column("help", "text", "Words below the question.", 40),
        Column("show when", "condition", "When it is shown; empty: always.", 30),
        Column("required", "flag", "Asked for before handing in.", 9, choices=YES),
        Column("allow", "list", f"Other answers: {'; '.join(get_args(Allowance))}.", 24),
        Column("comment", "flag", "Offer a comment box.", 9, choices=YES),
        Column("evidence", "text", "What counts as evidence.", 40),
        Column("roles", "list", "Who should answer.", 30),
        Column("principles", "list", "Ids of principles; see the sheet Lists.", 30),
        Column("stages", "list", f"Of the life cycle: {'; '.join(get_args(StageId))}.", 24),
        Column("lesson", "id", "The lesson that helps.", 28),
        Column("objective", "id", "The objective it tests.", 14),
        ref("dimension", "Dimensions.id", "Instead of the section's dimension."),
        Column("weight", "whole", "How often it counts, 1 to 10; empty: once.", 8),
        ref("scale", "Scales.scale", "Type scale: the scale of its steps."),
        Column("at least", "whole", "Type repeat: the fewest entries.", 8),
        Column("at most", "whole", "Types choices, repeat: how many may be given.", 8),
        Column("choose", "whole", "Type rank: how many are asked for.", 8),
        Column("noun", "text", "Type repeat: what one entry is called."),
        Column("unit", "text", "Types number, numeric, computed: what is counted."),
        Column("minimum", "number", "Type number: the least.", 10),
        Column("maximum", "number", "Type number: the most.", 10),
        Column("whole", "flag", "Type number: only whole numbers.", 8, choices=YES),
        Column("answer", "number", "Type numeric: the right number.", 10),
        Column("tolerance", "number", "Type numeric: how far off is still right.", 10),
        Column(
            "feedback right",
            "text",
            "Type numeric: to the right answer.",
            30,
            ("feedback", "right"),
        ),
        Column("feedback low", "text", "Type numeric: to a lower one.", 30, ("feedback", "low")),
        Column("feedback high", "text", "Type numeric: to a higher one.", 30, ("feedback", "high")),
        Column("start", "list", "Type ordering: the entries as they first stand.", 24),
        ref("matrix", "Matrices.id", "Type risk_row, rule level: the matrix."),
        Column("likelihood", "id", "risk_row: its scale. Rule level: an item."),
        Column("severity", "id", "risk_row: its scale. Rule level: an item."),
        Column("what", "text", "Type risk_row: what happens; empty: the form asks.", 40),
        Column("whom", "text", "Type risk_row: to whom; empty: the form asks.", 30),
        Column("ranges", "flag", "Type risk_row: may “between” be answered?", 8, choices=YES),
        Column("rule", "text", "Type computed: how.", 9, ("value", "rule"), RULES),
        Column("of", "list", "Type computed: of which items.", 30, ("value", "of")),
        Column("of part", "id", "Type computed: which part of a repeat.", 14, ("value", "part")),
        Column("values", "values", "Type computed: which answers count.", 24, ("value", "values")),
        Column("digits", "whole", "Type computed: decimals shown.", 8),
        ref("after", "Items.id", "Type gate: the gate before it."),
        Column("decides", "text", "Type gate: which role must decide.", 30),
    ),
)

NEEDS = Sheet(
    "Needs",
    "One row a thing that must be there before a gate opens, in order.",
    (
        ref("gate", "Items.id", "The gate.", 26),
        Column("id", "id", "A name for the need."),
        Column("when", "condition", "When it is there.", 50),
        Column("because", "text", "Read while it is missing: what, and why.", 80),
        Column("bars", "flag", "Does no override open the gate without it?", 8, choices=YES),
    ),
)

OPTIONS = Sheet(
    "Options",
    "One row an option of an item, in order. Also the entries of an ordering, the prompts and "
    "targets of a matching item, and the controls of a risk. A part of a repeat is repeat/part.",
    (
        ref("item", "Items.id", "The item it belongs to.", 26),
        Column(
            "part", "text", "Only for matching: prompt or target.", 9,
            choices=("option", "entry", "prompt", "target", "control"),
        ),
        Column("id", "id", "A name for the option."),
        Column("text", "text", "The option as it is read. Markdown.", 60),
        Column("points", "number", "What it scores, where the item has a dimension.", 9),
        Column("correct", "flag", "Types single, multiple: is it right?", 9, choices=YES),
        Column("feedback", "text", "Why it is right, or why one would choose it.", 60),
        Column("accept", "list", "A prompt: the ids of the targets that are right.", 20),
    ),
)  # fmt: skip

ANCHORS = Sheet(
    "Anchors",
    "One row an item of type scale: what a reader would see at each step, lowest first.",
    (ref("item", "Items.id", "The item.", 26),),
)


_WIDE = {
    "Anchors": Column("step", "text", "What one would see at this step.", 36, ("anchors",)),
    "Grid": Column("severity", "id", "The level.", 14, ("grid",)),
}


def widened(sheet: Sheet, steps: int) -> Sheet:
    """A sheet that has a column a step, with this many; another sheet as it is."""
    one = _WIDE.get(sheet.title)
    if one is None:
        return sheet
    more = (
        replace(one, header=f"{one.header} {n}", path=(*one.path, str(n)))
        for n in range(1, steps + 1)
    )
    return replace(sheet, columns=(*sheet.columns, *more))


SCALES = Sheet(
    "Scales",
    "One row a step of a scale, lowest first.",
    (
        Column("scale", "id", "The name of the scale, in each of its rows."),
        Column(
            "kind", "text", "ordinal: order only. interval: even distances.",
            choices=words(ScaleDef, "kind"),
        ),
        Column("id", "id", "A name for the step."),
        Column("label", "text", "The step as it is read.", 40),
        Column("points", "number", "What it scores; grows from step to step."),
        Column("meaning", "text", "What one would see; needed for a matrix.", 50),
    ),
)  # fmt: skip

MATRICES = Sheet(
    "Matrices",
    "One row a risk matrix: likelihood and severity give a level.",
    (
        Column("id", "id", "A name for the matrix."),
        Column("label", "text", "Whose matrix it is.", 40),
        ref("likelihood", "Scales.scale", "The scale of its rows."),
        ref("severity", "Scales.scale", "The scale of its columns."),
    ),
)

LEVELS = Sheet(
    "Levels",
    "One row a level of a matrix, lowest first.",
    (
        ref("matrix", "Matrices.id", "The matrix."),
        Column("id", "id", "A name for the level."),
        Column("label", "text", "The level as it is read.", 30),
        Column("meaning", "text", "What it asks of those who decide.", 80),
    ),
)

GRID = Sheet(
    "Grid",
    "One row a step of likelihood, lowest first; one column a step of severity, lowest first.",
    (ref("matrix", "Matrices.id", "The matrix."),),
)

DIMENSIONS = Sheet(
    "Dimensions",
    "One row a thing that is scored.",
    (
        Column("id", "id", "A name for the dimension."),
        Column("title", "text", "What it is called.", 30),
        Column("target", "number", "What to aim for, in its own unit.", 9),
        Column(
            "aggregate", "text", "How items become one value; empty: mean.",
            choices=words(Dimension, "aggregate"),
        ),
        Column(
            "max scope", "text", "The maximum of what is visible, or of all.",
            choices=words(Dimension, "max_scope"),
        ),
        Column("pools", "list", "Dimensions whose items count here too.", 24),
        ref("based on", "Dimensions.id", "Starts from this dimension's value."),
        Column(
            "round", "text", "How it is rounded; empty: not at all.", path=("round", "mode"),
            choices=words(Rounding, "mode"),
        ),
        Column("digits", "whole", "Decimals, 0 to 6.", 8, ("round", "digits")),
        Column(
            "rounded", "text", "Before or after the band is looked up.", path=("round", "when"),
            choices=words(Rounding, "when"),
        ),
    ),
)  # fmt: skip

MODIFIERS = Sheet(
    "Modifiers",
    "One row a rule that multiplies a dimension where another one is high.",
    (
        ref("of", "Dimensions.id", "The dimension that is multiplied."),
        ref("dimension", "Dimensions.id", "The one that is looked at."),
        Column("share at least", "number", "From this share of its maximum, 0 to 1."),
        Column("multiply", "number", "By this."),
        Column("because", "text", "Why.", 60),
    ),
)

BANDS = Sheet(
    "Bands",
    "One row a level, lowest first.",
    (
        Column("id", "id", "A name for the level."),
        Column("label", "text", "The level as it is read.", 30),
        Column("at least", "number", "Begins here; or:"),
        Column("above", "number", "begins above this."),
        Column("meaning", "text", "What it means. Markdown.", 80),
    ),
)

TEXTS = Sheet(
    "Texts",
    "One row a text that depends on the level.",
    (
        Column("topic", "id", "What it is about."),
        ref("band", "Bands.id", "The level."),
        Column("text", "text", "The text. Markdown.", 80),
    ),
)

VETOES = Sheet(
    "Vetoes",
    "One row a set of answers that forces the level, whatever the mean says.",
    (
        Column("id", "id", "A name for the rule."),
        Column("when", "condition", "The answers.", 50),
        ref("at most", "Bands.id", "The level is not above this; or:"),
        ref("at least", "Bands.id", "not below this."),
        Column("because", "text", "What it means and what to do.", 80),
    ),
)

ACTIONS = Sheet(
    "Actions",
    "One row a thing that an organization can do.",
    (
        Column("id", "id", "A name for the action.", 20),
        Column("title", "text", "Two or three words, for a calendar.", 24),
        Column("text", "text", "What to do. Markdown.", 60),
        Column(
            "effort", "text", "S: days, M: weeks, L: months.", 8, choices=words(Action, "effort")
        ),
        Column("lifts", "list", "The ids of the items it would improve.", 50),
        Column("to", "id", "The step they reach; empty: one step up."),
        Column("lesson", "id", "The lesson that helps.", 28),
        Column("needs", "list", "The ids of the actions that come before it.", 30),
        Column("days", "whole", "Person-days that it takes.", 8),
        Column("weeks", "whole", "Calendar weeks that it takes.", 8),
    ),
)

REFS = Sheet(
    "Refs",
    "One row a source: where a statement comes from.",
    (
        ref("item", "Items.id", "The item; empty: the whole questionnaire.", 26),
        Column("option", "id", "The option, entry or prompt of the item; empty: the item itself."),
        Column("source", "id", "A source of the course; see the sheet Lists.", 24),
        Column("at", "text", "The page, section or article.", 50),
    ),
)

MIGRATIONS = Sheet(
    "Migrations",
    "One row a step that carries answers from one version to the next.",
    (
        Column("from", "text", "The older version."),
        Column("to", "text", "The newer version."),
        Column("op", "text", "What happens.", choices=("rename", "retire", "rescale")),
        Column("item", "id", "rename: the old id. retire, rescale: the item.", 26),
        Column("new", "id", "rename: the new id.", 26),
        Column("how", "text", "rescale: map the steps, or reset.", choices=words(Rescale, "how")),
        Column("map", "list", "rescale, map: old step = new step; one entry a step.", 40),
        Column("old steps", "list", "rescale, clamp and proportional: as they were.", 24),
        Column("new steps", "list", "rescale, clamp and proportional: as they are.", 24),
    ),
)

TAKES = Sheet(
    "Takes",
    "One row an item that starts with an answer to another questionnaire.",
    (
        ref("item", "Items.id", "The item here.", 26),
        Column("questionnaire", "id", "The other questionnaire.", 26),
        Column("source", "id", "Its item.", 26),
    ),
)

PAPERS = Sheet(
    "Papers",
    "One row a document that is made from the answers.",
    (
        Column("id", "id", "A name for the paper.", 20),
        Column("title", "text", "Its title; {item-id} stands for an answer.", 50),
        Column("for", "text", "Who reads it.", 50),
        Column("pages", "whole", "How many pages to aim for; empty: one.", 8),
        Column("signature", "list", "Roles that sign.", 40),
    ),
)

LINES = Sheet(
    "Paper lines",
    "One row a line of a paper, in order. Lines with one number are one block.",
    (
        ref("paper", "Papers.id", "The paper.", 20),
        Column("block", "whole", "The number of the block in its paper.", 8),
        Column("line", "text", "The line; {item-id} stands for an answer.", 80),
        Column("heading", "text", "First line of a block: the heading above it.", 30),
        Column("open", "text", "First line of a block: printed where all answers are missing.", 40),
        Column("show when", "condition", "First line of a block: when it is printed.", 30),
    ),
)

SHEETS = (
    ABOUT, SECTIONS, ITEMS, NEEDS, OPTIONS, ANCHORS, SCALES, MATRICES, LEVELS, GRID, DIMENSIONS,
    MODIFIERS, BANDS, TEXTS, VETOES, ACTIONS, TAKES, PAPERS, LINES, REFS, MIGRATIONS,
)  # fmt: skip
README, LISTS = "Read-me", "Lists"
"""Sheets that are written for people and not read back."""
