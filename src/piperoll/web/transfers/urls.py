"""Addresses of transfers."""

from __future__ import annotations

from django.urls import path

from piperoll.web.transfers import asking, listing, repairing

urlpatterns = [
    path("customers/<str:reference>/transfer/", asking.transfer, name="transfer_credit"),
    path("money-in/placements/<int:placement>/move/", asking.move, name="move_payment"),
    path("money-in/repair/", repairing.repair, name="repair_placements"),
    path("money-in/repair/<int:run>/letters/", repairing.letters, name="wrong_letters"),
    path("money-in/transfers/", listing.transfers, name="transfers"),
    path("money-in/transfers/<int:number>/", listing.transfer, name="transfer"),
    path("money-in/transfers/<int:number>/undo/", listing.undo, name="undo_transfer"),
]
