"""Zhengwen (政闻): Chinese government news as linked open data.

The rooms of this package stand in the order in which an article passes through them: articles, gazetteer,
extraction, graph, validation, ledger, publication, server. Imports point towards the front of that list only.
"""

__version__ = "0.1.0"
