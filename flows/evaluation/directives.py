"""Two golds -> the outcome of their directives.

A directive is right when its speaker is right and the gold head's first 8 characters stand in the first 48 of the
found text, or the found head's first 8 in the gold head. Each gold directive is matched once.
"""

from flows.evaluation.form import Gold, GoldDirective
from flows.evaluation.matching import Item, Outcome, folded, match

_OPENING = 8
_WITHIN = 48


def of_directives(gold: Gold, found: Gold) -> Outcome:
    """Return which directives of `gold` were found."""
    wanted = [_item(directive) for directive in gold["directives"]]
    return match(wanted, [_item(directive) for directive in found["directives"]], _same)


def _item(directive: GoldDirective) -> Item:
    speaker, head, text = directive["speaker"], directive["head"], directive.get("text", directive["head"])
    return Item((folded(speaker), folded(head), folded(text)), f"{speaker}: {head}", (head, head[:_OPENING]))


def _same(gold: Item, found: Item) -> bool:
    speaker, head, _ = gold.value
    found_speaker, found_head, found_text = found.value
    if speaker != found_speaker or not found_head:
        return False
    return head[:_OPENING] in found_text[:_WITHIN] or found_head[:_OPENING] in head
