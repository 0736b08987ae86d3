"""Figures: find the numbers, dates, money and measures of an Arabic text and say what each one means."""

from khabar.figures.fields import FigureFields
from khabar.figures.finder import find
from khabar.figures.normaliser import normalise
from khabar.figures.units import base_value

__all__ = ["FigureFields", "base_value", "find", "normalise"]
