"""Ledger -> release: dumps, dataset description, report and checksums, put in place in one rename.

Goes in: what the ledger holds as accepted, and what the operator says about the dataset. Comes out: a folder whose name
and bytes follow from that alone. It knows no clock and asks no network.
"""
