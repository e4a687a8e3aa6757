"""A service of the W3C Reconciliation Service API: its manifest, and batches of queries in version 0.2 or 1.0-draft.

0.2 takes the form field ``queries``, an object of queries by key; 1.0 takes JSON at ``/match``, a list of queries.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from flows.web.addresses import shown
from flows.web.caller import Answer, Caller, CallError

_BATCH = 10
_LARGEST_BATCH = 50
_TOO_LARGE = 413
_LONGEST_ANSWER = 20_000_000
_NO_CREDENTIALS = "it asks for credentials, and there are none for services of this kind"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one thing; `properties` are identifiers of the service with values."""

    label: str
    type: str = ""
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing of the service that may be meant."""

    id: str
    name: str
    score: float
    match: bool
    """True where the service is sure."""
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself."""

    name: str
    space: str
    """What the IRIs of its things begin with, or nothing."""
    view: str
    """Template of the address of a page about a thing, or nothing."""
    draft: bool
    """True where it speaks 1.0-draft only."""
    batch: int = field(default=_BATCH)

    def iri(self, key: str) -> str:
        """Return the IRI of the thing with identifier `key`; else the address of its page; else nothing."""
        if key.startswith(("http://", "https://")):
            return key
        if self.space.startswith(("http://", "https://")):
            return self.space + key
        for hole in ("{{id}}", "{id}"):
            if hole in self.view:
                return self.view.replace(hole, quote(key, safe=""))
        return ""


class Service:
    """A service at one address. Raises CallError where it does not answer as the API says."""

    def __init__(self, address: httpx.URL, caller: Caller) -> None:
        self._address, self._caller = address, caller
        self.manifest = self._read_manifest()

    def ask(self, questions: Sequence[Question], limit: int) -> list[list[Candidate]]:
        """Return up to `limit` candidates for each question, in order; a batch that is too large is halved."""
        with SpooledTemporaryFile(max_size=_LONGEST_ANSWER) as body:
            answer = self._posted(questions, limit, body)
            if answer.status == _TOO_LARGE and len(questions) > 1:
                half = len(questions) // 2
                return self.ask(questions[:half], limit) + self.ask(questions[half:], limit)
            if not answer.done:
                raise answer.refusal(_NO_CREDENTIALS)
            try:
                found = self._results(self._parsed(body.read()), len(questions))
                return [[_candidate(each) for each in candidates][:limit] for candidates in found]
            except (LookupError, TypeError, ValueError, AttributeError):
                raise CallError(f"{shown(self._address)} answers a batch, but not as the API says") from None

    def _posted(self, questions: Sequence[Question], limit: int, body: Any) -> Answer:
        if self.manifest.draft:
            url = self._address.copy_with(path=self._address.path.rstrip("/") + "/match")
            content = _json({"queries": [_draft_query(question, limit) for question in questions]})
            kind = "application/json"
        else:
            queries = {f"q{number}": _query(question, limit) for number, question in enumerate(questions)}
            url, content = self._address, urlencode({"queries": _json(queries)}).encode()
            kind = "application/x-www-form-urlencoded"
        headers = {"Content-Type": kind, "Accept": "application/json"}
        return self._caller.call("POST", url, headers, content, into=body)

    def _results(self, answer: Any, number: int) -> list[Any]:
        if self.manifest.draft:
            found = [result["candidates"] for result in answer["results"]]
        else:
            found = [answer[f"q{index}"]["result"] for index in range(number)]
        if len(found) != number:
            raise ValueError
        return found

    def _read_manifest(self) -> Manifest:
        with SpooledTemporaryFile(max_size=_LONGEST_ANSWER) as body:
            answer = self._caller.call("GET", self._address, {"Accept": "application/json"}, into=body)
            if not answer.done:
                raise answer.refusal(_NO_CREDENTIALS)
            given = self._parsed(body.read())
        if not isinstance(given, dict) or not isinstance(given.get("name"), str):
            raise CallError(f"{shown(self._address)} gives no manifest of a reconciliation service")
        versions = given.get("versions", ["0.1"])
        view = given.get("view")
        size = given.get("batchSize", _BATCH)
        return Manifest(
            name=given["name"],
            space=str(given.get("identifierSpace") or ""),
            view=str(view.get("url") or "") if isinstance(view, dict) else "",
            draft=not {"0.1", "0.2"} & {str(version) for version in versions},
            batch=min(size, _LARGEST_BATCH) if isinstance(size, int) and size > 0 else _BATCH,
        )

    def _parsed(self, body: bytes) -> Any:
        try:
            return json.loads(body)
        except ValueError:
            raise CallError(f"{shown(self._address)} answers with something that is no JSON") from None


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def _query(question: Question, limit: int) -> dict[str, Any]:
    query: dict[str, Any] = {"query": question.label, "limit": limit}
    if question.type:
        query["type"] = question.type
    if question.properties:
        query["properties"] = [{"pid": name, "v": value} for name, value in question.properties]
    return query


def _draft_query(question: Question, limit: int) -> dict[str, Any]:
    conditions = [{"matchType": "name", "propertyValue": question.label}]
    conditions += [
        {"matchType": "property", "propertyId": name, "propertyValue": value} for name, value in question.properties
    ]
    query: dict[str, Any] = {"lang": "zh", "limit": limit, "conditions": conditions}
    if question.type:
        query["type"] = question.type
    return query


def _candidate(given: dict[str, Any]) -> Candidate:
    types = given.get("type") or []
    names = [str(each.get("name") or each["id"]) if isinstance(each, dict) else str(each) for each in types]
    score = float(given.get("score") or 0.0)
    return Candidate(str(given["id"]), str(given["name"]), score, given.get("match") is True, tuple(names))
