"""The complete font, where a page needs it."""

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from yizhan.faces.components import fonts

register = template.Library()
# Where the style sheets of the font count: a phone has a Chinese font of its own.
MEDIA = "(hover: hover), (min-width: 48rem)"


class WithItsFont(Node):
    """What is inside, and behind it the rest of the font where the small sheet will not do, or where parts of the page come later."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The nodes, with a link or without."""
        inside = self.nodelist.render(context)
        if fonts.is_complete(inside) and " hx-" not in inside:
            return inside
        link = format_html('<link rel="stylesheet" href="{}" media="{}">\n', static(fonts.REST), MEDIA)
        return mark_safe(inside + link)


@register.tag
def with_its_font(parser: Parser, _token: Token) -> WithItsFont:
    """`{% with_its_font %}…{% end_with_its_font %}` around what is read on a page."""
    inside = parser.parse(("end_with_its_font",))
    parser.delete_first_token()
    return WithItsFont(inside)
