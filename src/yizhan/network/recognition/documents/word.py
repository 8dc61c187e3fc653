"""A form as a Word file."""

from collections.abc import Mapping
from io import BytesIO

from docxtpl import DocxTemplate

from yizhan.network.recognition.documents.build import TEMPLATES
from yizhan.network.recognition.documents.layout import Form
from yizhan.network.recognition.documents.words import printable


def render(form: Form, values: Mapping[str, str]) -> bytes:
    """The form with these values. Every value is text: braces, tags and control characters in it do nothing."""
    template = DocxTemplate(TEMPLATES / f"{form.code}.docx")
    template.render({name: printable(values[name]) for name in form.fields}, autoescape=True)
    made = BytesIO()
    template.save(made)
    return made.getvalue()
