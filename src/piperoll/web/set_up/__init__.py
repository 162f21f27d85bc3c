"""Set-up: the council, its services, bank accounts, income codes, VAT, dated figures and holidays."""
