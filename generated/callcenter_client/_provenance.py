# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "1cf0ccc2fbec3737670883a5a4daa4401187c7ed7ca83e8621a81d9e0f1d1084"
TEMPLATES_SHA256 = "c647f4e18a32106fa9a08f974e44efbe04f4250a2241bd859b867d9e25ffc656"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
