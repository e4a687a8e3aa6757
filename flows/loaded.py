"""Loads, when it is imported, what it takes to make an article: for the process from which workers are forked."""

from flows.garbage import collect_rarely, loading
from flows.workers import get_ready

with loading():
    get_ready()
collect_rarely()
