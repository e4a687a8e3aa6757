"""Identifiers are computed from the thing alone, alike for every spelling of its key."""

import base64
import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from flows.graph.iris import DEFAULT_BASE, Iris, canonical, digest

_KEY = re.compile(r"[a-z2-7]{12}")


def test_a_key_is_figures_then_a_digest() -> None:
    iri = Iris(DEFAULT_BASE).of("person", "510114", "何清远", "510114")[1:-1]
    assert re.fullmatch(r"https://w3id\.org/zhengwen/person/510114-[a-z2-7]{12}", iri)


def test_a_key_without_figures_is_a_digest() -> None:
    assert re.fullmatch(
        r"https://data\.example/post/[a-z2-7]{12}", Iris("https://data.example/").of("post", "", "x")[1:-1]
    )


def test_digests_never_change() -> None:
    """Published identifiers hang on this value: a change of it is a change of every IRI."""
    assert digest("青禾县人民政府") == "5ffqtgs3pdgp"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_digest_is_the_beginning_of_the_sha_256_in_base32(text: str) -> None:
    found = hashlib.sha256(canonical(text).encode()).digest()
    assert digest(text) == base64.b32encode(found).decode()[:12].lower()


def test_spelling_does_not_matter() -> None:
    assert canonical("县 领导小组第7次(扩大)会议") == canonical("县领导小组第7次(扩大)会议\u200b")


def test_parts_do_not_run_together() -> None:
    assert digest("青禾", "县") != digest("青", "禾县")


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_has_a_key(parts: list[str]) -> None:
    assert _KEY.fullmatch(digest(*parts))


@given(st.text())
def test_canonical_is_stable(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


def test_versions_and_codes_are_escaped() -> None:
    assert Iris(DEFAULT_BASE).software("1.0+a b") == f"<{DEFAULT_BASE}software/zhengwen-1.0%2Ba%20b>"
