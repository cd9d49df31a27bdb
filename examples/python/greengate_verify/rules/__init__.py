"""The rule engine, number 1, from docs/rules.md alone."""

from .evaluate import Person
from .judge import Verdict, judge, judge_on_site
from .rule_set import FactTypeUnknown, RuleSet, compile_rules

__all__ = [
    "FactTypeUnknown",
    "Person",
    "RuleSet",
    "Verdict",
    "compile_rules",
    "judge",
    "judge_on_site",
]
