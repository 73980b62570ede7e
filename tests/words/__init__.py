"""The texts that people read, as the templates and the code hold them, against the catalogs: `make
words`."""
