"""Reference data carry a title in both languages; this picks the one to show."""

from django.utils.translation import get_language


def bilingual(field):
    """A property that gives `field`_en to readers of English where it is filled, else `field`."""

    def pick(self):
        english = getattr(self, f"{field}_en") if (get_language() or "").startswith("en") else ""
        return english or getattr(self, field)

    return property(pick)
