"""What each article states -> CSV tables that a spreadsheet or a statistics program opens, described as CSVW.

A row is a fact as one article states it, with its quote. Rows of an article follow from its statements alone; only
careers.csv is made of all articles. Knows no RDF library: it reads statements in the notation of N-Triples.
"""

from flows.publication.tables.aggregates import write_aggregates
from flows.publication.tables.rows import TABLE_HEADS, table_rows
from flows.publication.tables.schema import TITLES

__all__ = ["TABLE_HEADS", "TITLES", "table_rows", "write_aggregates"]
