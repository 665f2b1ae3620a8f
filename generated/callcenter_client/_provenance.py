# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "a387fb83bb4711e6328c5b11b31f7fd9b1da93f568f188db9ca7c6737f72efc9"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
