# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "e95a4180c653a246b2afa29649d17d5a76b5b568eb11958f9a9ee817e963466e"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
