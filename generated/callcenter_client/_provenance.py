# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "eb39bc225a58c79ce2acf7d60415868cb95d2b21111757649f5a63d719ab4f01"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
