"""What a user can ask for, on a desk: plain arguments in, results out, nothing printed."""
