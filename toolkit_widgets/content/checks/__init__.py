"""The rules of the content, by idea: what ``toolkit-course check`` looks for."""
