"""QR codes: an address that a telephone can read from a screen or from paper."""

import io

import segno

# Medium correction: a fold or a stamp over a corner may hide up to 15 % of it.
CORRECTION = "m"


def qr_uri(address: str) -> str:
    """The code as an SVG that stands in a page's own source: no file, no address of its own."""
    return segno.make(address, error=CORRECTION, micro=False).svg_data_uri(scale=6, border=2)


def qr_png(address: str) -> bytes:
    """The code as a PNG for Word."""
    content = io.BytesIO()
    segno.make(address, error=CORRECTION, micro=False).save(content, kind="png", scale=10, border=2)
    return content.getvalue()
