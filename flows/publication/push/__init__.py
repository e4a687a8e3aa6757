"""A release -> any triplestore that speaks the SPARQL 1.1 Graph Store HTTP Protocol: only what has changed since.

Goes in: the N-Quads of a release, and what was pushed to that store before. Comes out: requests, and what that store
holds now. It knows neither the ledger nor how a release is made.
"""
