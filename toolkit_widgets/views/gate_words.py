"""The words of a gate, and of facts that are entered once."""

from __future__ import annotations

from ..scoring.gate import Standing
from .words import pick

GATES = {
    "gate_name": "Gate {n} ({title})",
    "gate_shut": "Shut",
    "gate_open": "Open, not decided",
    "gate_passed": "Passed",
    "gate_passed_with_conditions": "Passed with conditions",
    "gate_stopped": "Stopped",
    "gate_although_shut": "Passed although shut",
    "gate_unsupported": "Passed, but no longer supported",
    "gate_missing": "What is missing",
    "gate_not_covered": "What no longer holds",
    "gate_nothing_missing": "Nothing is missing.",
    "gate_first": "{name} comes first. It is: {standing}.",
    "gate_decides": "Who must decide",
    "gate_decision": "Decision",
    "gate_go": "Go",
    "gate_go_with_conditions": "Go with conditions",
    "gate_no_go": "No go",
    "gate_decided_by": "Decided by (a role, no name)",
    "gate_decided_on": "Decided on",
    "gate_conditions": "Which conditions, and who checks them",
    "gate_reasons": "Reasons",
    "gate_advice": "Where advice was sought",
    "gate_documents": "Which papers were on the table",
    "gate_override": "Open it anyway",
    "gate_override_warning": "This stays in the report for ever, with what was missing, even if "
    "you withdraw it or the gate opens later.",
    "gate_override_reason": "Reason (at least 20 characters)",
    "gate_override_by": "Opened by (a role, no name)",
    "gate_override_on": "Opened on",
    "gate_former": "Earlier openings of this gate while it was shut",
    "gate_former_entry": "{on}, {by}: {reason}",
    "gate_was_missing": "Missing then: {missing}",
    "gate_confirm": "Confirm the decision",
    "gate_confirm_hint": "The gate has opened since “{decision}” was entered. It counts only once "
    "you confirm it.",
    "gate_clear": "Clear the decision",
    "gate_banner": "{name} is shut: {why}",
    "gate_banner_stopped": "{name} is stopped. {why}",
    "gate_banner_unsupported": "{name} was passed, but is no longer supported: {why}",
    "gate_more": "and {n} more",
    "taken": "From “{title}”.",
    "taken_other": "“{title}” now says: {said}. Nothing was changed here.",
}

GATES_FR = {
    "gate_name": "Porte {n} ({title})",
    "gate_shut": "Fermée",
    "gate_open": "Ouverte, sans décision",
    "gate_passed": "Passée",
    "gate_passed_with_conditions": "Passée sous conditions",
    "gate_stopped": "Arrêt",
    "gate_although_shut": "Passée bien que fermée",
    "gate_unsupported": "Passée, mais la décision n'est plus fondée",
    "gate_missing": "Ce qui manque",
    "gate_not_covered": "Ce qui n'est plus vrai",
    "gate_nothing_missing": "Rien ne manque.",
    "gate_first": "{name} vient d'abord. État : {standing}.",
    "gate_decides": "Qui doit décider",
    "gate_decision": "Décision",
    "gate_go": "Continuer",
    "gate_go_with_conditions": "Continuer sous conditions",
    "gate_no_go": "Ne pas continuer",
    "gate_decided_by": "Décidé par (une fonction, pas de nom)",
    "gate_decided_on": "Décidé le",
    "gate_conditions": "Quelles conditions, et qui les vérifie",
    "gate_reasons": "Raisons",
    "gate_advice": "Où un avis a été demandé",
    "gate_documents": "Quels documents étaient sur la table",
    "gate_override": "L'ouvrir quand même",
    "gate_override_warning": "Cela reste pour toujours dans le rapport, avec ce qui manquait, même "
    "si vous le retirez ou si la porte s'ouvre plus tard.",
    "gate_override_reason": "Raison (au moins 20 caractères)",
    "gate_override_by": "Ouverte par (une fonction, pas de nom)",
    "gate_override_on": "Ouverte le",
    "gate_former": "Ouvertures antérieures de cette porte fermée",
    "gate_former_entry": "{on}, {by} : {reason}",
    "gate_was_missing": "Manquait alors : {missing}",
    "gate_confirm": "Confirmer la décision",
    "gate_confirm_hint": "La porte s'est ouverte depuis l'entrée de « {decision} ». La décision ne "
    "compte qu'une fois confirmée.",
    "gate_clear": "Effacer la décision",
    "gate_banner": "{name} est fermée : {why}",
    "gate_banner_stopped": "{name} : arrêt. {why}",
    "gate_banner_unsupported": "{name} a été passée, mais la décision n'est plus fondée : {why}",
    "gate_more": "et {n} de plus",
    "taken": "Repris de « {title} ».",
    "taken_other": "« {title} » dit maintenant : {said}. Rien n'a été changé ici.",
}

STANDING_KEYS: dict[Standing, str] = {
    "shut": "gate_shut",
    "open, not decided": "gate_open",
    "passed": "gate_passed",
    "passed with conditions": "gate_passed_with_conditions",
    "stopped": "gate_stopped",
    "passed although shut": "gate_although_shut",
    "passed, but no longer supported": "gate_unsupported",
}


def gate_words(language: str) -> dict[str, str]:
    """The words of gates; English where we have none of our own in that language."""
    return pick(language, GATES, GATES_FR)
