"""What we know of a customer beside their account: who and where, who acts for them, flags and holds, history."""
