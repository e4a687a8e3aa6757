"""Search over names, titles and the text of directives, in characters and in pinyin: an index beside the store.

Goes in: the dump of a release, once. Comes out: the things that hold what was typed, the likeliest first. It knows no
SPARQL, so that it works whoever keeps the statements.
"""
