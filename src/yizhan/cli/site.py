"""What the commands of the site share. Importing this module loads the settings and the apps; no database is touched.

Raises Refusal for an environment that cannot be used.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, ProgrammingError, connection

from yizhan.kernel.errors import Refusal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.config.settings")
try:
    django.setup()
except ImproperlyConfigured as wrong:
    raise Refusal(f"网站设置有误：{wrong}", f"the settings are wrong: {wrong}") from wrong


@contextmanager
def database() -> Iterator[None]:
    """One plain connection, without the pool of the site, closed at the end.

    Turns a database that does not answer, or is not of this version, into a Refusal.
    """
    options = connection.settings_dict["OPTIONS"]
    pool = options.pop("pool", None)
    try:
        yield
    except OperationalError as error:
        raise Refusal(
            f"连不上数据库：{_first_line(error)}", f"cannot reach the database: {_first_line(error)}"
        ) from error
    except ProgrammingError as error:
        raise Refusal(
            "数据库尚未升级到本版本，请先运行 yizhan migrate",
            "the database is older than the program: run yizhan migrate",
        ) from error
    finally:
        connection.close()
        if pool is not None:
            options["pool"] = pool


def _first_line(error: DatabaseError) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
