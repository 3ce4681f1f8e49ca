"""Two at the same moment: one deed is done, the second of them is told, and nothing stands there twice."""

import pytest

from tests.servers import server


@pytest.fixture(scope="module")
def came_of_it(tmp_path_factory, django_db_setup):
    """What two at once were answered, each with a connection of its own to a database of their own."""
    with server(tmp_path_factory.mktemp("rivals"), ["manage.py", "serve"]) as one:
        yield one.run("tests.rivals")


def test_of_two_who_answer_the_same_sheet_one_is_told_and_the_hazard_is_opened_once(came_of_it):
    answering = came_of_it["answering"]
    assert answering["told"] == ["302", "409"]
    assert answering["rows"] == 1
    # Returned already: whoever is second is led to what was returned.
    assert answering["sent"] == ["302", "302"]
    assert answering["returns"] == 1


def test_of_two_who_receive_the_same_return_one_is_told(came_of_it):
    assert came_of_it["receiving"] == {"told": ["WrongState", "received"], "rows": 1}


def test_of_two_who_register_the_same_stop_one_is_told_and_it_counts_once(came_of_it):
    assert came_of_it["stopping"] == {"told": ["Refused", "standing"], "rows": 1, "standing": 1}
