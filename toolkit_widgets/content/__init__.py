"""Content: reading it, finding it, checking it. Every problem comes with file and line."""
