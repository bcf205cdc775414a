"""Reading and coding in the notebook: a session that decides, and a page that shows it."""
