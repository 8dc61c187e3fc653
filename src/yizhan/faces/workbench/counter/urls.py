"""The addresses of the counter half."""

from django.urls import URLPattern, path

from yizhan.faces.workbench.counter.views import (
    abilities,
    crews,
    employer_keeping,
    employers,
    keeping,
    merging,
    people,
    registering,
    registrations,
    today,
)

_REGISTERING = [
    path("", today.today, name="today"),
    path("register", registering.register, name="register"),
    path("register/form", registering.register_form, name="register_form"),
    path("register/adopt", registering.register_adopt, name="register_adopt"),
    path("register/notice", registering.register_notice, name="register_notice"),
    path("register/<uuid:pk>/done", registering.register_done, name="register_done"),
]
_PEOPLE = [
    path("people", people.people, name="people"),
    path("people/<uuid:pk>", people.person, name="people_file"),
    path("people/<uuid:pk>/reveal", people.person_reveal, name="people_reveal"),
    path("people/<uuid:pk>/print", people.person_print, name="people_print"),
    path("people/<uuid:pk>/contact", keeping.contact, name="people_contact"),
    path("people/<uuid:pk>/phone", keeping.phone, name="people_phone"),
    path("people/<uuid:pk>/document", keeping.document, name="people_document"),
    path("people/<uuid:pk>/identity", keeping.identity, name="people_identity"),
    path("people/<uuid:pk>/wish", keeping.wish, name="people_wish"),
    path("people/<uuid:pk>/skills", keeping.skills, name="people_skills"),
    path("people/<uuid:pk>/consents/<slug:purpose>", keeping.consent, name="people_consent"),
    path("people/<uuid:pk>/categories", abilities.category, name="people_category"),
    path("people/categories/<uuid:pk>/verify", abilities.category_verify, name="people_category_verify"),
    path("people/categories/<uuid:pk>/end", abilities.category_end, name="people_category_end"),
    path("people/categories/<uuid:pk>/proof", abilities.category_proof, name="people_category_proof"),
    path("people/<uuid:pk>/certificates", abilities.certificate, name="people_certificate"),
    path("people/certificates/<uuid:pk>/remove", abilities.certificate_remove, name="people_certificate_remove"),
    path("people/certificates/<uuid:pk>/scan", abilities.certificate_scan, name="people_certificate_scan"),
    path("people/<uuid:pk>/register", registrations.register_again, name="people_register"),
    path("people/registrations/<uuid:pk>/correct", registrations.correct, name="people_registration_correct"),
    path("people/registrations/<uuid:pk>/withdraw", registrations.withdraw, name="people_registration_withdraw"),
    path("people/registrations/<uuid:pk>/publish", registrations.publish, name="people_registration_publish"),
    path("people/<uuid:pk>/merge", merging.merge, name="people_merge"),
    path("people/<uuid:pk>/merge/<uuid:other>", merging.compare, name="people_merge_compare"),
    path("people/merges/<uuid:pk>/undo", merging.unmerge, name="people_unmerge"),
]
_CREWS = [
    path("crews", crews.crews, name="crews"),
    path("crews/<uuid:pk>", crews.crew, name="crews_crew"),
    path("crews/new/<uuid:pk>", crews.found_crew, name="crews_new"),
    path("crews/members/<uuid:pk>/answer", crews.answer, name="crews_answer"),
    path("crews/members/<uuid:pk>/leave", crews.leave, name="crews_leave"),
]
_EMPLOYERS = [
    path("employers", employers.employers, name="employers"),
    path("employers/register", employers.employer_register, name="employers_register"),
    path("employers/register/form", employers.employer_form, name="employers_register_form"),
    path("employers/register/adopt", employers.employer_adopt, name="employers_register_adopt"),
    path("employers/<uuid:pk>", employers.employer, name="employers_file"),
    path("employers/<uuid:pk>/reveal", employer_keeping.reveal, name="employers_reveal"),
    path("employers/<uuid:pk>/amend", employer_keeping.amend, name="employers_amend"),
    path("employers/<uuid:pk>/licence", employer_keeping.licence, name="employers_licence"),
    path("employers/<uuid:pk>/licence/scan", employer_keeping.licence_file, name="employers_licence_scan"),
    path("employers/<uuid:pk>/again", employer_keeping.register_again, name="employers_again"),
    path("employers/<uuid:pk>/needs", employer_keeping.needs, name="employers_needs"),
    path("employers/<uuid:pk>/mandates", employer_keeping.mandate, name="employers_mandate"),
    path("employers/mandates/<uuid:pk>/end", employer_keeping.mandate_end, name="employers_mandate_end"),
    path("employers/mandates/<uuid:pk>/paper", employer_keeping.mandate_paper, name="employers_mandate_paper"),
    path("employers/<uuid:pk>/propose", employer_keeping.propose, name="employers_propose"),
]
urlpatterns: list[URLPattern] = [*_REGISTERING, *_PEOPLE, *_CREWS, *_EMPLOYERS]
