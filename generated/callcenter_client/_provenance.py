# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "1cf0ccc2fbec3737670883a5a4daa4401187c7ed7ca83e8621a81d9e0f1d1084"
TEMPLATES_SHA256 = "f1cd438c80e2d0db97ba812773f5402b969dd61c75c88fdbed80da8eb5ffff4b"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
