"""The tag `lucide` of the icon set, with a memory: drawing an icon copies and writes an XML tree each time.

Registered as `lucide` in settings (TEMPLATES, libraries), so that templates load it as the package documents.
"""

from functools import lru_cache

from django import template
from lucide.templatetags.lucide import lucide as drawn_icon

register = template.Library()


@register.simple_tag
def lucide(name, **attributes):
    """An icon as inline SVG; `size` in pixels, every other word an attribute."""
    return icon(name, tuple(attributes.items()))


@lru_cache(maxsize=1024)
def icon(name, attributes):
    """An icon is the same wherever it stands: there are some hundred of them with their sizes."""
    return drawn_icon(name, **dict(attributes))
