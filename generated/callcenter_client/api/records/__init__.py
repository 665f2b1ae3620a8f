# Made by "python -m generator generate" from the spec: change that, not this file.
"""Contains endpoint functions for accessing the API"""
