"""Calls to servers that the operator names: credentials, retries, what may not be called, errors of one line.

Goes in: URLs and bodies. Comes out: answers. It knows neither articles nor RDF nor what a release is. Only what calls a
server imports it: httpx takes a while to load.
"""
