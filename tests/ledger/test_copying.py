"""Copies in the ledger: one of each set is accepted, whatever the order, the batches and what became of the others."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from flows.articles.reading import Incoming
from flows.articles.similarity import band_keys
from flows.extraction.copies import are_copies
from flows.extraction.fingerprint import Fingerprint, packed
from flows.ledger import Ledger, Record
from flows.ledger.schema import bands, copies

WHOLE = tuple(
    f"{'甲乙丙丁戊己庚辛'[number]}段说明了会议部署的工作和{'春夏秋冬东西南北'[number]}各方面要求" * 2
    for number in range(8)
)
DAY = "六月3日召开会议"


@dataclass(frozen=True)
class Text:
    """A text of an article: `edits` numbers the clauses that are other ones, and `length` of them are there."""

    identity: str
    day: int = 4
    edits: tuple[int, ...] = ()
    length: int = 8
    status: str = "accepted"

    @property
    def fingerprint(self) -> Fingerprint:
        edited = [f"改{clause[1:]}" if at in self.edits else clause for at, clause in enumerate(WHOLE[: self.length])]
        clauses = (DAY, *edited)
        return Fingerprint(f"2031-06-{self.day:02}T08:00:00+08:00", "", clauses, (), (), band_keys("".join(clauses)))

    def record(self) -> Record:
        body = repr(self)
        content = hashlib.sha256(body.encode()).hexdigest()
        quads = f"<s> <p> <{self.identity}> .\n".encode()
        return Record(
            incoming=Incoming(f"file of {self.identity}", body.encode()),
            identity=self.identity,
            content_hash=content,
            text_hash=content,
            status=self.status,  # type: ignore[arg-type]
            reason="" if self.status == "accepted" else "is held back",
            recipe="r1",
            quads=quads,
            findings=b"[]",
            fingerprint=packed(self.fingerprint) if self.status == "accepted" else b"",
            seconds={},
        )


def take(ledger: Ledger, *texts: Text) -> None:
    ledger.record([text.record() for text in texts])


def standing(ledger: Ledger) -> dict[str, str]:
    """Return which article stands for each that is published."""
    return {stored.identity: stored.copy_of or stored.identity for stored in ledger.published()}


def stored(ledger: Ledger) -> dict[str, int]:
    """Return how many keys and pairs the ledger holds."""
    with ledger._engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (bands, copies)
        }


def test_a_copy_is_a_duplicate_of_the_earliest_whichever_comes_first(ledger: Ledger) -> None:
    take(ledger, Text("late", day=6), Text("early", day=5), Text("later", day=7, edits=(3,)))
    assert standing(ledger) == {"early": "early", "late": "early", "later": "early"}
    # They are told by the second in which they were taken in, which may have passed between them.
    assert {(e.identity, e.reason) for e in ledger.entries("duplicate")} == {
        ("late", "copy of file of early"),
        ("later", "copy of file of early"),
    }
    assert ledger.counts() == {"accepted": 1, "duplicate": 2}


def test_what_came_in_again_is_told_as_it_stands_now(ledger: Ledger) -> None:
    late = Text("late", day=6).record()
    assert [(o.status, o.reason) for o in ledger.record([late])] == [("accepted", "")]
    outcome = ledger.record([Text("early", day=5).record()])[0]
    assert (outcome.status, outcome.new) == ("accepted", True)
    known = ledger.known(late.incoming, "r1")
    assert known is not None
    assert (known.status, known.reason, known.new) == ("duplicate", "copy of file of early", False)
    assert [(o.status, o.new) for o in ledger.record([late])] == [("duplicate", False)]


def test_an_earlier_one_that_lacks_much_does_not_stand_for_the_whole(ledger: Ledger) -> None:
    take(ledger, Text("brief", day=4, length=5), Text("whole", day=5), Text("copy", day=6))
    assert standing(ledger) == {"brief": "whole", "whole": "whole", "copy": "whole"}


def test_of_the_same_time_and_length_the_smallest_identity_stands(ledger: Ledger) -> None:
    take(ledger, Text("b"), Text("a"))
    assert standing(ledger) == {"a": "a", "b": "a"}


def test_a_copy_of_a_copy_that_is_none_of_the_first_stands_for_itself(ledger: Ledger) -> None:
    """Edited a little from portal to portal, a report in the end is another one."""
    chain = [Text("a", day=4), Text("b", day=5, edits=(0,)), Text("c", day=6, edits=(0, 1))]
    assert all(are_copies(one.fingerprint, other.fingerprint) for one, other in pairwise(chain))
    assert not are_copies(chain[0].fingerprint, chain[2].fingerprint)
    take(ledger, *chain)
    assert standing(ledger) == {"a": "a", "b": "a", "c": "c"}


def test_a_version_that_is_no_copy_any_more_stands_for_itself(ledger: Ledger) -> None:
    take(ledger, Text("a", day=4), Text("b", day=5))
    take(ledger, Text("b", day=5, edits=(0, 1, 2, 3)))
    assert standing(ledger) == {"a": "a", "b": "b"}
    take(ledger, Text("b", day=5))
    assert standing(ledger) == {"a": "a", "b": "a"}


def test_the_next_stands_for_the_rest_when_the_first_has_changed(ledger: Ledger) -> None:
    take(ledger, Text("a", day=4), Text("b", day=5), Text("c", day=6))
    take(ledger, Text("a", day=4, edits=(0, 1, 2, 3)))
    assert standing(ledger) == {"a": "a", "b": "b", "c": "b"}


def test_a_quarantined_change_of_the_first_leaves_all_as_it_is(ledger: Ledger) -> None:
    take(ledger, Text("a", day=4), Text("b", day=5), Text("a", day=4, edits=(1,), status="quarantined"))
    assert standing(ledger) == {"a": "a", "b": "a"}
    assert ledger.counts() == {"accepted": 1, "duplicate": 1, "quarantined": 1}


def test_what_is_quarantined_by_a_new_recipe_leaves_its_copies(ledger: Ledger) -> None:
    take(ledger, Text("a", day=4), Text("b", day=5))
    (key,) = [key for key, incoming in ledger.stored([1, 2]) if incoming.name == "file of a"]
    held_back = Text("a", day=4, status="quarantined").record()
    ledger.record_again([(key, held_back)])
    assert ledger.counts()["accepted"] == 1
    assert "b" in standing(ledger)


def test_an_article_never_has_two_published_versions(ledger: Ledger) -> None:
    take(ledger, Text("a", day=4), Text("b", day=5), Text("b", day=5, edits=(2,)), Text("b", day=5, edits=(3,)))
    assert standing(ledger) == {"a": "a", "b": "a"}
    assert ledger.counts() == {"accepted": 1, "duplicate": 1, "superseded": 2}


def test_nothing_is_left_of_versions_that_are_not_published(ledger: Ledger) -> None:
    take(ledger, Text("a"), Text("b"))
    once = stored(ledger)
    take(ledger, Text("b", edits=(1,)), Text("a", edits=(2,)), Text("a"), Text("b"))
    assert stored(ledger) == once


def test_what_is_published_of_a_copy_changes_with_the_first(ledger: Ledger) -> None:
    take(ledger, Text("a", day=4), Text("b", day=5), Text("other", edits=(0, 1, 2, 3, 4)))
    before = dict(ledger.published_hashes())
    with ledger._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE versions SET made_hash = 'changed' WHERE identity = 'a'")
    after = dict(ledger.published_hashes())
    assert {identity for identity in before if before[identity] != after[identity]} == {"a", "b"}
    (copy,) = ledger.published(["b"])
    assert (copy.copy_of, copy.packed_first) == ("a", next(iter(ledger.published(["a"]))).packed_quads)


def test_two_writers_at_once_end_as_one(url: str) -> None:
    texts = [Text(f"n{number}", day=4 + number % 5, edits=(number % 3,) if number % 2 else ()) for number in range(12)]

    def write(part: Sequence[Text]) -> None:
        own = Ledger(url)
        for text in part:
            take(own, text)

    Ledger(url)
    with ThreadPoolExecutor(2) as both:
        list(both.map(write, (texts, texts[::-1])))
    with TemporaryDirectory() as folder:
        alone = Ledger(f"sqlite:///{Path(folder) / 'ledger.sqlite'}")
        take(alone, *texts)
        assert standing(Ledger(url)) == standing(alone)


_TEXTS = st.builds(
    Text,
    identity=st.sampled_from("abcdef"),
    day=st.integers(4, 8),
    edits=st.sets(st.integers(0, 7), max_size=3).map(lambda found: tuple(sorted(found))),
    length=st.integers(5, 8),
    status=st.sampled_from(("accepted", "accepted", "accepted", "quarantined")),
)


@given(st.lists(_TEXTS, min_size=2, max_size=9, unique_by=repr), st.randoms(use_true_random=False), st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_neither_order_nor_batches_decide(texts: list[Text], random: object, batch: int) -> None:
    """The versions of one article come in their order; those of different articles in any."""
    queues: dict[str, list[Text]] = {}
    for text in texts:
        queues.setdefault(text.identity, []).append(text)
    other: list[Text] = []
    while any(queues.values()):
        other.append(queues[random.choice([name for name, left in queues.items() if left])].pop(0))  # type: ignore[attr-defined]
    with TemporaryDirectory() as folder:
        one, two = (Ledger(f"sqlite:///{Path(folder) / name}.sqlite") for name in ("one", "two"))
        take(one, *texts)
        for start in range(0, len(other), batch):
            take(two, *other[start : start + batch])
        assert standing(one) == standing(two)
        assert stored(one) == stored(two)
        assert one.counts() == two.counts()
        latest = {text.identity: text.fingerprint for text in texts if text.status == "accepted"}
        for identity, first in standing(one).items():
            assert standing(one)[first] == first
            assert identity == first or are_copies(latest[identity], latest[first])
