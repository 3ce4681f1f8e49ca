"""Who gets in where: the outbox. Its page holds nobody's data; what it asks: tests/portal/test_outbox.py."""

OPEN = {"worker", "manifest", "outbox"}
CLOSED = {"outbox_state", "outbox_names", "outbox_form", "outbox_photo"}
