"""What a web server runs: `piperoll serve`, or any WSGI server with the PIPEROLL_… environment set."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "piperoll.config.settings")
application = get_wsgi_application()
