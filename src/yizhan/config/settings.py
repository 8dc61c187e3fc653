"""The settings of the site: base, database, security and logging together."""

from yizhan.config.base import *  # noqa: F403
from yizhan.config.database import *  # noqa: F403
from yizhan.config.logging import *  # noqa: F403
from yizhan.config.security import *  # noqa: F403
