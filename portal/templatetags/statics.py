"""The tag `static` of Django, with a memory: the name of a file does not change while a process runs.

Registered as `static` in settings (TEMPLATES, libraries), so that templates load it as Django documents.
"""

from functools import lru_cache

from django import template
from django.templatetags import static as django_static

register = template.Library()
register.tags.update(django_static.register.tags)


@register.simple_tag
@lru_cache(maxsize=1024)
def static(path):
    """The address of one of the portal's own files."""
    return django_static.static(path)
