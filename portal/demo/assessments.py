"""Two rounds of assessment: one that led to the zone's decisions, and one that runs, with a branch in every state."""

from datetime import timedelta
from decimal import Decimal

from branches.assessment_choices import (
    AssessmentState,
    Audience,
    DecisionKind,
    DeliberationState,
    Dimension,
    MaterialVerdict,
    Proposal,
    Rating,
    RectificationState,
    ReportState,
    RoundState,
    Satisfaction,
    TalkCategory,
)
from branches.choices import ChangeKind, Role
from branches.models import (
    Assessment,
    AssessmentEdition,
    AssessmentReport,
    AssessmentRound,
    AssessmentTeam,
    BranchDecision,
    BranchRectification,
    Deliberation,
    DimensionScore,
    MaterialCheck,
    Organisation,
    OrganisationalChange,
    Question,
    QuestionnaireRun,
    ReportAssent,
    TalkRecord,
)
from branches.models.assessment_rounds import next_working_day
from branches.models.assessment_visits import USUAL_SHARE
from portal.demo import people
from portal.demo.entries import moment, working_day
from portal.models import Counter

TEAMS = ("第一评估组", "第二评估组", "第三评估组")
TALKS = {
    TalkCategory.SECRETARY: "书记对支部情况熟悉，认为车间倒班影响集中学习，建议党课安排在交接班前后。",
    TalkCategory.OWNER: "出资人支持党建工作，愿意保证活动经费和场地，希望党员在安全生产上多带头。",
    TalkCategory.MEMBER: "党员反映主题党日能参加，希望内容更贴近生产，多到兄弟支部看看。",
    TalkCategory.EMPLOYEE: "职工知道身边谁是党员，认为有困难可以找支部，希望夜班也能参加活动。",
}
REMARKS = (
    "多组织到先进支部学习",
    "夜班职工也想参加活动",
    "希望党员多带新工人",
    "活动室开放时间可以再长一些",
    "对支部工作满意",
)
NOTES = {
    MaterialVerdict.INCOMPLETE: ("缺下半年总结", "签到不全", "照片未注明日期", "少两个月记录"),
    MaterialVerdict.MISSING: ("未见台账", "负责人离职后未移交"),
}
# How far each branch of the running round has come, in the order of the branches chosen.
STEPS = ("unplanned",) * 4 + ("planned",) * 6 + ("late", "visited", "visited", "half", "half", "half", "draft", "draft")
STEPS += ("signed", "signed", "answered", "agenda", "agenda", "decided", "decided", "executed")
REACHED = {
    "visited": AssessmentState.VISITED,
    "half": AssessmentState.VISITED,
    "draft": AssessmentState.VISITED,
    "signed": AssessmentState.REPORTED,
    "answered": AssessmentState.REPORTED,
    "agenda": AssessmentState.DELIBERATED,
    "decided": AssessmentState.DECIDED,
    "executed": AssessmentState.EXECUTED,
}
REPORTED = ("signed", "answered", "agenda", "decided", "executed")
RECTIFICATIONS = ("checked", "checked", "checked", "done", "open", "late")


class Maker:
    """Collects the rows of both rounds and writes each kind at once."""

    def __init__(self, zone):
        self.zone, self.lots = zone, zone.lots
        self.edition = AssessmentEdition.current()
        self.items = list(self.edition.items.all())
        self.weights = self.edition.weight_of()
        self.questions = {
            audience: list(Question.objects.filter(edition=self.edition, audience=audience)) for audience in Audience
        }
        self.checks, self.runs, self.talks, self.reports, self.scores, self.assents = [], [], [], [], [], []

    def visit(self, one, quality, *, share=1.0, closed=True):
        """What the team found: `quality` from 0 to 1, `share` of the items looked at."""
        lots, leader = self.lots, one.team.people[0]
        for item in self.items[: round(len(self.items) * share)]:
            verdict = MaterialVerdict.PRESENT
            if lots.random() > quality:
                verdict = MaterialVerdict.MISSING if lots.random() > quality else MaterialVerdict.INCOMPLETE
            note = lots.choice(NOTES[verdict]) if verdict in NOTES else ""
            deduction = USUAL_SHARE[verdict] * item.points
            facts = {"verdict": verdict, "deduction": deduction, "note": note, "checked_by": leader}
            self.checks.append(MaterialCheck(assessment=one, item=item, **facts))
        for audience in Audience:
            self.runs.append(self.run(one, audience, quality, closed=closed))
        for category, points in list(TALKS.items())[: 4 if share == 1 else 2]:
            day = one.visited_on
            self.talks.append(
                TalkRecord(assessment=one, category=category, talked_on=day, points=points, entered_by=leader)
            )

    def run(self, one, audience, quality, *, closed):
        """A questionnaire with what came back."""
        lots = self.lots
        out = {Audience.MEMBERS: 12, Audience.EMPLOYEES: 30, Audience.OWNER: 6}[audience] + lots.randint(0, 4)
        online, paper = lots.randint(0, out // 2), lots.randint(out // 4, out // 2)
        found = {
            "assessment": one,
            "audience": audience,
            "expires_on": one.visited_on + timedelta(days=14) if closed else self.zone.ago(-9),
            "handed_out": out,
            "closed_on": one.visited_on + timedelta(days=7) if closed else None,
        }
        for source, count in (("online", online), ("paper", paper)):
            answers = {str(question.pk): self.answers(count, quality) for question in self.questions[audience]}
            found[f"answers_{source}"] = answers if count else {}
            found[f"returned_{source}"] = found[f"valid_{source}"] = count
            found[f"remarks_{source}"] = lots.sample(REMARKS, min(len(REMARKS), count // 5))
        return QuestionnaireRun(**found)

    def answers(self, count, quality):
        """How often each answer was given to a question."""
        found = {}
        weights = (quality, (1 - quality) * 0.6 + 0.15, (1 - quality) * 0.5, 0.08)
        for answer in self.lots.choices(Satisfaction.values, weights, k=count):
            found[answer] = found.get(answer, 0) + 1
        return dict(sorted(found.items()))

    def report(self, one, quality, state, proposal, day, number):
        """The report of a branch; its texts are those of the records, shortened."""
        branch, leader = one.organisation, one.team.people[0]
        rating = Rating.WELL if quality > 0.85 else Rating.NORMAL if quality > 0.45 else Rating.NOT_NORMAL
        texts = texts_of(one, quality, len(self.items))
        is_signed = state != ReportState.DRAFT
        report = AssessmentReport(
            assessment=one,
            number=f"{day.year}-{number:03d}" if is_signed else "",
            rating=rating,
            proposal=proposal,
            rectify_by=day + timedelta(days=90) if proposal == Proposal.RECTIFY else None,
            proposal_text="" if proposal == Proposal.KEEP else "根据查验、问卷和谈话情况提出。",
            composed=dict(texts),
            state=state,
            signed_on=day if is_signed else None,
            signed_by=leader if is_signed else None,
            reply="支部认可评估意见，将逐项对照整改。" if state == ReportState.ANSWERED else "",
            answered_on=day + timedelta(days=3) if state == ReportState.ANSWERED else None,
            answered_by=self.zone.secretaries.get(branch.pk) if state == ReportState.ANSWERED else None,
            **texts,
        )
        self.reports.append(report)
        for dimension in Dimension:
            score = Decimal(round(min(98, 45 + 50 * quality + self.lots.uniform(-6, 6)), 1)).quantize(Decimal("0.1"))
            facts = {"weight": self.weights[dimension.value], "suggested": score, "score": score}
            self.scores.append(DimensionScore(report=report, dimension=dimension, **facts))
        if is_signed:
            given = moment(day, 9)
            self.assents += [ReportAssent(report=report, user=user, given_at=given) for user in one.team.people[:2]]
        return report

    def write(self):
        """Everything collected, kind by kind."""
        parts = (
            (MaterialCheck, self.checks),
            (QuestionnaireRun, self.runs),
            (TalkRecord, self.talks),
            (AssessmentReport, self.reports),
            (DimensionScore, self.scores),
            (ReportAssent, self.assents),
        )
        for model, rows in parts:
            model.objects.bulk_create(rows, batch_size=500)
        self.__init__(self.zone)


def texts_of(one, quality, items):
    """The sections of a report as its team left them."""
    branch = one.organisation
    problems = "" if quality > 0.9 else "部分台账记录不全，组织生活签到不规范。"
    if quality <= 0.45:
        problems = "长期未按期开展组织生活，党员人数不足，台账缺失。"
    members = f"现有正式党员{branch.full_members}名、预备党员{branch.probationary_members}名"
    return {
        "facts": f"{members}，书记{branch.secretary_name}。",
        "process": f"评估组于{one.visited_on}走访，查验资料{items}项，发放三类问卷，个别谈话4人次。",
        "strengths": "班子团结，党员在岗位上能带头。" if quality > 0.6 else "",
        "problems": problems,
    }


def make_assessments(zone):
    """Both rounds."""
    zone.draw_for("assessments")
    lots = zone.lots
    others = people.make_others(zone, "assessor", [people.name(lots) for _one in range(5)])
    people.appoint_others(zone, Role.ASSESSOR, [(user, zone.root) for user in others])
    assessors = [zone.logins["assessor"], *others]
    maker = Maker(zone)
    closed_round(zone, maker, assessors)
    running_round(zone, maker, assessors)
    # Numbers given here are not given again.
    Counter.at_least(f"assessment report {zone.today.year}", 200)


def make_round(zone, assessors, name, start, end, state):
    """A round with its three teams of two."""
    facts = {"basis": f"云高党〔{start.year}〕15号", "office": zone.root, "edition": AssessmentEdition.current()}
    one = AssessmentRound.objects.create(name=name, starts_on=start, ends_on=end, state=state, **facts)
    teams = []
    for place, title in enumerate(TEAMS):
        team = AssessmentTeam.objects.create(round=one, name=title)
        team.people = assessors[2 * place : 2 * place + 2]
        team.seats.model.objects.bulk_create(
            [team.seats.model(team=team, user=user, is_leader=not number) for number, user in enumerate(team.people)]
        )
        teams.append(team)
    return one, teams


def closed_round(zone, maker, assessors):
    """The round before: every branch visited, reported, decided; nine of the decisions changed the registry."""
    start = zone.ago(172)
    name = f"{start.year}年度两新党组织能力评估"
    one, teams = make_round(zone, assessors, name, start, zone.ago(104), RoundState.CLOSED)
    changed = {
        change.organisation_id: change
        for change in OrganisationalChange.objects.filter(kind__in=[ChangeKind.DISSOLVED, ChangeKind.DOWNGRADED])
    }
    rows = []
    for place, branch in enumerate(Organisation.objects.counted().order_by("path")):
        day = working_day(zone.ago(168 - place % 50))
        facts = {"visit_on": day, "visited_on": day, "route": place % 4 + 1, "state": AssessmentState.EXECUTED}
        rows.append(Assessment(round=one, organisation=branch, team=teams[place % 3], **facts))
    Assessment.objects.bulk_create(rows)
    rectified = maker.lots.sample([row for row in rows if row.organisation_id not in changed], len(RECTIFICATIONS))
    for number, row in enumerate(rows, 1):
        change = changed.get(row.organisation_id)
        quality = maker.lots.uniform(0.72, 0.98)
        proposal = Proposal.KEEP
        if change and change.kind == ChangeKind.DISSOLVED:
            quality, proposal = maker.lots.uniform(0.1, 0.35), Proposal.DISSOLVE
        elif change:
            quality, proposal = 0.7, Proposal.ADJUST
        elif row in rectified:
            quality, proposal = maker.lots.uniform(0.46, 0.6), Proposal.RECTIFY
        maker.visit(row, quality)
        maker.report(
            row, quality, ReportState.ANSWERED, proposal, working_day(row.visited_on + timedelta(days=10)), number
        )
    maker.write()
    decide_the_story(zone, rows, changed, rectified)


def decide_the_story(zone, rows, changed, rectified):
    """The meetings: those that changed the registry on their own days, and one for all other branches."""
    meetings, decisions = {}, []

    def meeting(day, number, effective):
        if number not in meetings:
            facts = {"meeting": "党工委会议", "document_number": number, "effective_on": effective}
            facts |= {"state": DeliberationState.EXECUTED, "office": zone.root}
            meetings[number] = Deliberation.objects.create(held_on=day, **facts)
        return meetings[number]

    others_on = working_day(zone.ago(102))
    others_number = f"云高党〔{others_on.year}〕19号"
    for row in rows:
        change, facts = changed.get(row.organisation_id), {}
        if change:
            kind = DecisionKind.DISSOLVE if change.kind == ChangeKind.DISSOLVED else DecisionKind.DOWNGRADE
            held = meeting(change.effective_on, change.document_number, change.effective_on)
            facts = {"change": change, "reason": change.reason}
        else:
            kind = DecisionKind.RECTIFY if row in rectified else DecisionKind.KEEP
            held = meeting(others_on, others_number, others_on)
        decisions.append(
            BranchDecision(deliberation=held, assessment=row, organisation_id=row.organisation_id, kind=kind, **facts)
        )
    by_assessment = {one.assessment_id: one for one in decisions}
    for row in rectified:
        by_assessment[row.pk].rectify_by = zone.ago(12)
        by_assessment[row.pk].reason = "组织生活不规范，限期补齐制度和台账"
    BranchDecision.objects.bulk_create(decisions)
    for step, row in zip(RECTIFICATIONS, rectified, strict=True):
        rectify(zone, by_assessment[row.pk], step)


def rectify(zone, decision, step):
    """What one branch has to put right, as far as it has come."""
    row = BranchRectification(decision=decision, due_on=zone.ago(3) if step == "late" else zone.ago(-20))
    if step in ("checked", "done"):
        row.state, row.done_on = RectificationState.DONE, zone.ago(30)
        row.done_by = zone.secretaries.get(decision.organisation_id)
        row.measures = "补齐三会一课记录本和签到，明确委员分工，党费台账按月公示。"
    if step == "checked":
        row.state, row.checked_on = RectificationState.CHECKED, zone.ago(24)
        row.checked_by, row.opinion = zone.logins["adviser"], "已现场核对，整改到位"
    else:
        Assessment.objects.filter(pk=decision.assessment_id).update(state=AssessmentState.DECIDED)
    row.save()


def running_round(zone, maker, assessors):
    """The round that runs: twenty-six branches, at least one in every state; the home branch has a report to answer."""
    start = zone.ago(24)
    name = f"{start.year}年第四季度能力评估"
    one, teams = make_round(zone, assessors, name, start, zone.ago(-22), RoundState.RUNNING)
    chosen = [branch for branch in zone.branches if branch != zone.home.branch and branch.enterprise_id]
    chosen = zone.lots.sample(chosen, len(STEPS) - 1)
    chosen.insert(STEPS.index("signed"), zone.home.branch)
    rows = planned_rows(zone, one, teams, chosen)
    Assessment.objects.bulk_create(rows)
    steps = list(zip(rows, STEPS, strict=True))
    for number, (row, step) in enumerate(steps, 101):
        quality = maker.lots.uniform(0.55, 0.97)
        if step in ("half", "draft", *REPORTED):
            maker.visit(row, quality, share=0.6 if step == "half" else 1.0, closed=step != "half")
        if step == "draft" or step in REPORTED:
            state = (
                ReportState.DRAFT
                if step == "draft"
                else ReportState.SIGNED
                if step == "signed"
                else ReportState.ANSWERED
            )
            proposal = Proposal.RECTIFY if step == "decided" and number % 2 else Proposal.KEEP
            maker.report(row, quality, state, proposal, min(row.visited_on + timedelta(days=4), zone.ago(3)), number)
    maker.write()
    deliberate(zone, steps)


def planned_rows(zone, one, teams, chosen):
    """The branches of the running round, each as far as its step says."""
    rows = []
    for place, (branch, step) in enumerate(zip(chosen, STEPS, strict=True)):
        row = Assessment(round=one, organisation=branch, state=REACHED.get(step, AssessmentState.PLANNED))
        if step != "unplanned":
            # The account that may be tried belongs to the first team: it finds work in every state.
            row.team, row.route = teams[0 if place % 2 else 1 + place % 4 // 2], place % 3 + 1
            ahead = {"planned": place - 2, "late": -2}.get(step)
            day = working_day(zone.ago(-ahead if ahead is not None else 22 - place % 14))
            if ahead is not None:
                shifted = working_day if ahead < 0 else next_working_day
                row.visit_on = shifted(zone.ago(-ahead))
            else:
                row.visit_on = day
            row.visited_on = day if step in REACHED else None
        rows.append(row)
    return rows


def deliberate(zone, steps):
    """The meetings of the running round: an agenda being prepared, one decided, one carried out."""
    states = {
        "agenda": (DeliberationState.DRAFT, zone.ago(-2)),
        "decided": (DeliberationState.DECIDED, zone.ago(1)),
        "executed": (DeliberationState.EXECUTED, zone.ago(2)),
    }
    for step, (state, day) in states.items():
        facts = {"meeting": "党工委会议", "held_on": day, "effective_on": max(day, zone.today), "office": zone.root}
        held = Deliberation.objects.create(state=state, **facts)
        for row in (row for row, reached in steps if reached == step):
            report = row.report
            kind = DecisionKind.RECTIFY if report.proposal == Proposal.RECTIFY else DecisionKind.KEEP
            decision = BranchDecision.objects.create(
                deliberation=held,
                assessment=row,
                organisation=row.organisation,
                kind=kind,
                rectify_by=report.rectify_by,
            )
            if kind == DecisionKind.RECTIFY and state != DeliberationState.DRAFT:
                BranchRectification.objects.create(decision=decision, due_on=report.rectify_by)
