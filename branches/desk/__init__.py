"""What waits for whom among the party organisations, as piles for the desk: one module a noun."""

from branches.desk import (
    assessments,
    changes,
    enterprises,
    honours,
    meetings,
    members,
    organisations,
    sites,
    standards,
    terms,
    training,
)

NOUNS = (
    organisations,
    members,
    meetings,
    sites,
    standards,
    assessments,
    training,
    honours,
    changes,
    terms,
    enterprises,
)


def waiting(user):
    """Every pile of `user`, empty ones too, noun by noun."""
    for noun in NOUNS:
        yield from noun.waiting(user)
