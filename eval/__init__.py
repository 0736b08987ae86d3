"""Measure Khabar: everything that scores output against gold annotations."""
