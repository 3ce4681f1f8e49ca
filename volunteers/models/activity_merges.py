"""What goes over when an activity is merged into its double, and comes back when that was a mistake."""

from portal.deeds import log
from volunteers.models.attendance import Attendance


def take_over(stays, double, *, by):
    """Name the double's task forces and people at the one that stays, each once; logged there with the double's name.

    Returns what went over, as JSON can hold it: {"state", "partners", "people", "had_list"}.
    """
    forces = {double.task_force, *double.partners.all()} - {stays.task_force, *stays.partners.all()}
    stays.partners.add(*forces)
    known = {person.identity for person in stays.attendance.all()}
    fresh = [person for person in double.attendance.all() if person.identity not in known]
    had_list = stays.attendance.came().exists()
    for person in fresh:
        person.pk, person.activity = None, stays
    Attendance.objects.bulk_create(fresh)
    tell(stays, {"merged": str(double), "people": len(fresh)}, recount=had_list, by=by)
    return {
        "state": str(double.state),
        "partners": sorted(force.pk for force in forces),
        "people": [list(person.identity) for person in fresh],
        "had_list": had_list,
    }


def give_back(stays, double, *, by):
    """Take the double's task forces and people off the one that stays.

    Whom another double names too stays on it, and goes over by that one's merge from now on.
    """
    went, others = double.went_over, stays.merged.exclude(pk=double.pk)
    others = list(others.select_related("task_force").prefetch_related("partners", "attendance"))
    left: dict[str, list] = {"partners": [], "people": []}
    for word, named in (("partners", forces_of), ("people", people_of)):
        for one in went[word]:
            heir = next((other for other in others if one in named(other)), None)
            (left if heir is None else heir.went_over)[word].append(one)
    for other in others:
        type(stays)._base_manager.filter(pk=other.pk).update(went_over=other.went_over)
    stays.partners.remove(*left["partners"])
    gone = [person.pk for person in stays.attendance.all() if list(person.identity) in left["people"]]
    stays.attendance.filter(pk__in=gone).delete()
    tell(stays, {"parted": str(double), "people": len(gone)}, recount=went["had_list"], by=by)


def forces_of(activity):
    """The keys of all its task forces."""
    return [activity.task_force_id, *(force.pk for force in activity.partners.all())]


def people_of(activity):
    """The identities of the people on its list, as JSON holds them."""
    return [list(person.identity) for person in activity.attendance.all()]


def tell(stays, facts, *, recount, by):
    """The record that stays says what holds now, and its log how it came about."""
    if recount:
        stays.participants = stays.attendance.came().count() + stays.non_members
    stays.settle()
    stays.version += 1
    stays.save()
    log(stays, "portal.edit", user=by, data={"facts": {name: fact for name, fact in facts.items() if fact}})
