"""QR codes (ISO/IEC 18004) as SVG."""

import io

import segno


def svg_of(text: str) -> str:
    """A code of medium error correction, black on white with the quiet zone, as large as the page wants it, without inline style."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        border=4,
        dark="#000",
        light="#fff",
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue().decode()
