"""Figures computed from records; pictures and pages made of figures."""
