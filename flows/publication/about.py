"""What the operator says about the dataset."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """Title, publisher and licence (an IRI) of the dataset, and the IRI below which its things stand."""

    title: str
    publisher: str
    license: str
    base_iri: str
