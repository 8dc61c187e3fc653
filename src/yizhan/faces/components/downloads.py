"""Answers that are files. The browser saves them or shows them as what they are; it never runs what is in them."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from yizhan.floor.files import queries
from yizhan.floor.files.models import StoredFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PIECE = 64 * 1024
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def made(name: str, media_type: str, content: bytes) -> HttpResponse:
    """A file made for this answer, to be saved under this name."""
    return HttpResponse(content, content_type=media_type, headers=_headers(name, inline=False))


def stored(file: StoredFile, *, inline: bool = False) -> StreamingHttpResponse:
    """A stored file under the name that it was uploaded with; `inline` for a picture that stands on a page.

    StoredFile.DoesNotExist when its bytes are gone.
    """
    queries.content(file).close()
    headers = _headers("photo" if inline else queries.download_name(file), inline=inline)
    return StreamingHttpResponse(
        _pieces(file), content_type=file.kind, headers={**headers, "Content-Length": str(file.size)}
    )


def _headers(name: str, *, inline: bool) -> dict[str, str]:
    disposition = content_disposition_header(not inline, name)
    return {**_SAFE, **({"Content-Disposition": disposition} if disposition else {})}


def _pieces(file: StoredFile) -> Iterator[bytes]:
    """Opened when the first piece is wanted: an answer that nobody reads holds nothing open."""
    with queries.content(file) as stream:
        while piece := stream.read(_PIECE):
            yield piece
