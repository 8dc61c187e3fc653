"""The number that a form carries."""

from django import template

from yizhan.faces.components.submissions import new_number

register = template.Library()


@register.simple_tag
def submission_number() -> str:
    """A fresh number for this filling-in of a form."""
    return new_number()
