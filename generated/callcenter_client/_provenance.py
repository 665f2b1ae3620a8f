# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "37da26b8a4567a87cc30a5f57ef93bc8a336bb0b91f4594b70b34bfe86facc23"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
