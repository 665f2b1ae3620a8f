# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "28e07b599dc2d6d6a8c01bcbda02be2bd6b90b45873526fa9149a0f416fe464e"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
