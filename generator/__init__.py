"""Makes the client package from spec/openapi.yaml. Run it as `python -m generator`."""
