"""Places in the tree of organisations for many new ones at once: parents before children, no query per row."""

from branches.models import Organisation


class Places:
    """Hands out tree places. `rows` are the organisations registered already."""

    def __init__(self, rows):
        self.last: dict[str, int] = {}
        for row in rows:
            above, step = row.path[: -Organisation.steplen], row.path[-Organisation.steplen :]
            number = Organisation._str2int(step)
            self.last[above] = max(self.last.get(above, 0), number)
        # Registered organisations that get children, with how many.
        self.grown: dict[str, int] = {}

    def place(self, record, parent):
        """Put an organisation, not saved yet, behind the last one below `parent` (None: at the root)."""
        above = parent.path if parent is not None else ""
        self.last[above] = self.last.get(above, 0) + 1
        record.depth = parent.depth + 1 if parent is not None else 1
        record.path = Organisation._get_path(above, record.depth, self.last[above])
        record.numchild = 0
        if parent is not None:
            parent.numchild += 1
            if parent.pk:
                self.grown[above] = self.grown.get(above, 0) + 1


def parents_first(records, parent_of):
    """(the records with each behind its parent, those that are their own ancestors)."""
    ordered: list = []
    done: set[int] = set()
    circle: set[int] = set()
    for start in records:
        trail: list = []
        record = start
        while record is not None and id(record) not in done and id(record) not in circle:
            if any(record is one for one in trail):
                circle.update(id(one) for one in trail[_place(trail, record) :])
                break
            trail.append(record)
            record = parent_of(record)
        for one in reversed(trail):
            if id(one) not in circle and id(one) not in done:
                done.add(id(one))
                ordered.append(one)
    return ordered, [record for record in records if id(record) in circle]


def _place(trail, record):
    return next(place for place, one in enumerate(trail) if one is record)


def count_children():
    """Put right the counts of children after organisations have been taken away."""
    rows = {row.path: row for row in Organisation._base_manager.only("path", "numchild")}
    children: dict[str, int] = {}
    for path in rows:
        above = path[: -Organisation.steplen]
        children[above] = children.get(above, 0) + 1
    wrong = []
    for path, row in rows.items():
        if row.numchild != children.get(path, 0):
            row.numchild = children.get(path, 0)
            wrong.append(row)
    Organisation._base_manager.bulk_update(wrong, ["numchild"], batch_size=500)
