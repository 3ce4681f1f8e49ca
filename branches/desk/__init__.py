"""What waits for whom among the party organisations, as piles for the desk: one module a noun."""

from branches.desk import changes, organisations, sites, terms, training

NOUNS = (organisations, sites, training, changes, terms)


def waiting(user):
    """Every pile of `user`, empty ones too, noun by noun."""
    for noun in NOUNS:
        yield from noun.waiting(user)
