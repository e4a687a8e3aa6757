"""Pages that are made in processes of their own: what those answer -> pages."""

import json

from flows.server.drawing.spec import Drawing
from flows.server.engine import Answer
from flows.server.pages.book import finished
from flows.server.pages.drafts import Draft
from flows.server.pages.kinds import MovedError


async def pages_in(answer: Answer) -> list[str] | None:
    """Return the pages that answer a PageQuestion; None where nothing is known of the thing. Raises MovedError."""
    made = json.loads(answer.read())
    if "moved" in made:
        raise MovedError(made["moved"])
    if "drafts" not in made:
        return None
    drafts = (Draft(each["text"], [Drawing(**drawing) for drawing in each["drawings"]]) for each in made["drafts"])
    return [await finished(draft) for draft in drafts]
