"""`zhengwen reconcile`: asks a service which of its things are ours, and writes what it proposes as CSV."""

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from flows.cli.errors import DONE, USAGE, CommandError
from flows.faults import naming
from flows.progress import say
from flows.publication.links import read_links
from flows.publication.reconcile.entities import KINDS, Entity, read_entities
from flows.publication.reconcile.propose import COLUMNS, Proposal, propose
from flows.publication.reconcile.service import Manifest, Service
from flows.settings import load
from flows.web.addresses import AddressError, address
from flows.web.caller import Caller
from flows.wording import counted, in_one_line

_NQUADS = "zhengwen.nq.gz"


def reconcile(given: argparse.Namespace) -> int:
    """Write a row for each candidate; things that are linked already are not asked about."""
    try:
        url = address("--service", given.service)
    except AddressError as error:
        raise CommandError(str(error), USAGE) from None
    entities = _entities(given)
    with Caller(say) as caller:
        service = Service(url, caller)
        say(in_one_line(f"Asking {service.manifest.name} about {counted(len(entities), 'thing')}"), "asking")
        with _output(given.output) as stream:
            proposals = propose(entities, service, given.candidates, given.service_type)
            found, certain = _write(proposals, service.manifest, stream)
    told = f"Candidates for {found:,} of {counted(len(entities), 'thing')}; the service is sure of {certain:,}"
    say(told, "reconciled", asked=len(entities), found=found, certain=certain)
    say("Write what you accept into ontology/authority/links.csv: subject,predicate,object,note,by,date", "hint")
    return DONE


def _entities(given: argparse.Namespace) -> list[Entity]:
    path = (load().output / "latest").resolve() / _NQUADS
    if not path.is_file():
        raise CommandError(f"{load().output} holds no release: run `zhengwen run` first")
    linked = {link.subject for link in read_links()}
    entities = read_entities(path, (given.type,) if given.type else KINDS)
    return [entity for entity in entities if entity.iri not in linked][: given.limit]


def _write(proposals: Iterable[Proposal], manifest: Manifest, stream: TextIO) -> tuple[int, int]:
    """Write all rows; return for how many things there are candidates, and for how many a certain one."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    found = certain = 0
    for proposal in proposals:
        writer.writerows(proposal.rows(manifest))
        stream.flush()
        found += bool(proposal.candidates)
        certain += any(candidate.match for candidate in proposal.candidates)
    return found, certain


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
    else:
        with naming(path), path.open("w", encoding="utf-8", newline="") as stream:
            yield stream
