"""Sign-in: hashes, sessions, what stands outside."""

AUTHENTICATION_BACKENDS = ["yizhan.floor.accounts.backends.PersonBackend"]
# Memory-hard and in the standard library; the second one opens what an older system brings along.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SESSION_ENGINE = "yizhan.config.session_store"
# The longest; each session sets its own idle time when it begins.
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_SAVE_EVERY_REQUEST = False
