"""The widget: its session, its page without Jupyter, and both in real notebooks."""
