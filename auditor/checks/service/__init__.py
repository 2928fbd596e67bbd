"""What the site offers of services: guides, their elements, telephone numbers and forms."""
