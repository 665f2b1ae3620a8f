# Made by "python -m generator generate" from the spec: change that, not this file.
"""The logger of the receivers."""

from __future__ import annotations

import logging

log = logging.getLogger("callcenter_client.webhooks")
