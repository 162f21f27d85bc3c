"""Django's settings for the one council this process serves. The addresses and keys come from the environment,
where `piperoll` puts them (see config/councils.py)."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from piperoll.config.database import DatabaseAddresses, django_databases

ROOM = Path(__file__).resolve().parent.parent
COUNCIL = os.environ.get("PIPEROLL_COUNCIL", "anytown")
KEY_FILE = os.environ.get("PIPEROLL_KEY_FILE", "")
POST_ROOM = os.environ.get("PIPEROLL_POST_ROOM", "")
MAIL_URL = os.environ.get("PIPEROLL_MAIL", "")
TEXT_BY = os.environ.get("PIPEROLL_TEXTS", "")
POST_BY = os.environ.get("PIPEROLL_POST", "print")
NOTIFY_KEY = os.environ.get("PIPEROLL_NOTIFY_KEY", "")
NOTIFY_URL = os.environ.get("PIPEROLL_NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_EMAIL_TEMPLATE = os.environ.get("PIPEROLL_NOTIFY_EMAIL_TEMPLATE", "")
NOTIFY_TEXT_TEMPLATE = os.environ.get("PIPEROLL_NOTIFY_TEXT_TEMPLATE", "")
GOCARDLESS_TOKEN = os.environ.get("PIPEROLL_GOCARDLESS_TOKEN", "")
GOCARDLESS_URL = os.environ.get("PIPEROLL_GOCARDLESS_URL", "https://api.gocardless.com")
GOCARDLESS_WEBHOOK_SECRET = os.environ.get("PIPEROLL_GOCARDLESS_WEBHOOK_SECRET", "")
GOVUK_PAY_TOKEN = os.environ.get("PIPEROLL_GOVUK_PAY_TOKEN", "")
GOVUK_PAY_URL = os.environ.get("PIPEROLL_GOVUK_PAY_URL", "https://publicapi.payments.service.gov.uk")
GOVUK_PAY_PAGES = os.environ.get("PIPEROLL_GOVUK_PAY_PAGES", "https://*.payments.service.gov.uk")
GOVUK_PAY_WEBHOOK_SECRET = os.environ.get("PIPEROLL_GOVUK_PAY_WEBHOOK_SECRET", "")
GOVUK_PAY_BANK_WORDS = os.environ.get("PIPEROLL_GOVUK_PAY_BANK_WORDS", "STRIPE")
SECRET_KEY = os.environ.get("PIPEROLL_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PIPEROLL_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")

DATABASES = django_databases(DatabaseAddresses.from_environment())
for _alias in DATABASES.values():  # room for a run's staging tables; a dead client is noticed within a second
    _alias["OPTIONS"]["options"] = (
        "-c temp_buffers=128MB -c work_mem=64MB -c jit=off -c client_connection_check_interval=1s"
    )

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "ninja",
    "csp",
    "piperoll.runs",
    "piperoll.council",
    "piperoll.documents",
    "piperoll.customers",
    "piperoll.ledger",
    "piperoll.authority",
    "piperoll.safeguards",
    "piperoll.receivables",
    "piperoll.billing",
    "piperoll.funds",
    "piperoll.receipting",
    "piperoll.takings",
    "piperoll.interfaces",
    "piperoll.suspense",
    "piperoll.dispatch",
    "piperoll.direct_debit",
    "piperoll.bacs",
    "piperoll.gocardless",
    "piperoll.cards",
    "piperoll.transfers",
    "piperoll.write_offs",
    "piperoll.interest",
    "piperoll.disputes",
    "piperoll.arrangements",
    "piperoll.refunds",
    "piperoll.reconciliation",
    "piperoll.recovery",
    "piperoll.cases",
    "piperoll.web",
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
    "piperoll.web.middleware.SignInRequired",
]
ROOT_URLCONF = "piperoll.config.urls"
WSGI_APPLICATION = "piperoll.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "piperoll.web.context.council",
            ],
        },
    }
]
FORM_RENDERER = "piperoll.web.components.forms.GovukRenderer"

AUTH_USER_MODEL = "authority.User"
AUTHENTICATION_BACKENDS = ["piperoll.web.sign_in.backend.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_COOKIE_NAME = f"piperoll_{COUNCIL}"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
BEHIND_TLS = os.environ.get("PIPEROLL_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_TLS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
