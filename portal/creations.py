"""A step of a migration: many tables at once."""

from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """Create all these models in one step.

    Between two steps Django draws anew every model that hangs together with the one just made, and all of ours hang on
    the user: a hundred steps of one model each take twenty seconds of a first start, one step of a hundred takes two.
    Models may refer to each other in any order, as no table is made before all of them are known.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, creations):
        self.creations = creations

    def state_forwards(self, app_label, state):
        """All models become known; they are drawn when somebody asks, not one by one."""
        state.__dict__.pop("apps", None)
        for creation in self.creations:
            creation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """One table each, with its constraints and indexes."""
        for creation in self.creations:
            creation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """The tables go in the opposite order, once what the rows' own steps took away has been checked.

        PostgreSQL drops no table whose rows still wait for that.
        """
        schema_editor.connection.check_constraints()
        for creation in reversed(self.creations):
            creation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create models " + ", ".join(creation.name for creation in self.creations)
