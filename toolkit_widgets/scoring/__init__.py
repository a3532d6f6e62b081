"""Pure functions: which items are shown, what is right, what a profile says, who disagrees."""
