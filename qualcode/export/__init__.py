"""Documents as bytes or text: workbook, Word, Markdown, HTML. Nothing here writes a file."""
