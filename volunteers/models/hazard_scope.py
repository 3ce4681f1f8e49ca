"""How hazards are reached, and what belongs to them: one answer for all of them."""

from branches.scoping import Scope


def hazard_scope(way=""):
    """The scope of what lies at a hazard, `way` leading from the row to it ("" is the hazard itself).

    Reached by the branches, task forces and persons who found it, alone or together, by whoever has to do with the
    enterprise, and by the task force that is to look again.
    """
    start = f"{way}__" if way else ""
    shared = (
        "discoverers__organisation",
        "discoverers__task_force",
        "discoverers__user",
        "reinspections__task_force",
        "task_force__further_branches",
    )
    return Scope(
        organisations=(
            f"{start}organisation",
            f"{start}enterprise__organisation",
            f"{start}discoverers__organisation",
            f"{start}task_force__further_branches",
        ),
        enterprises=(f"{start}enterprise",),
        grids=(f"{start}enterprise__grid",),
        sectors=(f"{start}enterprise__sector",),
        posts=(f"{start}task_force", f"{start}discoverers__task_force", f"{start}reinspections__task_force"),
        persons=(f"{start}finder", f"{start}discoverers__user"),
        many=tuple(f"{start}{one}" for one in shared),
    )
