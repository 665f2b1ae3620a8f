# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "df42426c911df06c906eb5c8f6bd41f4bdadb71f9e8300a860379bacb7262990"
TEMPLATES_SHA256 = "6a7d3cc3d0fbcefac6544bd4b67aa1d060be8eeff92d9ce6d9369fad7659a2a8"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
