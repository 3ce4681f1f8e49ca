"""The persons and the zone that all tests share: two branches side by side, and everybody who has business there."""

import gc
import inspect
import socket
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.test import Client
from xdist.scheduler import LoadScopeScheduling

from branches.choices import Role
from portal import deeds
from portal.generic.details import labels
from portal.inserts import put
from tests import database
from tests.factories.branches import make_enterprise, make_grid, make_organisation, make_sector
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import make_task_force

# What takes longest comes first, so that no worker is left alone with one of them at the end.
LONGEST = (
    "test_axe",
    "test_access",
    "test_demo",
    "test_tallies",
    "test_roll_ups",
    "test_lists",
    "test_packs",
    "test_bare_numbers",
    "test_architecture",
)


# What a test asks for that touches the database.
TOUCHES_DATABASE = {"db", "transactional_db", "live_server", "came_of_it"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """The longest files first; what touches no database is marked: CI, which runs on two, asks it once."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)
    for item in items:
        touches = item.get_closest_marker("django_db") or TOUCHES_DATABASE & set(item.fixturenames)
        # Who asks for `request` itself may ask it for anything.
        touches = touches or "request" in inspect.signature(item.function).parameters
        if not touches and item.path.parent.name != "browser":
            item.add_marker("once")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """What is loaded by now stays to the end: not looked through again and again for rubbish (a tenth of the time)."""
    gc.collect()
    gc.freeze()


class ByFile(LoadScopeScheduling):
    """A file's tests stay in one worker, which makes what they share once; the browser's go to whoever is free.

    (`--dist loadgroup` would say so with marks, but those do not reach the scheduler from pytest 9.2 on.)
    """

    def _split_scope(self, nodeid):
        file, _, test = nodeid.partition("::")
        return nodeid if "/browser/" in file else f"{file}::{test}" if "test_access" in file else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Deal out by file, in the order of the collection."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, django_test_environment, django_db_modify_db_settings):
    """The test database of this worker: a copy of the migrated one, which the first worker of all makes."""
    from django.test.utils import setup_databases, teardown_databases

    def make():
        return setup_databases(verbosity=0, interactive=False, serialized_aliases=set())

    with django_db_blocker.unblock():
        with database.alone():
            if not (is_copy := database.take()):
                made = make()
                database.keep()
        if is_copy:
            made = make()
    yield
    with django_db_blocker.unblock():
        database.leave_alone()
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def fresh_caches():
    """No page or figure of one test is seen by the next."""
    for name in ("default", "pages"):
        caches[name].clear()


@pytest.fixture(autouse=True, scope="session")
def facts_have_names():
    """A fact that a timeline would show by its name in the code is a fault wherever it is logged."""

    def look(log_model, line):
        model, data = ContentType.objects.get_for_id(line["content_type_id"]).model_class(), line["data"]
        told = {*data.get("facts", {}), *data.get("changes", {})}
        unnamed = told - labels(model).keys()
        assert not unnamed, f"{model.__name__}.fact_labels lacks {sorted(unnamed)}"
        return put(log_model, line)

    deeds.put = look
    yield
    deeds.put = put


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Tests talk to this machine only."""
    connect = socket.socket.connect

    def guarded(self, address):
        host = address[0] if isinstance(address, tuple) else ""
        if host and host not in ("127.0.0.1", "::1", "localhost"):
            raise RuntimeError(f"a test wants to reach {host}")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture
def zone(db):
    """The working committee with branches A and B, each with enterprise and task force; A is in the grid and sector."""
    root = make_organisation(name="云溪高新区两新工委")
    grid, sector = make_grid(name="第一网格"), make_sector(name="工业")
    branch_a = make_organisation(root, name="云溪宏达电器有限公司党支部")
    branch_b = make_organisation(root, name="云溪永盛铝业有限公司党支部")
    return SimpleNamespace(
        root=root,
        grid=grid,
        sector=sector,
        branch_a=branch_a,
        branch_b=branch_b,
        enterprise_a=make_enterprise(name="云溪宏达电器有限公司", organisation=branch_a, grid=grid, sector=sector),
        enterprise_b=make_enterprise(
            name="云溪永盛铝业有限公司", organisation=branch_b, grid=make_grid(name="第二网格")
        ),
        force_a=make_task_force(branch_a, name="宏达电器党员突击队"),
        force_b=make_task_force(branch_b, name="永盛铝业党员突击队"),
    )


@pytest.fixture
def secretary(zone):
    """The secretary of branch A."""
    return appoint(make_user("secretary", name="谢艳"), Role.SECRETARY, zone.branch_a)


@pytest.fixture
def neighbour(zone):
    """The secretary of branch B, who has no business with A."""
    return appoint(make_user("neighbour", name="章磊"), Role.SECRETARY, zone.branch_b)


@pytest.fixture
def adviser(zone):
    """The party-building adviser of branch A."""
    return appoint(make_user("adviser", name="柳勇"), Role.ADVISER, zone.branch_a)


@pytest.fixture
def commissioner(zone):
    """The organisation commissioner of the whole zone."""
    return appoint(make_user("commissioner", name="范晓燕"), Role.COMMISSIONER, zone.root)


@pytest.fixture
def official(zone):
    """A reviewer of the emergency centre, for the whole zone."""
    return appoint(make_user("official", name="秦国庆"), Role.CENTRE_REVIEWER, zone.root)


@pytest.fixture
def head(zone):
    """The head of the emergency centre."""
    return appoint(make_user("head", name="廉雪梅"), Role.CENTRE_HEAD, zone.root)


@pytest.fixture
def leader(zone):
    """The leader of A's task force."""
    return appoint(make_user("leader", name="许晓燕"), Role.TASK_FORCE_LEADER, zone.force_a)


@pytest.fixture
def volunteer(zone):
    """A member of A's task force."""
    return appoint(make_user("volunteer", name="雷俊杰"), Role.TASK_FORCE_MEMBER, zone.force_a)


@pytest.fixture
def contact(zone):
    """The safety officer of enterprise A."""
    return appoint(make_user("contact", name="马晓燕"), Role.SAFETY_OFFICER, zone.enterprise_a)


@pytest.fixture
def grid_worker(zone):
    """The grid worker of the grid in which enterprise A lies."""
    return appoint(make_user("grid_worker", name="吴晓燕"), Role.GRID_WORKER, zone.grid)


@pytest.fixture
def cadre(zone):
    """The cadre linked to enterprise A."""
    return appoint(make_user("cadre", name="孔超"), Role.LINKED_CADRE, zone.enterprise_a)


@pytest.fixture
def grid_head(zone):
    """The head of the grid in which enterprise A lies."""
    return appoint(make_user("grid_head", name="鲍立新"), Role.GRID_HEAD, zone.grid)


@pytest.fixture
def sector_leader(zone):
    """The leader of the zone who answers for the sector of enterprise A."""
    return appoint(make_user("sector_leader", name="褚建平"), Role.SECTOR_LEADER, zone.sector)


@pytest.fixture
def expert(zone):
    """The expert who is asked about enterprise A."""
    return appoint(make_user("expert", name="方志远"), Role.EXPERT, zone.enterprise_a)


@pytest.fixture
def editor(zone):
    """Writes articles."""
    return appoint(make_user("editor", name="周佳怡"), Role.EDITOR, zone.root)


@pytest.fixture
def publisher(zone):
    """Publishes what the editor wrote."""
    return appoint(make_user("publisher", name="郎宇轩"), Role.PUBLISHER, zone.root)


@pytest.fixture
def sysadmin(zone):
    """Makes accounts, appoints nobody."""
    return appoint(make_user("sysadmin", name="史杰"), Role.SYSTEM_ADMINISTRATOR, zone.root)


@pytest.fixture
def secadmin(zone):
    """Appoints, makes no accounts."""
    return appoint(make_user("secadmin", name="鲍超"), Role.SECURITY_ADMINISTRATOR, zone.root)


@pytest.fixture
def auditor(zone):
    """Reads the log and nothing else."""
    return appoint(make_user("auditor", name="韦浩然"), Role.AUDIT_ADMINISTRATOR, zone.root)


@pytest.fixture
def stranger(db):
    """Has an account and no appointment."""
    return make_user("stranger", name="陶洋")


@pytest.fixture
def client_of():
    """A browser in which the given person has signed in."""

    def make(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
