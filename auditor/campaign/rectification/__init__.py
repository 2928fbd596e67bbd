"""After the findings: notices with a due date, answers, second looks, reminders, and warnings before it is too late."""
