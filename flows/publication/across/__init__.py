"""What can be told only from all articles together: which names are one thing, tenures, contradictions.

Goes in: the index and the operator's corrections. Comes out: merges, and statements in a graph of their own.
"""
