"""What the camera wrote into a picture: which way is up, when, where. Written by the uploader's device, so evidence, no proof."""

import math
from datetime import datetime, timedelta, timezone
from typing import Any

from PIL import ExifTags, Image

from yizhan.kernel.clock import SHANGHAI

_EARLIEST, _LATEST = 1990, 2100
# Device makers write EXIF with every kind of mistake; a mistake means that nothing is known.
_UNREADABLE = (ValueError, TypeError, SyntaxError, KeyError, IndexError, OSError, OverflowError, ZeroDivisionError)


def orientation(exif: Image.Exif) -> int:
    """1 to 8 as EXIF counts; 1, upright, where it is not said."""
    said = exif.get(ExifTags.Base.Orientation)
    return said if isinstance(said, int) and 1 <= said <= 8 else 1


def taken_at(exif: Image.Exif) -> datetime | None:
    """When the shutter was released. Without a zone it is taken as China's time."""
    try:
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        text = str(inner.get(ExifTags.Base.DateTimeOriginal, "")).strip("\0 ")
        moment = datetime.strptime(text, "%Y:%m:%d %H:%M:%S").replace(tzinfo=SHANGHAI)
        offset = str(inner.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
        if offset:
            moment = moment.replace(tzinfo=_zone(offset))
    except _UNREADABLE:
        return None
    return moment if _EARLIEST <= moment.year < _LATEST else None


def taken_place(exif: Image.Exif) -> str | None:
    """Latitude and longitude in degrees (WGS 84) to six places, `24.874100,118.675700`; None where not said."""
    try:
        inner = exif.get_ifd(ExifTags.IFD.GPSInfo)
        latitude = _degrees(inner[ExifTags.GPS.GPSLatitude], inner[ExifTags.GPS.GPSLatitudeRef], "S")
        longitude = _degrees(inner[ExifTags.GPS.GPSLongitude], inner[ExifTags.GPS.GPSLongitudeRef], "W")
    except _UNREADABLE:
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or (latitude, longitude) == (0, 0):
        return None
    return f"{latitude:.6f},{longitude:.6f}"


def _degrees(parts: Any, reference: Any, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value):
        raise ValueError("not a number of degrees")
    return -value if str(reference).strip("\0 ").upper() == negative else value


def _zone(offset: str) -> timezone:
    sign, hours, minutes = offset[0], int(offset[1:3]), int(offset[4:6])
    if sign not in "+-" or offset[3] != ":":
        raise ValueError("not an offset")
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(span if sign == "+" else -span)
