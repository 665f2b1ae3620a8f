"""`python -m callcenter_client`, and the command `callcenter`."""

from __future__ import annotations

import sys

from callcenter_client._cli import main

if __name__ == "__main__":
    sys.exit(main())
