# Made by "python -m generator generate" from the spec: change that, not this file.
"""`python -m callcenter_client.webhooks`."""

from __future__ import annotations

import sys

from callcenter_client.webhooks._listen import main

if __name__ == "__main__":
    sys.exit(main())
