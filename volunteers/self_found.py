"""我要改: the share of hazards that enterprises found themselves before anyone came, at whatever place is asked."""

from portal.figures import figure


def share_line(asked):
    """{"self_found", "hazards", "share", "self_removed", "removed_share"}, by the two figures of the place."""
    found = figure("hazards.self_found_share").answer(asked)
    removed = figure("hazards.self_removed_share").answer(asked)
    return {
        "self_found": found.numerator,
        "hazards": found.denominator,
        "share": found.text,
        "self_removed": removed.numerator,
        "removed_share": removed.text,
    }


def percent(part, whole):
    """A share as text, "—" where there is nothing to divide."""
    return f"{100 * part / whole:.1f}%" if whole else "—"
