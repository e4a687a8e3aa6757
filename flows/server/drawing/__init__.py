"""Graphics: figures of a page -> SVG, drawn by Vega on this machine, without a browser and without the network.

Sizes and places follow from the data alone, never from how wide the fonts of a machine are: the same data give the
same bytes. Colours and fonts are in `static/site.css`; no graphic has a style within, which the pages' policy refuses.
"""
