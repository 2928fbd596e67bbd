"""What is handed over to a unit: one folder with the notice, the workbook to answer in, and the evidence."""
