"""Templates, static files, messages: what the pages are made of."""

from pathlib import Path

from yizhan.config.environment import environment

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", _LOADERS)],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "yizhan.faces.components.context.surroundings",
            ],
        },
    }
]
# A component knows what it is given and what every page knows, nothing else of the page that it stands on.
COTTON_ISOLATE_BY_DEFAULT = True
# In the visitor's browser, signed: nothing of what was said is kept here.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
FORM_RENDERER = "yizhan.faces.components.controls.QuickControls"

STATIC_URL = "/static/"
STATIC_ROOT = environment().data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Pictures and fonts are compressed already.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "jpg", "jpeg", "gif", "webp", "woff2", "gz", "br"]
WHITENOISE_MAX_AGE = 3600

YIZHAN_TILES = environment().tiles
