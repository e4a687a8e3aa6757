"""Portals on the web: what the operator follows -> what came in, as from files.

Goes in: `sources.toml` and what the ledger knows of pages. Comes out: one `Incoming` for each article, and one with an
error for each thing that could not be fetched. It does not know what becomes of an article.
"""
