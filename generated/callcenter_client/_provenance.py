# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "1a2c6c68f0a4f8f755df9c9bfcc4d9603928124f57b4171c9ce6aaeb548619a9"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
