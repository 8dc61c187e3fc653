"""Documents that leave the system: masked unless asked for, and on record."""

from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest
from docx import Document

from tests.floor.accounts.factories import NOW
from tests.network.recognition import factories as make
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import actions
from yizhan.network.recognition.exports import COLUMNS
from yizhan.network.recognition.forms import RecognitionForm, shown
from yizhan.network.recognition.holdings import HOLDINGS
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> SimpleNamespace:
    return make.a_scene()


def handed_out(actor: Actor, application: Application, **options: object) -> str:
    made = actions.hand_out_form(
        actor=actor, application=application, form_code="recognition", format="docx", now=NOW, **options
    )
    table = Document(BytesIO(made.content)).tables[0]
    return "\n".join(cell.text for row in table.rows for cell in row.cells)


def test_a_form_is_masked_unless_the_full_one_is_asked_for(scene: SimpleNamespace) -> None:
    application = make.submitted(scene)
    masked = handed_out(scene.officer, application)
    assert "350500199001010015" not in masked
    assert "350*************15" in masked
    assert "王㛃" not in masked
    full = handed_out(scene.applicant, application, full=True)
    assert "350500199001010015" in full
    assert "王㛃" in full
    assert "0595-22345678" in full


def test_an_officer_says_why_and_it_is_on_record(scene: SimpleNamespace) -> None:
    application = make.submitted(scene)
    with pytest.raises(Refusal, match="须写明理由"):
        handed_out(scene.officer, application, full=True)
    with pytest.raises(Refusal, match="只能下载隐去"):
        handed_out(scene.mayor, application, full=True, reason="看看申请表")
    assert "350500199001010015" in handed_out(scene.officer, application, full=True, reason="归档打印")
    entry = Entry.objects.filter(verb="recognition.form.handed_out").latest("sequence")
    assert (entry.reason, '"full":true' in entry.body) == ("归档打印", True)


def test_another_countys_form_is_not_there(scene: SimpleNamespace) -> None:
    application = make.submitted(scene)
    with pytest.raises(OutOfScope):
        handed_out(scene.foreign, application)
    with pytest.raises(Refusal, match="还没有填写补助"):
        actions.hand_out_form(
            actor=scene.applicant, application=application, form_code="subsidy", format="pdf", now=NOW
        )


def test_an_empty_form_is_for_everybody() -> None:
    made = actions.empty_form("recognition", "pdf")
    assert (made.name, made.content[:5]) == ("泉州市零工市场（驿站）认定申请表（空表）.pdf", b"%PDF-")


def test_the_list_holds_no_formula_and_no_personal_number(scene: SimpleNamespace) -> None:
    make.submitted(scene, applicant_name="=HYPERLINK(1)", station_name="+1")
    book = openpyxl.load_workbook(BytesIO(actions.export_list(actor=scene.officer, now=NOW).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    line = dict(zip(COLUMNS, rows[1], strict=True))
    assert line["申请编号"] == "350503-2026-0001"
    assert line["申请单位"] == "'=HYPERLINK(1)"
    assert line["法人代表或负责人"] == "欧阳**"
    assert not any("350500199001010015" in str(cell) for cell in rows[1])
    assert len(rows) == 2


def test_another_county_gets_an_empty_list(scene: SimpleNamespace) -> None:
    make.submitted(scene)
    book = openpyxl.load_workbook(BytesIO(actions.export_list(actor=scene.foreign, now=NOW).content))
    assert book.active.max_row == 1


def test_the_page_never_gets_sealed_values_and_leaving_them_blank_keeps_them(scene: SimpleNamespace) -> None:
    application = make.drafted(scene)
    page = shown(application)
    assert (page["contact_phone"], page["manager_identity_number"], page["investment"]) == ("", "", "12.8")
    form = RecognitionForm(data={**page, "version": application.version, "floor_area": "87"})
    assert form.is_valid()
    saved = actions.save(
        actor=scene.applicant, application=application, version=application.version, values=form.values, now=NOW
    )
    assert saved.refused == {}
    stored = make.fresh(application)
    assert (stored.floor_area, stored.manager_identity_number.masked) == (87, "350*************15")


def test_a_person_gets_a_copy_of_what_he_drafted_and_discarded_drafts_are_blanked(scene: SimpleNamespace) -> None:
    discarded = make.drafted(scene)
    actions.withdraw(actor=scene.applicant, application=discarded, version=discarded.version, reason="不要了", now=NOW)
    make.submitted(scene)
    drafts, work = HOLDINGS
    copied = {row["状态"]: row["负责人身份证号码"] for row in drafts.copy(scene.applicant.id)}
    assert copied == {"已撤回": "350500199001010015", "已提交": "350500199001010015"}
    outcome = drafts.erase(scene.applicant.id, NOW)
    assert (outcome.erased, outcome.restricted) == (1, 1)
    assert make.fresh(discarded).manager_identity_number is None
    assert drafts.erase(scene.applicant.id, NOW).erased == 0
    assert work.erase(scene.applicant.id, NOW).restricted == 4
    assert make.fresh(discarded).state == ApplicationState.WITHDRAWN
