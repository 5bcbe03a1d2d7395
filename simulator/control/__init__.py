"""The endpoints under /sim/, for the page and for tests. simulator/README.md lists them."""
