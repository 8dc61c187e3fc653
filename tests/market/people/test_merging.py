from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW
from tests.market.people.factories import TODAY, a_number, a_worker
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions, queries
from yizhan.market.people.drafts import CategoryDraft, SkillDraft
from yizhan.market.people.models import Merge, Worker
from yizhan.market.people.search import search
from yizhan.market.people.states import CategoryKind, RegistrationKind

BORN = date(1970, 5, 6)


def _pair(town: SimpleNamespace, **values: object) -> tuple[Worker, Worker]:
    """A file without a number, and one with it, of the same person at the same station."""
    keep = a_worker(town.clerk, town.station, document_number="", birth_date=BORN, skills=(SkillDraft(trade="搬运"),))
    other = a_worker(
        town.clerk,
        town.station,
        kinds=(RegistrationKind.SEEKING, RegistrationKind.TRAINING),
        document_number=a_number(BORN),
        document_seen=True,
        skills=(SkillDraft(trade="搬运"), SkillDraft(trade="保洁")),
        categories=(CategoryDraft(kind=CategoryKind.UNEMPLOYED, since=TODAY),),
        **values,
    )
    return keep, other


def _merge(town: SimpleNamespace, keep: Worker, other: Worker) -> Merge:
    return actions.merge(actor=town.head, keep=keep, other=other, reason="同一人建了两份档案", now=NOW)


def test_everything_changes_hands_and_nothing_counts_twice(town: SimpleNamespace) -> None:
    keep, other = _pair(town)
    digest = other.document_digest
    trace = _merge(town, keep, other)
    keep.refresh_from_db()
    other.refresh_from_db()
    assert (other.state, other.merged_into, other.document_digest) == ("merged", keep, None)
    assert (keep.document_digest, keep.identity_checked_by) == (digest, town.clerk.id)
    assert sorted(keep.skills.values_list("trade", flat=True)) == ["保洁", "搬运"]
    assert keep.categories.get().kind == CategoryKind.UNEMPLOYED
    assert sorted(queries.registrations(town.clerk).values_list("kind", flat=True)) == ["seeking", "training"]
    assert list(search(town.clerk, "张", today=TODAY).rows) == [keep]
    entry = Entry.objects.order_by("-sequence")[0]
    assert (entry.verb, entry.object_id, entry.reason) == (
        "people.worker.merged",
        str(keep.pk),
        "同一人建了两份档案",
    )
    assert list(queries.merges(town.head)) == [trace]


def test_a_merge_is_undone_to_the_row(town: SimpleNamespace) -> None:
    keep, other = _pair(town)

    def rows() -> list[object]:
        files = Worker.objects.order_by("pk").values_list(
            "pk", "state", "merged_into", "document_digest", "identity_checked_by", "household_region", "places"
        )
        held = [
            list(worker.registrations.order_by("pk").values_list("pk", "state"))
            + list(worker.skills.order_by("pk").values_list("pk"))
            + list(worker.categories.order_by("pk").values_list("pk"))
            for worker in Worker.objects.order_by("pk")
        ]
        return [list(files), held]

    before = rows()
    trace = _merge(town, keep, other)
    assert rows() != before
    actions.unmerge(actor=town.head, done=trace, reason="不是同一人", now=NOW + timedelta(days=30))
    assert rows() == before
    number = Worker.objects.get(pk=other.pk).document_number
    assert number is not None
    assert number.masked.startswith("350")
    with pytest.raises(Refusal, match="已经撤销"):
        actions.unmerge(actor=town.head, done=trace, reason="再来一次", now=NOW + timedelta(days=30))
    assert _merge(town, keep, other).undone_at is None


def test_rows_that_came_later_stay_with_the_kept_file(town: SimpleNamespace) -> None:
    keep, other = _pair(town)
    trace = _merge(town, keep, other)
    later = actions.register(
        actor=town.clerk,
        station=town.station,
        worker=keep,
        kinds=(RegistrationKind.FLEXIBLE,),
        now=NOW + timedelta(days=1),
    ).registrations[0]
    actions.unmerge(actor=town.head, done=trace, reason="不是同一人", now=NOW + timedelta(days=2))
    later.refresh_from_db()
    assert later.worker == keep


def test_after_thirty_days_a_merge_stands(town: SimpleNamespace) -> None:
    trace = _merge(town, *_pair(town))
    with pytest.raises(Refusal, match="超过30天"):
        actions.unmerge(actor=town.head, done=trace, reason="不是同一人", now=NOW + timedelta(days=30, seconds=1))


def test_what_is_not_one_person_is_refused(town: SimpleNamespace) -> None:
    first, second = (a_worker(town.clerk, town.station) for _ in range(2))
    other_day = a_worker(town.clerk, town.station, document_number="", birth_date=date(1980, 1, 1))
    for keep, other, why in (
        (first, second, "证件号码不同"),
        (first, other_day, "出生日期不同"),
        (first, first, "自身"),
    ):
        with pytest.raises(Refusal, match=why):
            _merge(town, keep, other)


def test_nobody_is_merged_twice(town: SimpleNamespace) -> None:
    keep, other = _pair(town)
    _merge(town, keep, other)
    third = a_worker(town.clerk, town.station, document_number="", birth_date=BORN)
    for pair in ((third, other), (other, third), (keep, other)):
        with pytest.raises(Refusal, match="已合并"):
            _merge(town, *pair)


def test_only_heads_and_officers_of_both_files_merge(town: SimpleNamespace) -> None:
    keep, other = _pair(town)
    away = a_worker(town.clerk2, town.station2, document_number="", birth_date=BORN)
    with pytest.raises(Refusal, match="站长"):
        actions.merge(actor=town.clerk, keep=keep, other=other, reason="重复档案", now=NOW)
    for actor in (town.head, town.county_officer):
        with pytest.raises(OutOfScope):
            actions.merge(actor=actor, keep=keep, other=away, reason="重复档案", now=NOW)
    actions.merge(actor=town.city_officer, keep=other, other=away, reason="重复档案", now=NOW)
    with pytest.raises(OutOfScope):
        actions.unmerge(
            actor=town.county2_officer,
            done=Merge.objects.create(kept=keep, other=other, merged_by=town.head.id, merged_at=NOW, moved={}),
            reason="试一试",
            now=NOW,
        )


def test_a_merge_needs_a_reason(town: SimpleNamespace) -> None:
    keep, other = _pair(town)
    with pytest.raises(Refusal, match="理由"):
        actions.merge(actor=town.head, keep=keep, other=other, reason=" ", now=NOW)
    assert not Merge.objects.exists()
