# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "df42426c911df06c906eb5c8f6bd41f4bdadb71f9e8300a860379bacb7262990"
TEMPLATES_SHA256 = "7cc646f115885f64b60277c8154464cab2016c39ed8e16824ff0f1f2674b8f56"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
