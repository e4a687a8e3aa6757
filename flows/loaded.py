"""Loads, when it is imported, what it takes to make an article: for the process from which workers are forked."""

import gc

from flows.garbage import collect_rarely
from flows.workers import get_ready

get_ready()
collect_rarely()
gc.freeze()  # what is loaded stays, and stays shared: a search for garbage would write to all of it
