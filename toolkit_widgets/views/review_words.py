"""The words of the review below a form, in the languages of the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ..scoring.review import NAME, NOTE, REASON
from ..scoring.review_words import FAULTS, PROVES_NOTHING, STATES, STEPS
from ..scoring.saying import day
from .words import pick

FORM = {
    "title": "Review",
    "about": "The author submits, a second person reviews, a third person approves. Every step is "
    "kept and none is taken away. " + PROVES_NOTHING,
    "history": "What happened so far",
    "none_yet": "No step was taken yet.",
    "did_not_count": "did not count:",
    "on": "on “{item}”",
    "gone": "on a question that is no longer asked",
    "open": "{n} open comments",
    "open_one": "1 open comment",
    "comment_by": "Comment by {who}:",
    "changed_items": "Changed:",
    "take": "Take a step",
    "pseudonym": "Pseudonym",
    "pseudonym_hint": "Not a person's name.",
    "role": "Role",
    "about_what": "The comment is about",
    "whole": "the whole",
    "note": "Comment or reason",
    "note_hint": f"A reason is needed to return or to refuse: at least {REASON} characters.",
    "submit": "Submit for review",
    "review": "Reviewed: pass on",
    "return": "Return to the author",
    "approve": "Approve",
    "refuse": "Refuse",
    "withdraw": "Withdraw",
    "comment": "Add comment",
}

FORM_FR = {
    "title": "Relecture",
    "about": "L'auteur soumet, une deuxième personne relit, une troisième approuve. Chaque étape "
    "est gardée et aucune n'est effacée. Un pseudonyme ne prouve rien : sur un même ordinateur, "
    "chacun peut taper n'importe lequel. Une signature se donne sur papier.",
    "history": "Ce qui s'est passé jusqu'ici",
    "none_yet": "Aucune étape n'a encore eu lieu.",
    "did_not_count": "n'a pas compté :",
    "on": "sur « {item} »",
    "gone": "sur une question qui n'est plus posée",
    "open": "{n} commentaires ouverts",
    "open_one": "1 commentaire ouvert",
    "comment_by": "Commentaire de {who} :",
    "changed_items": "Modifié :",
    "take": "Faire une étape",
    "pseudonym": "Pseudonyme",
    "pseudonym_hint": "Pas le nom d'une personne.",
    "role": "Fonction",
    "about_what": "Le commentaire porte sur",
    "whole": "l'ensemble",
    "note": "Commentaire ou motif",
    "note_hint": "Un motif est nécessaire pour renvoyer ou refuser : au moins "
    f"{REASON} caractères.",
    "submit": "Soumettre à la relecture",
    "review": "Relu : transmettre",
    "return": "Renvoyer à l'auteur",
    "approve": "Approuver",
    "refuse": "Refuser",
    "withdraw": "Retirer",
    "comment": "Ajouter le commentaire",
}

STEPS_FR = {
    "submit": "Soumis",
    "comment": "Commentaire",
    "return": "Renvoyé",
    "review": "Relu",
    "refuse": "Refusé",
    "approve": "Approuvé",
    "withdraw": "Retiré",
}

STATES_FR = {
    "draft": "Brouillon, non relu.",
    "returned": "Brouillon : renvoyé par {who} le {when}. Motif : {note}",
    "withdrawn": "Brouillon : retiré par {who} le {when}.",
    "submitted": "Soumis par {who} le {when} ; pas encore relu.",
    "reviewed": "Relu par {who} le {when} ; pas encore approuvé. Les réponses n'ont pas changé "
    "depuis.",
    "approved": "Approuvé par {who} le {when} ; les réponses n'ont pas changé depuis.",
    "refused": "Refusé par {who} le {when}. Motif : {note} L'auteur peut soumettre à nouveau.",
    "submitted_changed": "Modifié depuis la soumission par {who} le {when}. Avant une relecture, "
    "l'auteur doit soumettre à nouveau.",
    "reviewed_changed": "Modifié depuis la relecture par {who} le {when} : cette relecture ne "
    "compte plus. L'auteur doit soumettre à nouveau.",
    "approved_changed": "Modifié depuis l'approbation par {who} le {when} : cette approbation ne "
    "compte plus. L'auteur doit soumettre à nouveau.",
}

FAULTS_FR = {
    "no_pseudonym": "Tapez un pseudonyme, pour que l'on distingue les étapes.",
    "no_role": "Tapez votre fonction, par exemple chef d'unité.",
    "long_name": f"Un pseudonyme ou une fonction compte au plus {NAME} caractères.",
    "long_note": f"Un commentaire ou un motif compte au plus {NOTE} caractères ; raccourcissez-le.",
    "no_comment": "Écrivez d'abord le commentaire.",
    "no_reason": f"Donnez le motif en au moins {REASON} caractères, pour que l'auteur puisse agir.",
    "not_now": "Cette étape n'est pas possible en l'état.",
    "changed": "Les réponses ont changé depuis la soumission ; {who} doit d'abord soumettre à "
    "nouveau.",
    "other_author": "{who} est l'auteur de ces réponses ; seul {who} peut les soumettre ou les "
    "retirer.",
    "author_reviews": "{who} est l'auteur ; une deuxième personne doit relire, sous un autre "
    "pseudonyme.",
    "author_approves": "{who} est l'auteur ; une troisième personne doit décider, sous un autre "
    "pseudonyme.",
    "reviewer_approves": "{who} a relu ; une troisième personne doit décider, sous un autre "
    "pseudonyme.",
}

_MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


@dataclass(frozen=True)
class ReviewWords:
    """Everything that is said about a review in one language."""

    form: Mapping[str, str]
    steps: Mapping[str, str]
    states: Mapping[str, str]
    faults: Mapping[str, str]
    day: Callable[[str], str]


def jour(text: str) -> str:
    """``3 mars 2026`` for ``2026-03-03``; what is not a date is given back as it is."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    number = "1er" if found.day == 1 else str(found.day)
    return f"{number} {_MOIS[found.month - 1]} {found.year}"


_ENGLISH = ReviewWords(FORM, STEPS, STATES, FAULTS, day)
_FRENCH = ReviewWords(FORM_FR, STEPS_FR, STATES_FR, FAULTS_FR, jour)


def review_words(language: str) -> ReviewWords:
    """The words in that language; English where we have none of our own."""
    return pick(language, _ENGLISH, _FRENCH)
