from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0012_claims"),
    ]

    operations = [
        migrations.AlterField(
            model_name="lettertemplate",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invoice", "Email with an invoice"),
                    ("statement", "Email with a statement"),
                    ("credit_note", "Email with a credit note"),
                    ("dd_confirmed", "Direct Debit confirmation"),
                    ("dd_notice", "Direct Debit notice"),
                    ("dd_changed", "Direct Debit change"),
                    ("refund", "Refund"),
                    ("dd_cancelled", "Direct Debit cancellation"),
                    ("dd_unpaid", "Direct Debit that came back"),
                    ("reminder", "Reminder of what is overdue"),
                    ("pay_link", "Link to pay by card"),
                    ("dispute", "Outcome of a dispute"),
                    ("complaint_in", "Complaint acknowledged"),
                    ("complaint", "Complaint decided"),
                    ("arrangement", "Arrangement confirmed"),
                    ("arr_late", "Payment of an arrangement late"),
                    ("claim_notice", "Notice that a claim will be made"),
                    ("letter", "Letter of its own"),
                    ("bill_text", "Text about a bill"),
                    ("text", "Text of its own"),
                ],
                max_length=16,
            ),
        ),
    ]
