# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "2b9ab8f807e7bfd3b2cd36be1d5b367c00ff2a066b3beb763d7d70876f8c87c4"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
