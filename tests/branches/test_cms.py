"""Reference data in the CMS: for its administrators and for nobody else."""

import pytest
from django.urls import reverse

from branches.middleware import align_cms_groups
from branches.models import Process

pytestmark = pytest.mark.django_db


def test_the_administrator_of_the_cms_adds_a_dangerous_process(zone, sysadmin, client_of):
    align_cms_groups(sysadmin)
    client = client_of(sysadmin)
    assert client.get(reverse("process:index")).status_code == 200
    answer = client.post(reverse("process:add"), {"title": "电镀", "title_en": "Electroplating", "order": 80})
    assert answer.status_code == 302
    assert Process.objects.filter(title="电镀").exists()


def test_an_editor_does_not_touch_reference_data(zone, editor, client_of):
    align_cms_groups(editor)
    answer = client_of(editor).get(reverse("process:index"))
    assert answer.status_code in (302, 403)
    assert not Process.objects.filter(title="电镀").exists()
