"""What somebody says about an employer against what its file says. Empty text says nothing and changes nothing."""

from yizhan.floor.privacy.sealed import Sealed, SystemPurpose
from yizhan.kernel.name_tokens import tokens_of
from yizhan.market.employers.details import Details, phone_digests
from yizhan.market.employers.models import Employer


def differing(kept: Employer, given: Details) -> list[str]:
    """The fields in which canonical details say something else than the file. Empty text says nothing."""
    return [field for field, same in _compared(kept, given).items() if not same]


def _compared(kept: Employer, given: Details) -> dict[str, bool]:
    plain = {
        field: getattr(given, field) in ("", getattr(kept, field))
        for field in ("legal_name", "industry", "business", "region", "contact_name")
    }
    plain["credit_code"] = given.credit_code in ("", kept.credit_code)
    plain["headcount"] = given.headcount in (None, kept.headcount)
    plain["contact_phone"] = not given.contact_phone or phone_digests(given.contact_phone)[0] == kept.phone_digest
    plain["address"] = given.address in ("", _address(kept))
    return plain


def _address(kept: Employer) -> str:
    held: Sealed | None = kept.address
    return "" if held is None else held.open_for(SystemPurpose.LOOKUP)


def filled(kept: Employer, given: Details) -> list[str]:
    """Writes what differs into the row, unsaved, and names it."""
    changed = differing(kept, given)
    for field in changed:
        setattr(kept, field, getattr(given, field))
    if "contact_phone" in changed:
        kept.phone_digest, kept.phone_tail_digest = phone_digests(given.contact_phone)
    if "legal_name" in changed:
        kept.search_tokens = sorted(tokens_of(given.legal_name))
    return changed
