# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "1cf0ccc2fbec3737670883a5a4daa4401187c7ed7ca83e8621a81d9e0f1d1084"
TEMPLATES_SHA256 = "da1cd282c43e9ae3d6658300cf8f5c34c868b31ec0288c69f109fe666ac187f7"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
