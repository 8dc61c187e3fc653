"""Model fields for personal data: a text that is sealed for its row, and the digest by which equal values are found."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.core.exceptions import FieldError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, BigAutoField, CharField, Field, Lookup, Model, SmallAutoField
from django.db.models.lookups import Exact
from django.db.models.query_utils import DeferredAttribute

from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import ProvedToken, Sealed, SealedColumn, SystemPurpose, refuse_unproved
from yizhan.kernel.errors import Refusal

if TYPE_CHECKING:
    _SealedBase = Field["str | Sealed | None", Any]
    _DigestBase = CharField["str | None", Any]
    _Exact = Exact[Any]
else:
    _SealedBase = Field
    _DigestBase = CharField
    _Exact = Exact

# The shortest sealed value: version, cipher, a key id of one letter with its length, nonce, empty text, tag.
SHORTEST_TOKEN = 1 + 1 + 1 + 1 + 12 + 16
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MADE_BY_THE_DATABASE = (AutoField, BigAutoField, SmallAutoField)


class _SealedAttribute(DeferredAttribute):
    """Assigning text holds it until saved; reading gives a Sealed that knows its row."""

    field: "SealedTextField"

    def __get__(self, instance: Model | None, cls: type[Model] | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        return value.at(instance) if isinstance(value, Sealed) else value

    def __set__(self, instance: Model, value: object) -> None:
        sealed = self.field.to_python(value)
        instance.__dict__[self.field.attname] = None if sealed is None else sealed.at(None)


class _ExactlyNull(_Exact):
    """`filter(field=None)`, which Django turns into `isnull`. Refuses anything else."""

    def __init__(self, lhs: Any, rhs: object) -> None:
        if rhs is not None:
            raise _not_searchable(str(lhs.field.name))
        super().__init__(lhs, rhs)


def _not_searchable(name: str) -> FieldError:
    return FieldError(f"{name} is sealed and cannot be searched: use its look-up digest")


class SealedTextField(_SealedBase):
    """A text stored only as ciphertext bound to its row and column. The attribute is a Sealed, or None where null.

    Purpose, retention, masking and level are its classification; `opens_for` lists what the system itself may open it for;
    `bound_as` keeps the former "app.model.field" of a field that was renamed. None of them is part of the database's schema,
    so changing them makes no migration.
    """

    descriptor_class = _SealedAttribute
    empty_strings_allowed = False
    sealed_column: SealedColumn

    def __init__(
        self,
        *args: Any,
        purpose: str = "",
        retention: str = "",
        masking: Masking = Masking.HIDDEN,
        level: Level = Level.SENSITIVE,
        opens_for: Iterable[SystemPurpose] = (),
        bound_as: str | None = None,
        **options: Any,
    ) -> None:
        options["editable"] = False
        super().__init__(*args, **options)
        self.opens_for = tuple(opens_for)
        self.bound_as = bound_as
        self.masking = masking
        self.classification = Classification(level, purpose, retention, masking) if purpose and retention else None

    @property
    def label(self) -> str:
        """app.model.field, as it is now called."""
        return f"{self.sealed_column.model_label}.{self.name}"

    def deconstruct(self) -> "tuple[str, str, Sequence[Any], dict[str, Any]]":
        """What a migration needs: nothing but the ordinary options."""
        name, path, args, options = super().deconstruct()
        options.pop("editable", None)
        return name, path, args, options

    def contribute_to_class(self, cls: type[Model], name: str, private_only: bool = False) -> None:
        """Joins the model, and fixes the place to which values are bound."""
        super().contribute_to_class(cls, name, private_only)
        label = cls._meta.label_lower
        bound_as = self.bound_as or f"{label}.{name}"
        self.sealed_column = SealedColumn(label, name, bound_as, self.masking, self.opens_for)

    def check(self, **options: Any) -> "list[checks.CheckMessage]":
        """A sealed field says what it is for and how long it is kept; its row's key is made before the row is written."""
        found = list(super().check(**options))
        if self.classification is None:
            found.append(checks.Error("a sealed field names its purpose and retention", obj=self, id="privacy.E001"))
        if isinstance(self.model._meta.pk, _MADE_BY_THE_DATABASE):
            found.append(checks.Error("a sealed field needs a primary key made in Python", obj=self, id="privacy.E002"))
        return found

    def get_internal_type(self) -> str:
        """Stored as bytes."""
        return "BinaryField"

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """The column holds sealed values only; plain text written past the program is refused by the database."""
        column = connection.ops.quote_name(str(self.column))
        return f"octet_length({column}) >= {SHORTEST_TOKEN} AND substring({column}, 1, 1) = decode('01', 'hex')"

    def to_python(self, value: object) -> Sealed | None:
        """Text or a sealed value of this same field; anything else is a TypeError."""
        if value is None:
            return None
        if isinstance(value, Sealed) and value.column == self.sealed_column:
            return value
        if isinstance(value, str):
            return Sealed(self.sealed_column, typed=value)
        raise TypeError(f"{self.sealed_column.model_label}.{self.name} takes text, not {type(value).__name__}")

    def from_db_value(self, value: bytes | None, expression: object, connection: object) -> Sealed | None:
        """Wraps the ciphertext."""
        return None if value is None else Sealed(self.sealed_column, token=bytes(value))

    def pre_save(self, model_instance: Model, add: bool) -> ProvedToken | None:
        """Seals typed text for the row; refuses a ciphertext that belongs elsewhere."""
        held: Sealed | None = getattr(model_instance, self.attname)
        if held is None:
            return None
        written = held.sealed_at(model_instance)
        setattr(model_instance, self.attname, written)
        return ProvedToken(written.token or b"")

    def get_prep_value(self, value: object) -> bytes | None:
        """Ciphertext for the database; text and values of unproved place are refused because no row is known here."""
        if value is not None and not isinstance(value, ProvedToken):
            refuse_unproved(self.sealed_column)
        return value

    def get_lookup(self, lookup_name: str) -> "type[Lookup[Any]] | None":
        """Only whether there is a value may be asked: `isnull`, or `exact` with None."""
        if lookup_name == "exact":
            return _ExactlyNull
        if lookup_name != "isnull":
            raise _not_searchable(self.name)
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: Model) -> str:
        """Not offered: a serialised copy could be loaded into another row."""
        raise Refusal(
            "加密字段不能导出为夹具，请用数据库备份", "sealed fields are not serialised: back up the database"
        )

    def formfield(self, *args: Any, **options: Any) -> None:
        """None: a form would show the masked value and then save it."""
        return


class LookupDigestField(_DigestBase):
    """64 hexadecimal digits made by `lookup_digest(kind, canonical)`. Only equality, membership and null may be asked.

    Its classification is that of every digest, unless its model declares another.
    """

    default_classification = Classification(
        Level.PERSONAL, "不打开密文而查找相同的值", "与所对应的加密信息同时删除", Masking.HIDDEN
    )

    def __init__(self, *args: Any, kind: str = "", **options: Any) -> None:
        options["max_length"] = 64
        options["editable"] = False
        super().__init__(*args, **options)
        self.kind = kind

    def deconstruct(self) -> "tuple[str, str, Sequence[Any], dict[str, Any]]":
        """What a migration needs: nothing but the ordinary options."""
        name, path, args, options = super().deconstruct()
        options.pop("max_length", None)
        options.pop("editable", None)
        return name, path, args, options

    def check(self, **options: Any) -> "list[checks.CheckMessage]":
        """A digest names the kind of value it is made of."""
        found = list(super().check(**options))
        if not self.kind:
            found.append(checks.Error("a look-up digest names its kind", obj=self, id="privacy.E003"))
        return found

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """The column holds digests only."""
        return f"{connection.ops.quote_name(str(self.column))} ~ '^[0-9a-f]{{64}}$'"

    def get_prep_value(self, value: object) -> str | None:
        """Refuses anything that is not a digest, so that a plain value is neither stored nor sent in a query."""
        if value is None:
            return None
        if not isinstance(value, str) or not _DIGEST.fullmatch(value):
            raise ValueError(f"{self.name} takes a look-up digest of 64 hexadecimal digits")
        return value

    def get_lookup(self, lookup_name: str) -> "type[Lookup[Any]] | None":
        """Equality, membership and null."""
        if lookup_name not in ("exact", "in", "isnull"):
            raise FieldError(f"{self.name} is a digest: only equality can be asked")
        return super().get_lookup(lookup_name)

    def formfield(self, *args: Any, **options: Any) -> None:
        """None: people type values, not digests."""
        return
