"""Apps, middleware, language and time."""

DEBUG = False
ROOT_URLCONF = "yizhan.config.urls"
WSGI_APPLICATION = "yizhan.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
    "yizhan.floor.audit",
    "yizhan.floor.privacy",
    "yizhan.floor.outbox",
    "yizhan.floor.files",
    "yizhan.floor.organisations",
    "yizhan.floor.accounts",
    "yizhan.floor.notices",
    "yizhan.floor.rights",
    "yizhan.floor.extracts",
    "yizhan.network.regions",
    "yizhan.network.calendars",
    "yizhan.network.stations",
    "yizhan.network.recognition",
    "yizhan.market.people",
    "yizhan.market.employers",
    "yizhan.market.imports",
    "yizhan.faces.components",
    "yizhan.faces.entrance",
    "yizhan.faces.public",
    "yizhan.faces.worker",
    "yizhan.faces.employer",
    "yizhan.faces.workbench",
    "yizhan.faces.console",
    "yizhan.faces.sandbox",
]
AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "entrance:login"
MIDDLEWARE = [
    "yizhan.config.metrics.Measure",
    "yizhan.config.headers.ContentSecurityPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "yizhan.faces.components.submissions.OneAtATime",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "yizhan.floor.accounts.middleware.ActingMember",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yizhan.faces.components.access_middleware.DeclaredAccess",
    "yizhan.faces.components.outcomes.PlainAnswers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
LANGUAGE_CODE = "zh-hans"
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
