# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "1cf0ccc2fbec3737670883a5a4daa4401187c7ed7ca83e8621a81d9e0f1d1084"
TEMPLATES_SHA256 = "686a9fc16a7188a3eb3f4d06ef9880ce5438f0fcc07b7193a17a3c66874b4ddd"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
