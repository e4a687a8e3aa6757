"""What the operator says about the dataset."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """Title, publisher and licence (an IRI) of the dataset, the IRI below which its things stand, and whom to ask."""

    title: str
    publisher: str
    license: str
    base_iri: str
    contact: str = ""
    """Whom to ask: an e-mail address or an IRI; where there is none, the base IRI."""
