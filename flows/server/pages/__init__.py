"""The pages for people, in Chinese and English: one for each kind of thing, and the start, the dataset, the search.

Goes in: the path of a page, a language, and who answers questions about the release. Comes out: HTML. The server and
the static site make the same pages; only `flows.server.pages.links` knows which of them it is.
"""
