"""Many files of answers, one class: who did what, what was hard, where the room disagrees."""
