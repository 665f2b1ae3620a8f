# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "b117a5c4e7b6035d50715c2c89aaf3ffa44198e457a8b1ebe97341800f62daa7"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
