"""The settings of the site, split by topic."""

from yizhan.config.accounts import *  # noqa: F403
from yizhan.config.base import *  # noqa: F403
from yizhan.config.database import *  # noqa: F403
from yizhan.config.faces import *  # noqa: F403
from yizhan.config.logging import *  # noqa: F403
from yizhan.config.security import *  # noqa: F403
from yizhan.config.services import *  # noqa: F403
