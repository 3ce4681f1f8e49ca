"""What waits for whom among the party organisations, as piles for the desk: one module a noun."""

from branches.desk import changes, honours, organisations, sites, standards, terms

NOUNS = (organisations, sites, changes, terms, standards, honours)


def waiting(user):
    """Every pile of `user`, empty ones too, noun by noun."""
    for noun in NOUNS:
        yield from noun.waiting(user)
