"""Properties of SurveyJS that are no part of our forms: which are looks, and which are logic."""

from __future__ import annotations

from typing import Any

from .reading import Element
from .report import Losses

_LOOKS = """
acceptCarriageReturn allowClear allowResize alternateRows answeredText autoComplete autoFocus
autoGrow autocomplete backgroundColor backgroundImage calculateWidth choicesMax choicesMin
choicesStep clearText colCount cols columnMinWidth commentPlaceHolder commentPlaceholder
commentText completeText contentMode css cssClasses descriptionLocation displayMode editText
errorLocation firstPageIsStartPage firstPageIsStarted fitToContainer focusFirstQuestionAutomatic
focusOnFirstError fontSize goNextPageAutomatic headerView hideIfChoicesEmpty hideIfRowsEmpty
hideNumber imageFit imageHeight imageWidth indent innerIndent itemSize keyDuplicationError
labelTrueIcon logo logoFit logoHeight logoPosition logoWidth maxImageHeight maxImageWidth
maxOthersLength maxTextLength maxWidth minImageHeight minImageWidth minWidth mode
navigationButtonsVisibility navigationDescription navigationTitle optionsCaption otherErrorText
otherPlaceholder page pageNextText pagePrevText placeHolder placeholder previewText
progressBarShowPageTitles progressBarType questionDescriptionLocation questionErrorLocation
questionStartIndex questionTitleLocation questionTitlePattern questionsOnPageMode rateColorMode
rateType renderAs renderMode requiredText resizeStyle rowTitleWidth rows scaleColorMode
searchEnabled searchMode separateSpecialChoices showClearButton showCompletedPage showHeader
showLabel showNavigationButtons showNumber showOptionsCaption showPageNumbers showPageTitles
showPrevButton showPreviewBeforeComplete showProgressBar showQuestionNumbers showTOC
showTimerPanel showTitle size startText startWithNewLine state swapOrder tableClass textUpdateMode
theme themeVariables titleLocation tocLocation useDisplayValuesInTitle valueTrueIcon verticalAlign
width widthMode
"""
LOOKS = frozenset(_LOOKS.split())
"""How it looks, or words of buttons: a note."""

LOGIC = {
    "enableIf": "locks the question by a condition",
    "requiredIf": "is required by a condition",
    "setValueIf": "fills itself in by a condition",
    "setValueExpression": "fills itself in",
    "resetValueIf": "empties itself by a condition",
    "defaultValue": "begins with an answer filled in",
    "defaultValueExpression": "begins with an answer filled in",
    "defaultRowValue": "begins with an answer filled in",
    "validators": "checks the answer by rules of its own",
    "calculatedValues": "calculates values",
    "triggers": "does something by a condition",
    "completedHtml": "shows a page at the end",
    "completedHtmlOnCondition": "shows a page at the end by a condition",
    "completedBeforeHtml": "shows a page at the end",
    "loadingHtml": "shows a page while it loads",
    "navigateToUrl": "sends the reader to another page",
    "navigateToUrlOnCondition": "sends the reader to another page",
    "valueName": "shares its answer with other questions",
    "readOnly": "cannot be answered",
    "isRequired": "asks for at least one answer in it",
    "correctAnswer": "has a right answer",
    "maxTimeToFinish": "has a time limit",
    "maxTimeToFinishPage": "has a time limit",
    "timeLimit": "has a time limit",
    "timeLimitPerPage": "has a time limit",
    "maxLength": "limits the length of the answer",
    "minSelectedChoices": "asks for a least number of answers",
    "maxSelectedChoices": "limits the number of answers",
    "choicesVisibleIf": "shows some choices by a condition",
    "choicesEnableIf": "locks some choices by a condition",
    "rowsVisibleIf": "shows some rows by a condition",
    "columnsVisibleIf": "shows some columns by a condition",
    "visibleIf": "is shown by a condition",
    "bindings": "takes its settings from other answers",
    "clearInvisibleValues": "says what becomes of hidden answers",
    "clearIfInvisible": "says what becomes of hidden answers",
    "choicesOrder": "mixes the order of its choices",
    "rowsOrder": "mixes the order of its rows",
    "questionsOrder": "mixes the order of its questions",
    "minValueExpression": "limits the answer by a calculation",
    "maxValueExpression": "limits the answer by a calculation",
    "min": "limits the answer",
    "max": "limits the answer",
    "step": "limits the answer to steps",
    "inputMask": "gives the answer a pattern",
    "maskType": "gives the answer a pattern",
    "maskSettings": "gives the answer a pattern",
    "dataList": "suggests answers",
    "eachRowUnique": "asks for different answers in each row",
    "eachRowRequired": "is required in every row",
    "cells": "has words of its own in each cell",
    "requiredErrorText": "has its own sentence for a missing answer",
    "choiceValuesFromQuestion": "takes its choices from another question",
    "choiceTextsFromQuestion": "takes its choices from another question",
    "hasSelectAll": "offers to mark everything at once",
    "showSelectAllItem": "offers to mark everything at once",
    "choicesFromQuestion": "takes its choices from another question",
    "choicesFromQuestionMode": "takes its choices from another question",
    "choicesByUrl": "loads its choices from an address",
    "cookieName": "remembers in the browser that it was filled in",
    "sendResultOnPageNext": "sends its answers away",
    "surveyId": "sends its answers away",
    "surveyPostId": "sends its answers away",
    "storeOthersAsComment": "says how 'other' is stored",
    "partialSend": "sends its answers away",
}
"""What it does: a warning."""


def report_left(element: Element, losses: Losses, label: str) -> None:
    """List every property of ``element`` that nobody looked at."""
    for key, value in element.left():
        if value in (None, False, "", [], {}):
            continue
        if key in LOOKS:
            losses.add("note", element.path, label, f"'{key}': looks or button words", "left out")
        elif key in LOGIC:
            what = f"'{key}': {LOGIC[key]} ({_said(value)})"
            losses.add("warning", element.path, label, what, "left out")
        else:
            what = f"'{key}': a property that the import does not know ({_said(value)})"
            losses.add("warning", element.path, label, what, "left out")


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(str(key) for key in value)
    return f"{len(value)} entries" if isinstance(value, list) else str(value)
