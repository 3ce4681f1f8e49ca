"""Run as a module on an empty database: a task force with its leader, a cadre with a visit, and how to be signed in."""

import json

import django


def make():
    """{name: {"pk", "session"}} of a leader and of somebody else, and the keys that forms need."""
    from django.conf import settings
    from django.test import Client

    from branches.choices import Role
    from tests.factories.branches import make_enterprise, make_grid, make_organisation
    from tests.factories.inspections import make_inspection
    from tests.factories.portal import appoint, make_user
    from tests.factories.volunteers import make_category, make_task_force
    from volunteers.models import ActivityKind

    root = make_organisation(name="云溪高新区两新工委")
    branch = make_organisation(root, name="云溪宏达电器有限公司党支部")
    enterprise = make_enterprise(name="云溪宏达电器有限公司", organisation=branch, grid=make_grid(name="第一网格"))
    force = make_task_force(branch, name="宏达电器党员突击队")
    people = {
        "leader": appoint(make_user("leader", name="许晓燕"), Role.TASK_FORCE_LEADER, force),
        "cadre": appoint(make_user("cadre", name="孔超"), Role.LINKED_CADRE, enterprise),
        "other": appoint(make_user("other", name="雷俊杰"), Role.TASK_FORCE_MEMBER, force),
    }
    facts = {"category": make_category().pk, "kind": ActivityKind.objects.first().pk, "task_force": force.pk}
    facts["visit"] = make_inspection(enterprise, by=people["cadre"]).pk
    for name, user in people.items():
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        facts[name] = {"pk": user.pk, "session": client.cookies[settings.SESSION_COOKIE_NAME].value}
    return facts


if __name__ == "__main__":
    django.setup()
    print(json.dumps(make()))
