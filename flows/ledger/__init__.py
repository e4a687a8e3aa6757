"""What has been seen: the one mutable memory. Records go in, each in one transaction; accepted graphs come out.

It knows statuses and bytes, and nothing of what an article says: quads and findings are stored as they were handed in.
What is a copy of what, it asks `flows.extraction.copies`.
"""

from flows.ledger.ledger import Ledger, LedgerError
from flows.ledger.record import Entry, Outcome, Record, Status, Stored, Written

__all__ = ["Entry", "Ledger", "LedgerError", "Outcome", "Record", "Status", "Stored", "Written"]
