"""The quarter's circular in its forms: a Word document in official layout, a workbook, a page for the portal, JSON."""
