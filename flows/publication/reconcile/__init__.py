"""A release -> proposals of links to other datasets, by any service that speaks the W3C Reconciliation Service API.

Goes in: the labels of a release, and the address of a service. Comes out: rows for a human, who decides. It links
nothing itself: what is accepted is written into `ontology/authority/links.csv`, which `flows.publication.links` reads.
"""
