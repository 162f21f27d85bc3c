"""An approval names its version's true writer, and both are among the sealed rows."""

from django.db import migrations

from piperoll.database.schema import sealed_source

TRUE_WRITER = """
ALTER TABLE documents_templateapproval ADD CONSTRAINT documents_approval_true_writer
FOREIGN KEY (version_id, written_by_user_id) REFERENCES documents_templateversion (id, written_by_user_id)
"""
VERSIONS = """
CREATE VIEW documents_templateversion_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || template_id || '|' || number || '|' || subject || '|' || body || '|' || written_by_user_id, 'UTF8'))
         AS digest
FROM documents_templateversion
"""
APPROVALS = """
CREATE VIEW documents_templateapproval_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || version_id || '|' || approved_by_user_id || '|' || (effective_on - date '1970-01-01'), 'UTF8')) AS digest
FROM documents_templateapproval
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        migrations.RunSQL(
            TRUE_WRITER, "ALTER TABLE documents_templateapproval DROP CONSTRAINT documents_approval_true_writer"
        ),
        migrations.RunSQL(VERSIONS, "DROP VIEW documents_templateversion_sealed"),
        migrations.RunSQL(APPROVALS, "DROP VIEW documents_templateapproval_sealed"),
        sealed_source("documents_templateversion_sealed", 200),
        sealed_source("documents_templateapproval_sealed", 201),
    ]
