# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "4b5b137790901388b11b20f7fc8d44eb1fde85bd6c7a0aff74e1888c38ae731b"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
