"""Finds the events of the open-data and civic-tech world and drafts the newsletter's section of them."""

__version__ = "0.1.0"
