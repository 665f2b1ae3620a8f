# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "1cf0ccc2fbec3737670883a5a4daa4401187c7ed7ca83e8621a81d9e0f1d1084"
TEMPLATES_SHA256 = "953da45db35d50126391cf7aa5b9de429383ccee27c68773fdb65b6416c1cbc9"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
