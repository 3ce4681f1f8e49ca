"""Run as a module: the portal with its static files from the sources, on 127.0.0.1:PORT, for browser tests."""

import os

import django

if __name__ == "__main__":
    django.setup()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import run
    from django.core.wsgi import get_wsgi_application

    handler = StaticFilesHandler(get_wsgi_application())
    run("127.0.0.1", int(os.environ["PORT"]), handler, threading=True)
