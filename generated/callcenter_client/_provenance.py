# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "27854e71125ee926e26e68b4f24e7b99e8a0149f7fc53b3cb7dd938c6da97003"
TEMPLATES_SHA256 = "a10c323e89fbf390c7f591f98c5e519453cdfb0f179a4e7e882d6ee60632c94d"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
