"""Categories with their proof, certificates with their scan, and what the guardian of a minor has signed."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from yizhan.faces.components import downloads
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import data_of
from yizhan.faces.workbench.counter import desk
from yizhan.faces.workbench.counter.forms import GuardianPaperForm, NothingForm
from yizhan.faces.workbench.counter.views.keeping import step_of, worker_of
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.market.people import actions, queries
from yizhan.market.people.ages import MINOR_LIMITS
from yizhan.market.people.file_forms import CategoryForm, CertificateForm, ProofForm, UntilForm, category_today
from yizhan.market.people.models import Category, Certificate, Guardian
from yizhan.market.people.states import ProofKind


def category(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A category as stated; it counts once the proof was seen."""
    actor, (now, today) = actor_of(request), now_and_today()
    worker = worker_of(request, pk)
    form = CategoryForm(**data_of(request), initial=category_today(today))

    def save() -> None:
        upload = form.cleaned_data["proof"]
        with desk.with_upload(
            actor, upload, FilePurpose.CATEGORY_PROOF, path=desk.path_of(actor), person_id=worker.person_id, now=now
        ) as proof:
            row = actions.add_category(actor=actor, worker=worker, draft=form.draft(proof), now=now)
            if row.proof_kind != ProofKind.NONE:
                actions.verify_category(actor=actor, category=row, proof_kind=ProofKind(row.proof_kind), now=now)

    lead = "选了证明材料，就是说您已看过原件：类别随即记为已核实。残疾、就业困难须先有本人的单独同意。"
    step = step_of(worker, "登记人员类别", submit="登记", lead=lead)
    moved = {"categories": "kind", "upload": "proof"}
    return desk.step_page(request, form, desk.renamed(save, moved), step=step, said="类别已登记。")


def category_verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Says which proof was seen."""
    actor, (now, _) = actor_of(request), now_and_today()
    row = get_object_or_404(_categories(request), pk=pk)
    form = ProofForm(**data_of(request))

    def save() -> None:
        said = form.cleaned_data
        with desk.with_upload(
            actor,
            said["proof"],
            FilePurpose.CATEGORY_PROOF,
            path=desk.path_of(actor),
            person_id=row.worker.person_id,
            now=now,
        ) as proof:
            kind = ProofKind(said["proof_kind"])
            actions.verify_category(actor=actor, category=row, proof_kind=kind, proof=proof, now=now)

    step = step_of(row.worker, f"核实类别：{row.get_kind_display()}", submit="已看过原件，核实")
    return desk.step_page(request, form, desk.renamed(save, {"upload": "proof"}), step=step, said="类别已核实。")


def category_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The last day of a category."""
    actor, (now, today) = actor_of(request), now_and_today()
    row = get_object_or_404(_categories(request), pk=pk)
    form = UntilForm(**data_of(request), initial={"until": today})

    def save() -> None:
        actions.end_category(actor=actor, category=row, until=form.cleaned_data["until"], now=now)

    step = step_of(row.worker, f"终止类别：{row.get_kind_display()}", submit="终止")
    return desk.step_page(request, form, save, step=step, said="类别已终止。")


def category_proof(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The paper that proves a category. That the file was opened is recorded."""
    row = get_object_or_404(_categories(request), pk=pk)
    return _paper(request, row, row.proof)


def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A certificate with its scan."""
    actor, (now, _) = actor_of(request), now_and_today()
    worker = worker_of(request, pk)
    form = CertificateForm(**data_of(request))

    def save() -> None:
        upload = form.cleaned_data["scan"]
        with desk.with_upload(
            actor, upload, FilePurpose.CERTIFICATE, path=desk.path_of(actor), person_id=worker.person_id, now=now
        ) as scan:
            actions.add_certificate(actor=actor, worker=worker, draft=form.draft(scan), now=now)

    step = step_of(worker, "登记证书", submit="登记")
    moved = {"certificates": "name", "upload": "scan"}
    return desk.step_page(request, form, desk.renamed(save, moved), step=step, said="证书已登记。")


def certificate_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks, then takes a certificate out of the file."""
    actor, (now, _) = actor_of(request), now_and_today()
    row = get_object_or_404(_certificates(request), pk=pk)

    def save() -> None:
        actions.remove_certificate(actor=actor, certificate=row, now=now)

    step = step_of(row.worker, f"删除证书：{row.name}", submit="删除", danger=True)
    return desk.step_page(request, NothingForm(**data_of(request)), save, step=step, said="证书已删除。")


def certificate_scan(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The scan of a certificate. That the file was opened is recorded."""
    row = get_object_or_404(_certificates(request), pk=pk)
    return _paper(request, row, row.scan)


def guardian(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the guardian has signed, as a picture. It may come days after the registration."""
    actor, (now, _) = actor_of(request), now_and_today()
    worker = worker_of(request, pk)
    held: Guardian | None = getattr(worker, "guardian", None)
    form = GuardianPaperForm(**data_of(request))

    def save() -> None:
        with desk.with_upload(
            actor,
            form.cleaned_data["upload"],
            FilePurpose.GUARDIAN_CONSENT,
            path=desk.path_of(actor),
            person_id=worker.person_id,
            now=now,
        ) as paper:
            assert paper is not None
            actions.add_guardian_paper(actor=actor, worker=worker, paper=paper, now=now)

    lead = "16、17周岁的人，监护人签字以后登记才算齐全。请核对签字人就是档案中的监护人。"
    facts = (("监护人", "没有填写" if held is None else held.name),)
    step = step_of(worker, "上传监护人同意书", submit="上传", lead=lead, facts=facts)
    return desk.step_page(request, form, save, step=step, said="监护人同意书已存入档案。")


def guardian_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The consent to sign, on paper."""
    _, today = now_and_today()
    context = {"worker": worker_of(request, pk), "limits": MINOR_LIMITS, "today": today}
    return render(request, "workbench/counter/guardian_form.html", context)


def guardian_paper(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The signed consent. That the file was opened is recorded."""
    row = get_object_or_404(queries.guardian_papers(actor_of(request)), worker=worker_of(request, pk))
    return _paper(request, row, row.consent_paper)


def _categories(request: HttpRequest) -> QuerySet[Category]:
    return queries.all_categories(actor_of(request))


def _certificates(request: HttpRequest) -> QuerySet[Certificate]:
    return queries.certificates(actor_of(request))


def _paper(
    request: HttpRequest, row: Category | Certificate | Guardian, file: StoredFile | None
) -> StreamingHttpResponse:
    """Whoever sees the row sees its paper, at which of the person's stations it was ever uploaded."""
    now, _ = now_and_today()
    if file is None:
        raise StoredFile.DoesNotExist
    answer = downloads.stored(file)
    actions.look(actor=actor_of(request), worker=row.worker, now=now)
    return answer
