# Made by "python -m generator generate" from the spec: change that, not this file.
"""Notifications of the platform (§6): received, verified, typed, stored.

`parse` reads one. `receive` and `areceive` take one from its bytes to the answer; `asgi_app`, `wsgi_app` and `django_view`
do that in a web server. `Handlers` calls a function by the class of the event. `Inbox` stores first, and hands over until
it's done. `python -m callcenter_client.webhooks listen` shows what comes.
"""

from ._asgi import AsgiApp, asgi_app
from ._django import django_view
from ._events import Billing, Notification, UnknownNotification, parse
from ._handlers import Handlers
from ._inbox import DeadLetter, Inbox
from ._receive import areceive, receive
from ._retry_later import RetryLater
from ._wsgi import WsgiApp, wsgi_app

__all__ = [
    "Billing",
    "AsgiApp",
    "DeadLetter",
    "Handlers",
    "Inbox",
    "Notification",
    "RetryLater",
    "UnknownNotification",
    "WsgiApp",
    "areceive",
    "asgi_app",
    "django_view",
    "parse",
    "receive",
    "wsgi_app",
]
