"""Release -> web: SPARQL 1.1 Protocol, an answer for every IRI, the files, reconciliation, and pages for people.

Goes in: requests, and the release that ``output/latest`` leads to. Comes out: answers; nothing is ever written but the
server's own copies of the release, and pages made of it ahead, for which no request is the cause. Queries run in
processes of their own (`flows.server.worker`), which may be killed.
"""
