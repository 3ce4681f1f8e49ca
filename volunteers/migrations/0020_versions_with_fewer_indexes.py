"""Versions carry no index by which nobody asks; dropped by name, since SQLite would make each table anew for each."""

from functools import partial

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from portal.versions import ForgetModels, drop_indexes


class Migration(migrations.Migration):

    dependencies = [
        ('branches', '0027_versions_with_fewer_indexes'),
        ('volunteers', '0019_earlier_standings_of_the_past'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            # Back again they stay dropped: nobody misses them.
            database_operations=[migrations.RunPython(partial(drop_indexes, "volunteers"), migrations.RunPython.noop)],
            state_operations=[
                ForgetModels(),
                migrations.AlterField(
                    model_name='historicalactivity',
                    name='confirmed_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
                ),
                migrations.AlterField(
                    model_name='historicalactivity',
                    name='entered_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
                ),
                migrations.AlterField(
                    model_name='historicalactivity',
                    name='enterprise',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.enterprise', verbose_name='enterprise'),
                ),
                migrations.AlterField(
                    model_name='historicalactivity',
                    name='kind',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='volunteers.activitykind', verbose_name='kind'),
                ),
                migrations.AlterField(
                    model_name='historicalactivity',
                    name='merged_into',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='volunteers.activity', verbose_name='merged into'),
                ),
                migrations.AlterField(
                    model_name='historicalactivity',
                    name='organisation',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.organisation', verbose_name='branch'),
                ),
                migrations.AlterField(
                    model_name='historicalactivity',
                    name='submitted_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by'),
                ),
                migrations.AlterField(
                    model_name='historicalactivity',
                    name='task_force',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='volunteers.taskforce', verbose_name='task force'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='category',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='volunteers.hazardcategory', verbose_name='category'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='closed_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='duplicate_of',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='volunteers.hazard', verbose_name='same as'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='enterprise',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.enterprise', verbose_name='enterprise'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='finder',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='finder'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='number',
                    field=models.CharField(max_length=40, verbose_name='number'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='organisation',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.organisation', verbose_name='branch'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='rechecked_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='re-checked by'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='rectified_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reported by'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='second_rechecked_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='second re-checker'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='standard',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='volunteers.judgementstandard', verbose_name='judgement standard'),
                ),
                migrations.AlterField(
                    model_name='historicalhazard',
                    name='task_force',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='volunteers.taskforce', verbose_name='task force'),
                ),
            ],
        ),
    ]
