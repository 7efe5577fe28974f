"""The report: one page of HTML, its pictures, and the page as PDF."""
