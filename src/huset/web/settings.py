"""Settings. What an installation may choose comes from the environment, with safe defaults."""

import os
import re
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from huset.work.smtp import read_site, read_smtp

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
    "huset.comments",
    "huset.access",
    "huset.direction",
    "huset.documents",
    "huset.ledger",
    "huset.goals",
    "huset.budget",
    "huset.reorganisation",
    "huset.thread",
    "huset.followup",
    "huset.house",
    "huset.search",
    "huset.work",
    "huset.web",
    "allauth",  # after our own, whose templates come before its
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
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
    "huset.access.middleware.tokens",
    "huset.access.middleware.Looks",
    "huset.kernel.middleware.DenyByDefault",
    "huset.access.second_factor.Required",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "huset.web.urls"
WSGI_APPLICATION = "huset.web.wsgi.application"
LOGIN_URL = "web:sign-in"
CSRF_FAILURE_VIEW = "huset.web.errors.forged"
LOGIN_REDIRECT_URL = "work:work"
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
    name: {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / folder,
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
    for name, folder in (("default", "attempts"), ("charts", "cache"))  # charts push out no lock
}
LEDGER = DATA / "ledger"  # the voucher rows, one Parquet file an import
SEARCH = DATA / "search"  # the index, made anew from the database when it is not there
UPLOADS = DATA / "uploads"  # accounting files between preview and import

DECIDABLES = [  # what waits for decisions, in the order of the form
    "huset.followup.deciding.REPORTS",
    "huset.direction.deciding.VISIONS",
    "huset.direction.deciding.CORE_VALUES",
    "huset.direction.deciding.PLANS",
    "huset.documents.deciding.EDITIONS",
    "huset.budget.deciding.FRAMES",
    "huset.goals.deciding.PROPOSED_GOALS",
    "huset.goals.deciding.PROPOSED_CHANGES_OF_GOALS",
    "huset.goals.deciding.GOALS",
    "huset.goals.deciding.CHANGES_OF_GOALS",
    "huset.goals.deciding.ASSIGNMENTS",
    "huset.goals.deciding.CHANGES_OF_ASSIGNMENTS",
    "huset.organisation.remits.REMITS",
    "huset.reorganisation.deciding.REORGANISATIONS",
]

BACKLINKS = [  # what points at things from above, in the order that it is shown
    "huset.goals.pointing.GOALS",
    "huset.goals.pointing.ASSIGNMENTS",
    "huset.goals.pointing.MISSIONS",
    "huset.documents.pointing.DOCUMENTS",
]

COMMENTABLES = [  # what can be commented on, and where it belongs
    "huset.goals.commenting.GOALS",
    "huset.goals.commenting.INDICATORS",
    "huset.goals.commenting.ASSIGNMENTS",
]

FINDERS = [  # what can be searched for
    "huset.house.finding.PARTS",
    "huset.direction.finding.VISIONS",
    "huset.direction.finding.VALUES",
    "huset.direction.finding.PLANS",
    "huset.direction.finding.STEERING",
    "huset.documents.finding.DOCUMENTS",
    "huset.goals.finding.GOALS",
    "huset.goals.finding.INDICATORS",
    "huset.goals.finding.ASSIGNMENTS",
    "huset.goals.finding.MISSIONS",
    "huset.followup.finding.REPORTS",
    "huset.reorganisation.finding.REORGANISATIONS",
    "huset.organisation.finding.BODIES",
    "huset.organisation.finding.UNITS",
    "huset.organisation.finding.MEETINGS",
    "huset.organisation.finding.DECISIONS",
    "huset.organisation.finding.PEOPLE",
]

DUTIES = [  # what someone owes, asked of each slice
    "huset.organisation.meeting_duties.duties",
    "huset.organisation.execution_duties.duties",
    "huset.organisation.register_duties.duties",
    "huset.comments.duties.duties",
    "huset.direction.duties.duties",
    "huset.documents.duties.duties",
    "huset.goals.duties.duties",
    "huset.reorganisation.duties.duties",
    "huset.followup.duties.duties",
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

RETENTION_RULES = [  # what is kept for how long; a slice adds its own by dotted path
    "huset.organisation.actions.privacy.FORMER_OFFICIALS",
    "huset.organisation.actions.privacy.FORMER_ELECTED",
    "huset.organisation.actions.privacy.WAITING_FILES",
    "huset.organisation.actions.privacy.EXPIRED_SESSIONS",
    "huset.comments.retention.OLD_COMMENTS",
    "huset.access.retention.STOPPED_TOKENS",
    "huset.documents.retention.OLD_QUESTIONS",
    "huset.work.retention.OLD_DIGESTS",
    "huset.work.retention.LEFT_FEEDS",
]

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

# Mail: the weekly digest. Without a server, a sender and a site's address nothing is sent.
SITE_URL = read_site(os.environ.get("HUSET_URL", ""))  # what links in mail and calendars begin with
_SMTP = read_smtp(os.environ.get("HUSET_SMTP", ""))
EMAIL_BACKEND = _SMTP.backend
EMAIL_HOST, EMAIL_PORT = _SMTP.host, _SMTP.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _SMTP.user, _SMTP.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _SMTP.starttls, _SMTP.tls
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("HUSET_MAIL_FROM", "")

# Signing in: by the municipality's own provider (OpenID Connect), or with a local account.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name", "email")}),
    )
]
LOCAL_ACCOUNTS = os.environ.get("HUSET_LOCAL_ACCOUNTS", "1") == "1"  # passwords of our own
SECOND_FACTOR_REQUIRED = os.environ.get("HUSET_SECOND_FACTOR", "optional") == "required"
OIDC_ID_CLAIM = os.environ.get("HUSET_OIDC_ID_CLAIM", "sub")  # what the directory's code is called
OIDC_URL = os.environ.get("HUSET_OIDC_URL", "")
if OIDC_URL and not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", OIDC_URL):
    raise ImproperlyConfigured("HUSET_OIDC_URL ska börja med https://, annars kan den avlyssnas.")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("HUSET_OIDC_NAME", "kommunens inloggning"),
                "client_id": os.environ.get("HUSET_OIDC_CLIENT_ID", "huset"),
                "secret": os.environ.get("HUSET_OIDC_SECRET", ""),
                "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
            }
            for issuer in OIDC_URL.split()
        ],
    },
}
SOCIALACCOUNT_ADAPTER = "huset.access.openid.DirectoryAdapter"
ACCOUNT_ADAPTER = "huset.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # what an account has; nobody signs up
ACCOUNT_EMAIL_VERIFICATION = SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "login": "60/m/ip"}
ACCOUNT_FORMS = {
    "login": "huset.access.account_forms.PasswordForm",
    "reauthenticate": "huset.access.account_forms.ConfirmForm",
    "change_password": "huset.access.account_forms.NewPasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("HUSET_PROXIES", "0"))  # in front of Huset
MFA_ADAPTER = "huset.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_TOTP_ISSUER = "Huset"
MFA_FORMS = {
    "authenticate": "huset.access.account_forms.CodeForm",
    "reauthenticate": "huset.access.account_forms.ConfirmCodeForm",
    "activate_totp": "huset.access.account_forms.FirstCodeForm",
    "add_webauthn": "huset.access.account_forms.PasskeyForm",
    "edit_webauthn": "huset.access.account_forms.PasskeyNameForm",
}
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
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
