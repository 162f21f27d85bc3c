"""What the books say, asked from above: aged debt, a customer's account, today's figures. Reads, never writes.

Words: band (how long a debt has been due), as at (the day a figure counts to), known at (the moment whose knowledge it
uses). Every figure can be asked again for ever with the same answer. Leans on every room below, and on no page.
"""
