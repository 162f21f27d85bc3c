"""Piperoll: a council's income in one place, from charge to report, every penny provable."""

__version__ = "0.7.0"
