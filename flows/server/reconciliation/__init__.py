"""The W3C Reconciliation Service API 0.2, as OpenRefine speaks it: names -> people, organizations, places, documents.

Goes in: names, perhaps with a kind and with properties. Comes out: what may be meant, with a score that can be
explained, and sure only where nothing else can be meant.
"""
