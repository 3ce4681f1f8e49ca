"""Tables of task forces and their posts."""

from django.db.models import Aggregate, CharField, Count, Exists, Func, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from branches.choices import Role
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, Table
from volunteers.models import Activity, Discoverer, Hazard, TaskForce, TaskForcePost, Volunteer
from volunteers.tables.reference import MemberColumn, WholeColumn


class Names(Aggregate):
    """The names of a group in one text: 张三、李四."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, '、')"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


def with_people_and_deeds(task_forces, day):
    """The task forces with leaders, members, and this year's activities and hazards.

    The subqueries are asked for the rows of one page only; each is served by an index that begins with the task force.
    """
    posts = TaskForcePost.objects.in_force(day).filter(task_force=OuterRef("pk")).order_by().values("task_force")
    leaders = posts.filter(role=Role.TASK_FORCE_LEADER).annotate(names=Names("user__name")).values("names")
    members = posts.annotate(n=Count("user", distinct=True)).values("n")
    new_year = day.replace(month=1, day=1)
    held = Activity.objects.counted().held_between(new_year, day)
    led = held.filter(task_force=OuterRef("pk"))
    # From the side of the partners: the other way round the database walks through all activities of the year.
    joined = Activity.partners.through.objects.filter(
        Exists(held.filter(pk=OuterRef("activity_id"))), taskforce=OuterRef("pk")
    )
    hazards = Hazard.objects.found_between(new_year, day)
    found = hazards.filter(task_force=OuterRef("pk"))
    joint = Discoverer.objects.filter(Exists(hazards.filter(pk=OuterRef("hazard_id"))), task_force=OuterRef("pk"))
    return task_forces.annotate(
        leaders=Coalesce(Subquery(leaders), Value("")),
        members=Coalesce(Subquery(members), 0),
        activities_this_year=counted(led) + counted(joined),
        hazards_this_year=counted(found) + counted(joint),
    )


def counted(rows):
    """How many of the rows a task force has, as a subquery without groups, which says 0 where there are none."""
    return Subquery(rows.order_by().annotate(n=Func("pk", function="COUNT")).values("n"), output_field=IntegerField())


class TaskForceTable(Table):
    """Task forces with what they did this year."""

    name = LinkColumn(verbose_name=_("task force"), css="primary", sort=("name", "pk"))
    organisation = LinkColumn(verbose_name=_("branch"), accessor="organisation__name", to="organisation")
    leaders = Column(verbose_name=_("leaders"))
    members = WholeColumn(verbose_name=_("members"))
    activities = WholeColumn(verbose_name=_("activities this year"), accessor="activities_this_year")
    hazards = WholeColumn(verbose_name=_("hazards found this year"), accessor="hazards_this_year")
    formed_on = DayColumn(verbose_name=_("formed on"))
    disbanded_on = DayColumn(verbose_name=_("disbanded on"))

    class Meta(Table.Meta):
        model = TaskForce
        fields = ("name", "organisation", "leaders", "members", "activities", "hazards", "formed_on", "disbanded_on")
        extra_columns = ("formed_on", "disbanded_on")


class PostTable(Table):
    """Who holds a post in a task force, from when to when."""

    user = Column(verbose_name=_("person"), accessor="user__name")
    role = ChoiceColumn(Role, verbose_name=_("post"))
    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))

    class Meta(Table.Meta):
        model = TaskForcePost
        fields = ("user", "role", "start", "end")


class MoveTable(Table):
    """Where a task force went when its organisation ended, by which decision."""

    effective_on = DayColumn(verbose_name=_("effective on"), css="primary")
    before = LinkColumn(verbose_name=_("belonged to"), accessor="organisation_before__name", to="organisation_before")
    after = LinkColumn(verbose_name=_("belongs to"), accessor="organisation_after__name", to="organisation_after")
    change = LinkColumn(verbose_name=_("organisational change"), accessor="change", to="change")

    class Meta(Table.Meta):
        pass


class EndColumn(Column):
    """The button that ends a post still held."""

    def render(self, record):
        if record.end is not None:
            return ""
        url = reverse("post_end", args=[record.pk])
        return format_html('<a href="{}">{}</a>', url, gettext("End this post"))


class PostAdminTable(PostTable):
    """The same for whoever appoints: a post still held can be ended."""

    deed = EndColumn(verbose_name=_("deed"), accessor="pk")

    class Meta(PostTable.Meta):
        fields = ("user", "role", "start", "end", "deed")


class VolunteerTable(Table):
    """Who goes along without a post, from when to when."""

    name = Column(verbose_name=pgettext_lazy("person", "name"), css="primary")
    is_member = MemberColumn(verbose_name=_("party member"))
    remark = Column(verbose_name=_("remark"))
    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))

    class Meta(Table.Meta):
        model = Volunteer
        fields = ("name", "is_member", "remark", "start", "end")


class ChangeColumn(Column):
    """The way to correct an entry of the list, or to end it."""

    def render(self, record):
        url = reverse("volunteer_edit", args=[record.pk])
        return format_html('<a href="{}">{}</a>', url, pgettext("entry of a list", "Change"))


class VolunteerKeepTable(VolunteerTable):
    """The same for whoever keeps the list."""

    deed = ChangeColumn(verbose_name=_("deed"), accessor="pk")

    class Meta(VolunteerTable.Meta):
        fields = ("name", "is_member", "remark", "start", "end", "deed")
