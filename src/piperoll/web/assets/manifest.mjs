// Writes MANIFEST.json: what was built, from which packages under which licences, and the sha256 of each file.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
const used = ['govuk-frontend', '@ministryofjustice/frontend']
const packages = used.map((name) => {
  const about = JSON.parse(readFileSync(join('node_modules', name, 'package.json')))
  return { name, version: about.version, licence: about.license, notice: 'LICENCES.txt' }
})
const sha256 = (file) => createHash('sha256').update(readFileSync(join(folder, file))).digest('hex')
const files = readdirSync(folder).filter((file) => !['MANIFEST.json'].includes(file)).sort()
const manifest = {
  made_by: 'assets/build.sh',
  packages,
  files: Object.fromEntries(files.map((file) => [file, sha256(file)])),
}
writeFileSync(join(folder, 'MANIFEST.json'), JSON.stringify(manifest, null, 2) + '\n')
