"""The words of the widgets, in one place so that a language can replace them."""

from __future__ import annotations

from typing import TypeVar

from .navigation import runs_by_itself

Words = TypeVar("Words")

KINDS = {
    "check": "Check yourself",
    "turn": "Your turn",
    "test": "Assessment",
    "baseline": "Baseline",
    "case": "Case",
    "lab": "Lab",
    "questionnaire": "Assessment",
}

STATUS = {"not_applicable": "Not applicable", "dont_know": "Don't know"}

FORM = {
    "minute": "1 minute",
    "minutes": "{n} minutes",
    "required": "needed",
    "check": "Check",
    "right": "Right",
    "wrong": "Not quite",
    "part": "Partly right: {got} of {of}",
    "others": "About the other answers",
    "choose_first": "Choose an answer first.",
    "no_answer": "No answer was given.",
    "not_applicable": STATUS["not_applicable"],
    "dont_know": STATUS["dont_know"],
    "reason": "Reason",
    "more": "Guidance, comment and evidence",
    "more_comment": "Add a comment",
    "counts": "What counts as evidence",
    "who": "Who should answer",
    "sources": "Sources",
    "comment": "Comment",
    "evidence": "Evidence you can name (a paper, a record, a date)",
    "select": "Choose …",
    "your_answer": "Your answer",
    "up": "Move up",
    "down": "Move down",
    "moved": "{text}: now {n} of {of}.",
    "order_hint": "Move the entries with the buttons, then press Check.",
    "order_hint_test": "Move the entries with the buttons. "
    "If the order is right as it stands, press Keep this order.",
    "keep_order": "Keep this order",
    "back": "Back",
    "next": "Next",
    "sections": "Sections",
    "page": "Section {n} of {of}: {title}",
    "commit": "Hand in",
    "commit_anyway": "Hand in as it is",
    "decide": "Commit my decision",
    "open_questions": "There is no answer yet to: ",
    "open_then": " You can go back, or press the button again to hand in as it is.",
    "problems": "Please look at: ",
    "again": "Try again",
    "results": "Show my results",
    "results_again": "Update my results",
    "results_title": "Your results",
    "working": "Working …",
    "download_docx": "Word report",
    "download_xlsx": "Spreadsheet",
    "download_html": "Web page",
    "download_json": "Data (JSON)",
    "download_answers": "Download my answers",
    "paper_docx": "Make {title} (Word)",
    "paper_html": "Make {title} (web page)",
    "downloads": "Take it along:",
    "saves": "Answers are saved as you go.",
    "restored": "Restored: {n}. Last saved {at}.",
    "saving": "Saving …",
    "saved": "Saved {at}.",
    "unsaved": "NOT SAVED. The notebook has not replied for 3 seconds. "
    "Your answer is kept in this page. Press Start lesson at the top of the page to save it. "
    "Where that does not help: start the course again, load this page again, press it once more.",
    "unsaved_reload": "NOT SAVED. The lesson has not replied for 3 seconds. "
    "Your answer is kept in this tab. Load this page again to save it. "
    "Where that does not help: start the course again, then load this page again.",
    "unsafe": "This browser cannot keep your answer when the page is closed or loaded again: "
    "first copy it into another program.",
    "too_long": "This answer has {n} characters; at most {most} can be saved. It is NOT SAVED and "
    "stands only in this page. Shorten it, or keep the long text in a file of its own and write "
    "here where that is.",
    "memory": "In memory only.",
    "progress": "{answered} of {asked} answered",
    "progress_na": ", {n} not applicable",
    "progress_dk": ", {n} don't know",
    "progress_draft": ", {n} to correct",
    "question": "Question {n}",
    "yes": "Yes",
    "no": "No",
}

LEVEL = {
    "none": "No level yet: nothing that scores is answered.",
    "now": "Level: {level}.",
    "between": "Level with the present answers: {level}. With the open ones it can become anything "
    "from {low} to {high}.",
    "meaning": "What it means:",
    "scores": "Scores",
    "score": "Score",
    "value": "Points",
    "maximum": "Highest possible",
    "alternatives": "{n} with all alternatives",
    "answered": "Answered",
    "of": "{n} of {of}",
    "blank": "–",
    "texts": "At this level",
}

LAB = {
    "predict": "Commit my prediction",
    "commit_anyway": "Commit it as it is",
    "open_then": " You can go back, or press the button again to commit without it.",
    "lab_committed": "Your prediction is committed. It stands below, beside what the lab shows.",
    "lab_controls": "Move",
    "lab_more": "{n} more",
    "lab_tasks": "What to try",
    "lab_reset": "Back to the start",
    "lab_picture": "What the lab shows",
    "lab_move_first": "move a control to see.",
    "lab_numbers": "The same as a table",
    "lab_compare": "Your prediction and the lab",
    "lab_predicted": "You predicted",
    "lab_shows": "The lab shows",
    "lab_no_prediction": "nothing",
    "lab_after": "Afterwards",
    "lab_limits": "What this lab leaves out.",
    "lab_empty": "Enter a number.",
    "lab_allowed": "From {minimum} to {maximum} is possible.",
    "lab_failed": "The lab could not show this ({error}). The last picture stays. "
    "Press Back to the start, or move a control.",
}

KINDS_FR = {
    "check": "Vérifiez vos acquis",
    "turn": "À vous",
    "test": "Évaluation",
    "baseline": "Point de départ",
    "case": "Cas",
    "lab": "Labo",
    "questionnaire": "Évaluation",
}

FORM_FR = {
    "minute": "1 minute",
    "minutes": "{n} minutes",
    "required": "nécessaire",
    "check": "Vérifier",
    "right": "Juste",
    "wrong": "Pas tout à fait",
    "part": "En partie juste : {got} sur {of}",
    "others": "À propos des autres réponses",
    "choose_first": "Choisissez d'abord une réponse.",
    "no_answer": "Aucune réponse n'a été donnée.",
    "not_applicable": "Sans objet",
    "dont_know": "Je ne sais pas",
    "reason": "Raison",
    "more": "Conseils, commentaire et preuves",
    "more_comment": "Ajouter un commentaire",
    "counts": "Ce qui compte comme preuve",
    "who": "Qui devrait répondre",
    "sources": "Sources",
    "comment": "Commentaire",
    "evidence": "Preuves que vous pouvez nommer (un document, un registre, une date)",
    "select": "Choisir…",
    "your_answer": "Votre réponse",
    "up": "Monter",
    "down": "Descendre",
    "moved": "{text} : désormais {n} sur {of}.",
    "order_hint": "Déplacez les entrées avec les boutons, puis appuyez sur Vérifier.",
    "order_hint_test": "Déplacez les entrées avec les boutons. "
    "Si l'ordre est déjà le bon, appuyez sur Garder cet ordre.",
    "keep_order": "Garder cet ordre",
    "back": "Précédent",
    "next": "Suivant",
    "sections": "Sections",
    "page": "Section {n} sur {of} : {title}",
    "commit": "Rendre",
    "commit_anyway": "Rendre tel quel",
    "decide": "Valider ma décision",
    "open_questions": "Il n'y a pas encore de réponse à : ",
    "open_then": " Vous pouvez revenir en arrière, ou appuyer de nouveau sur le bouton pour rendre "
    "tel quel.",
    "problems": "À regarder : ",
    "again": "Recommencer",
    "results": "Afficher mes résultats",
    "results_again": "Mettre à jour mes résultats",
    "results_title": "Vos résultats",
    "working": "En cours…",
    "download_docx": "Rapport Word",
    "download_xlsx": "Feuille de calcul",
    "download_html": "Page web",
    "download_json": "Données (JSON)",
    "download_answers": "Télécharger mes réponses",
    "paper_docx": "Produire {title} (Word)",
    "paper_html": "Produire {title} (page web)",
    "downloads": "À emporter :",
    "saves": "Les réponses sont enregistrées au fur et à mesure.",
    "restored": "Rétablies : {n}. Dernier enregistrement {at}.",
    "saving": "Enregistrement…",
    "saved": "Enregistré {at}.",
    "unsaved": "NON ENREGISTRÉ. Le carnet n'a pas répondu depuis 3 secondes. Votre réponse est "
    "gardée dans cette page. Appuyez sur Start lesson en haut de la page pour l'enregistrer.",
    "unsaved_reload": "NON ENREGISTRÉ. La leçon n'a pas répondu depuis 3 secondes. Votre réponse "
    "est gardée dans cet onglet. Rechargez cette page pour l'enregistrer.",
    "unsafe": "Ce navigateur ne peut pas garder votre réponse quand la page est fermée ou "
    "rechargée : copiez-la d'abord dans un autre programme.",
    "too_long": "Cette réponse a {n} caractères ; {most} au plus peuvent être enregistrés. Elle "
    "n'est PAS ENREGISTRÉE et n'existe que dans cette page. Raccourcissez-la, ou gardez le long "
    "texte dans un fichier à part et écrivez ici où il se trouve.",
    "memory": "En mémoire seulement.",
    "progress": "{answered} réponses sur {asked}",
    "progress_na": ", {n} sans objet",
    "progress_dk": ", {n} « je ne sais pas »",
    "progress_draft": ", {n} à corriger",
    "question": "Question {n}",
    "yes": "Oui",
    "no": "Non",
}

LAB_FR = {
    "predict": "Valider ma prédiction",
    "commit_anyway": "Valider telle quelle",
    "open_then": " Vous pouvez revenir en arrière, ou appuyer de nouveau sur le bouton pour "
    "valider sans cette réponse.",
    "lab_committed": "Votre prédiction est validée. Elle figure plus bas, à côté de ce "
    "que montre le labo.",
    "lab_controls": "Déplacer",
    "lab_more": "{n} autres",
    "lab_tasks": "À essayer",
    "lab_reset": "Revenir au départ",
    "lab_picture": "Ce que montre le labo",
    "lab_move_first": "déplacez une commande pour voir.",
    "lab_numbers": "La même chose en tableau",
    "lab_compare": "Votre prédiction et le labo",
    "lab_predicted": "Vous avez prédit",
    "lab_shows": "Le labo montre",
    "lab_no_prediction": "rien",
    "lab_after": "Ensuite",
    "lab_limits": "Ce que ce labo laisse de côté.",
    "lab_empty": "Saisissez un nombre.",
    "lab_allowed": "De {minimum} à {maximum}, c'est possible.",
    "lab_failed": "Le labo n'a pas pu montrer cela ({error}). La dernière image reste. "
    "Appuyez sur Revenir au départ, ou déplacez une commande.",
}

LEVEL_FR = {
    "none": "Pas encore de niveau : rien de ce qui compte n'a reçu de réponse.",
    "now": "Niveau : {level}.",
    "between": "Niveau avec les réponses actuelles : {level}. Avec celles qui manquent, il peut "
    "aller de {low} à {high}.",
    "meaning": "Ce que cela veut dire :",
    "scores": "Notes",
    "score": "Note",
    "value": "Points",
    "maximum": "Maximum possible",
    "alternatives": "{n} avec toutes les variantes",
    "answered": "Réponses",
    "of": "{n} sur {of}",
    "blank": "–",
    "texts": "À ce niveau",
}


def pick(language: str, english: Words, french: Words) -> Words:
    """The words in that language; English where we have none of our own."""
    return french if language.replace("_", "-").split("-")[0].lower() == "fr" else english


def form_words(language: str) -> dict[str, str]:
    """The words of the form; English where we have none of our own in that language."""
    words = pick(language, FORM, FORM_FR)
    return words | {"unsaved": words["unsaved_reload"]} if runs_by_itself() else words


def kind_words(language: str) -> dict[str, str]:
    """The small label of a card, by kind."""
    return pick(language, KINDS, KINDS_FR)


def lab_words(language: str) -> dict[str, str]:
    """The words of a lab, over those of the form."""
    return pick(language, LAB, LAB_FR)


def level_words(language: str) -> dict[str, str]:
    """The words around a level."""
    return pick(language, LEVEL, LEVEL_FR)
