"""Invented workers: who comes to register, and what the form says of each."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from yizhan.demo.invention import Invention
from yizhan.demo.places import Place
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.market.people.availability import SLOTS, WHOLE_WEEK, packed
from yizhan.market.people.drafts import (
    Agreed,
    CategoryDraft,
    CertificateDraft,
    FileDraft,
    SkillDraft,
    WishDraft,
)
from yizhan.market.people.forms import NOTICE_VERSION
from yizhan.market.people.states import (
    CategoryKind,
    Education,
    PayForm,
    ProofKind,
    RegistrationKind,
    Sex,
    SkillLevel,
    WorkKind,
)
from yizhan.simulate.words import JOB_TITLES

_CERTIFICATES = ("低压电工作业证", "焊接与热切割作业证", "叉车操作证", "健康证", "家政服务员证书", "保安员证")
_PAY = {PayForm.DAY: (150, 320), PayForm.HOUR: (20, 38), PayForm.MONTH: (3200, 6800)}
_ASKED = (ConsentPurpose.EMPLOYMENT_SERVICE, ConsentPurpose.IDENTITY_CHECK)
_DAYS_UNTIL_EXPIRY = (-20, 9, 16, 25, 40, 80, 200, 400, 700, 1000)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One person on the day of registering. `online`: on the own phone instead of at the counter."""

    draft: FileDraft
    kinds: tuple[RegistrationKind, ...]
    purposes: frozenset[ConsentPurpose]
    online: bool

    @property
    def agreed(self) -> Agreed:
        """The consents as they are handed to the action."""
        channel = ConsentChannel.ONLINE if self.online else ConsentChannel.COUNTER
        return Agreed(self.purposes, NOTICE_VERSION, channel)


def newcomer(invention: Invention, place: Place, day: date, number: int) -> Newcomer:
    """The `number`-th person to register at this place: mostly between 40 and 65, some younger, few of 16 and 17."""
    draw = invention.random
    minor = number % 60 == 7
    online = number % 9 == 4 and not minor
    youngest, oldest = (16, 18) if minor else draw.choice(((18, 30), (30, 45), (45, 58), (45, 58), (58, 71)))
    born = invention.birth(day, youngest, oldest)
    draft = _basics(invention, place, born, seen=not online)
    purposes = set(_ASKED)
    purposes |= {ConsentPurpose.MESSAGES} if draw.random() < 0.6 else set()
    purposes |= {ConsentPurpose.MATCHING} if draw.random() < 0.2 else set()
    if minor:
        draft = replace(draft, guardian_name=draft.name[0] + "示父", guardian_phone=invention.phone())
    elif draw.random() < 0.3:
        draft = _with_home(invention, draft, place)
        purposes.add(ConsentPurpose.LOCATION)
    draft, more = _with_category(invention, draft, born, day)
    draft = replace(draft, skills=_skills(invention), wish=_wish(invention), certificates=_certificates(invention, day))
    return Newcomer(draft, _kinds(invention, draft, minor), frozenset(purposes | more), online)


def without_papers(invention: Invention, place: Place, day: date) -> Newcomer:
    """Somebody who came without a document: name, birth date and phone only."""
    born = invention.birth(day, 40, 62)
    draft = replace(_basics(invention, place, born, seen=False), document_number="", birth_date=born, sex=Sex.UNKNOWN)
    purposes = frozenset((ConsentPurpose.EMPLOYMENT_SERVICE,))
    return Newcomer(draft, (RegistrationKind.SEEKING,), purposes, online=False)


def _basics(invention: Invention, place: Place, born: date, *, seen: bool) -> FileDraft:
    draw = invention.random
    address = f"{place.address[:4]}示例新村{draw.randrange(1, 60)}号"
    return FileDraft(
        name=invention.name(),
        document_number=invention.identity(place.county, born, female=draw.random() < 0.45),
        document_seen=seen,
        phone=invention.phone(),
        address=address if draw.random() < 0.6 else "",
        home_region=place.street,
        education=draw.choices(tuple(Education)[1:], (10, 45, 28, 11, 6))[0],
    )


def _with_home(invention: Invention, draft: FileDraft, place: Place) -> FileDraft:
    """Where the person lives, to a hundredth of a degree, and how far he would go."""
    draw = invention.random
    off = [Decimal(draw.randrange(-4, 5)) / 100 for _ in range(2)]
    return replace(
        draft,
        home_longitude=Decimal(place.longitude) + off[0],
        home_latitude=Decimal(place.latitude) + off[1],
        search_radius_km=draw.choice((3, 5, 10, 20)),
    )


def _with_category(
    invention: Invention, draft: FileDraft, born: date, day: date
) -> tuple[FileDraft, set[ConsentPurpose]]:
    """One category for two of three, with the proof that was shown and the separate consent where it is sensitive."""
    draw, age = invention.random, (day - born).days // 365
    chance = draw.random()
    since = day - timedelta(days=draw.randrange(20, 300))
    until: date | None = day + timedelta(days=draw.randrange(30, 500))
    if chance < 0.06:
        kind, proof, purpose = CategoryKind.DISABLED, ProofKind.DISABILITY_CERTIFICATE, ConsentPurpose.HEALTH
        draft = replace(draft, health="左手活动不便，能做轻体力工作（示例）")
    elif chance < 0.16:
        kind, proof, purpose = CategoryKind.HARD_TO_EMPLOY, ProofKind.HARDSHIP_CERTIFICATE, ConsentPurpose.HARDSHIP
        draft = replace(draft, hardship="家庭零就业（示例）")
    elif chance < 0.24:
        kind, proof, purpose = CategoryKind.UNEMPLOYED, ProofKind.UNEMPLOYMENT_CERTIFICATE, None
    elif age >= 50 and chance < 0.5:
        kind, proof, purpose, until = CategoryKind.OLDER, ProofKind.NONE, None, None
    elif age < 25 and chance < 0.6:
        kind, proof, purpose = CategoryKind.GRADUATE, ProofKind.DIPLOMA, None
    elif chance < 0.65:
        kind, proof, purpose, until = CategoryKind.RURAL_MIGRANT, ProofKind.HOUSEHOLD_REGISTER, None, None
    else:
        return draft, set()
    stated = CategoryDraft(kind=kind, since=since, until=until, proof_kind=proof)
    return replace(draft, categories=(stated,)), set() if purpose is None else {purpose}


def _skills(invention: Invention) -> tuple[SkillDraft, ...]:
    draw = invention.random
    levels = draw.choices(tuple(SkillLevel)[:4], (70, 15, 10, 5), k=3)
    trades = draw.sample(JOB_TITLES, 3)
    return tuple(SkillDraft(trade=trade, level=level) for trade, level in zip(trades, levels, strict=True))[
        : draw.randrange(4)
    ]


def _certificates(invention: Invention, day: date) -> tuple[CertificateDraft, ...]:
    """One for one in six; the days until they expire are spread around today by `enter_workers`."""
    draw = invention.random
    if draw.random() > 0.16:
        return ()
    issued = day - timedelta(days=draw.randrange(200, 900))
    return (
        CertificateDraft(
            name=draw.choice(_CERTIFICATES), number=f"示例{draw.randrange(10**5):05}", issued_on=issued, expires_on=None
        ),
    )


def expiring(draft: FileDraft, today: date, number: int) -> FileDraft:
    """The draft whose certificates end around today, each `number` at another distance."""
    last = today + timedelta(days=_DAYS_UNTIL_EXPIRY[number % len(_DAYS_UNTIL_EXPIRY)])
    return replace(draft, certificates=tuple(replace(each, expires_on=last) for each in draft.certificates))


def _wish(invention: Invention) -> WishDraft:
    draw = invention.random
    form = draw.choice(tuple(_PAY))
    low, high = _PAY[form]
    some = packed(slot for slot in SLOTS if slot.part < 2 and draw.random() < 0.8)
    return WishDraft(
        trades=tuple(draw.sample(JOB_TITLES, draw.randrange(1, 4))),
        kinds=tuple(draw.sample(tuple(WorkKind)[:4], draw.randrange(1, 3))),
        pay_form=form,
        least_pay_fen=draw.randrange(low, high) * 100,
        availability=WHOLE_WEEK if draw.random() < 0.3 else some,
    )


def _kinds(invention: Invention, draft: FileDraft, minor: bool) -> tuple[RegistrationKind, ...]:
    draw = invention.random
    kinds = [RegistrationKind.SEEKING]
    if draw.random() < 0.18:
        kinds.append(RegistrationKind.TRAINING)
    if any(each.kind is CategoryKind.UNEMPLOYED for each in draft.categories):
        kinds.append(RegistrationKind.UNEMPLOYMENT)
    elif not minor and draw.random() < 0.1:
        kinds.append(RegistrationKind.FLEXIBLE)
    return tuple(kinds)
