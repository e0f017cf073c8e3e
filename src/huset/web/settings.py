"""Settings. What an installation may choose comes from the environment, with safe defaults."""

import os
import secrets
from pathlib import Path

import dj_database_url

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("HUSET_DATA", ROOT / "data")).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """Take the key from the environment, or make one once and keep it with the data."""
    if given := os.environ.get("HUSET_SECRET_KEY"):
        return given
    kept = DATA / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("HUSET_DEBUG") == "1"
DEMO_SIGN_IN = os.environ.get("HUSET_DEMO", "1") == "1"  # choose a role instead of signing in
ALLOWED_HOSTS = os.environ.get("HUSET_HOSTS", "127.0.0.1 localhost [::1]").split()
CSRF_TRUSTED_ORIGINS = os.environ.get("HUSET_ORIGINS", "").split()

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{DATA / 'huset.sqlite3'}"), conn_max_age=60
    ),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits for its turn instead of failing
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "kernel.User"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "huset.kernel",
    "huset.model",
    "huset.organisation",
    "huset.access",
    "huset.direction",
    "huset.ledger",
    "huset.goals",
    "huset.budget",
    "huset.reorganisation",
    "huset.followup",
    "huset.house",
    "huset.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "huset.kernel.middleware.reading_never_writes",
    "huset.kernel.middleware.context",
    "huset.web.middleware.Frame",
    "huset.kernel.middleware.DenyByDefault",
]
ROOT_URLCONF = "huset.web.urls"
WSGI_APPLICATION = "huset.web.wsgi.application"
LOGIN_URL = "web:sign-in"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "builtins": ["huset.kernel.templatetags.huset"],
        },
    },
]

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}
LEDGER = DATA / "ledger"  # the voucher rows, one Parquet file an import
UPLOADS = DATA / "uploads"  # accounting files between preview and import

DECIDABLES: list[str] = []  # what waits for decisions, in the order of the form

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("HUSET_HTTPS") == "1"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
