# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "d1f74828ffe0eb59ea5ad7a00ecdc4ecc64a8e849f8e223f67c2da7ad7d33f7f"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
