# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "1cf0ccc2fbec3737670883a5a4daa4401187c7ed7ca83e8621a81d9e0f1d1084"
TEMPLATES_SHA256 = "e5bcb4c3a97f9a9e2f7b35e10ef52668207d5ccccf9ca2aee89103ca48b5c22f"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
