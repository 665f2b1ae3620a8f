# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "27854e71125ee926e26e68b4f24e7b99e8a0149f7fc53b3cb7dd938c6da97003"
TEMPLATES_SHA256 = "1d3c03d64f36f89c26f63076d2e2cb52b7d793dbbf29c1ee2f280ff054cd306e"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
