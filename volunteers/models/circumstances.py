"""What of an enterprise decides, beside trade and processes, which judgement standards apply to it."""

from branches.models import Enterprise
from volunteers.choices import Circumstance


def circumstances(enterprise):
    """Which circumstances an enterprise is in, as far as is known."""
    found = [Circumstance.ALWAYS]
    if enterprise.has_dormitory is not False:
        found.append(Circumstance.DORMITORY)
    if enterprise.landlord_id or Enterprise.objects.filter(landlord=enterprise).exists():
        found.append(Circumstance.LETTING)
    return found
