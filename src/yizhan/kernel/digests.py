"""Content digests of structured data, independent of key order and writing."""

import hashlib
import json
from typing import Any


def canonical(data: Any) -> str:
    """JSON with sorted keys, no spaces and plain UTF-8: equal data gives equal text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(data: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(data).encode("utf-8")).hexdigest()
