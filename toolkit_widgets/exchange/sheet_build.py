"""The rows of all sheets, put together into the data of one questionnaire."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..content.problems import Problem, nearest, short
from ..content.yaml_marks import Path as DataPath
from .sheet_grid import CellMarks, Row

_STEP = re.compile(r"\s*([^=\s]+)\s*=\s*([^=\s]+)\s*")
Data = dict[str, Any]


class Builder:
    """Puts the rows of all sheets together into the data of one questionnaire."""

    def __init__(
        self,
        about: Row,
        things: dict[str, list[Row]],
        marks: CellMarks,
        label: str,
        problems: list[Problem],
    ) -> None:
        self.about = about
        self.things = things
        self.marks = marks
        self.label = label
        self.problems = problems
        self.items: dict[str, tuple[Data, DataPath]] = {}
        self.parts: dict[tuple[str, str], tuple[Data, DataPath]] = {}

    def build(self) -> Data:
        """The whole, in the shape of a YAML file."""
        data: Data = {"schema": "toolkit-questionnaire/1", **self.about.data}
        self.about.mount((), self.marks)
        data["sections"] = self._sections()
        self._needs()
        self._options()
        self._anchors()
        data |= self._scales()
        data |= self._matrices()
        data |= self._dimensions()
        for key, title in _LISTS:
            data |= self._list(key, title)
        data |= self._papers()
        data |= self._texts()
        data |= self._migrations()
        self._refs(data)
        return data

    def _rows(self, title: str) -> list[Row]:
        return self.things.get(title, [])

    def _list(self, key: str, title: str) -> Data:
        entries: list[Data] = []
        for row in self._rows(title):
            row.mount((key, len(entries)), self.marks)
            entries.append(row.data)
        return {key: entries} if entries else {}

    def _unknown(self, row: Row, key: str, kind: str, name: object, names: Iterable[str]) -> None:
        known = list(names)
        said = short(name) if name is not None else "nothing"
        message = (
            f"there is no {kind} '{said}'" if name is not None else f"the {kind} is missing here"
        )
        self.problems.append(
            row.problem(
                (key,), message, self.label, found=said, allowed=short(", ".join(known), 400),
                nearest=nearest(said, known) if name is not None else "", rule=f"sheet.{kind}",
            )
        )  # fmt: skip

    def _sections(self) -> list[Data]:
        sections: list[Data] = []
        places: dict[str, int] = {}
        for row in self._rows("Sections"):
            path: DataPath = ("sections", len(sections))
            row.mount(path, self.marks)
            self.marks.put((*path, "items"), row.sheet, (row.number, 1))
            places.setdefault(str(row.data.get("id")), len(sections))
            sections.append({**row.data, "items": []})
        for row in self._rows("Items"):
            owner, name = row.pop("part_of"), row.pop("section")
            if owner is not None:
                self._part(row, owner)
                continue
            if name not in places:
                self._unknown(row, "section", "section", name, places)
                # its options and sources still find it, and nobody blames them
                self.items.setdefault(str(row.data.get("id")), (row.data, ("lost",)))
                continue
            items = sections[places[name]]["items"]
            path = ("sections", places[name], "items", len(items))
            row.mount(path, self.marks)
            items.append(row.data)
            self._place(str(row.data.get("id")), row, path)
        return sections

    def _part(self, row: Row, owner: object) -> None:
        """What a repeat asks of each of its records."""
        if owner not in self.items:
            self._unknown(row, "part_of", "item", owner, self.items)
            return
        repeat, path = self.items[str(owner)]
        parts = repeat.setdefault("parts", [])
        where = (*path, "parts", len(parts))
        row.mount(where, self.marks)
        if not parts:
            self.marks.put((*path, "parts"), row.sheet, row.at("part_of"))
        parts.append(row.data)
        self._place(f"{owner}/{row.data.get('id')}", row, where)

    def _place(self, name: str, row: Row, path: DataPath) -> None:
        self.items.setdefault(name, (row.data, path))
        if row.data.get("type") == "computed" and isinstance(row.data.get("value"), dict):
            for key in ("matrix", "likelihood", "severity"):
                if key in row.data:
                    row.data["value"][key] = row.data.pop(key)
                    self.marks.put((*path, "value", key), row.sheet, row.at(key))

    def _item(self, row: Row) -> tuple[str, Data, DataPath] | None:
        name = row.pop("item")
        if name not in self.items:
            self._unknown(row, "item", "item", name, self.items)
            return None
        return (str(name), *self.items[name])

    def _needs(self) -> None:
        """What must be there before a gate opens."""
        for row in self._rows("Needs"):
            name = row.pop("gate")
            if name not in self.items:
                self._unknown(row, "gate", "item", name, self.items)
                continue
            gate, path = self.items[str(name)]
            needs = gate.setdefault("needs", [])
            row.mount((*path, "needs", len(needs)), self.marks)
            if not needs:
                self.marks.put((*path, "needs"), row.sheet, (row.number, 1))
            needs.append(row.data)

    def _papers(self) -> Data:
        """Documents with their blocks; rows with one number are the lines of one block."""
        papers = self._list("papers", "Papers")
        known = {str(p.get("id")): place for place, p in enumerate(papers.get("papers", []))}
        last: tuple[str, object] | None = None
        for row in self._rows("Paper lines"):
            name, number, line = (row.pop(key) for key in ("paper", "block", "line"))
            if name not in known:
                self._unknown(row, "paper", "paper", name, known)
                continue
            place = known[str(name)]
            blocks = papers["papers"][place].setdefault("blocks", [])
            if (name, number) != last:
                row.mount(("papers", place, "blocks", len(blocks)), self.marks)
                blocks.append({**row.data, "lines": []})
            elif row.data:
                message = "only the first line of a block has a heading, 'open' or 'show when'"
                self.problems.append(row.problem((), message, self.label, rule="sheet.twice"))
            last = (str(name), number)
            where = ("papers", place, "blocks", len(blocks) - 1, "lines", len(blocks[-1]["lines"]))
            self.marks.put(where, row.sheet, row.at("line"))
            blocks[-1]["lines"].append(line if line is not None else "")
        return papers

    def _options(self) -> None:
        for row in self._rows("Options"):
            part = row.pop("part")
            found = self._item(row)
            if found is None:
                continue
            name, item, path = found
            kinds = _PARTS.get(str(item.get("type")), {"option": "options"})
            key = kinds.get(part or next(iter(kinds)))
            if key is None or (part is None and len(kinds) > 1):
                self._unknown(row, "part", "part", part, kinds)
                continue
            entries = item.setdefault(key, [])
            where = (*path, key, len(entries))
            row.mount(where, self.marks)
            if not entries:
                self.marks.put((*path, key), row.sheet, (row.number, 1))
            entries.append(row.data)
            self.parts.setdefault((name, str(row.data.get("id"))), (row.data, where))

    def _anchors(self) -> None:
        for row in self._rows("Anchors"):
            found = self._item(row)
            if found is None:
                continue
            name, item, path = found
            if "anchors" in item:
                message = f"the anchors of '{name}' are given twice; keep one row"
                self.problems.append(row.problem((), message, self.label, rule="sheet.twice"))
                continue
            item["anchors"] = self._across(row, "anchors", (*path, "anchors"))

    def _across(self, row: Row, key: str, path: DataPath) -> list[Any]:
        """What stands in the columns of a sheet with a column a step; a gap stays a gap."""
        texts = row.data.get(key, {})
        last = max((int(step) for step in texts), default=0)
        self.marks.put(path, row.sheet, (row.number, 1))
        for step in range(last):
            self.marks.put((*path, step), row.sheet, row.at(key, str(step + 1)))
        return [texts.get(str(step), "") for step in range(1, last + 1)]

    def _keyed(self, key: str, title: str) -> dict[str, Data]:
        """Things by name, one row each."""
        things: dict[str, Data] = {}
        for row in self._rows(title):
            name = row.pop("id")
            if not isinstance(name, str) or name in things:
                message = f"'{name}' is given twice; keep one"
                if name is None:
                    message = "the id is missing"
                self.problems.append(row.problem(("id",), message, self.label, rule="sheet.twice"))
                continue
            row.mount((key, name), self.marks)
            things[name] = row.data
        return things

    def _belonging(self, row: Row, key: str, kind: str, things: dict[str, Data]) -> str:
        """The thing that a row belongs to, or nothing where there is none."""
        name = row.pop(key)
        if name in things:
            return str(name)
        self._unknown(row, key, kind, name, things)
        return ""

    def _matrices(self) -> Data:
        matrices = self._keyed("matrices", "Matrices")
        for row in self._rows("Levels"):
            name = self._belonging(row, "matrix", "matrix", matrices)
            if name:
                levels = matrices[name].setdefault("levels", [])
                row.mount(("matrices", name, "levels", len(levels)), self.marks)
                levels.append(row.data)
        for row in self._rows("Grid"):
            name = self._belonging(row, "matrix", "matrix", matrices)
            if name:
                grid = matrices[name].setdefault("grid", [])
                path = ("matrices", name, "grid", len(grid))
                grid.append(self._across(row, "grid", path))
        return {"matrices": matrices} if matrices else {}

    def _scales(self) -> Data:
        scales: dict[str, Data] = {}
        for row in self._rows("Scales"):
            name, kind = row.pop("scale"), row.pop("kind")
            if not isinstance(name, str):
                self._unknown(row, "scale", "scale", None, scales)
                continue
            path: DataPath = ("scales", name)
            scale = scales.setdefault(name, {"steps": []})
            if not scale["steps"]:
                self.marks.put(path, row.sheet, row.at("scale"))
                self.marks.put((*path, "kind"), row.sheet, row.at("kind"))
            if kind is not None and scale.setdefault("kind", kind) != kind:
                message = f"the scale '{name}' is {scale['kind']} in a row above"
                self.problems.append(
                    row.problem(
                        ("kind",), message, self.label, found=short(kind),
                        allowed=short(scale["kind"]), rule="sheet.twice",
                    )
                )  # fmt: skip
            row.mount((*path, "steps", len(scale["steps"])), self.marks)
            scale["steps"].append(row.data)
        return {"scales": scales} if scales else {}

    def _dimensions(self) -> Data:
        dimensions = self._keyed("dimensions", "Dimensions")
        for row in self._rows("Modifiers"):
            name = self._belonging(row, "of", "dimension", dimensions)
            if name:
                entries = dimensions[name].setdefault("modifiers", [])
                row.mount(("dimensions", name, "modifiers", len(entries)), self.marks)
                entries.append(row.data)
        return {"dimensions": dimensions} if dimensions else {}

    def _texts(self) -> Data:
        texts: dict[str, dict[str, Any]] = {}
        for row in self._rows("Texts"):
            topic, band = row.data.get("topic"), row.data.get("band")
            if not isinstance(topic, str):
                self._unknown(row, "topic", "topic", None, texts)
                continue
            by_band = texts.setdefault(topic, {})
            if band is None and "text" not in row.data:
                continue
            if band in by_band:
                message = f"the text '{topic}' for '{band}' is given twice; keep one"
                self.problems.append(
                    row.problem(("band",), message, self.label, rule="sheet.twice")
                )
                continue
            for path, key in ((("texts", topic), "topic"), (("texts", topic, str(band)), "text")):
                self.marks.put(path, row.sheet, row.at(key))
            by_band[str(band)] = row.data.get("text", "")
        return {"texts": texts} if texts else {}

    def _migrations(self) -> Data:
        migrations: list[Data] = []
        for row in self._rows("Migrations"):
            ends = {"from": row.pop("from"), "to": row.pop("to")}
            if not migrations or any(migrations[-1][key] != end for key, end in ends.items()):
                path: DataPath = ("migrations", len(migrations))
                for key in ("from", "to"):
                    self.marks.put((*path, key), row.sheet, row.at(key))
                self.marks.put(path, row.sheet, row.at("from"))
                migrations.append({**ends, "steps": []})
            if not row.data:
                continue
            steps = migrations[-1]["steps"]
            where = ("migrations", len(migrations) - 1, "steps", len(steps))
            row.mount(where, self.marks)
            old = ("old_steps",) if row.data.get("op") == "rescale" else ("item",)
            self.marks.put((*where, "old"), row.sheet, row.at(*old))
            steps.append(self._step(row))
        return {"migrations": migrations} if migrations else {}

    def _step(self, row: Row) -> Data:
        step = dict(row.data)
        if step.get("op") == "rename" and "item" in step:
            step["old"] = step.pop("item")
        for key in ("old", "new"):
            if f"{key}_steps" in step:
                step[key] = step.pop(f"{key}_steps")
        if "map" in step:
            pairs = [_STEP.fullmatch(entry) for entry in step["map"]]
            wrong = [e for e, p in zip(step["map"], pairs, strict=True) if p is None]
            step["map"] = {pair[1]: pair[2] for pair in pairs if pair}
            if wrong or len(step["map"]) != len(pairs):
                message = "write old step = new step, each old step once"
                self.problems.append(
                    row.problem(
                        ("map",), message, self.label, found=short(wrong[0]) if wrong else "",
                        allowed="for example: some = started; full = done", rule="sheet.cell",
                    )
                )  # fmt: skip
        return step

    def _refs(self, data: Data) -> None:
        for row in self._rows("Refs"):
            option = row.pop("option")
            owner: Data | None = data
            path: DataPath = ()
            if "item" in row.data:
                found = self._item(row)
                if found is None:
                    continue
                name, owner, path = found
                if option is not None:
                    owner, path = self.parts.get((name, str(option)), (None, ()))
                    if owner is None:
                        names = [o for i, o in self.parts if i == name]
                        self._unknown(row, "option", "option", option, names)
                        continue
            elif option is not None:
                self._unknown(row, "item", "item", None, self.items)
                continue
            entries: list[Data] = owner.setdefault("refs", []) if owner is not None else []
            row.mount((*path, "refs", len(entries)), self.marks)
            if not entries:
                self.marks.put((*path, "refs"), row.sheet, (row.number, 1))
            entries.append(row.data)


_LISTS = (("bands", "Bands"), ("vetoes", "Vetoes"), ("actions", "Actions"), ("takes", "Takes"))
_PARTS = {
    "ordering": {"entry": "entries"},
    "risk_row": {"control": "controls"},
    "matching": {"prompt": "prompts", "target": "targets"},
}
