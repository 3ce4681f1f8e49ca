"""我要改: the share of hazards that enterprises found themselves before anyone came, for whatever hazards are asked."""


def share_line(hazards):
    """{"self_found", "hazards", "share", "removed", "removed_share"}: shares as text with "—" for nothing to divide."""
    counts = hazards.self_found_counts()
    return counts | {
        "share": percent(counts["self_found"], counts["hazards"]),
        "removed_share": percent(counts["self_removed"], counts["self_found"]),
    }


def percent(part, whole):
    """A share as text, "—" where there is nothing to divide."""
    return f"{100 * part / whole:.1f}%" if whole else "—"
