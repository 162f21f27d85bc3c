"""Who looks after a receipt, what they noted, what was asked of a service and what it answered."""

from __future__ import annotations

from django.db import models

from piperoll.authority.models import User
from piperoll.council.models import Service
from piperoll.receipting.models import Receipt
from piperoll.runs.models import Run


class Ownership(models.Model):
    """From now on somebody looks after a receipt; the newest row counts. No user: nobody does."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="owners", db_constraint=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class ReceiptNote(models.Model):
    """What somebody found out about a receipt, in their words."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="notes", db_constraint=False)
    words = models.CharField(max_length=500)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Question(models.Model):
    """What a service is asked about a receipt, and by when it is to answer."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="questions", db_constraint=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    asked_on = models.DateField()
    answer_by = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True


class Answer(models.Model):
    """What the service said; one to a question."""

    question = models.OneToOneField(Question, models.PROTECT, primary_key=True, related_name="answer")
    words = models.CharField(max_length=500)
    answered_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    append_only = True
