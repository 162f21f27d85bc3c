"""Write-offs: asked for on an account, the register, small balances by the list, and what is taken back."""
