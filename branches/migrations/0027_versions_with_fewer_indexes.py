"""Versions carry no index by which nobody asks; dropped by name, since SQLite would make each table anew for each."""

from functools import partial

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from portal.versions import ForgetModels, drop_indexes


class Migration(migrations.Migration):

    dependencies = [
        ('branches', '0026_requests_for_data'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            # Back again they stay dropped: nobody misses them.
            database_operations=[migrations.RunPython(partial(drop_indexes, "branches"), migrations.RunPython.noop)],
            state_operations=[
                ForgetModels(),
                migrations.AlterField(
                    model_name='historicalenterprise',
                    name='grid',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.grid', verbose_name='grid'),
                ),
                migrations.AlterField(
                    model_name='historicalenterprise',
                    name='landlord',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.enterprise', verbose_name='landlord'),
                ),
                migrations.AlterField(
                    model_name='historicalenterprise',
                    name='name_key',
                    field=models.CharField(editable=False, max_length=120, verbose_name='name for comparison'),
                ),
                migrations.AlterField(
                    model_name='historicalenterprise',
                    name='organisation',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.organisation', verbose_name='party organisation'),
                ),
                migrations.AlterField(
                    model_name='historicalenterprise',
                    name='sector',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.sector', verbose_name='sector'),
                ),
                migrations.AlterField(
                    model_name='historicalmeeting',
                    name='entered_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
                ),
                migrations.AlterField(
                    model_name='historicalmeeting',
                    name='organisation',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.organisation', verbose_name='organisation'),
                ),
                migrations.AlterField(
                    model_name='historicalmeeting',
                    name='recorded_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signed by'),
                ),
                migrations.AlterField(
                    model_name='historicalmember',
                    name='organisation',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.organisation', verbose_name='organisation'),
                ),
                migrations.AlterField(
                    model_name='historicalmember',
                    name='user',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account'),
                ),
                migrations.AlterField(
                    model_name='historicalorganisation',
                    name='enterprise',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.enterprise', verbose_name='host enterprise'),
                ),
                migrations.AlterField(
                    model_name='historicalorganisation',
                    name='name_key',
                    field=models.CharField(editable=False, max_length=120, verbose_name='name for comparison'),
                ),
                migrations.AlterField(
                    model_name='historicalorganisation',
                    name='path',
                    field=models.CharField(max_length=255),
                ),
                migrations.AlterField(
                    model_name='historicalsite',
                    name='organisation',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.organisation', verbose_name='organisation'),
                ),
                migrations.AlterField(
                    model_name='historicalsitecheck',
                    name='applied_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='applied by'),
                ),
                migrations.AlterField(
                    model_name='historicalsitecheck',
                    name='checklist',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.sitechecklist', verbose_name='checklist'),
                ),
                migrations.AlterField(
                    model_name='historicalsitecheck',
                    name='first_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='first signature'),
                ),
                migrations.AlterField(
                    model_name='historicalsitecheck',
                    name='looked_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='looked at by'),
                ),
                migrations.AlterField(
                    model_name='historicalsitecheck',
                    name='opened_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by'),
                ),
                migrations.AlterField(
                    model_name='historicalsitecheck',
                    name='second_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='second signature'),
                ),
                migrations.AlterField(
                    model_name='historicalsitecheck',
                    name='self_checked_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='self-checked by'),
                ),
                migrations.AlterField(
                    model_name='historicalsitecheck',
                    name='site',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.site', verbose_name='site'),
                ),
                migrations.AlterField(
                    model_name='historicaltrainingsession',
                    name='announced_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='announced by'),
                ),
                migrations.AlterField(
                    model_name='historicaltrainingsession',
                    name='closed_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by'),
                ),
                migrations.AlterField(
                    model_name='historicaltrainingsession',
                    name='entered_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
                ),
                migrations.AlterField(
                    model_name='historicaltrainingsession',
                    name='grid',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.grid', verbose_name='grid'),
                ),
                migrations.AlterField(
                    model_name='historicaltrainingsession',
                    name='organisation',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='branches.organisation', verbose_name='for whose people'),
                ),
            ],
        ),
    ]
