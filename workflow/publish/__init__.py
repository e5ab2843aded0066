"""Publishing: a reproduction as a page that can go live as it is."""
