"""Calls to servers that the operator names: credentials, retries, errors of one line.

Goes in: URLs and bodies. Comes out: answers. It knows neither RDF nor what a release is. Only the commands that call a
server import it: httpx takes a while to load.
"""
