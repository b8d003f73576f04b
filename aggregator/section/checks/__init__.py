"""One module for each family of codes; each has `findings(section)`."""
