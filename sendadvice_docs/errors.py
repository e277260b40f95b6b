"""Faults of the call or of the tool's own data, as opposed to faults in an advice, which are findings."""

from __future__ import annotations


class SendAdviceError(Exception):
    """A call that could not be carried out; the message says what, where and what to do. The command line exits 2."""


class InputError(SendAdviceError):
    """A path, option, profile or template that cannot be used."""


class RuleError(SendAdviceError):
    """A rule, profile or lexicon file that is not well formed, or a rule that failed while it ran."""
