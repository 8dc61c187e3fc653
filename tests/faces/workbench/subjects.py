"""What the addresses of the workbench name: the subjects of its two halves."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

from tests.faces.access.subjects import Subject

SUBJECTS: dict[str, Subject] = {}
BODIES: dict[str, Mapping[str, str]] = {}
for half in ("counter", "station"):
    name = f"tests.faces.access.subjects_workbench_{half}"
    if find_spec(name):
        module = import_module(name)
        SUBJECTS |= module.SUBJECTS
        BODIES |= getattr(module, "BODIES", {})
