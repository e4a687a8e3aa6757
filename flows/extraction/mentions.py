"""A place in the article where something already identified is named: what the rules that read speech build on."""

from flows.articles.evidence import Span
from flows.values import value


@value(order=True)
class Mention:
    """A person or a meeting named at `span`; `id` is the local id of the fact (``person-1``, ``meeting-2``)."""

    span: Span
    name: str
    id: str
