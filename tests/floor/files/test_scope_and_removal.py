"""Who sees a file, how it goes, and what is swept away."""

import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from tests.floor.files import factories as make
from yizhan.floor.audit.models import Entry
from yizhan.floor.files import actions, queries, storage
from yizhan.floor.files.holdings import HOLDINGS
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.floor.files.tasks import sweep_orphans
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
STATION = "3505/350503/ST1/"
PERSON = make.Somebody()
NOBODY = make.Somebody(id=UUID(int=0))
LATER = make.NOW + timedelta(days=2)


def evidence() -> StoredFile:
    return make.stored(make.pdf(), organisation_path=STATION, person_id=PERSON.id)


@pytest.mark.parametrize(
    ("actor", "sees"),
    [
        (make.CLERK, True),
        (PERSON, True),
        (make.Somebody(STATION), True),
        (make.Somebody("3505/350503/"), True),
        (make.Somebody("3505/"), True),
        (make.Somebody("3505/350503/ST/"), False),
        (make.Somebody("3505/350503/ST2/"), False),
        (make.Somebody("3505/350504/"), False),
        (make.Somebody(), False),
        (NOBODY, False),
        (make.Somebody(sees_everything=True), True),
    ],
)
def test_a_file_is_seen_by_its_uploader_its_person_and_its_organisations(actor: make.Somebody, sees: bool) -> None:
    file = evidence()
    assert (file in queries.files(actor)) is sees
    if not sees:
        with pytest.raises(StoredFile.DoesNotExist):
            queries.file(actor, file.pk)
        with pytest.raises(StoredFile.DoesNotExist):
            actions.remove(actor=actor, file=file, reason="传错了", now=LATER)


def test_nobody_does_not_see_what_the_system_stored() -> None:
    file = make.stored(make.pdf(), actor=make.Somebody(sees_everything=True, id=UUID(int=0)))
    assert file not in queries.files(NOBODY)


def test_the_callers_scope_adds_paths() -> None:
    file = evidence()
    operator = make.Somebody("OP1/")
    assert file not in queries.files(operator)
    assert queries.file(operator, file.pk, also=(STATION,)) == file


def test_everybody_sees_a_site_photo_and_only_its_own_people_remove_it() -> None:
    photo = make.saved(make.scene())
    file = make.stored(photo, purpose=FilePurpose.SITE_PHOTO, organisation_path=STATION)
    assert queries.file(NOBODY, file.pk) == file
    with pytest.raises(StoredFile.DoesNotExist):
        actions.remove(actor=NOBODY, file=file, reason="传错了", now=LATER)


def test_removal_deletes_the_bytes_keeps_the_row_and_is_recorded(django_capture_on_commit_callbacks: object) -> None:
    file = evidence()
    with pytest.raises(Refusal, match="理由"):
        actions.remove(actor=make.CLERK, file=file, reason=" ", now=LATER)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        removed = actions.remove(actor=make.CLERK, file=file, reason="传错了", now=LATER)
    assert removed.removed_at == LATER
    assert not storage.path_of(file.key).exists()
    assert Entry.objects.order_by("sequence").last().verb == "files.file.removed"  # type: ignore[union-attr]
    with pytest.raises(StoredFile.DoesNotExist):
        queries.file(make.CLERK, file.pk)
    with pytest.raises(StoredFile.DoesNotExist):
        queries.content(removed)
    with pytest.raises(Refusal, match="文件已经删除"):
        actions.remove(actor=make.CLERK, file=file, reason="传错了", now=LATER)


def test_a_rolled_back_upload_is_an_orphan_and_swept_after_a_day(folder: Path) -> None:
    kept = evidence()
    with transaction.atomic():
        orphan = evidence()
        transaction.set_rollback(True)
    half = storage.path_of(uuid4().hex).with_suffix(storage.PART)
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    lying = sorted(storage.lying())
    assert storage.path_of(orphan.key) in lying
    for path in lying:
        os.utime(path, (make.NOW.timestamp(), make.NOW.timestamp()))
    assert sweep_orphans(make.NOW + timedelta(hours=24)) == 0
    assert sweep_orphans(make.NOW + timedelta(hours=24, seconds=1)) == 2
    assert list(storage.lying()) == [storage.path_of(kept.key)]


def test_a_row_that_fails_takes_its_bytes_along() -> None:
    with pytest.raises(Exception, match="files_path_shape"), transaction.atomic():
        make.stored(make.pdf(), organisation_path="../etc")
    assert list(storage.lying()) == []


def test_a_photo_used_again_is_found_within_the_area() -> None:
    first = make.stored(make.saved(make.scene()), organisation_path=STATION)
    again = make.stored(make.saved(make.scene().resize((320, 240)), quality=60), organisation_path=STATION)
    other = make.stored(make.saved(make.scene().rotate(90)), organisation_path=STATION)
    elsewhere = make.stored(
        make.saved(make.scene()), actor=make.Somebody("3505/350504/"), organisation_path="3505/350504/ST9/"
    )
    county, city = make.Somebody("3505/350503/"), make.Somebody("3505/")
    assert list(queries.similar(county, first)) == [again]
    assert set(queries.similar(city, first)) == {again, elsewhere}
    assert other not in queries.similar(city, first)
    assert [found.distance for found in queries.similar(city, elsewhere)][0] == 0
    assert list(queries.similar(city, evidence())) == []


def test_a_person_gets_a_copy_and_what_need_not_be_kept_is_erased(django_capture_on_commit_callbacks: object) -> None:
    (holding,) = HOLDINGS
    proof, portrait = (
        evidence(),
        make.stored(make.saved(make.scene()), "我.jpg", purpose=FilePurpose.PORTRAIT, person_id=PERSON.id),
    )
    assert sorted(row["文件名"] for row in holding.copy(PERSON.id)) == ["我.jpg", "照片.pdf"]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        outcome = holding.erase(PERSON.id, LATER)
    assert (outcome.erased, outcome.restricted) == (1, 1)
    assert not storage.path_of(portrait.key).exists()
    assert storage.path_of(proof.key).exists()
    assert holding.erase(PERSON.id, LATER).erased == 0
