"""A consensus survives its file: no dissent is lost, whatever happens to it."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.models import Consensus, ContentStamp, Decision, Dissent, Input
from toolkit_widgets.store import Unreadable, load_file
from toolkit_widgets.store import consensus as consensus_module
from toolkit_widgets.store.consensus import load_consensus, save_consensus
from toolkit_widgets.store.files import backups

STAMP = ContentStamp(kind="questionnaire", id="q", version="1.0.0", sha256="0" * 64)

# every text, half of an emoji included
words = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)
dissents = st.builds(Dissent, role=words, step=words, reason=words)
decisions = st.builds(
    Decision,
    item=words,
    state=st.sampled_from(["open", "answered", "not_applicable", "dont_know"]),
    step=words,
    present=st.lists(words, max_size=3),
    when=words,
    why=words,
    dissent=st.lists(dissents, max_size=3),
    evidence=words,
)
inputs = st.builds(Input, pseudonym=words, role=words, round=words, sha256=words)
consensuses = st.builds(
    Consensus,
    content=st.just(STAMP),
    inputs=st.lists(inputs, max_size=3),
    decisions=st.lists(decisions, max_size=4),
)
LEAST = {"created", "updated", "tool", "former"}


@settings(max_examples=100, deadline=None)
@given(consensuses)
def test_load_after_save_is_the_identity(
    tmp_path_factory: pytest.TempPathFactory, consensus: Consensus
) -> None:
    file = tmp_path_factory.mktemp("c") / "consensus.json"
    saved = save_consensus(consensus, file)
    assert load_consensus(file) == saved
    assert saved.model_dump(exclude=LEAST) == consensus.model_dump(exclude=LEAST)
    assert saved.dissents() == consensus.dissents()


@settings(max_examples=60, deadline=None)
@given(st.lists(consensuses, min_size=1, max_size=4))
def test_no_dissent_that_was_ever_saved_is_lost(
    tmp_path_factory: pytest.TempPathFactory, history: list[Consensus]
) -> None:
    file = tmp_path_factory.mktemp("c") / "consensus.json"
    for consensus in history:
        save_consensus(consensus, file)
        now = load_consensus(file).dissents()
        for earlier in history[: history.index(consensus) + 1]:
            assert all(dissent in now for dissent in earlier.dissents())


def test_a_dissent_that_is_taken_out_is_kept_apart_and_the_file_is_backed_up(
    tmp_path: Path,
) -> None:
    file = tmp_path / "consensus.json"
    night = Dissent(role="night analyst", step="s1", reason="I saw two such arrests.")
    decision = Decision(item="a", state="answered", step="s3", dissent=[night])
    first = save_consensus(Consensus(content=STAMP, decisions=[decision]), file)
    assert first.created
    smooth = decision.model_copy(update={"dissent": []})
    second = save_consensus(first.model_copy(update={"decisions": [smooth]}), file)
    assert [(o.item, o.dissent) for o in second.former] == [("a", night)]
    assert second.created == first.created
    assert len(backups(file)) == 1
    third = save_consensus(second, file)
    assert len(third.former) == 1  # kept once


def test_unknown_fields_of_a_newer_edition_survive(tmp_path: Path) -> None:
    file = tmp_path / "consensus.json"
    save_consensus(Consensus(content=STAMP, decisions=[Decision(item="a")]), file)
    data = json.loads(file.read_bytes())
    data["decisions"][0]["mood"] = "calm"
    data["future"] = 1
    file.write_text(json.dumps(data), "utf-8")
    save_consensus(load_consensus(file), file)
    again = json.loads(file.read_bytes())
    assert (again["decisions"][0]["mood"], again["future"]) == ("calm", 1)


def test_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "consensus.json"
    saved = save_consensus(Consensus(content=STAMP), file)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(consensus_module, "write_atomic", full)
    with pytest.raises(OSError, match="No space left"):
        save_consensus(saved, file)
    assert load_consensus(file) == saved


def test_something_else_in_its_place_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "consensus.json"
    file.write_text('{"format": "mine"}', "utf-8")
    with pytest.raises(Unreadable, match="not a consensus of this course"):
        save_consensus(Consensus(content=STAMP), file)
    assert file.read_text("utf-8") == '{"format": "mine"}'


def test_answers_and_consensus_are_not_mistaken_for_each_other(tmp_path: Path) -> None:
    file = tmp_path / "consensus.json"
    save_consensus(Consensus(content=STAMP), file)
    with pytest.raises(Unreadable, match="not a file of answers"):
        load_file(file)
