# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "1cf0ccc2fbec3737670883a5a4daa4401187c7ed7ca83e8621a81d9e0f1d1084"
TEMPLATES_SHA256 = "7ef5603941681957356e1eda8d74d672222f73940b9293a0814ba562d64399d3"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
