"""The logger of the receivers."""

from __future__ import annotations

import logging

log = logging.getLogger("callcenter_client.webhooks")
