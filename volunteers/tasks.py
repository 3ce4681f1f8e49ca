"""Work for the background: the packs of transfers, whose papers and pictures take some seconds."""

from django.utils.module_loading import import_string
from django_tasks import task

# By name: the pack's papers read the models that ask for them.
WRITER = "volunteers.transfer_pack.write_pack"


@task(backend="jobs")
def make_pack(key):
    """Make the pack of the transfer with this key, as long as it has not been sent."""
    import_string(WRITER)(key)
