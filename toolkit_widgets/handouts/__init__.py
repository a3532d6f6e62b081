"""Lessons on paper and on a wall: handouts, slides, a factsheet and case cards.

For a trainer with a USB stick, a printer and no network: every file asks for nothing outside
itself. What is printed is what the screen shows (:mod:`~toolkit_widgets.views` renders it), with
boxes and lines where the screen has controls.
"""
